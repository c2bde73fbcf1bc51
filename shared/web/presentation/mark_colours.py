"""The colour of a mark: always the same for the same mark, and never the only thing that tells it from others."""

from __future__ import annotations

from hashlib import sha256

COLOURS = 6
"""How many the style sheet knows."""


def colour_of_mark(mark: str) -> int:
    """Return the number of a mark's colour, from 0 on."""
    return sha256(mark.encode()).digest()[0] % COLOURS
