"""What a program sends to change an atriga account. ``revision`` is that of the account as the program read it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from functions.activate.activation.form import AuthenticationCode
from shared.domain.account import AccountMode
from shared.web.presentation.rules_json import ChangedRules

Revision = Annotated[int, Field(ge=1, le=999_999_999)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class NoFields(_Body):
    """Nothing: the address says it all."""


class CodeBody(_Body):
    """A new authentication code."""

    authentication_code: Annotated[AuthenticationCode, Field(repr=False)]


class ModeBody(_Body):
    """Whether the cases to come are real ones."""

    revision: Revision
    mode: AccountMode


class RulesBody(_Body):
    """Rules of the hand-over."""

    revision: Revision
    rules: ChangedRules


class DeactivationBody(_Body):
    """Taking an account out of use."""

    revision: Revision
