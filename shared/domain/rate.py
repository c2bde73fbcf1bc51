"""How often something may be done: a bucket of tokens that fills at a rate, and what drawing one from it told."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Rate:
    """How fast a bucket fills, and how many tokens it holds at most."""

    tokens_per_second: float
    capacity: int

    @property
    def milliseconds_each(self) -> int:
        """How long the bucket takes for one token."""
        return round(1000 / self.tokens_per_second)

    @property
    def seconds_to_fill(self) -> int:
        """How long an empty bucket takes to be full, in whole seconds, at least one."""
        return max(ceil(self.capacity / self.tokens_per_second), 1)

    @property
    def seconds_to_next(self) -> int:
        """After how many whole seconds an empty bucket surely holds a token again."""
        return max(ceil(self.milliseconds_each / 1000), 1)


@dataclass(frozen=True, slots=True)
class Draw:
    """Whether a token was there, and how many are left."""

    is_taken: bool
    remaining: int
