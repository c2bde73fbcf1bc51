"""Ctrl-C and its relatives, turned into one exception, and held back where they would leave something behind."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interruption:
    """Raises `KeyboardInterrupt` on the signals that ask a program to end, unless they are held back.

    The handlers are set even where the shell had the signal ignored, as for a command in the background of a script.
    """

    def __init__(self) -> None:
        self._held_back = 0
        self._pending = False

    def install(self) -> None:
        """Take over the signals of this process. Main thread only."""
        for number in _SIGNALS:
            signal.signal(number, self._receive)

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Let the block end first, then raise what came in meanwhile."""
        self._held_back += 1
        try:
            yield
        finally:
            self._held_back -= 1
        if self._pending and not self._held_back:
            self._pending = False
            raise KeyboardInterrupt

    def _receive(self, _number: int, _frame: FrameType | None) -> None:
        if self._held_back:
            self._pending = True
            return
        raise KeyboardInterrupt
