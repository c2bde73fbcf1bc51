"""Everything a merchant can have done about a case, by clicking: atriga has it once, and the page tells of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.acting import (
    confirm,
    days_from_now,
    expect_fit,
    go_on,
    offered,
    open_way,
    wait_for_proposal,
    wait_until_told,
)
from tests.browser.browsing import Browsing, open_app
from tests.browser.case_desk import PRICE, CaseDesk
from tests.browser.inspection import list_marks_of_outside
from tests.browser.outside import SCRIPT_RAN
from tests.browser.ways import GERMAN, WAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx
    from playwright.sync_api import Browser, Page

    from tests.browser.case_desk import OneCase
    from tests.browser.ways import Way
    from tests.local_stack import LocalStack

SECONDS_FOR_A_PAUSE = 3
FILE_NAME = f"\"'><img class=outside src=x onerror={SCRIPT_RAN}=1>.pdf"
# A browser writes quotation marks of a file's name so (HTML, multipart/form-data encoding algorithm); the app replaces
# what no file system takes.
SHOWN_FILE_NAME = FILE_NAME.replace('"', "%22").replace("<", "_").replace(">", "_")


@pytest.fixture(scope="module")
def desk(local_stack: LocalStack, http: httpx.Client, chromium: Browser) -> CaseDesk:
    browsing = Browsing(chromium, local_stack)
    desk = CaseDesk.set_up(local_stack, http, browsing.open_page())
    faults = browsing.list_faults()
    browsing.close()
    assert faults == []
    return desk


@pytest.fixture
def case(desk: CaseDesk) -> OneCase:
    """A case that atriga took and that no other test has."""
    return desk.cases.pop()


@pytest.fixture
def slow_pause(desk: CaseDesk) -> Iterator[None]:
    """atriga takes its time for the next pause, so that it can be seen on its way."""
    boss_url = desk.shop.stack.boss_url
    desk.shop.switch_fault_on(boss_url, operation="pauseCase", kind="latency", seconds=SECONDS_FOR_A_PAUSE, times=1)
    yield
    desk.shop.switch_faults_off(boss_url)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_payment_is_reported(case: OneCase, browsing: Browsing, way: Way) -> None:
    page, words = open_way(browsing, way, case), way.words
    offered(page, words.payment, words.actions).click()
    page.get_by_label(words.amount, exact=True).fill(words.typed_amount)
    page.get_by_label(words.value_date).fill(days_from_now(-1))
    expect(go_on(page, way)).to_contain_text(words.shown_amount)
    assert case.count_at_atriga("payment_booked") == 0
    confirm(page, words.confirm, words.taken_down)
    wait_until_told(page, case, words.payment, words.arrived)
    expect_fit(page, way)
    assert case.count_at_atriga("payment_booked") == len(case.at_atriga()["payment_references"]) == 1


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_case_is_withdrawn_for_the_price_that_was_shown_first(case: OneCase, browsing: Browsing, way: Way) -> None:
    page, words = open_way(browsing, way, case), way.words
    offered(page, words.withdrawal, words.actions).click()
    expect(page.get_by_text(words.price)).to_be_visible()
    page.get_by_label(words.reason, exact=True).select_option(label=words.paid)
    expect(go_on(page, way)).to_contain_text(words.paid)
    expect(page.get_by_text(words.price)).to_be_visible()
    assert case.count_at_atriga("withdrawal_received") == 0
    confirm(page, words.confirm, words.taken_down)
    case.shop.wait_for_case(case.case_id, transfer="withdrawn")
    wait_until_told(page, case, words.withdrawal, words.arrived)
    expect(page.get_by_text(words.withdrawn).first).to_be_visible()
    expect(page.get_by_role("navigation", name=words.actions)).to_have_count(0)
    expect_fit(page, way)
    assert case.count_at_atriga("withdrawal_received") == 1
    assert case.at_atriga()["case"]["closing"]["code"] == "withdrawn"


def test_a_claim_is_reduced(case: OneCase, page: Page) -> None:
    open_app(page, case.shop, to=case.path)
    offered(page, "Forderung senken").click()
    page.get_by_label("Um wie viel weniger").fill("49,90")
    page.get_by_label("Grund").select_option(label="Ware zurückgegeben")
    expect(go_on(page)).to_contain_text("49,90 €")
    confirm(page)
    wait_until_told(page, case, "Forderung senken")
    assert case.count_at_atriga("claim_reduced") == 1
    owed = case.at_atriga()["case"]["balance"]["principal"]["owed"]["amount"]
    assert Decimal(owed) == PRICE - Decimal("49.90")


def test_more_than_is_owed_is_reported_and_the_page_says_that_atriga_did_not_take_it(case: OneCase, page: Page) -> None:
    open_app(page, case.shop, to=case.path)
    offered(page, GERMAN.payment).click()
    page.get_by_label("Betrag").fill("9.999,00")
    page.get_by_label(GERMAN.value_date).fill(days_from_now(0))
    go_on(page)
    expect(page.get_by_text("Das ist mehr, als offen ist.")).to_be_visible()
    confirm(page)
    wait_until_told(page, case, GERMAN.payment, "Von atriga abgelehnt")
    expect(page.get_by_role("heading", name="Nicht ausgeführt: Zahlung melden")).to_be_visible()
    assert case.count_at_atriga("payment_booked") == 0


@pytest.mark.usefixtures("slow_pause")
def test_a_case_is_paused_and_goes_on(case: OneCase, page: Page) -> None:
    open_app(page, case.shop, to=case.path)
    offered(page, "Fall pausieren").click()
    page.get_by_label("Ruhen lassen bis").fill(days_from_now(10))
    go_on(page)
    confirm(page)
    expect(page.get_by_role("region", name="Wird atriga gemeldet")).to_contain_text("Fall pausieren")
    expect(offered(page, "Fall pausieren")).to_have_count(0)
    wait_until_told(page, case, "Fall pausieren")
    expect(page.get_by_role("region", name="Wird atriga gemeldet")).to_have_count(0)
    assert case.at_atriga()["case"]["processing"] == "paused"

    offered(page, "Fall fortsetzen").click()
    confirm(page, "An atriga melden")
    wait_until_told(page, case, "Fall fortsetzen")
    expect(offered(page, "Fall pausieren")).to_be_visible()
    assert case.at_atriga()["case"]["processing"] == "in_progress"
    assert (case.count_at_atriga("paused"), case.count_at_atriga("resumed")) == (1, 1)


def test_a_court_order_is_applied_for_with_the_advance_that_was_shown(case: OneCase, page: Page) -> None:
    deed = "Über das gerichtliche Verfahren entscheiden"
    case.shop.move_case(case.case_number, "court")
    case.shop.wait_for_case(case.case_id, processing="waiting_for_client")
    open_app(page, case.shop, to=case.path)
    expect(page.get_by_role("heading", name="atriga wartet auf Sie")).to_be_visible()
    offered(page, deed).click()
    expect(page.get_by_text("Vorschuss, den Sie auslegen würden: 38,00 €")).to_be_visible()
    page.get_by_label("Entscheidung").select_option(label="Ja, Mahnbescheid beantragen")
    expect(go_on(page)).to_contain_text("38,00 €")
    confirm(page)
    wait_until_told(page, case, deed)
    expect(page.get_by_text("Gerichtlich", exact=True).first).to_be_visible()
    assert case.count_at_atriga("court_order_filed") == 1
    assert case.at_atriga()["case"]["stage"] == "judicial"


def test_a_document_whose_name_is_markup_is_handed_in_and_shown_as_text(case: OneCase, page: Page) -> None:
    open_app(page, case.shop, to=case.path)
    offered(page, "Dokument einreichen").click()
    page.get_by_label("Art", exact=True).select_option(label="Rechnung")
    page.get_by_label("Datei, höchstens 4 MB").set_input_files(
        {"name": FILE_NAME, "mimeType": "application/pdf", "buffer": b"%PDF-1.7 an invoice"}
    )
    confirm(page, "An atriga melden")
    assert list_marks_of_outside(page) == []
    case.shop.wait_for_case(case.case_id, documents=1)
    wait_until_told(page, case, "Dokument einreichen")
    expect(page.get_by_role("link", name=SHOWN_FILE_NAME, exact=True)).to_be_visible()
    expect(page.locator("ol.timeline")).to_contain_text(f"Datei: {SHOWN_FILE_NAME}")
    assert list_marks_of_outside(page) == []
    assert case.count_at_atriga("document_added") == 1


def test_ticked_cases_of_the_table_are_paused_together(desk: CaseDesk, page: Page) -> None:
    cases = [desk.cases.pop(), desk.cases.pop()]
    open_app(page, desk.shop, to="/cases")
    for case in cases:
        page.get_by_role("row").filter(has_text=case.case_number).get_by_role("checkbox").check()
    page.get_by_role("button", name="Ruhen lassen …").click()
    for case in cases:
        expect(page.get_by_role("listitem").filter(has_text=case.case_number)).to_be_visible()
    page.get_by_label("Ruhen lassen bis").fill(days_from_now(10))
    confirm(page, "Pause beauftragen", "Für 2 Fälle ist das auf dem Weg zu atriga.")
    for case in cases:
        wait_until_told(page, case, "Fall pausieren")
        assert case.count_at_atriga("paused") == 1
    page.goto(f"{desk.shop.stack.app_url}/cases")
    for case in cases:
        row = page.get_by_role("row").filter(has_text=case.case_number)
        expect(row).to_contain_text("Ruht bis zum Ende der Pause")


def test_payments_of_ticked_cases_are_reported_together(desk: CaseDesk, page: Page) -> None:
    paid, unpaid = desk.cases.pop(), desk.cases.pop()
    open_app(page, desk.shop, to="/cases")
    for case in (paid, unpaid):
        page.get_by_role("row").filter(has_text=case.case_number).get_by_role("checkbox").check()
    page.get_by_role("button", name="Zahlungen melden …").click()
    amount = page.get_by_label(f"Betrag für {paid.case_number}")
    amount.fill("zwölf")
    page.get_by_label(GERMAN.value_date).fill(days_from_now(0))
    page.get_by_role("button", name="An atriga melden").click()
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(amount).to_have_value("zwölf")
    amount.fill("12,50")
    confirm(page, "An atriga melden", "Für 1 Fall ist das auf dem Weg zu atriga.")
    wait_until_told(page, paid, GERMAN.payment)
    assert paid.count_at_atriga("payment_booked") == 1
    assert unpaid.count_at_atriga("payment_booked") == 0


def test_a_draft_is_approved_on_its_page(desk: CaseDesk, page: Page) -> None:
    draft = desk.drafts.pop()
    open_app(page, desk.shop, to="/review")
    page.get_by_role("row").filter(has_text=draft.order_id).get_by_role("link").click()
    assert desk.shop.cases_at_atriga(draft.order_id) == []
    page.get_by_role("button", name="Freigeben und übergeben").click()
    expect(page.get_by_text("Zur Übergabe freigegeben")).to_be_visible()
    case = desk.shop.wait_for_case(draft.case_id, transfer="accepted")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(case["case_number"])
    assert draft.at_atriga()["submits"] == draft.count_at_atriga("received") == 1


def test_a_draft_is_discarded_in_the_list(desk: CaseDesk, page: Page) -> None:
    draft = desk.drafts.pop()
    open_app(page, desk.shop, to="/review")
    row = page.get_by_role("row").filter(has_text=draft.order_id)
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Angekreuzte verwerfen").click()
    expect(page.get_by_role("status")).to_contain_text("1 Entwurf wurde verworfen; seine Aufträge sind wieder frei.")
    expect(row).to_have_count(0)
    page.goto(desk.shop.stack.app_url + draft.path)
    expect(page.get_by_role("heading", name="Sie haben diesen Entwurf verworfen")).to_be_visible()
    assert desk.shop.cases_at_atriga(draft.order_id) == []


def test_a_proposal_is_put_aside_and_atriga_hears_nothing(desk: CaseDesk, page: Page) -> None:
    case = desk.cancelled.pop()
    open_app(page, desk.shop)
    wait_for_proposal(page, case)
    page.get_by_role("button", name="Beiseitelegen").click()
    expect(page.get_by_role("status")).to_contain_text("atriga wurde nichts gemeldet.")
    expect(page.get_by_role("heading", name="Fall zurückziehen?")).to_have_count(0)
    expect(page.locator("ol.timeline")).to_contain_text(f"Vorschlag zu Auftrag {case.order_id} beiseitegelegt")
    assert case.count_at_atriga("withdrawal_received") == 0


def test_a_proposal_is_taken(desk: CaseDesk, page: Page) -> None:
    case = desk.cancelled.pop()
    open_app(page, desk.shop)
    wait_for_proposal(page, case)
    page.get_by_role("link", name="Preis ansehen und zurückziehen").click()
    expect(page.get_by_text(GERMAN.price)).to_be_visible()
    go_on(page)
    confirm(page)
    expect(page.get_by_role("heading", name="Fall zurückziehen?")).to_have_count(0)
    wait_until_told(page, case, GERMAN.withdrawal)
    expect(page.locator("ol.timeline")).to_contain_text(f"Vorschlag zu Auftrag {case.order_id} angenommen")
    assert case.count_at_atriga("withdrawal_received") == 1
