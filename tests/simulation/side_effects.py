"""Every point at which a process may end, numbered, with what is to happen at one of them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class ProcessCut(BaseException):
    """The process ends here; nothing of the app may catch this."""


class SideEffects:
    """Counts points while it is watched, and ends the process or lets somebody in at one of them.

    A process that was cut does nothing any more: whatever its ``finally`` blocks try is cut as well.
    """

    def __init__(self) -> None:
        self.points: list[str] = []
        self.cut_at: int | None = None
        self.intrude_at: int | None = None
        self.intruder: Callable[[], None] | None = None
        self._is_dead = False
        self._is_watched = False

    @property
    def was_reached(self) -> bool:
        """Whether the point of ``cut_at`` or ``intrude_at`` came."""
        return len(self.points) >= (self.cut_at or self.intrude_at or 0)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Count the points of a process that begins here."""
        outer, self._is_watched = self._is_watched, True
        try:
            yield
        finally:
            self._is_watched, self._is_dead = outer, False

    def reach(self, point: str) -> None:
        """Note that a process comes to a point.

        Raises:
            ProcessCut: It ends here, or has ended before.
        """
        if not self._is_watched:
            return
        if self._is_dead:
            raise ProcessCut(point)
        self.points.append(point)
        if len(self.points) == self.cut_at:
            self._is_dead = True
            raise ProcessCut(point)
        if len(self.points) == self.intrude_at and self.intruder is not None:
            self._is_watched = False
            self.intruder()
            self._is_watched = True
