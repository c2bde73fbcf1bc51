"""Evaluating orders again that were kept back, with what the merchant corrected in DreamRobot or answered here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.export.acceptance import LOOKED_AT_AGAIN_AFTER
from shared.domain.export import ItemState, start_again
from shared.store.errors import TransactionLostError
from shared.work import ExportWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from functions.export.ports import Exports
    from shared.clock import Clock
    from shared.domain.export import ExportItem, MerchantAnswers
    from shared.work import WorkSink

_TRIES = 4


@dataclass(frozen=True, slots=True)
class Reevaluation:
    """Opens exports of all merchants again; the repositories are made for the merchant at hand.

    Only an order that is kept back is opened: a repeat, or a second click, finds none and changes nothing. The
    export carries a time to be woken at, so that it goes on even where the message does not get through.
    """

    exports_of: Callable[[str], Exports]
    queue: WorkSink[ExportWork]
    clock: Clock

    def find_item(self, merchant_id: str, export_id: str, order_id: str) -> ExportItem | None:
        """Read one item of an export."""
        items = self.exports_of(merchant_id).list_items(export_id)
        return next((item for item in items if item.order_id == order_id), None)

    def evaluate_again(self, merchant_id: str, export_id: str, order_id: str, answers: MerchantAnswers) -> None:
        """Have one order that is kept back read and evaluated again, with what the merchant answered.

        Raises:
            TransactionLostError: Others were in the way at every try; nothing was written.
            QueueError: It is written, but nobody was told; the sweeper will.
        """
        self._open(merchant_id, export_id, lambda item: item.order_id == order_id, answers)

    def evaluate_all_again(self, merchant_id: str, export_id: str) -> None:
        """Have every order that is kept back read and evaluated again.

        Raises:
            TransactionLostError: Others were in the way at every try; a part may be written.
            QueueError: It is written, but nobody was told; the sweeper will.
        """
        self._open(merchant_id, export_id, lambda _: True, None)

    def _open(
        self,
        merchant_id: str,
        export_id: str,
        is_wanted: Callable[[ExportItem], bool],
        answers: MerchantAnswers | None,
    ) -> None:
        exports = self.exports_of(merchant_id)
        for attempt in range(1, _TRIES + 1):
            blocked = [
                start_again(item, answers)
                for item in exports.list_items(export_id)
                if item.state is ItemState.BLOCKED and is_wanted(item)
            ]
            if not blocked:
                break
            try:
                exports.open_again(export_id, blocked, self.clock() + LOOKED_AT_AGAIN_AFTER)
            except TransactionLostError:
                if attempt == _TRIES:
                    raise
        self.queue.send([ExportWork(merchant_id=merchant_id, export_id=export_id)])
