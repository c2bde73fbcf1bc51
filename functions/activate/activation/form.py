"""What an activation needs: two fields, read strictly, of a form or of JSON; what was typed is kept, save the code."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

CUSTOMER_NUMBER = "customer_number"
AUTHENTICATION_CODE = "authentication_code"

# The forms of both are assumed. What they must not hold is certain: a colon would end the user name of HTTP
# Basic, and the number becomes part of a key.
_PATTERNS: Final[Mapping[str, str]] = {
    CUSTOMER_NUMBER: r"[A-Za-z0-9._-]{1,32}",
    AUTHENTICATION_CODE: r"[!-~]{1,128}",
}

CustomerNumber = Annotated[str, Field(pattern=f"^{_PATTERNS[CUSTOMER_NUMBER]}$")]
AuthenticationCode = Annotated[str, Field(pattern=f"^{_PATTERNS[AUTHENTICATION_CODE]}$")]


class ActivationBody(BaseModel):
    """The two things that connect an atriga account."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    customer_number: CustomerNumber
    authentication_code: Annotated[AuthenticationCode, Field(repr=False)]


@dataclass(frozen=True, slots=True)
class ActivationForm:
    """What was typed; ``errors`` maps a field to ``missing`` or ``malformed``."""

    customer_number: str
    code: str = field(repr=False)
    errors: Mapping[str, str]


def read_activation_form(fields: Mapping[str, str]) -> ActivationForm:
    """Read the two fields."""
    typed = {name: fields.get(name, "") for name in _PATTERNS}
    errors = {name: error for name, value in typed.items() if (error := _find_error(name, value)) is not None}
    return ActivationForm(typed[CUSTOMER_NUMBER], typed[AUTHENTICATION_CODE], errors)


def find_error_of_code(code: str) -> str | None:
    """Return ``missing`` or ``malformed`` where a code cannot be one."""
    return _find_error(AUTHENTICATION_CODE, code)


def _find_error(name: str, value: str) -> str | None:
    if re.fullmatch(_PATTERNS[name], value):
        return None
    return "malformed" if value else "missing"
