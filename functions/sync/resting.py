"""How long an account rests after a run was planned: its pace, with the part that is drawn by lot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import SystemRandom
from typing import TYPE_CHECKING

from shared.domain.watching.sync_pace import SyncPace
from shared.settings import FunctionSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from shared.domain.account import AtrigaAccount


class PaceSettings(FunctionSettings):
    """For functions that say when an account is due next; all in seconds."""

    sync_shortest_pause_seconds: int
    sync_longest_pause_seconds: int
    sync_longest_pause_with_push_seconds: int


@dataclass(frozen=True, slots=True)
class Resting:
    """The pauses of all accounts; ``draw_lot`` gives a number from 0 to below 1."""

    pace: SyncPace
    draw_lot: Callable[[], float]

    def pause_of(self, account: AtrigaAccount, now: datetime) -> timedelta:
        """Return how long an account rests from ``now`` on."""
        return self.pace.pause(
            now - account.quiet_since, is_pushed=account.subscribed_at is not None, lot=self.draw_lot()
        )


def make_resting(settings: PaceSettings) -> Resting:
    """Make the pauses that the stage's settings ask for."""
    return Resting(
        SyncPace(
            shortest=timedelta(seconds=settings.sync_shortest_pause_seconds),
            longest=timedelta(seconds=settings.sync_longest_pause_seconds),
            longest_with_push=timedelta(seconds=settings.sync_longest_pause_with_push_seconds),
        ),
        SystemRandom().random,
    )
