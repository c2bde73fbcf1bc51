"""Taking an export in: kept whole before it is queued, so that an accepted order cannot be lost.

The export's id comes from the caller, so a repeat is the same export: it writes what a crash left
unwritten, queues what was not queued, and is answered as the first time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from shared.domain.account import AccountState
from shared.domain.export import Export, ExportItem
from shared.work import ExportWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from functions.export.ports import Accounts, Exports, Merchants
    from functions.export.request import ExportRequest
    from shared.clock import Clock
    from shared.work import WorkSink


LOOKED_AT_AGAIN_AFTER = timedelta(minutes=15)
"""When the sweeper looks at an export that is not through, in case its message was lost or set aside."""


class UnknownMerchantError(Exception):
    """Raised when the app is not installed for the merchant."""


class MerchantNotActiveError(Exception):
    """Raised when the merchant has no atriga account that works."""


class ExportIdReusedError(Exception):
    """Raised when another export was posted under the same id."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An export that was taken in, now or by an earlier call."""

    export: Export
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class ExportAcceptance:
    """Accepts exports of all merchants; the repositories are made for the merchant at hand."""

    merchants_of: Callable[[str], Merchants]
    accounts_of: Callable[[str], Accounts]
    exports_of: Callable[[str], Exports]
    queue: WorkSink[ExportWork]
    clock: Clock

    def accept(self, export_id: str, request: ExportRequest, body: bytes) -> Accepted:
        """Take an export in.

        Raises:
            UnknownMerchantError: The app is not installed for the merchant.
            MerchantNotActiveError: No atriga account of the merchant works.
            ExportIdReusedError: The id belongs to an export with another body.
            QueueError: The export is kept but nobody was told; a repeat goes on from here.
        """
        self._require_active(request.merchant_id)
        exports = self.exports_of(request.merchant_id)
        order_ids = request.distinct_order_ids
        export = Export(
            export_id=export_id,
            source=request.source,
            body_digest=sha256(body).hexdigest(),
            order_count=len(order_ids),
            created_at=self.clock(),
        )
        if not exports.add(export):
            kept = exports.get(export_id)
            if kept is None or kept.body_digest != export.body_digest:
                raise ExportIdReusedError
            export = kept
        if export.queued_at is not None:
            return Accepted(export, is_repeat=True)
        exports.add_items(
            export_id,
            [
                ExportItem(order_id=order_id, number=number, reminders=tuple(request.reminders.get(order_id, ())))
                for number, order_id in enumerate(order_ids)
            ],
        )
        self.queue.send([ExportWork(merchant_id=request.merchant_id, export_id=export_id)])
        now = self.clock()
        exports.note_queued(export_id, now, look_again_at=now + LOOKED_AT_AGAIN_AFTER)
        return Accepted(export, is_repeat=False)

    def _require_active(self, merchant_id: str) -> None:
        if self.merchants_of(merchant_id).get() is None:
            raise UnknownMerchantError
        accounts = self.accounts_of(merchant_id).list_atriga_accounts()
        if not any(account.state is AccountState.ACTIVE for account in accounts):
            raise MerchantNotActiveError
