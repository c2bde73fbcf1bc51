"""Keeping the merchant's figures quick to read: differences are folded into their total, some at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shared.observability import logger
from shared.store.errors import TransactionLostError

if TYPE_CHECKING:
    from datetime import datetime

    from functions.sync.ports import Gateway
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount


class Figures(Protocol):
    """The figures of one merchant."""

    def fold(self, now: datetime) -> bool:
        """Fold the oldest differences into the total; True where there may be more of them."""


@dataclass(frozen=True, slots=True)
class FiguresUpkeep:
    """The upkeep of one merchant's figures, which are right without it, but dearer to read."""

    figures: Figures
    clock: Clock

    def take(self, account: AtrigaAccount, gateway: Gateway, stop_at: datetime) -> bool:  # noqa: ARG002 -- tables only
        """Fold until few differences are left; False where only the time is up."""
        try:
            while self.figures.fold(self.clock()):
                if self.clock() >= stop_at:
                    return False
        except TransactionLostError:
            logger.info("another run folds the figures")
        return True
