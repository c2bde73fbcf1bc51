"""The form that makes an API token: its name, what it opens, and how long it is good for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from shared.domain.api_token import LONGEST_NAME, Scope
from shared.domain.plain_text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

SCOPE_FIELD: Final = "scope."
"""Before the name of a scope: the name of its box."""

LIVES: Final = ("30", "90", "365", "")
"""Days that a token may be good for; the empty one is for good."""


@dataclass(frozen=True, slots=True)
class TokenForm:
    """What was typed, what of it counts, and what is wrong by field, as causes of ``shared/web/field_errors.py``."""

    typed: Mapping[str, str]
    name: str
    scopes: frozenset[Scope]
    expires_on: date | None
    errors: Mapping[str, str]


def read_token_form(fields: Mapping[str, str], today: date) -> TokenForm:
    """Read the form."""
    errors: dict[str, str] = {}
    name = clean(fields.get("name")) or ""
    if not name:
        errors["name"] = "missing"
    elif len(name) > LONGEST_NAME:
        errors["name"] = "malformed"
    scopes = frozenset(scope for scope in Scope if fields.get(SCOPE_FIELD + scope) == "on")
    if not scopes:
        errors["scopes"] = "nothing_chosen"
    life = fields.get("life", "")
    if life not in LIVES:
        errors["life"] = "malformed"
    days = int(life) if life and life in LIVES else None
    return TokenForm(fields, name, scopes, today + timedelta(days=days) if days else None, errors)
