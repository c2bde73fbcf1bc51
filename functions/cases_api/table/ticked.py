"""What a form of the case table says: which cases are ticked, and which view to go back to."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from functions.cases_api.table.page import PATH
from functions.cases_api.table.view_query import read_view, write_view

if TYPE_CHECKING:
    from collections.abc import Mapping

TICKED = "case."
"""A box is named after its case, so that a form names each field once."""

VIEW_FIELD = "view"


def ticked_cases(fields: Mapping[str, str]) -> list[str]:
    """Return the ids of the cases that are ticked."""
    return [name.removeprefix(TICKED) for name in fields if name.startswith(TICKED)]


def address_of_view(fields: Mapping[str, str], told: str | None = None, count: int = 0) -> str:
    """Return the address of the view that a form was in, which is made anew and so never leads out of the app.

    ``told`` is what its page says about what was done, ``count`` to how many cases.
    """
    query = write_view(read_view(dict(parse_qsl(fields.get(VIEW_FIELD, "")))).view)
    said = urlencode({"told": told, "count": count}) if told else ""
    parts = [part for part in (query, said) if part]
    return f"{PATH}?{'&'.join(parts)}" if parts else PATH
