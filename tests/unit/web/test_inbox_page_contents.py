"""What the inbox and the payouts show, in both languages, with hostile markup in every field from outside."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from functions.cases_api.inbox.reading import InboxPage
from shared.domain.account import Locale
from shared.domain.cases.command import CommandState
from shared.domain.cases.inquiries import Urgency
from tests.unit.web.inbox_samples import (
    INBOX_PAGES,
    make_answer,
    make_entry,
    make_kept_payout,
    show_inbox,
    show_inquiry,
    show_payout,
)
from tests.unit.web.sample_pages import Outline, render
from tests.unit.web.samples import euros

if TYPE_CHECKING:
    from shared.web.pages import PageRenderer

DE, EN = Locale.GERMAN, Locale.ENGLISH


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("name", INBOX_PAGES)
def test_markup_in_every_field_from_outside_is_shown_as_text(renderer: PageRenderer, name: str, locale: Locale) -> None:
    html = render(renderer, name, locale)
    assert "<script>alert" not in html
    assert all("src" in script for script in Outline(html).all("script"))


def test_what_is_overdue_is_told_by_word_icon_and_colour(renderer: PageRenderer) -> None:
    html = render(renderer, "inbox", DE)
    assert '<span class="state bad"><span aria-hidden="true">✕</span>&nbsp;Überfällig</span>' in html
    assert "Heute" in html
    assert "Keine Frist genannt" in html
    assert "Overdue" in render(renderer, "inbox", EN)


def test_each_question_leads_to_its_form_and_its_case(renderer: PageRenderer) -> None:
    addresses = [link.get("href") for link in Outline(render(renderer, "inbox", DE)).all("a")]
    assert "/inbox/case-1/inquiry%201/%3F" in addresses
    assert "/cases/case-1" in addresses
    assert "/inbox?cursor=2026-12-01%23case-1" in addresses


def test_how_far_each_answer_is_stands_beside_its_question(renderer: PageRenderer) -> None:
    html = render(renderer, "inbox", DE)
    for text in (
        "Zu beantworten",
        "Ihre Antwort ist unterwegs",
        "Von atriga abgelehnt",
        "Bei atriga angekommen",
    ):
        assert text in html


def test_what_the_watch_saw_is_decided_on_from_the_inbox(renderer: PageRenderer) -> None:
    html = render(renderer, "inbox", DE)
    assert "Zahlung melden?" in html
    assert '<input type="hidden" name="back" value="inbox">' in html


def test_an_empty_inbox_says_what_will_turn_up(renderer: PageRenderer) -> None:
    assert "Nichts wartet auf Sie." in render(renderer, "empty inbox", DE)
    assert "Nothing waits for you." in render(renderer, "empty inbox", EN)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("yes_no", {"answer_yes", "answer_no"}),
        ("yes_no_unknown", {"answer_yes", "answer_no", "answer_unknown"}),
        ("date", {"answer"}),
        ("document", set()),
    ],
)
def test_a_question_is_answered_in_the_form_that_it_asks_for(
    renderer: PageRenderer, kind: str, fields: set[str]
) -> None:
    html = render(renderer, "question", DE, **show_inquiry(kind))
    shown = {field.get("id") for field in Outline(html).all("input") if field.get("type") in {"radio", "date", "text"}}
    assert shown == fields
    assert 'enctype="multipart/form-data"' in html
    assert "höchstens 4 MB" in html


def test_an_account_that_takes_no_documents_has_no_field_for_one(renderer: PageRenderer) -> None:
    html = render(renderer, "question", DE, **show_inquiry(takes_documents=False))
    assert 'type="file"' not in html
    assert "Antwort an atriga senden" in html


@pytest.mark.parametrize("state", [CommandState.PENDING, CommandState.RUNNING, CommandState.UNKNOWN, CommandState.DONE])
def test_an_answer_that_was_given_is_shown_and_cannot_be_given_again(
    renderer: PageRenderer, state: CommandState
) -> None:
    html = render(renderer, "question", DE, **show_inquiry(answer=make_answer(state, comment="Am 3. Mai")))
    assert "Am 3. Mai" in html
    assert "Antwort an atriga senden" not in html


def test_a_refused_answer_says_why_and_is_open_again(renderer: PageRenderer) -> None:
    html = render(renderer, "answer that was refused", DE)
    assert "&lt;script&gt;" in html
    assert "Bitte antworten Sie unten noch einmal." in html
    assert "Antwort an atriga senden" in html
    assert '<input type="hidden" name="attempt" value="2">' in html


def test_a_full_page_of_questions_stays_under_fifty_kilobytes_over_the_wire(renderer: PageRenderer) -> None:
    entries = [make_entry(number % 8, Urgency.SOON, question=f"Frage {number}? " * 20) for number in range(100)]
    html = render(renderer, "inbox", DE, **show_inbox(InboxPage(entries, [], None)))
    assert len(gzip.compress(html.encode())) < 50_000


def test_payouts_lead_to_their_cases_and_name_those_that_are_not_the_apps(renderer: PageRenderer) -> None:
    html = render(renderer, "payouts", DE)
    assert "1.234,56\N{NO-BREAK SPACE}€" in html
    assert 'href="/cases/case-1"' in html
    assert "nicht über diese App übergeben" in html
    assert "und 5 weitere" in html
    assert "Summe von 3 Auszahlungen." in html
    assert "Sum of 3 payouts." in render(renderer, "payouts", EN)


def test_a_sum_that_does_not_take_all_in_says_so(renderer: PageRenderer) -> None:
    assert "Summe der neuesten 1000 Auszahlungen; es gibt ältere." in render(renderer, "many payouts", DE)


def test_a_look_that_ended_early_says_how_far_it_came(renderer: PageRenderer) -> None:
    html = render(renderer, "payouts looked far", DE)
    assert "Unter den bisher durchgesehenen 1000 Auszahlungen passt keine." in html
    assert 'rel="next"' in html


def test_amounts_that_do_not_add_up_are_told_and_never_made_to_fit(renderer: PageRenderer) -> None:
    assert "ergeben zusammen nicht den ausgezahlten Betrag" in render(renderer, "payout", DE)
    html = render(renderer, "payout", DE, **show_payout(payout=make_kept_payout(total=euros(82000))))
    assert "ergeben zusammen nicht" not in html


def test_the_statement_of_a_payout_opens_at_atriga(renderer: PageRenderer) -> None:
    payout = make_kept_payout(statement_url="https://boss.example/statement?a=1&b=2")
    html = render(renderer, "payout", DE, payout=payout)
    assert 'href="https://boss.example/statement?a=1&amp;b=2" rel="noreferrer"' in html
