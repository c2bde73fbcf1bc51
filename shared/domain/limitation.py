"""When a claim becomes time-barred: three years after the end of the year in which it was due.

Par. 195, 199 (1) BGB. That the creditor knew debtor and claim when it became due is taken for granted: it sold
the goods. What suspends limitation (par. 203, 204 BGB) is not known here.
"""

from __future__ import annotations

from datetime import MAXYEAR, date

_YEARS = 3


def last_day_before_limitation(due_day: date) -> date | None:
    """Return the 31 December at whose end the claim is time-barred, ``None`` past the end of the calendar."""
    year = due_day.year + _YEARS
    return date(year, 12, 31) if year <= MAXYEAR else None
