"""What the case table shows, in both languages, with hostile markup in every field that comes from outside."""

from __future__ import annotations

import gzip
import html as markup
from typing import TYPE_CHECKING

import pytest

from functions.cases_api.table.faults import Fault
from functions.cases_api.table.routes import TOLD
from shared.domain.account import Locale
from shared.domain.cases.case_view import Column
from shared.domain.cases.mark import CaseNotes
from shared.web.presentation.column_names import COLUMN_NAMES
from tests.unit.web.sample_pages import Outline, render
from tests.unit.web.samples import EVIL, NOW, make_account, make_case, make_session
from tests.unit.web.table_samples import make_evil_case, make_order, make_table

if TYPE_CHECKING:
    from shared.web.pages import PageRenderer

DE, EN = Locale.GERMAN, Locale.ENGLISH
FIRST_VIEW_BYTES = 50_000


def order_page(renderer: PageRenderer, action: str, **changes: object) -> str:
    values = make_order(action, **changes)
    return renderer.render("cases_order.html", locale=DE, session=make_session(DE), **values)


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("grouping", ["stage", "portal", "mark"])
def test_markup_in_every_field_from_outside_is_shown_as_text(
    renderer: PageRenderer, locale: Locale, grouping: str
) -> None:
    fields = ("q", "stage", "processing", "payment", "transfer", "portal", "atriga", "mark", "open_from", "sort")
    query = dict.fromkeys(fields, EVIL)
    table = make_table(
        [make_evil_case()], {**query, "columns": ",".join(Column), "group": grouping}, next_place="2026-11-24T09#case-1"
    )
    table.found.notes["case-1"] = CaseNotes(marks=(EVIL,))  # type: ignore[index]  # the sample is a plain dictionary
    shown = render(renderer, "cases", locale, table=table)
    assert "<script>alert" not in shown
    assert shown.count(markup.escape(EVIL, quote=False).split("'")[0]) > len(Column)
    assert [tag for tag, attributes in Outline(shown).tags if tag == "script" and "src" not in attributes] == []


def test_markup_is_text_where_an_order_is_confirmed(renderer: PageRenderer) -> None:
    evil = make_order("report_payment")["chosen"]
    evil.possible[:] = [make_evil_case()]
    shown = order_page(renderer, "report_payment", chosen=evil, typed={"amount.case-1": EVIL}, view=EVIL)
    assert "<script>alert" not in shown


@pytest.mark.parametrize("locale", Locale)
def test_every_column_has_a_head_and_a_name_on_the_phone(renderer: PageRenderer, locale: Locale) -> None:
    shown = render(renderer, "all columns", locale)
    outline = Outline(shown)
    assert len([cell for cell in outline.all("th") if cell.get("scope") == "col"]) == len(Column) + 1
    assert {cell.get("data-name") for cell in outline.all("td")} > set()
    assert len([cell for cell in outline.all("th") if "data-name" in cell]) == 2


def test_the_columns_of_the_address_go_before_those_of_the_merchant(renderer: PageRenderer) -> None:
    assert "Dokumente</a>" not in render(renderer, "cases", DE)
    table = make_table(query={"columns": "number,documents"})
    shown = render(renderer, "cases", DE, table=table)
    assert "Dokumente</a>" in shown
    assert "Schuldner</a>" not in shown


def test_the_order_is_told_to_screen_readers(renderer: PageRenderer) -> None:
    heads = [cell["aria-sort"] for cell in Outline(render(renderer, "cases", DE)).all("th") if "aria-sort" in cell]
    assert heads == ["descending"]
    shown = render(renderer, "cases", DE, table=make_table(query={"sort": "debtor"}))
    assert [cell["aria-sort"] for cell in Outline(shown).all("th") if "aria-sort" in cell] == ["ascending"]
    assert "Die Zeilen dieser Seite sind sortiert nach: Schuldner." in shown


def test_a_row_is_bold_and_says_so_until_it_is_opened(renderer: PageRenderer) -> None:
    unseen = render(renderer, "cases", DE, table=make_table([make_case()]))
    assert unseen.count('class="news"') == unseen.count("Geändert, seit Sie den Fall geöffnet haben") == 1
    table = make_table([make_case()])
    table.found.notes["case-1"] = CaseNotes(seen_at=NOW)  # type: ignore[index]  # the sample is a plain dictionary
    assert 'class="news"' not in render(renderer, "cases", DE, table=table)


