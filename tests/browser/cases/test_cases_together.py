"""What is done with ticked cases of the table: rest them, report their payments, mark them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.acting import days_from_now, order, wait_until_told

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.cases.case_desk import CaseDesk, OneCase
    from tests.browser.visitor import Visitor


class Pair(NamedTuple):
    """Two cases, and the address of the table with them alone."""

    first: OneCase
    second: OneCase
    table: str

    @property
    def cases(self) -> tuple[OneCase, OneCase]:
        return self.first, self.second


@pytest.fixture
def pair(desk: CaseDesk) -> Pair:
    """Two cases that atriga took, marked so that the table shows no other."""
    cases = (desk.cases.pop(), desk.cases.pop())
    mark = f"Paar {secrets.token_hex(4)}"
    for case in cases:
        desk.shop.browser.submit_form(case.path, {"add": mark})
    return Pair(*cases, f"/cases?{urlencode({'mark': mark})}")


def tick_both(visitor: Visitor, pair: Pair) -> None:
    """Open the table with the two cases, and tick them."""
    visitor.open(pair.first.shop, pair.table)
    for case in pair.cases:
        visitor.row(case.order_id).get_by_role("checkbox").check()


def mark_of(visitor: Visitor) -> Locator:
    """The field for a mark of the ticked cases; the filters have one of the same name."""
    return visitor.page.get_by_role("group", name=visitor.say("With the ticked cases")).get_by_label(
        visitor.say("Mark")
    )


def test_ticked_cases_are_paused_together(pair: Pair, visitor: Visitor) -> None:
    tick_both(visitor, pair)
    visitor.press("Pause …")
    for case in pair.cases:
        expect(visitor.page.get_by_role("listitem").filter(has_text=case.case_number)).to_be_visible()
    visitor.field("Pause until").fill(days_from_now(10))
    order(visitor, "Order the pause")
    visitor.expect_told("For %(num)s case this is on its way to atriga.", 2)
    for case in pair.cases:
        wait_until_told(visitor, case, "Pause the case")
        assert case.count_at_atriga("paused") == 1
    visitor.go(pair.first.shop, pair.table)
    for case in pair.cases:
        expect(visitor.row(case.case_number)).to_contain_text(visitor.say("Rests until the pause is over"))


def test_payments_of_ticked_cases_are_reported_together(pair: Pair, visitor: Visitor) -> None:
    paid, unpaid = pair.cases
    tick_both(visitor, pair)
    visitor.press("Report payments …")
    label = visitor.say("Amount for %(number)s, %(debtor)s", number=paid.case_number, debtor="")
    amount = visitor.page.get_by_label(label.strip())
    amount.fill("zwölf")
    visitor.field("Day on which the money came").fill(days_from_now(0))
    visitor.press("Report to atriga")
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(amount).to_have_value("zwölf")
    visitor.expect_fit()
    amount.fill(visitor.way.typed("12.50"))
    order(visitor, "Report to atriga")
    visitor.expect_told("For %(num)s case this is on its way to atriga.", 1)
    wait_until_told(visitor, paid, "Report a payment")
    assert paid.count_at_atriga("payment_booked") == 1
    assert unpaid.count_at_atriga("payment_booked") == 0


def test_ticked_cases_are_marked_and_unmarked_together(pair: Pair, visitor: Visitor) -> None:
    mark = f"Anwalt {secrets.token_hex(3)}"
    tick_both(visitor, pair)
    mark_of(visitor).fill(mark)
    visitor.press("Mark them")
    visitor.expect_told("%(num)s case was marked.", 2)
    for case in pair.cases:
        expect(visitor.row(case.order_id)).to_contain_text(mark)
        visitor.row(case.order_id).get_by_role("checkbox").check()
    visitor.expect_fit()
    mark_of(visitor).fill(mark)
    visitor.press("Take the mark off")
    visitor.expect_told("The mark was taken off %(num)s case.", 2)
    expect(visitor.page.get_by_role("link", name=mark)).to_have_count(0)
