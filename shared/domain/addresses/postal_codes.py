"""Postal codes: does one fit its country?

The forms stand in ``generated/postal_codes.json``, made from Google's address data by
``scripts/generate_domain_data.py``. Written by hand are the signs that people put before a code, and what a form
lets through although no place has it.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Final

_GENERATED: Final = Path(__file__).with_name("generated") / "postal_codes.json"

_SIGNS_OF_CARS: Final = {
    "AT": "A",
    "BE": "B",
    "DE": "D",
    "ES": "E",
    "FI": "FIN",
    "FR": "F",
    "HU": "H",
    "IE": "IRL",
    "IT": "I",
    "LI": "FL",
    "LU": "L",
    "NO": "N",
    "PT": "P",
    "SE": "S",
    "SI": "SLO",
}
"""The distinguishing sign of vehicles where it is not the ISO code, which counts for every country besides."""

_BEGINS_NO_CODE: Final = {
    "AT": ("0",),
    "BE": ("0",),
    "CH": ("0",),
    "CZ": ("0", "8", "9"),
    "DE": ("00",),
    "LU": ("0",),
}


def without_country_prefix(postal_code: str, country: str) -> str:
    """Take the sign of its own country off a postal code (``D-10115``, ``CH 8001``); another sign stays.

    Nothing is taken off a code that fits as it is (``LV-1010``), or whose rest does not fit.
    """
    if fits_country(postal_code, country):
        return postal_code
    signs = "|".join(re.escape(sign) for sign in (_SIGNS_OF_CARS.get(country), country) if sign)
    rest = re.sub(rf"^(?:{signs})[\s-]*(?=[0-9])", "", postal_code, flags=re.IGNORECASE)
    return rest if fits_country(rest, country) else postal_code


def fits_country(postal_code: str, country: str) -> bool:
    """Whether ``postal_code`` is written as in ``country``; a country without a known form takes any.

    Where the form holds the country's sign, the code counts without it as well.
    """
    form = _forms().get(country)
    if form is None:
        return True
    code = postal_code.upper()
    if not code.strip("0 -") or code.startswith(_BEGINS_NO_CODE.get(country, ())):
        return False
    return any(re.fullmatch(form, spelling, re.ASCII) for spelling in (code, f"{country}-{code}"))


@cache
def _forms() -> dict[str, str]:
    """Read the generated forms, once for each function instance."""
    forms: dict[str, str] = json.loads(_GENERATED.read_text(encoding="utf-8"))
    return forms
