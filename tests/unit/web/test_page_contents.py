from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from shared.domain.account import AccountMode, AccountState, Locale
from shared.domain.cases.case import CourtQuestion, Inquiry, StatusText
from shared.domain.cases.case_interest import reckon_case_interest
from shared.domain.cases.command_payloads import CommandKind
from shared.domain.export import WaitingFor, count_items
from shared.domain.parties.debtor import DebtorKind
from tests.unit.web.sample_pages import ITEMS, Outline, render, show_case
from tests.unit.web.samples import (
    NOW,
    make_account,
    make_case,
    make_debtor,
    make_export,
    make_position,
    make_snapshot,
)
from tests.unit.web.table_samples import make_table

if TYPE_CHECKING:
    from shared.web.pages import PageRenderer

DE, EN = Locale.GERMAN, Locale.ENGLISH


def test_the_case_table_tells_what_matters(renderer: PageRenderer) -> None:
    html = render(renderer, "cases", DE)
    for text in ("A-4711", "473_2026_07", "Wohlfahrt &amp; Söhne GmbH", "Außergerichtlich"):
        assert text in html
    assert "1.030,00\N{NO-BREAK SPACE}€" in html
    assert "Erstes Schreiben versendet" in html
    assert "Anschrift nicht zustellbar" in html
    assert 'href="/cases/case-1"' in html
    assert 'href="/cases?cursor=' in html


def test_a_test_case_is_marked(renderer: PageRenderer) -> None:
    assert '<span class="state test">Test</span>' not in render(renderer, "cases", DE)
    assert '<span class="state test">Test</span>' in render(
        renderer, "cases", DE, table=make_table([make_case(test=True)])
    )


def test_a_case_of_many_orders_names_the_first_and_counts_the_rest(renderer: PageRenderer) -> None:
    case = make_case(positions=tuple(make_position(f"{number}_2026_07") for number in range(5)))
    html = render(renderer, "cases", DE, table=make_table([case]))
    assert "2_2026_07" in html
    assert "3_2026_07" not in html
    assert "und 2 weitere" in html


def test_the_case_page_tells_balance_and_time_line(renderer: PageRenderer) -> None:
    html = render(renderer, "case", DE)
    for text in (
        "Hauptforderung",
        "Zahlung eingegangen",
        "c/o Lager",
        "DE123456789",
        "Frühere Aktenzeichen",
    ):
        assert text in html
    assert "Stand 24.11.2026, 10:30" in html


def test_the_client_is_called_where_atriga_waits(renderer: PageRenderer) -> None:
    case = make_case(snapshot=make_snapshot(processing="waiting_for_client", closing=None))
    assert "atriga wartet auf Sie" in render(renderer, "case", DE, **show_case(case))
    assert "atriga wartet auf Sie" in render(renderer, "cases", DE, table=make_table([case]))


def test_what_atriga_asks_is_said_once_where_it_is_the_status_too(renderer: PageRenderer) -> None:
    question = "Hat der Schuldner die Ware erhalten?"
    inquiry = Inquiry(inquiry_id="i1", asked_at=NOW, question=question, answer_type="yes_no", answered=False)
    waits = {"processing": "waiting_for_client", "closing": None, "inquiries": (inquiry,)}
    snapshot = make_snapshot(**waits, status=StatusText(code="waiting", text=question))
    html = render(renderer, "case", DE, **show_case(make_case(snapshot=snapshot)))
    assert html.count(question) == 1
    assert ("atriga fragt" in html, "atriga wartet auf Sie" in html) == (True, False)
    court = snapshot.model_copy(update={"court_decision_needed": CourtQuestion(advance=None)})
    decides = show_case(make_case(snapshot=court), actions=[CommandKind.DECIDE_COURT])
    to_decide = render(renderer, "case", DE, **decides)
    assert to_decide.count(question) == 1
    assert "atriga wartet auf Sie" in to_decide
    other = snapshot.model_copy(update={"status": StatusText(code="waiting", text="Wartet seit gestern")})
    html = render(renderer, "case", DE, **show_case(make_case(snapshot=other)))
    assert ("atriga wartet auf Sie" in html, "Wartet seit gestern" in html, question in html) == (True, True, True)


def test_the_interest_of_a_running_case_is_shown_with_how_it_was_reckoned(renderer: PageRenderer) -> None:
    german, english = render(renderer, "running case", DE), render(renderer, "running case", EN)
    assert "Verzugszinsen bis heute (nur zur Ansicht)" in german
    # 1230.00 EUR x 10.52 % x 115 / 365, from 2 August to 24 November 2026
    for text in ("02.08.2026", "24.11.2026", "115", "10,52\N{NO-BREAK SPACE}%", "40,77\N{NO-BREAK SPACE}€"):
        assert text in german
    assert "40,00\N{NO-BREAK SPACE}€ (§ 288 Abs. 5 BGB)" in german
    assert "Default interest up to today (for your information only)" in english
    assert "10.52%" in english


def test_a_consumer_owes_no_flat_fee(renderer: PageRenderer) -> None:
    case = make_case(snapshot=None, debtor=make_debtor(kind=DebtorKind.UNKNOWN))
    html = render(renderer, "running case", DE, **show_case(case))
    assert "6,52\N{NO-BREAK SPACE}%" in html
    assert "Pauschale" not in html


