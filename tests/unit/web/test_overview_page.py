"""What the overview shows, in both languages, with hostile markup in every name that comes from outside."""

from __future__ import annotations

import gzip
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from functions.cases_api.table.view_query import read_view
from shared.domain.account import Locale
from shared.domain.cases.case_row import row_of
from tests.unit.web.overview_samples import make_cases, make_overview, make_running_case, make_swiss_case
from tests.unit.web.sample_pages import Outline, render
from tests.unit.web.samples import EVIL, make_case, make_draft

if TYPE_CHECKING:
    from shared.web.pages import PageRenderer

DE, EN = Locale.GERMAN, Locale.ENGLISH
FIRST_VIEW_BYTES = 50_000
_COUNTED = re.compile(r'href="(/cases\?[^"]*)">([0-9]+)(?:\N{NO-BREAK SPACE}|\s)*(?:Fälle|Fall|cases|case)?</a>')


def count(address: str) -> int:
    """Count the sample cases that the table would list."""
    asked = read_view(dict(parse_qsl(urlsplit(unescape(address)).query)))
    assert asked.errors == {}
    return sum(asked.view.filter.takes(row_of(case)) for case in make_cases())


@pytest.mark.parametrize("locale", Locale)
def test_every_number_of_cases_leads_to_exactly_these_cases(renderer: PageRenderer, locale: Locale) -> None:
    counted = _COUNTED.findall(render(renderer, "overview", locale))
    assert len(counted) > 20
    for address, cases in counted:
        if "group=portal" not in address:
            assert count(address) == int(cases), address


@pytest.mark.parametrize("locale", Locale)
def test_markup_in_the_name_of_a_portal_account_or_a_stage_is_text(renderer: PageRenderer, locale: Locale) -> None:
    evil_stage = make_running_case(
        11,
        snapshot=make_running_case().snapshot.model_copy(update={"stage": EVIL}),  # type: ignore[union-attr]  # it has one
    )
    shown = render(renderer, "overview", locale, overview=make_overview([*make_cases(), evil_stage]))
    assert "<script>alert" not in shown
    assert shown.count("&lt;script&gt;alert") >= 3
    assert [tag for tag, attributes in Outline(shown).tags if tag == "script" and "src" not in attributes] == []


def test_german_and_english_say_the_same_in_their_own_words(renderer: PageRenderer) -> None:
    german, english = render(renderer, "overview", DE), render(renderer, "overview", EN)
    for text in ("Überblick", "Stand 24.11.2026, 10:30", "Eingegangen seit der Übergabe", "Dez\N{NO-BREAK SPACE}2025"):
        assert text in german
        assert text not in english
    for text in (
        "Overview",
        "As of 24\N{NO-BREAK SPACE}Nov",
        "Recovered since the hand-over",
        "Dec\N{NO-BREAK SPACE}2025",
    ):
        assert text in english
        assert text not in german


def test_amounts_of_two_currencies_stand_apart(renderer: PageRenderer) -> None:
    shown = render(renderer, "overview", DE)
    assert "Ihr Geld (EUR)" in shown
    assert "Ihr Geld (CHF)" in shown
    assert "200,00\N{NO-BREAK SPACE}CHF" in shown
    assert {"months-EUR", "months-CHF", "states"} <= {table.get("id") for table in Outline(shown).all("table")}


def test_a_single_currency_is_not_asked_for(renderer: PageRenderer) -> None:
    shown = render(renderer, "overview of one currency", DE)
    assert "&amp;currency=" not in shown
    assert "(EUR)" not in shown


def test_twelve_months_end_with_the_present_one(renderer: PageRenderer) -> None:
    months = [month.name for month in make_overview().months_of("EUR")]
    assert (months[0], months[-1], len(months)) == ("2025-12", "2026-11", 12)
    assert "\N{MINUS SIGN}7,00\N{NO-BREAK SPACE}€" in render(renderer, "overview", DE)


def test_test_cases_are_named_and_counted_nowhere_else(renderer: PageRenderer) -> None:
    live, with_test = (
        make_overview(cases) for cases in ([make_running_case()], [make_running_case(), make_case(test=True)])
    )
    assert (live.amounts, live.states, live.portals) == (with_test.amounts, with_test.states, with_test.portals)
    shown = render(renderer, "overview", DE, overview=with_test)
    assert '<a href="/cases?test=yes">1 Testfall</a>' in shown
    assert (
        "Testf" not in render(renderer, "overview of one currency", DE).split("<main", 1)[1].split("Stand", 2)[1][:60]
    )


def test_where_there_are_only_test_cases_no_figure_is_shown(renderer: PageRenderer) -> None:
    shown = render(renderer, "overview of test cases", DE)
    assert "Bisher gibt es nur Testfälle" in shown
    assert "<table" not in shown


@pytest.mark.parametrize("locale", Locale)
def test_a_first_visit_is_told_how_the_first_case_comes_about(renderer: PageRenderer, locale: Locale) -> None:
    shown = render(renderer, "overview without cases", locale)
    assert 'href="/exports"' in shown
    assert 'href="/settings"' in shown
    assert "<table" not in shown
    assert "chart" not in shown


def test_without_any_payment_no_median_is_made_up(renderer: PageRenderer) -> None:
    shown = render(renderer, "overview without money", DE)
    assert "Bisher ist keine Zahlung eingegangen." in shown
    assert "Median" not in shown


def test_the_median_says_of_how_many_cases_it_is_made(renderer: PageRenderer) -> None:
    overview = make_overview([make_running_case(1), make_running_case(2), make_draft()])
    assert overview.first_payment is not None
    assert overview.first_payment.cases == 2
    shown = render(renderer, "overview", DE, overview=overview)
    assert f"{str(overview.first_payment.days).replace('.', ',')} Tage" in shown


def test_a_page_that_lags_says_so(renderer: PageRenderer) -> None:
    assert "Gezählt ist, was sich bis 24.11.2026, 10:30" in render(renderer, "overview behind", DE)


def test_a_chart_is_drawn_from_a_table_that_is_there_without_it(renderer: PageRenderer) -> None:
    outline = Outline(render(renderer, "overview", DE))
    tables = {table["id"] for table in outline.all("table") if "id" in table}
    charts = [box for box in outline.all("div") if "data-chart" in box]
    assert {box["data-chart"] for box in charts} == tables
    assert all(box["aria-hidden"] == "true" for box in charts)
    numbers = [cell for cell in outline.all("td") if "data-number" in cell]
    assert len(numbers) == 2 * 12 + len(make_overview().states)


def test_the_state_of_a_stage_that_nobody_knows_is_shown_as_it_is(renderer: PageRenderer) -> None:
    values = [one.value for one in make_overview().states]
    assert values.index("enforcement") < values.index("a stage of the future") < values.index("rejected")
    assert "a stage of the future" in render(renderer, "overview", DE)


def test_the_currency_with_the_most_cases_comes_first() -> None:
    assert make_overview([make_swiss_case(), make_running_case(1), make_running_case(2)]).currencies == ["EUR", "CHF"]


def test_the_page_is_small_on_the_wire(renderer: PageRenderer) -> None:
    cases = [make_running_case(number % 9, case_id=str(number), portal_account_id=str(number)) for number in range(200)]
    shown = render(renderer, "overview", DE, overview=make_overview(cases))
    assert len(gzip.compress(shown.encode())) < FIRST_VIEW_BYTES
