"""VAT identification numbers: form and check digits, offline.

The rules of the European Union, the United Kingdom, Switzerland and Norway are those of python-stdnum. A number that
passes is well formed; only the tax office knows whether it was given to anybody, and nobody is asked here.
"""

from __future__ import annotations

import re
from typing import Final

from stdnum.ch import uid as swiss_uid
from stdnum.ch import vat as swiss_vat
from stdnum.eu import vat as european_vat
from stdnum.gb import vat as british_vat
from stdnum.no import mva as norwegian_vat
from stdnum.no import orgnr as norwegian_number

_SEPARATORS = re.compile(r"[\s.\-/]")
_SHAPE = re.compile(r"[A-Z]{2}[0-9A-Z+*]{2,14}", re.ASCII)
# Greek numbers begin with EL. EU and IM mark one-stop-shop numbers, which are not those of a customer.
_MEMBERS: Final = frozenset(code.upper() for code in european_vat.MEMBER_STATES) - {"GR"} | {"EL"}


def normalize_vat_id(text: str) -> str:
    """Write a VAT id without separators and in capitals: ``de 136 695 976`` becomes ``DE136695976``."""
    return _SEPARATORS.sub("", text).upper()


def is_valid_vat_id(vat_id: str) -> bool:
    """Whether a normalized VAT id has the form of its country and right check digits.

    A number without its country is none: which one is meant would be a guess. Swiss and Norwegian numbers count
    with and without the word for VAT behind them (``CHE100155212MWST``, ``NO995525828MVA``).
    """
    if _SHAPE.fullmatch(vat_id) is None:
        return False
    if vat_id.startswith("CHE"):
        return swiss_vat.is_valid(vat_id) or swiss_uid.is_valid(vat_id)
    match vat_id[:2]:
        case "GB":
            return british_vat.is_valid(vat_id)
        case "NO":
            return norwegian_vat.is_valid(vat_id) or norwegian_number.is_valid(vat_id[2:])
        case country:
            return country in _MEMBERS and european_vat.is_valid(vat_id)