def test_without_a_reminder_no_start_of_default_is_known(renderer: PageRenderer) -> None:
    html = render(renderer, "running case", DE, **show_case(make_case(snapshot=None, reminders=())))
    assert "Ein Verzugsbeginn ist hier nicht bekannt" in html
    assert "Zinsen bis heute" not in html.replace("Verzugszinsen bis heute", "")


def test_a_rate_that_is_not_in_the_app_yet_is_named(renderer: PageRenderer) -> None:
    interest = reckon_case_interest(make_case(), date(2027, 1, 1))
    html = render(renderer, "running case", DE, **show_case(make_case(snapshot=None), interest=interest))
    assert "Der Basiszinssatz ab dem 01.01.2027 ist noch nicht in der App" in html


@pytest.mark.parametrize("name", ["case", "rejected case"])
def test_a_case_that_is_over_shows_no_interest(renderer: PageRenderer, name: str) -> None:
    assert "Verzugszinsen" not in render(renderer, name, DE)


def test_a_running_export_reloads_without_script_and_a_finished_one_does_not(renderer: PageRenderer) -> None:
    running = render(renderer, "export", DE)
    finished = render(renderer, "export", DE, export=make_export(done_at=NOW))
    assert '<meta http-equiv="refresh"' in running
    assert "data-live" in running
    assert '<meta http-equiv="refresh"' not in finished
    assert "data-live" not in finished
    assert "2 Aufträge wurden geprüft." in finished


def test_one_order_is_told_in_the_singular(renderer: PageRenderer) -> None:
    html = render(renderer, "export", DE, export=make_export(done_at=NOW), counts=count_items(ITEMS[:1]))
    assert "1 Auftrag wurde geprüft." in html


@pytest.mark.parametrize(
    ("waiting_for", "text"), [(WaitingFor.QUOTA, "Tageskontingent"), (WaitingFor.DREAMROBOT, "antwortet gerade nicht")]
)
def test_an_export_that_stands_still_says_why_and_until_when(
    renderer: PageRenderer, waiting_for: WaitingFor, text: str
) -> None:
    html = render(renderer, "export", DE, export=make_export(waiting_for=waiting_for, waiting_until=NOW))
    assert text in html
    assert "Nächster Versuch: 24.11.2026" in html


def test_each_order_of_an_export_has_its_findings_and_its_case(renderer: PageRenderer) -> None:
    html = render(renderer, "export", DE)
    assert "In der Rechnungsadresse fehlt: Straße" in html
    assert html.count("Fall öffnen") == 1


@pytest.mark.parametrize(
    ("cause", "title"),
    [
        ("credentials_refused", "nimmt diese Kundennummer mit diesem Code nicht an"),
        ("account_not_activated", "hat Ihr Konto noch nicht freigeschaltet"),
        ("bank_account_unverified", "Bankkonto ist noch nicht bestätigt"),
        ("queries_not_enabled", "Abfragen noch nicht freigeschaltet"),
        ("not_ready", "lässt dieses Konto noch nicht zu"),
        ("rate_limited", "zu viele Versuche"),
        ("unavailable", "antwortet gerade nicht"),
    ],
)
def test_each_cause_of_a_refusal_is_told_apart(renderer: PageRenderer, cause: str, title: str) -> None:
    html = render(renderer, "activation", DE, cause=cause, customer_number="400123")
    assert title in html
    assert 'role="alert"' in html
    assert 'value="400123"' in html


def test_the_failing_step_is_marked_by_a_word(renderer: PageRenderer) -> None:
    assert "Prüfen Sie diesen Schritt" not in render(renderer, "activation", DE)
    html = render(renderer, "activation", DE, cause="bank_account_unverified", failing_step=3)
    assert html.count("Prüfen Sie diesen Schritt") == 1
    assert html.index("Prüfen Sie diesen Schritt") < html.index("0,01 Euro")


def test_a_wrong_field_says_so_at_the_field(renderer: PageRenderer) -> None:
    errors = {"customer_number": "malformed", "authentication_code": "missing"}
    outline = Outline(html := render(renderer, "activation", DE, field_errors=errors))
    assert "Möglich sind Buchstaben" in html
    assert "Bitte füllen Sie das aus." in html
    described = [field.get("aria-describedby") for field in outline.all("input") if "aria-invalid" in field]
    assert described == [
        "customer_number_hint customer_number_error",
        "authentication_code_hint authentication_code_error",
    ]


@pytest.mark.parametrize(
    ("cause", "text"),
    [
        ("dreamrobot_refused", "nimmt den Zugang nicht an"),
        ("dreamrobot_quota", "Tageskontingent"),
        ("dreamrobot_unavailable", "antwortet gerade nicht"),
    ],
)
def test_it_is_said_why_the_portal_accounts_are_missing(renderer: PageRenderer, cause: str, text: str) -> None:
    html = render(renderer, "activated", DE, portal_cause=cause, portal_accounts=[])
    assert text in html
    assert "Portalaccounts neu holen" in html


def test_a_portal_account_stands_at_the_atriga_account_that_it_feeds(renderer: PageRenderer) -> None:
    accounts = [make_account(), make_account(customer_number="2", state=AccountState.STOPPED, mode=AccountMode.TEST)]
    html = render(renderer, "activated", DE, accounts=accounts)
    assert html.count("eBay Gartenfreund") == 1
    assert "Angehalten" in html
    assert "Noch keine" in html
