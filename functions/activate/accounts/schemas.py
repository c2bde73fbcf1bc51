"""An atriga account as programs read it, for the description of the API: what ``view.py`` writes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from shared.domain.account import AccountMode, AccountState
from shared.web.presentation.rules_json import Rules


class AtrigaAccount(BaseModel):
    """An atriga account with its rules of the hand-over."""

    customer_number: str
    name: str
    state: AccountState
    stopped_because: Annotated[str | None, Field(description="The gateway's code, or `deactivated`; others may come.")]
    failing_step: Annotated[int | None, Field(description="The step of the checklist that this points at.")]
    mode: AccountMode
    offers_test_mode: bool
    activated_at: datetime
    checked_at: Annotated[datetime, Field(description="When atriga last confirmed the account.")]
    capabilities: list[str]
    revision: Annotated[int, Field(description="Grows with every change; a change names the one that it is made on.")]
    rules: Rules


class NamedPaymentMethod(BaseModel):
    """A payment method as DreamRobot last told it."""

    payment_method_id: str
    name: str


class AtrigaAccountAndChoices(AtrigaAccount):
    """An atriga account with what its rules may be set to."""

    default_rules: Rules
    payment_methods: list[NamedPaymentMethod]
    payment_methods_read_at: datetime | None
