"""What a person sees while the local cloud starts: one line for each step, with the seconds since the start."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable


class Progress:
    """Prints lines such as ``[ 12.3 s] deploying the stack``."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream or sys.stdout
        self._clock = clock
        self._started = clock()

    def say(self, text: str) -> None:
        """Print one line with the time, at once, also into a pipe."""
        self.show(f"[{self._clock() - self._started:6.1f} s] {text}")

    def show(self, text: str, end: str = "\n") -> None:
        """Print text as it is."""
        self._stream.write(text + end)
        self._stream.flush()
