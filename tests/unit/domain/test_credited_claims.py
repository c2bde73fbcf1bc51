"""Credit notes among the orders of an export keep the claims back that they fit."""

from __future__ import annotations

import pytest

from shared.domain.cases.credited_claims import find_credited
from shared.domain.export import ExportItem, ItemState
from shared.domain.money import Money
from tests.unit.domain.export_items import make_answers, make_debtor, make_item


def euros(amount: str) -> Money:
    return Money.of(amount, "EUR")


def make_credit_note(amount: str = "119.00", customer_id: str | None = "4711") -> ExportItem:
    return ExportItem(
        order_id="900_2026_10",
        number=900,
        state=ItemState.BLOCKED,
        customer_id=customer_id,
        credits=euros(amount),
    )


@pytest.mark.parametrize("amount", ["119.00", "99.00"], ids=["whole", "open"])
def test_a_claim_of_the_same_customer_and_amount_is_credited(amount: str) -> None:
    claim, note = make_item(1), make_credit_note(amount)
    assert find_credited([claim, note], [claim]) == {claim.order_id: note.order_id}


@pytest.mark.parametrize(
    ("claim", "note"),
    [
        (make_item(1), make_credit_note("118.99")),
        (make_item(1), make_credit_note(customer_id="4712")),
        (make_item(1), make_credit_note(customer_id=None)),
        (make_item(1, make_debtor(customer_id=None)), make_credit_note(customer_id=None)),
        (make_item(1, answers=make_answers(returned=False)), make_credit_note()),
        (make_item(1, position=None), make_credit_note()),
    ],
)
def test_a_claim_that_a_credit_note_does_not_fit_goes_on(claim: ExportItem, note: ExportItem) -> None:
    assert find_credited([claim, note], [claim]) == {}


def test_where_two_claims_fit_one_credit_note_both_are_kept_back() -> None:
    claims = [make_item(1), make_item(2)]
    assert find_credited([*claims, make_credit_note()], claims).keys() == {"1_2026_08", "2_2026_08"}
