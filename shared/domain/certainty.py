"""How surely a part of a line was understood."""

from __future__ import annotations

from enum import IntEnum


class Certainty(IntEnum):
    """In rising order, so that a whole is as certain as the least certain of its parts (``min``)."""

    NO = 0
    GUESS = 1
    SURE = 2
