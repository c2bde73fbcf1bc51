"""What can be wrong with a field of the case table's forms; the sentence that stands at the field is in the labels."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """Why a field cannot be taken."""

    UNKNOWN = "unknown"
    MISSING = "missing"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_AMOUNT = "no_amount"
    NO_DAY = "no_day"
    REVERSED = "reversed"
    NOT_TO_COME = "not_to_come"
    STILL_TO_COME = "still_to_come"
    BEFORE_ORDER = "before_order"
    MORE_THAN_OPEN = "more_than_open"
    ORDERED_OTHERWISE = "ordered_otherwise"
