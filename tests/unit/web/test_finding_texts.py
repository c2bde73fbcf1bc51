from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.account import Locale
from shared.domain.finding import Finding, FindingCode, Severity
from shared.web.presentation.finding_texts import ALL_WORDINGS, describe_finding

DE, EN = Locale.GERMAN, Locale.ENGLISH
PARAMETERS = sorted({name for wordings in ALL_WORDINGS.values() for wording in wordings for name in wording.needs})


def make_finding(code: FindingCode, **parameters: str) -> Finding:
    return Finding(code=code, severity=Severity.BLOCK, parameters=parameters)


def test_every_code_has_wordings_and_the_last_needs_no_parameter() -> None:
    assert ALL_WORDINGS.keys() == set(FindingCode)
    assert all(wordings[-1].needs == set() for wordings in ALL_WORDINGS.values())


@pytest.mark.parametrize("code", FindingCode)
@pytest.mark.parametrize("locale", Locale)
def test_a_finding_without_parameters_is_told_without_a_gap(code: FindingCode, locale: Locale) -> None:
    text = describe_finding(make_finding(code), locale)
    assert len(text) > 20
    assert not re.search(r"[{}]", text)


@pytest.mark.parametrize("code", FindingCode)
def test_german_and_english_differ(code: FindingCode) -> None:
    finding = make_finding(code)
    assert describe_finding(finding, DE) != describe_finding(finding, EN)


@given(
    code=st.sampled_from(FindingCode),
    parameters=st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=30)),
    locale=st.sampled_from(Locale),
)
def test_no_parameter_makes_a_text_fail(code: FindingCode, parameters: dict[str, str], locale: Locale) -> None:
    assert describe_finding(make_finding(code, **parameters), locale)


def test_days_are_written_the_way_of_the_language() -> None:
    finding = make_finding(
        FindingCode.NOT_DUE, base_day="2026-11-01", term_days="14", due_day="2026-11-15", earliest_day="2026-11-23"
    )
    assert describe_finding(finding, DE) == (
        "Noch nicht lange genug fällig: ab dem 01.11.2026 gerechnet, mit 14 Tagen Zahlungsziel, ist der 15.11.2026 "
        "der Fälligkeitstag. Exportieren Sie den Auftrag ab dem 23.11.2026 noch einmal."
    )


def test_amounts_are_written_the_way_of_the_language() -> None:
    finding = make_finding(FindingCode.BELOW_MINIMUM, open="3.00 EUR", minimum="1000.00 EUR")
    assert describe_finding(finding, EN).startswith("€3.00 is open, and cases are taken from €1,000.00 on.")


def test_missing_parts_of_an_address_are_named_in_words() -> None:
    finding = make_finding(FindingCode.ADDRESS_INCOMPLETE, missing="house_number,city")
    assert describe_finding(finding, DE).startswith("In der Rechnungsadresse fehlt: Hausnummer, Ort.")


def test_the_most_telling_wording_is_chosen() -> None:
    finding = make_finding(FindingCode.ADDRESS_INVALID, too_long="street", maximum="80")
    assert "up to 80 characters" in describe_finding(finding, EN)
    finding = make_finding(FindingCode.ADDRESS_INVALID, country="DE", named_country="Austria")
    assert "two countries, DE and Austria" in describe_finding(finding, EN)


def test_a_parameter_with_braces_is_shown_and_not_filled() -> None:
    finding = make_finding(FindingCode.PREPAYMENT, payment_method="{open} & <b>")
    assert "“{open} & <b>”" in describe_finding(finding, EN)


def test_a_day_that_does_not_exist_is_shown_as_it_is() -> None:
    assert "2026-02-30" in describe_finding(make_finding(FindingCode.CANCELLED, day="2026-02-30"), EN)
