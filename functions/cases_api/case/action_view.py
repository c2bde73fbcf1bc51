"""What the page of an action shows at one of its steps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from functions.cases_api.case.pricing import Price, write_price
from shared.domain.cases.command_payloads import ReduceClaim, ReportPayment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from functions.cases_api.case.atriga import Trouble
    from shared.domain.cases.case_actions import Obstacle
    from shared.domain.cases.command_payloads import CommandPayload
    from shared.domain.money import Money


class Step(StrEnum):
    """The steps: two on the way to an order, and three that end without one."""

    FORM = "form"
    CONFIRM = "confirm"
    OBSTACLE = "obstacle"
    TROUBLE = "trouble"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class ActionView:
    """One step. ``errors`` are causes by field; ``form`` among them is about the form as a whole."""

    step: Step
    price: Price = field(default_factory=Price)
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    payload: CommandPayload | None = None
    price_rose: bool = False
    obstacle: Obstacle | None = None
    trouble: Trouble | None = None

    @property
    def accepted_price(self) -> str:
        """The price that is accepted by confirming, as the form carries it."""
        return write_price(self.price.amount)

    def exceeds(self, open_now: Money) -> bool:
        """Whether more is reported or taken off than is open; atriga decides whether it takes that."""
        if not isinstance(self.payload, ReportPayment | ReduceClaim):
            return False
        return self.payload.amount.currency == open_now.currency and open_now < self.payload.amount

    def with_risen_price(self) -> Self:
        """Return the same for one who had accepted less than it costs now."""
        return replace(self, price_rose=True)
