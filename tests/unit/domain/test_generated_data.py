"""The generated data files are what their script makes of the locked libraries, and mean one thing only."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts.generate_domain_data import FOLDER, make_countries, make_postal_codes
from shared.domain.addresses.countries import COUNTRY_CODES, country_of_name

COUNTRIES: dict[str, Any] = json.loads((FOLDER / "countries.json").read_text(encoding="utf-8"))


def test_the_countries_are_what_the_script_makes_today() -> None:
    assert (FOLDER / "countries.json").read_text(encoding="utf-8") == make_countries()


def test_the_postal_codes_are_what_the_script_makes_today() -> None:
    assert (FOLDER / "postal_codes.json").read_text(encoding="utf-8") == make_postal_codes()


def test_every_country_has_a_code_of_three_letters_and_names() -> None:
    assert COUNTRIES.keys() == COUNTRY_CODES
    assert [code for code, known in COUNTRIES.items() if not known["alpha_3"] or not known["names"]] == []


@pytest.mark.parametrize("kind", ["alpha_3", "names"])
def test_every_generated_name_means_the_country_that_it_stands_for(kind: str) -> None:
    meant = {name: code for code, known in COUNTRIES.items() for name in known[kind]}

    assert {name: country_of_name(name) for name in meant} == meant
