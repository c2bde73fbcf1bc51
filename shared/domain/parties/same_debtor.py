"""Telling whether two orders have the same debtor. In doubt they have not: a claim against the wrong person is harm.

Name and address have to be the same but for their spelling. The number of the customer does not replace that: one
customer's account is used by a family, or lives on after a move, and then nobody knows who owes what. It does help
where a name is short of a first name, which alone would fit a whole family at one address. That customer numbers
are the same for all portal accounts of a merchant is assumed; only orders whose names fit lean on it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from shared.domain.parties.debtor import DebtorKind

if TYPE_CHECKING:
    from shared.domain.parties.debtor import Debtor, PostalAddress

type Identity = tuple[str, ...]

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def identity_of(debtor: Debtor) -> Identity | None:
    """Return what is equal for two orders of one debtor; ``None`` where no order can be told to be theirs.

    A business and a consumer are never one debtor, whatever their names: interest and costs differ (par. 288 BGB).
    """
    name = _name_of(debtor)
    if name is None or not all(name):
        return None
    side = "business" if debtor.kind is DebtorKind.BUSINESS else "consumer"
    return (side, *name, *_address_of(debtor.address))


def same_text(text: str | None) -> str:
    """Return what is left of a text whatever its spelling: letters and digits, without case, accents and umlauts."""
    folded = unicodedata.normalize("NFC", text or "").casefold().translate(_GERMAN)
    bare = unicodedata.normalize("NFKD", folded)
    return "".join(character for character in bare if character.isalnum())


def _name_of(debtor: Debtor) -> Identity | None:
    if debtor.company:
        return ("company", same_text(debtor.company))
    if debtor.first_name and debtor.last_name:
        return ("person", same_text(debtor.first_name), same_text(debtor.last_name))
    if debtor.customer_id and debtor.last_name:
        return ("customer", debtor.customer_id, same_text(debtor.last_name))
    return None


def _address_of(address: PostalAddress) -> Identity:
    return (
        same_text(address.street).replace("strasse", "str"),
        same_text(address.house_number),
        same_text(address.postal_code),
        same_text(address.city),
        address.country,
    )
