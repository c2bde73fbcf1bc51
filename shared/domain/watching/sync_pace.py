"""How often an atriga account is asked for changes: seldom while it is quiet, often while something happens.

The longer nothing happened, the longer the next pause, up to a bound; the first change, or a push, brings the
shortest pause back. A part of each pause is drawn by lot, so that accounts that were activated or woken together do
not come together for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta

QUIET_SHARE = 4
"""The pause is this part of the time for which nothing happened: after two hours of quiet half an hour."""

_SHARE_DRAWN_BY_LOT = 0.2


@dataclass(frozen=True, slots=True)
class SyncPace:
    """The shortest and the longest pause between two runs for one account.

    ``longest_with_push`` is the pause where the gateway tells of changes by itself: asking is only the net below that.
    """

    shortest: timedelta
    longest: timedelta
    longest_with_push: timedelta

    def pause(self, quiet_for: timedelta, *, is_pushed: bool, lot: float) -> timedelta:
        """Return how long an account rests.

        Args:
            quiet_for: Since when nothing happened.
            is_pushed: Whether the gateway tells of changes by itself.
            lot: A number from 0 to below 1, drawn anew each time; it only ever shortens the pause.
        """
        whole = self.longest_with_push if is_pushed else min(quiet_for / QUIET_SHARE, self.longest)
        return max(whole * (1 - _SHARE_DRAWN_BY_LOT * lot), self.shortest)
