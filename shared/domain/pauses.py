"""How long to leave alone what only a person can set going again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

SHORTEST: Final = timedelta(minutes=15)
LONGEST: Final = timedelta(days=1)
_PART_OF_THE_AGE: Final = 4


def pause_by_age(since: datetime, now: datetime) -> timedelta:
    """Return a quarter of the age of what stands still since ``since``, 15 minutes at least and a day at most.

    What is mended soon goes on soon, and what nobody will ever mend, as of a merchant who left, does not take the place
    of the others at each run of the planner.
    """
    return min(max((now - since) / _PART_OF_THE_AGE, SHORTEST), LONGEST)
