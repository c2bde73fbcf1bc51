"""Places that take parcels or wait for somebody to come, but where a letter cannot be served."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from shared.domain.addresses.address_splitting import SplitStreet
from shared.domain.plain_text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable


class NonPostalPlace(StrEnum):
    """The kinds of such places."""

    PARCEL_LOCKER = "parcel_locker"
    POST_OFFICE_BOX = "post_office_box"
    PARCEL_SHOP = "parcel_shop"
    POSTE_RESTANTE = "poste_restante"


_WORDS = {
    NonPostalPlace.PARCEL_LOCKER: (
        r"pack-?\s?station|paketstation|abholstation|paketbox|paketautomat|post\s?24|my\s?post\s?24|paczkomat|"
        r"amazon\s(?:hub\s)?locker|parcel\slocker|z[aá]silkovna|z-?box"
    ),
    NonPostalPlace.POST_OFFICE_BOX: (
        r"postfach|post\soffice\sbox|p\.?\s?o\.?\s?box|postbus|postboks|bo[iî]te\spostale|case\spostale|"
        r"casella\spostale|skrytka\spocztowa|schliessfach|schließfach|(?:b\.?p\.?|c\.?p\.?)\s[0-9]+"
    ),
    NonPostalPlace.PARCEL_SHOP: (
        r"paket-?\s?shop|parcel-?\s?shop|post-?filiale|paketannahme|access\spoint|pick-?\s?up\s?(?:point|station|shop)|"
        r"point\srelais|relais\scolis|pakketpunt|service\s?point|hermes\sshop"
    ),
    NonPostalPlace.POSTE_RESTANTE: r"postlagernd|poste\srestante|fermo\sposta|general\sdelivery",
}
_PATTERNS = {place: re.compile(rf"(?<!\w)(?:{words})(?![^\W\d_])", re.IGNORECASE) for place, words in _WORDS.items()}
_PLACE_WITH_NUMBER = re.compile(
    r"(?P<place>[^\W\d_][^\d]*?)[\s:.]*(?:Nr\.?\s*)?(?P<number>[0-9][0-9 ]{0,14})", re.IGNORECASE
)
# Longer lines are no streets; the bound also keeps hostile input from costing time.
_LONGEST_LINE = 200


def find_non_postal_place(lines: Iterable[str | None]) -> NonPostalPlace | None:
    """Return the kind of place that any line of an address names, or ``None`` for an ordinary address."""
    text = " \n ".join(clean(line) or "" for line in lines)
    return next((place for place, pattern in _PATTERNS.items() if pattern.search(text)), None)


def split_non_postal_place(line: str | None) -> SplitStreet | None:
    """Split ``Packstation 123`` or ``Postfach 12 34`` into the place and its number."""
    text = clean(line) or ""
    if len(text) > _LONGEST_LINE or find_non_postal_place((text,)) is None:
        return None
    match = _PLACE_WITH_NUMBER.fullmatch(text)
    return SplitStreet(match["place"].strip(), match["number"].strip()) if match else None
