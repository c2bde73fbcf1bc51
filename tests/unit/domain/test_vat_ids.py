"""VAT ids: numbers of every country pass, and none does with one digit changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.parties.vat_ids import is_valid_vat_id, normalize_vat_id
from tests.unit.domain.vat_id_examples import VALID_VAT_IDS

MEMBERS = "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
BESIDE_THE_CHECKED_DIGITS = {"SE": 2, "NL": 3}
"""How many characters at the end of a number are no part of what its check digit covers."""


def change_check_digit(vat_id: str) -> str:
    """Raise the last digit that counts by one."""
    last = len(vat_id) - BESIDE_THE_CHECKED_DIGITS.get(vat_id[:2], 0)
    place = max(place for place, character in enumerate(vat_id[:last]) if character.isdigit())
    return vat_id[:place] + str((int(vat_id[place]) + 1) % 10) + vat_id[place + 1 :]


@pytest.mark.parametrize("vat_id", VALID_VAT_IDS)
def test_a_right_number_passes(vat_id: str) -> None:
    assert is_valid_vat_id(vat_id)


@pytest.mark.parametrize("vat_id", VALID_VAT_IDS)
def test_no_number_passes_with_its_check_digit_changed(vat_id: str) -> None:
    assert not is_valid_vat_id(change_check_digit(vat_id))


def test_every_country_of_the_union_and_its_neighbours_is_among_the_examples() -> None:
    assert {vat_id[:2] for vat_id in VALID_VAT_IDS} == {*MEMBERS.split(), "CH", "GB", "NO", "XI"}


@pytest.mark.parametrize(
    "vat_id",
    ["", "DE", "DE12345678", "DE1366959760", "136695976", "XY123456789", "US136695976", "ATU1358562", "DE13669597A"],
)
def test_what_has_not_the_shape_of_its_country_fails(vat_id: str) -> None:
    assert not is_valid_vat_id(vat_id)


@pytest.mark.parametrize("vat_id", ["EU826010755", "IM2760000001", "GR094259216", "DEDE136695976"])
def test_numbers_that_are_no_customers_and_signs_that_are_no_countrys_fail(vat_id: str) -> None:
    assert not is_valid_vat_id(vat_id)


def test_separators_and_small_letters_do_not_count() -> None:
    assert normalize_vat_id("che-100.155.212 mwst") == "CHE100155212MWST"


@given(country=st.sampled_from([*MEMBERS.split(), "CHE", "GB", "NO", "XI", "EU", ""]), number=st.text(max_size=20))
def test_no_text_makes_the_check_fail(country: str, number: str) -> None:
    assert is_valid_vat_id(normalize_vat_id(country + number)) in {True, False}
