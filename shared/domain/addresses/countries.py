"""Countries: which one an address names, by an ISO 3166-1 code or by its name in a language of Europe.

The names and alpha-3 codes stand in ``generated/countries.json``, made from the Unicode CLDR by
``scripts/generate_domain_data.py``. Written by hand are only the other names that people use and CLDR does not.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from shared.domain.plain_text import clean

# ISO 3166-1 alpha-2, the officially assigned codes.
_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW "
    "BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI "
    "FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN "
    "IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME "
    "MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF "
    "PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
    "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE "
    "YT ZA ZM ZW"
)
COUNTRY_CODES: Final = frozenset(_CODES.split())

_GENERATED: Final = Path(__file__).with_name("generated") / "countries.json"
_OTHER_NAMES: Final = {
    "bundesrepublik deutschland": "DE",
    "brd": "DE",
    "federal republic of germany": "DE",
    "republik osterreich": "AT",
    "schweizerische eidgenossenschaft": "CH",
    "furstentum liechtenstein": "LI",
    "the netherlands": "NL",
    "holland": "NL",
    "tschechische republik": "CZ",
    "czech republic": "CZ",
    "ceska republika": "CZ",
    "slowakische republik": "SK",
    "slovak republic": "SK",
    "grossbritannien": "GB",
    "great britain": "GB",
    "england": "GB",
    "uk": "GB",
    "united states of america": "US",
    "turkey": "TR",
    "mazedonien": "MK",
    "macedonia": "MK",
    "moldawien": "MD",
    "weissrussland": "BY",
    "vatikan": "VA",
    "ivory coast": "CI",
}
"""Folded names beside those of CLDR, each of which means one country only."""

_NO_DECOMPOSITION: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "&": " ", "\N{LATIN SMALL LETTER DOTLESS I}": "i"}
)
_UMLAUT_IN_TWO_LETTERS: Final = re.compile(r"([aou])e")


def country_of_code(code: str | None) -> str | None:
    """Return the ISO 3166-1 alpha-2 code that ``code`` is, or ``None`` where it is none."""
    upper = (clean(code) or "").upper()
    return upper if upper in COUNTRY_CODES else None


def country_of_name(name: str | None) -> str | None:
    """Return the code of a country by its name, or ``None`` where the name is not known or means several.

    Spelling with or without accents counts the same, and so does ``ae`` for ``ä``. Some shops put a code into the
    field of the name, alpha-2 or alpha-3; that counts as well.
    """
    cleaned = clean(name) or ""
    folded = fold_name(cleaned)
    known = _countries_by_name()
    return country_of_code(cleaned) or known.get(folded) or known.get(_UMLAUT_IN_TWO_LETTERS.sub(r"\1", folded))


def fold_name(name: str) -> str:
    """Write a name as it is compared: small letters and digits without accents, single spaces between words."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_NO_DECOMPOSITION))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join("".join(character if character.isalnum() else " " for character in letters).split())


@cache
def _countries_by_name() -> dict[str, str]:
    """Read the generated names, folded already, and the alpha-3 codes; once for each function instance."""
    countries = json.loads(_GENERATED.read_text(encoding="utf-8"))
    names = {
        name: code
        for code, known in countries.items()
        for name in (*map(str.casefold, known["alpha_3"]), *known["names"])
    }
    return names | _OTHER_NAMES
