"""What each finding means and what the merchant can do about it, in both languages.

Guarantee: every finding has a text. One without its parameters, or with parameters of an unexpected form, is told
more briefly or as it is, and never fails.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from shared.web.presentation.finding_wordings import WORDINGS
from shared.web.presentation.finding_wordings_of_facts import WORDINGS_OF_FACTS
from shared.web.presentation.formats import format_parameter
from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.domain.account import Locale
    from shared.domain.finding import Finding

ALL_WORDINGS: Final = {**WORDINGS, **WORDINGS_OF_FACTS}

_NAMES: Final[Mapping[str, str]] = {
    "street": msgid("street"),
    "house_number": msgid("house number"),
    "addition": msgid("address addition"),
    "postal_code": msgid("postal code"),
    "city": msgid("city"),
    "country": msgid("country"),
    "company": msgid("company"),
    "first_name": msgid("first name"),
    "last_name": msgid("last name"),
    "order_day": msgid("day of the order"),
    "shipping_day": msgid("shipping day"),
    "due_day": msgid("due day"),
    "invoice_amount": msgid("invoice amount"),
    "paid_amount": msgid("paid amount"),
    "lines": msgid("lines of the order"),
    "line_names": msgid("names of the lines"),
    "parcel_locker": msgid("a parcel locker"),
    "post_office_box": msgid("a post office box"),
    "parcel_shop": msgid("a parcel shop"),
    "poste_restante": msgid("a poste restante address"),
}
_PARAMETERS_THAT_NAME: Final = frozenset({"damaged", "missing", "place", "too_long"})
"""Parameters whose values are names of fields or places, with commas between."""


def describe_finding(finding: Finding, locale: Locale) -> str:
    """Return the sentences that say what is wrong and what the merchant can do about it."""
    wordings = ALL_WORDINGS[finding.code]
    wording = next((one for one in wordings if one.needs <= finding.parameters.keys()), wordings[-1])
    values = {name: _write(name, value, locale) for name, value in finding.parameters.items()}
    return translate(wording.text, locale).format_map(values)


def _write(name: str, value: str, locale: Locale) -> str:
    """Write a parameter the way people do."""
    if name in _PARAMETERS_THAT_NAME:
        return ", ".join(translate(_NAMES.get(part, part), locale) for part in re.split(r"[,\s]+", value.strip()))
    if name == "gateway":
        # It stands in a sentence of ours, which has a full stop of its own.
        return value.rstrip(". ")
    return format_parameter(value, locale)