def test_every_box_and_field_has_a_name(renderer: PageRenderer) -> None:
    for name in ("cases", "all columns", "refused filters", "pause", "payments"):
        outline = Outline(render(renderer, name, DE))
        named = {label.get("for") for label in outline.all("label")}
        for tag in ("input", "select"):
            for field in outline.all(tag):
                kind = field.get("type")
                is_wrapped = kind == "checkbox" and "aria-label" not in field
                assert kind == "hidden" or field.get("id") in named or "aria-label" in field or is_wrapped


def test_a_refused_filter_keeps_what_was_typed_and_says_so_at_the_field(renderer: PageRenderer) -> None:
    shown = render(renderer, "refused filters", DE)
    assert "Bitte geben Sie einen Betrag wie 99,50 ein." in shown
    assert "Bitte geben Sie mindestens zwei Buchstaben" in shown
    fields = {field.get("id"): field for field in Outline(shown).all("input")}
    assert fields["open_from"]["value"] == EVIL
    assert fields["open_from"]["aria-describedby"] == "open_from_error"


def test_what_is_asked_for_stands_there_and_can_be_taken_away(renderer: PageRenderer) -> None:
    shown = render(
        renderer, "cases", DE, table=make_table(query={"stage": "judicial", "needs_me": "yes", "sort": "-open"})
    )
    assert "Abschnitt: Gerichtlich" in shown
    assert 'href="/cases?needs_me=yes&amp;sort=-open"' in shown
    assert 'href="/cases?sort=-open">Filter entfernen' in shown


def test_a_first_visit_is_told_how_cases_come(renderer: PageRenderer) -> None:
    shown = render(renderer, "no cases", DE)
    assert "Es gibt noch keinen Fall" in shown
    assert "Auftragsübersicht" in shown
    assert "<table" not in shown


def test_a_search_without_a_hit_says_how_to_go_on(renderer: PageRenderer) -> None:
    shown = render(renderer, "nothing found", DE)
    assert "Kein Fall passt dazu." in shown
    assert "Filter entfernen" in shown


def test_a_view_that_was_not_looked_through_says_how_far_it_came(renderer: PageRenderer) -> None:
    assert "durchgesehenen 0 Fällen passt keiner" in render(renderer, "looked far", DE)
    table = make_table(query={"stage": "judicial", "payment": "unpaid"}, next_place="2026-11-24T09:30:00#case-1")
    shown = render(renderer, "cases", DE, table=table)
    assert "2 Fälle wurden durchgesehen, zurück bis zur Änderung vom" in shown
    assert "Weiter suchen" in shown


def test_only_what_an_atriga_account_offers_is_offered(renderer: PageRenderer) -> None:
    assert "Pausieren …" not in render(renderer, "cases", DE)
    terms = make_account().terms.model_copy(update={"capabilities": frozenset({"pauses"})})
    shown = render(renderer, "cases", DE, table=make_table(atriga_accounts=[make_account(terms=terms)]))
    assert "Pausieren …" in shown
    assert "Zahlungen melden" not in shown


def test_what_was_done_is_said(renderer: PageRenderer) -> None:
    shown = {told: render(renderer, "cases", DE, table=make_table(told=told, told_count=2)) for told in sorted(TOLD)}
    assert "2 Fälle wurden markiert." in shown["marked"]
    assert len(set(shown.values())) == len(TOLD)


def test_an_order_names_the_cases_and_those_that_are_left_out(renderer: PageRenderer) -> None:
    shown = order_page(renderer, "pause", errors={"until": Fault.NOT_TO_COME})
    assert "A-4711" in shown
    assert "1 Fall bleibt außen vor" in shown
    assert "Bitte wählen Sie einen Tag, der noch kommt." in shown
    assert 'href="/cases?stage=judicial"' in shown


def test_a_full_page_with_all_columns_is_small_on_the_wire(renderer: PageRenderer) -> None:
    cases = [make_case(case_id=f"3f2504e0-4f89-41d3-9a0c-{number:012}") for number in range(100)]
    shown = render(renderer, "cases", DE, table=make_table(cases, {"columns": ",".join(Column)}))
    assert len(gzip.compress(shown.encode())) < FIRST_VIEW_BYTES


def test_every_column_has_a_name() -> None:
    assert list(COLUMN_NAMES) == [column.value for column in Column]
