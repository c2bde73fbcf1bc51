"""Everything a merchant can have done about a case, by clicking: atriga has it once, and the page tells of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.acting import confirm, days_from_now, go_on, offered, wait_until_told
from tests.browser.cases.case_desk import PRICE, CaseDesk
from tests.browser.inspection import list_marks_of_outside
from tests.browser.outside import SCRIPT_RAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.cases.case_desk import OneCase
    from tests.browser.visitor import Visitor

SECONDS_FOR_A_PAUSE = 4
FILE_NAME = f"\"'><img class=outside src=x onerror={SCRIPT_RAN}=1>.pdf"
# A browser writes quotation marks of a file's name so (HTML, multipart/form-data encoding algorithm); the app replaces
# what no file system takes.
SHOWN_FILE_NAME = FILE_NAME.replace('"', "%22").replace("<", "_").replace(">", "_")


@pytest.fixture
def slow_pause(desk: CaseDesk) -> Iterator[None]:
    """atriga takes its time for the next pause, so that it can be seen on its way."""
    boss_url = desk.shop.stack.boss_url
    desk.shop.switch_fault_on(boss_url, operation="pauseCase", kind="latency", seconds=SECONDS_FOR_A_PAUSE, times=1)
    yield
    desk.shop.switch_faults_off(boss_url)


def test_a_payment_is_reported(case: OneCase, visitor: Visitor) -> None:
    visitor.open(case.shop, case.path)
    offered(visitor, "Report a payment").click()
    visitor.field("Amount").fill(visitor.way.typed("12.50"))
    visitor.field("Day on which the money came").fill(days_from_now(-1))
    expect(go_on(visitor)).to_contain_text(visitor.way.euros("12.50"))
    assert case.count_at_atriga("payment_booked") == 0
    confirm(visitor)
    wait_until_told(visitor, case, "Report a payment")
    assert case.count_at_atriga("payment_booked") == len(case.at_atriga()["payment_references"]) == 1


def test_a_case_is_withdrawn_for_the_price_that_was_shown_first(case: OneCase, visitor: Visitor) -> None:
    price = visitor.say("Price today: %(amount)s", amount=visitor.way.euros("15.00"))
    visitor.open(case.shop, case.path)
    offered(visitor, "Withdraw the case").click()
    expect(visitor.page.get_by_text(price)).to_be_visible()
    visitor.choose("Reason", "The debtor paid")
    expect(go_on(visitor)).to_contain_text(visitor.say("The debtor paid"))
    expect(visitor.page.get_by_text(price)).to_be_visible()
    assert case.count_at_atriga("withdrawal_received") == 0
    confirm(visitor, "Yes, withdraw it for %(amount)s", amount=visitor.way.euros("15.00"))
    case.shop.wait_for_case(case.case_id, transfer="withdrawn")
    wait_until_told(visitor, case, "Withdraw the case")
    expect(visitor.page.get_by_text(visitor.say("Withdrawn")).first).to_be_visible()
    expect(visitor.page.get_by_role("navigation", name=visitor.say("What you can do"))).to_have_count(0)
    assert case.count_at_atriga("withdrawal_received") == 1
    assert case.at_atriga()["case"]["closing"]["code"] == "withdrawn"


def test_a_claim_is_reduced(case: OneCase, visitor: Visitor) -> None:
    visitor.open(case.shop, case.path)
    offered(visitor, "Reduce the claim").click()
    visitor.field("By how much less").fill(visitor.way.typed("49.90"))
    visitor.choose("Reason", "Goods returned")
    expect(go_on(visitor)).to_contain_text(visitor.way.euros("49.90"))
    confirm(visitor)
    wait_until_told(visitor, case, "Reduce the claim")
    assert case.count_at_atriga("claim_reduced") == 1
    owed = case.at_atriga()["case"]["balance"]["principal"]["owed"]["amount"]
    assert Decimal(owed) == PRICE - Decimal("49.90")


def test_more_than_is_owed_is_reported_and_the_page_says_that_atriga_did_not_take_it(
    case: OneCase, visitor: Visitor
) -> None:
    visitor.open(case.shop, case.path)
    offered(visitor, "Report a payment").click()
    visitor.field("Amount").fill(visitor.way.typed("9999.00"))
    visitor.field("Day on which the money came").fill(days_from_now(0))
    go_on(visitor)
    expect(visitor.page.get_by_text(visitor.say("This is more than is open. atriga may not take it."))).to_be_visible()
    confirm(visitor)
    wait_until_told(visitor, case, "Report a payment", "Not taken by atriga")
    expect(visitor.heading("Not done: %(deed)s", deed=visitor.say("Report a payment"))).to_be_visible()
    assert case.count_at_atriga("payment_booked") == 0


@pytest.mark.usefixtures("slow_pause")
def test_a_case_is_paused_and_goes_on(case: OneCase, visitor: Visitor) -> None:
    on_its_way = visitor.page.get_by_role("region", name=visitor.say("Being told to atriga"))
    visitor.open(case.shop, case.path)
    offered(visitor, "Pause the case").click()
    visitor.field("Pause until").fill(days_from_now(10))
    go_on(visitor)
    confirm(visitor)
    expect(on_its_way).to_contain_text(visitor.say("Pause the case"))
    expect(offered(visitor, "Pause the case")).to_have_count(0)
    wait_until_told(visitor, case, "Pause the case")
    # The page reads the case and its commands one after the other; what happened between the two shows halfway.
    visitor.go(case.shop, case.path)
    expect(on_its_way).to_have_count(0)
    assert case.at_atriga()["case"]["processing"] == "paused"

    offered(visitor, "Go on with the case").click()
    confirm(visitor, "Tell atriga")
    wait_until_told(visitor, case, "Go on with the case")
    visitor.go(case.shop, case.path)
    expect(offered(visitor, "Pause the case")).to_be_visible()
    assert case.at_atriga()["case"]["processing"] == "in_progress"
    assert (case.count_at_atriga("paused"), case.count_at_atriga("resumed")) == (1, 1)


def test_a_court_order_is_applied_for_with_the_advance_that_was_shown(case: OneCase, visitor: Visitor) -> None:
    deed, advance = "Decide about court proceedings", visitor.way.euros("38.00")
    case.shop.move_case(case.case_number, "court")
    case.shop.wait_for_case(case.case_id, processing="waiting_for_client")
    visitor.open(case.shop, case.path)
    expect(visitor.heading("atriga is waiting for you")).to_be_visible()
    offered(visitor, deed).click()
    shown = visitor.say("Advance that you would lay out: %(amount)s", amount=advance)
    expect(visitor.page.get_by_text(shown)).to_be_visible()
    visitor.choose("Decision", "Yes, apply for a court order")
    expect(go_on(visitor)).to_contain_text(advance)
    confirm(visitor)
    wait_until_told(visitor, case, deed)
    visitor.go(case.shop, case.path)
    expect(visitor.page.get_by_text(visitor.say("In court"), exact=True).first).to_be_visible()
    assert case.count_at_atriga("court_order_filed") == 1
    assert case.at_atriga()["case"]["stage"] == "judicial"


def test_a_document_whose_name_is_markup_is_handed_in_shown_as_text_and_opened(case: OneCase, visitor: Visitor) -> None:
    visitor.open(case.shop, case.path)
    offered(visitor, "Hand in a document").click()
    visitor.choose("Kind", "Invoice")
    visitor.field("File").set_input_files(
        {"name": FILE_NAME, "mimeType": "application/pdf", "buffer": b"%PDF-1.7 an invoice"}
    )
    confirm(visitor, "Tell atriga")
    assert list_marks_of_outside(visitor.page) == []
    case.shop.wait_for_case(case.case_id, documents=1)
    wait_until_told(visitor, case, "Hand in a document")
    document = visitor.page.get_by_role("link", name=SHOWN_FILE_NAME, exact=True)
    expect(document).to_be_visible()
    expect(visitor.page.locator("ol.timeline")).to_contain_text(f"{visitor.say('File')}: {SHOWN_FILE_NAME}")
    assert list_marks_of_outside(visitor.page) == []
    assert case.count_at_atriga("document_added") == 1

    with visitor.page.expect_response(lambda answer: answer.url.startswith(case.shop.stack.boss_url)) as opened:
        document.click()
    assert opened.value.ok
