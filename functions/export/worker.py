"""Working on an export: evaluate every order, then make cases of the eligible ones.

Each step is kept as soon as it is done, so a run that ends anywhere is taken up by the next one. A message
that finds another worker at the same export is dropped: that worker's own message is still in the queue
and comes back if it dies. A run that goes on in a new message gives its lease back before it sends it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched
from typing import TYPE_CHECKING

from functions.export.acceptance import LOOKED_AT_AGAIN_AFTER
from functions.export.evaluation_run import EvaluationEnd, EvaluationRun
from functions.export.evaluator import OrderEvaluator
from functions.export.hand_over import HandOver
from shared.domain.cases.bundling import bundle_items
from shared.domain.cases.credited_claims import find_credited
from shared.domain.evaluation import credited
from shared.domain.export import ItemState, WaitingFor, count_items
from shared.domain.merchant_days import day_of
from shared.domain.pauses import pause_by_age
from shared.dreamrobot.errors import AccessRefusedError, DreamRobotError, NoRequestsLeftError
from shared.observability import logger
from shared.store.drafts import MAXIMUM_ORDERS_OF_A_CASE
from shared.store.errors import ConditionFailedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from functions.export.ports import (
        Accounts,
        Drafts,
        Exports,
        HandedOverOrders,
        HandOvers,
        Leases,
        Merchants,
        OrderSource,
    )
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount, Merchant, PortalAccount
    from shared.domain.cases.bundling import Bundle
    from shared.domain.export import Export
    from shared.work import CommandWork, ExportWork, WorkSink

COMMANDS_AT_ONCE = 10

TIME_KEPT_BACK = timedelta(seconds=100)
"""What a run leaves of its time, so that what it has in hand ends before the function is cut off: an order takes at
most two tries with an old token, a new token, and two tries with that, 18 seconds each
(``shared.http``) unless an answer drips."""

LEASE_MARGIN = timedelta(seconds=30)

PAUSE_FOR_DREAMROBOT = timedelta(minutes=2)

PAUSE_FOR_NEW_ACCESS = timedelta(minutes=15)
"""Only the merchant can help here, and each try costs a request."""


@dataclass(frozen=True, slots=True)
class MerchantDesk:
    """Everything of one merchant that working on its exports needs."""

    merchants: Merchants
    accounts: Accounts
    exports: Exports
    hand_overs: HandOvers
    drafts: Drafts
    handed_over_orders: HandedOverOrders
    leases: Leases
    connect_dreamrobot: Callable[[], OrderSource]


@dataclass(frozen=True, slots=True)
class ExportWorker:
    """Works on the exports of all merchants; the desk is made for the merchant at hand."""

    desk_of: Callable[[str], MerchantDesk]
    exports_queue: WorkSink[ExportWork]
    commands_queue: WorkSink[CommandWork]
    clock: Clock
    new_id: Callable[[], str]

    def work(self, work: ExportWork, deadline: datetime) -> None:
        """Go on with an export until it is through, has to wait, or ``deadline`` is near.

        Raises:
            StoreError, QueueError: Something did not hold; the message has to come again.
        """
        desk = self.desk_of(work.merchant_id)
        name = f"EXPORT#{work.export_id}"
        lease = desk.leases.acquire(name, now=self.clock(), until=deadline + LEASE_MARGIN)
        if lease is None:
            logger.info("another worker has the export in hand", extra={"export_id": work.export_id})
            return
        try:
            is_out_of_time = not self._go_on(desk, work, deadline - TIME_KEPT_BACK)
        finally:
            desk.leases.release(lease)
        if is_out_of_time:
            self.exports_queue.send([work])

    def _go_on(self, desk: MerchantDesk, work: ExportWork, stop_at: datetime) -> bool:
        """Work until there is nothing left to do now; False where only the time is up."""
        export = desk.exports.get(work.export_id)
        merchant = desk.merchants.get()
        if export is None or export.done_at is not None:
            return True
        if merchant is None:
            # It left. Should it come back, its orders go on; until then they must not take the place of others.
            until = self.clock() + pause_by_age(export.created_at, self.clock())
            self._wait(desk, work.export_id, WaitingFor.DREAMROBOT, until)
            return True
        try:
            end = self._evaluate(desk, work.export_id, stop_at)
        except DreamRobotError as error:
            self._wait_after(desk, work.export_id, error)
            return True
        if end.pause is not None:
            self._wait(desk, work.export_id, WaitingFor.DREAMROBOT, self.clock() + end.pause)
            return True
        if end.is_out_of_time or not self._hand_over(desk, merchant, work.export_id, stop_at):
            return False
        return self._close(desk, export)

    def _close(self, desk: MerchantDesk, export: Export) -> bool:
        """Note that the export is through; False where the merchant had orders evaluated again in the meantime."""
        counts = count_items(desk.exports.list_items(export.export_id))
        try:
            desk.exports.note_done(export.export_id, self.clock(), counts, export.rounds)
        except ConditionFailedError:
            return False
        return True

    def _evaluate(self, desk: MerchantDesk, export_id: str, stop_at: datetime) -> EvaluationEnd:
        waiting = [item for item in desk.exports.list_items(export_id) if item.state is ItemState.RECEIVED]
        if not waiting:
            return EvaluationEnd()
        dreamrobot = desk.connect_dreamrobot()
        evaluator = OrderEvaluator(
            orders=dreamrobot,
            handed_over_orders=desk.handed_over_orders,
            atriga_accounts=_atriga_accounts(desk),
            portal_accounts=_portal_accounts(desk),
            payment_methods={method.payment_method_id: method for method in dreamrobot.list_payment_methods()},
            clock=self.clock,
        )
        desk.exports.note_running(export_id, look_again_at=stop_at + LOOKED_AT_AGAIN_AFTER)
        return EvaluationRun(export_id, evaluator, desk.exports, self.clock, stop_at).go_through(waiting)

    def _hand_over(self, desk: MerchantDesk, merchant: Merchant, export_id: str, stop_at: datetime) -> bool:
        hand_over = HandOver(
            merchant=merchant,
            atriga_accounts=_atriga_accounts(desk),
            portal_accounts=_portal_accounts(desk),
            hand_overs=desk.hand_overs,
            drafts=desk.drafts,
            handed_over_orders=desk.handed_over_orders,
            exports=desk.exports,
            clock=self.clock,
            new_id=self.new_id,
        )
        for chunk in batched(self._bundle(desk, hand_over, export_id), COMMANDS_AT_ONCE, strict=False):
            if self.clock() >= stop_at:
                return False
            commands = [hand_over.hand_over(export_id, bundle) for bundle in chunk]
            self.commands_queue.send([command for command in commands if command is not None])
        return True

    def _bundle(self, desk: MerchantDesk, hand_over: HandOver, export_id: str) -> list[Bundle]:
        """Keep back what a credit note of this export fits, and bundle the rest of what was evaluated."""
        items = desk.exports.list_items(export_id)
        evaluated = [item for item in items if item.state is ItemState.EVALUATED]
        notes = find_credited(items, evaluated)
        for item in evaluated:
            if item.order_id in notes:
                hand_over.keep_back(export_id, item, credited(notes[item.order_id]))
        return bundle_items(
            [item for item in evaluated if item.order_id not in notes],
            {number: account.settings for number, account in hand_over.atriga_accounts.items()},
            day_of(self.clock()),
            MAXIMUM_ORDERS_OF_A_CASE,
        )

    def _wait_after(self, desk: MerchantDesk, export_id: str, error: DreamRobotError) -> None:
        now = self.clock()
        waiting_for, until = WaitingFor.DREAMROBOT, now + PAUSE_FOR_DREAMROBOT
        if isinstance(error, NoRequestsLeftError):
            waiting_for, until = WaitingFor.QUOTA, max(error.over_at(now), until)
        elif isinstance(error, AccessRefusedError):
            until = now + PAUSE_FOR_NEW_ACCESS
        logger.warning("DreamRobot stopped an export", extra={"export_id": export_id, "error": type(error).__name__})
        self._wait(desk, export_id, waiting_for, until)

    def _wait(self, desk: MerchantDesk, export_id: str, waiting_for: WaitingFor, until: datetime) -> None:
        logger.info("an export waits", extra={"export_id": export_id, "waiting_for": waiting_for.value})
        desk.exports.note_waiting(export_id, waiting_for, until)


def _atriga_accounts(desk: MerchantDesk) -> dict[str, AtrigaAccount]:
    return {account.customer_number: account for account in desk.accounts.list_atriga_accounts()}


def _portal_accounts(desk: MerchantDesk) -> dict[str, PortalAccount]:
    return {account.portal_account_id: account for account in desk.accounts.list_portal_accounts()}
