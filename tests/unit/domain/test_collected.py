"""Money that atriga collected and the merchant books in DreamRobot is not the debtor's direct payment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shared.domain.cases.case import Balance, BalanceLine
from shared.domain.cases.collected import weigh_payment
from shared.domain.cases.payout import PayoutShare
from shared.domain.money import Money
from tests.component.snapshots import make_snapshot
from tests.component.world import make_case
from tests.unit.domain.watched import euros, make_watched


def make_running(principal_paid: str | None) -> Any:
    """Make a case of 119.00 of which 20.00 were paid before the hand-over, with what atriga counts as paid now."""
    line = None if principal_paid is None else BalanceLine(owed=euros("119.00"), paid=euros(principal_paid))
    return make_case(snapshot=make_snapshot(balance=Balance(principal=line, total_open=euros("99.00"))))


def make_share(principal: str, currency: str = "EUR") -> PayoutShare:
    amount = Money.of(Decimal(principal), currency)
    return PayoutShare(
        payout_id="payout-1",
        customer_number="10001",
        paid_on=date(2026, 11, 1),
        case_number="26-000001",
        case_id="case-1",
        principal=amount,
        interest=amount,
        charges=amount,
    )


@pytest.mark.parametrize(
    ("counted", "shares", "reported", "matched", "direct", "collected"),
    [
        pytest.param("20.00", [], "0", "0", "50.00", "0.00", id="atriga has collected nothing"),
        pytest.param(None, [], "0", "0", "50.00", "0.00", id="atriga tells no principal"),
        pytest.param("119.00", [], "0", "0", "0.00", "50.00", id="atriga counts the claim as paid"),
        pytest.param("40.00", [], "0", "0", "30.00", "20.00", id="atriga has collected a part"),
        pytest.param("70.00", [], "50.00", "0", "50.00", "0.00", id="what atriga counts was reported by the app"),
        pytest.param("70.00", [], "0", "50.00", "50.00", "0.00", id="what atriga collected was matched before"),
        pytest.param("20.00", ["50.00"], "0", "0", "0.00", "50.00", id="a payout is being booked"),
        pytest.param("70.00", ["30.00"], "0", "0", "0.00", "50.00", id="collected, and paid out in part"),
        pytest.param("64.00", ["30.00"], "60.00", "0", "20.00", "30.00", id="payments went to the costs first"),
    ],
)
def test_a_payment_is_split(
    counted: str | None, shares: list[str], reported: str, matched: str, direct: str, collected: str
) -> None:
    order = make_watched(reported=euros(reported), matched=euros(matched))
    weighed = weigh_payment(euros("50.00"), make_running(counted), [order], [make_share(share) for share in shares])
    assert weighed == (euros(direct), euros(collected))


def test_all_orders_of_the_case_count_together() -> None:
    orders = [make_watched(reported=euros("30.00")), make_watched(order_id="2_2026_09", reported=euros("20.00"))]
    assert weigh_payment(euros("50.00"), make_running("70.00"), orders, []).direct == euros("50.00")


def test_a_payout_in_another_currency_matches_nothing() -> None:
    weighed = weigh_payment(euros("50.00"), make_running("20.00"), [make_watched()], [make_share("50.00", "CHF")])
    assert weighed.collected == euros("0.00")
