from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from jinja2 import UndefinedError

from functions.cases_api.case.timeline import make_timeline
from shared.domain.account import Locale
from shared.web.problem import Problem
from tests.unit.web.case_samples import CASE_PAGES
from tests.unit.web.sample_pages import PAGES, Outline, render, show_case
from tests.unit.web.samples import (
    EVIL,
    make_case,
    make_change,
    make_debtor,
    make_position,
    make_session,
    make_snapshot,
)

if TYPE_CHECKING:
    from shared.web.pages import PageRenderer

DE, EN = Locale.GERMAN, Locale.ENGLISH


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_what_keyboard_and_screen_reader_need(renderer: PageRenderer, name: str, locale: Locale) -> None:
    outline = Outline(render(renderer, name, locale))
    assert outline.all("html") == [{"lang": locale.value}]
    assert len(outline.all("h1")) == 1
    assert len(outline.all("main")) == 1
    assert outline.all("a")[0] == {"class": "skip", "href": "#content"}
    assert len([link for link in outline.all("a") if "aria-current" in link]) == 1
    assert all(cell.get("scope") for cell in outline.all("th"))
    labelled = {label.get("for") for label in outline.all("label")}
    inputs = [field for field in outline.all("input") if field.get("type") != "hidden"]
    typed = [*inputs, *outline.all("select"), *outline.all("textarea")]
    assert all(field.get("id") in labelled for field in typed)
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    referred = [
        attributes.get(name) or "" for name in ("aria-describedby", "aria-labelledby") for _, attributes in outline.tags
    ]
    assert {part for value in referred for part in value.split()} <= set(ids)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_breaks_the_content_security_policy(renderer: PageRenderer, name: str) -> None:
    outline = Outline(render(renderer, name, DE))
    assert all("src" in script for script in outline.all("script"))
    assert not outline.all("style")
    for tag, attributes in outline.tags:
        assert "style" not in attributes
        assert not [attribute for attribute in attributes if attribute.startswith("on")]
        if tag == "a" and attributes.get("rel") == "noreferrer" and (attributes["href"] or "").startswith("https://"):
            # A person may follow a link to another host; the page itself loads and sends nothing there.
            continue
        for address in (attributes.get("src"), attributes.get("href"), attributes.get("action")):
            assert address is None or address.startswith(("/", "#")) or address == ""


@pytest.mark.parametrize("name", PAGES)
def test_every_form_that_changes_something_carries_the_token_and_no_address_does(
    renderer: PageRenderer, name: str
) -> None:
    html = render(renderer, name, DE)
    changing = [form for form in Outline(html).all("form") if form.get("method") == "post"]
    assert html.count('name="csrf_token" value="csrf-token-1"') == len(changing)


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_of_one_language_shows_the_other(renderer: PageRenderer, name: str, locale: Locale) -> None:
    html = render(renderer, name, locale)
    assert ("Abmelden" in html) is (locale is DE)
    assert ("Sign out" in html) is (locale is EN)


def test_a_missing_value_is_an_error_and_no_gap(renderer: PageRenderer) -> None:
    with pytest.raises(UndefinedError):
        renderer.render("cases.html", locale=DE, session=make_session(DE))


def test_whatever_strangers_typed_is_shown_as_text(renderer: PageRenderer) -> None:
    evil_case = make_case(
        debtor=make_debtor(company=EVIL),
        creditor_name=EVIL,
        positions=(make_position().model_copy(update={"subject": EVIL}),),
        snapshot=make_snapshot(case_number=EVIL, stage=EVIL, processing=EVIL),
    )
    html = (
        render(renderer, "case", DE, **show_case(evil_case, *make_timeline([make_change(EVIL)], [], [], DE)))
        + "".join(render(renderer, name, DE) for name in CASE_PAGES)
        + render(renderer, "cases", DE, cases=[evil_case])
        + render(renderer, "export", DE)
        + render(renderer, "activation", DE, customer_number=EVIL)
    )
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;") >= 8


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("code", ["not_signed_in", "internal_error", "something_new"])
def test_a_problem_page_works_without_a_session(renderer: PageRenderer, code: str, locale: Locale) -> None:
    html = renderer.render_problem(Problem(401, code, "detail for developers"), locale, "reference-1")
    outline = Outline(html)
    assert "reference-1" in html
    assert "detail for developers" not in html
    assert not outline.all("nav")
    assert not outline.all("form")


@pytest.mark.parametrize(
    ("headers", "german", "english"),
    [
        ({}, "Versuchen Sie es in einigen Minuten noch einmal.", "Try again in some minutes."),
        ({"Retry-After": "5"}, "Versuchen Sie es gleich noch einmal.", "Try again in a moment."),
        ({"Retry-After": "60"}, "Versuchen Sie es in 1 Minute noch einmal.", "Try again in 1 minute."),
        ({"Retry-After": "61"}, "Versuchen Sie es in 2 Minuten noch einmal.", "Try again in 2 minutes."),
    ],
)
@pytest.mark.parametrize(("status", "code"), [(429, "too_many_requests"), (503, "try_again")])
def test_what_passes_says_when_to_try_again(
    renderer: PageRenderer, status: int, code: str, headers: dict[str, str], german: str, english: str
) -> None:
    problem = Problem(status, code, "detail for developers", headers=headers)
    assert german in renderer.render_problem(problem, DE, "reference-1")
    assert english in renderer.render_problem(problem, EN, "reference-1")


def test_what_stays_does_not_ask_for_another_try(renderer: PageRenderer) -> None:
    html = renderer.render_problem(Problem(404, "not_found", "detail for developers"), EN, "reference-1")
    assert "Try again" not in html


def test_a_table_of_fifty_cases_stays_under_fifty_kilobytes_over_the_wire(renderer: PageRenderer) -> None:
    cases = [make_case(case_id=f"case-{number}", debtor=make_debtor(company=f"Firma {number}")) for number in range(50)]
    assert len(gzip.compress(render(renderer, "cases", DE, cases=cases).encode())) < 50_000
