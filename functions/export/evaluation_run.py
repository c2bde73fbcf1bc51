"""Going through the orders of an export that are still to be read, a few at a time, until the time is up.

The guarantee: no order holds the others up. One that DreamRobot does not give out is tried again in later runs,
and after ``MOST_READS`` of them it is told plainly; it is neither lost nor does the export wait for it for good.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from typing import TYPE_CHECKING, NamedTuple

from shared.domain.evaluation import order_not_read
from shared.domain.export import ItemState
from shared.dreamrobot.errors import TokenRefusedError, UnavailableError
from shared.observability import logger
from shared.store.errors import ConditionFailedError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from functions.export.evaluator import OrderEvaluator
    from functions.export.ports import Exports
    from shared.clock import Clock
    from shared.domain.export import ExportItem

ORDERS_AT_ONCE = 4

FAILURES_IN_A_ROW = 8
"""After so many orders without one that could be read, DreamRobot is taken for away, and the run ends."""

MOST_READS = 5
"""In how many runs an order is asked for. Each run begins with an answer of DreamRobot, or it counts none."""

FIRST_PAUSE = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(minutes=15)


class EvaluationEnd(NamedTuple):
    """How a run ended: out of time, or with orders that are to be tried again after a ``pause``, or all through."""

    is_out_of_time: bool = False
    pause: timedelta | None = None


@dataclass(frozen=True, slots=True)
class EvaluationRun:
    """One run over the waiting items of one export."""

    export_id: str
    evaluator: OrderEvaluator
    exports: Exports
    clock: Clock
    stop_at: datetime

    def go_through(self, waiting: Sequence[ExportItem]) -> EvaluationEnd:
        """Evaluate and keep item after item; those that failed before come last.

        Raises:
            DreamRobotError: The merchant's access or quota stands in the way, which no other order would change.
        """
        failures: list[int] = []
        in_a_row = 0
        with ThreadPoolExecutor(max_workers=ORDERS_AT_ONCE) as pool:
            for chunk in batched(sorted(waiting, key=lambda item: item.failed_reads), ORDERS_AT_ONCE, strict=False):
                if self.clock() >= self.stop_at:
                    return EvaluationEnd(is_out_of_time=True)
                failed = [reads for reads in pool.map(self._evaluate_and_keep, chunk) if reads]
                failures += failed
                in_a_row = in_a_row + len(failed) if len(failed) == len(chunk) else 0
                if in_a_row >= FAILURES_IN_A_ROW:
                    break
        still_waiting = [reads for reads in failures if reads < MOST_READS]
        return EvaluationEnd(pause=_pause_after(max(still_waiting))) if still_waiting else EvaluationEnd()

    def _evaluate_and_keep(self, item: ExportItem) -> int:
        """Evaluate one item, and return in how many runs it could not be read; 0 where it was."""
        try:
            evaluated = self.evaluator.evaluate(item)
        except TokenRefusedError:
            raise
        except UnavailableError:
            evaluated = _not_read(item)
        try:
            self.exports.save_item(self.export_id, evaluated)
        except ConditionFailedError:
            logger.info("another worker evaluated the order", extra={"export_id": self.export_id})
            return 0
        return evaluated.failed_reads if evaluated.failed_reads > item.failed_reads else 0


def _not_read(item: ExportItem) -> ExportItem:
    failed_reads = item.failed_reads + 1
    if failed_reads < MOST_READS:
        return item.model_copy(update={"failed_reads": failed_reads})
    return item.model_copy(
        update={
            "state": ItemState.BLOCKED,
            "failed_reads": failed_reads,
            "findings": (order_not_read(item.order_id, failed_reads),),
        }
    )


def _pause_after(failed_reads: int) -> timedelta:
    """Wait twice as long after each run; the doublings are few, for ``failed_reads`` is below ``MOST_READS``."""
    return min(FIRST_PAUSE * (1 << (failed_reads - 1)), LONGEST_PAUSE)
