"""Taking in what the watch saw of one order: read again as it stands, weigh, write everything together, queue.

A crash before the write finds the same again, one after it finds nothing; a message that is lost is brought back by
the planner, because the command stands in the table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from functions.sync.watch_consequences import (
    Circumstances,
    Consequences,
    asks_for_withdrawal,
    draw_consequences,
    take_credit_note,
    write_amount,
)
from shared.boss.errors import BossError
from shared.domain.cases.reported_by_hand import Covered, cover_payments, sum_reports_by_hand
from shared.domain.cases.timeline import Actor, CaseEvent, EventKind
from shared.domain.watching.watch import PaidMore, look_at, miss
from shared.observability import logger
from shared.store.errors import TransactionLostError
from shared.work import CommandWork, queue_kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from functions.sync.ports import Gateway
    from functions.sync.watch_ports import KnownCases, KnownCommands, PayoutShares, WatchedOrders, WatchRecords
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.withdrawal_quote import WithdrawalQuote
    from shared.domain.orders.credit_notes import CreditNote, CreditNoteMatch
    from shared.domain.orders.order import Order
    from shared.domain.watching.watch import Sighting
    from shared.domain.watching.watched_order import WatchedOrder
    from shared.work import WorkSink

_TRIES = 3

type Look = tuple[WatchedOrder, tuple[Sighting, ...]]


@dataclass(frozen=True, slots=True)
class WatchFindings:
    """The findings about the orders of one merchant."""

    merchant_id: str
    known: KnownCases
    orders: WatchedOrders
    shares: PayoutShares
    commands: KnownCommands
    records: WatchRecords
    connect_gateway: Callable[[AtrigaAccount], Gateway]
    commands_queue: WorkSink[CommandWork]
    clock: Clock

    def take_order(self, watched: WatchedOrder, order: Order, today: date) -> None:
        """Take in how an order was seen."""
        if look_at(watched, order, today)[0] != watched:
            self._take(watched.order_id, watched.case_id, lambda known: look_at(known, order, today))

    def take_missing(self, watched: WatchedOrder) -> None:
        """Take in that DreamRobot knows no such order."""
        if not watched.is_gone:
            self._take(watched.order_id, watched.case_id, miss)

    def take_credit_note(self, match: CreditNoteMatch, note: CreditNote) -> None:
        """Take in a credit note that is, or may be, for an order."""

        def draw(known: WatchedOrder, around: Circumstances) -> Consequences | None:
            if known.knows_credit_note(note.order_id):
                return None
            return take_credit_note(known, note, around, is_certain=match.is_certain)

        self._write(match.order.order_id, match.order.case_id, draw)

    def _take(self, order_id: str, case_id: str, look: Callable[[WatchedOrder], Look]) -> None:
        def draw(known: WatchedOrder, around: Circumstances) -> Consequences | None:
            after, sightings = look(known)
            if after == known:
                return None
            if asks_for_withdrawal(after, sightings, around):
                around = replace(around, quote=self._quote(around))
            covered = self._cover(after, sightings, around)
            orders = [covered.order if one.order_id == order_id else one for one in around.orders]
            drawn = draw_consequences(covered.order, covered.sightings, replace(around, orders=orders))
            return replace(drawn, events=(*_tell_covered(covered, around), *drawn.events))

        self._write(order_id, case_id, draw)

    def _write(
        self, order_id: str, case_id: str, draw: Callable[[WatchedOrder, Circumstances], Consequences | None]
    ) -> None:
        for attempt in range(1, _TRIES + 1):
            # Indexes lag behind, so what is decided on is read as it stands.
            known, around = self.orders.get(order_id), self._look_around(case_id)
            if known is None or known.case_id != case_id or around is None:
                return
            drawn = draw(known, around)
            if drawn is None:
                return
            try:
                new = self.records.record(drawn.order, drawn.commands, drawn.events, drawn.proposals)
            except TransactionLostError:
                if attempt == _TRIES:
                    raise
            else:
                work = [
                    CommandWork(merchant_id=self.merchant_id, case_id=case_id, command_id=one.command_id) for one in new
                ]
                queue_kept(self.commands_queue, work)
                return

    def _look_around(self, case_id: str) -> Circumstances | None:
        """Gather what is known around a case; ``None`` where it is closed, so that nothing is reported any more."""
        found = self.known.find(case_id)
        if found is None or not found[0].is_running:
            return None
        case, account = found
        orders = [known for order_id in case.order_ids if (known := self.orders.get(order_id)) is not None]
        return Circumstances(
            case=case,
            account=account,
            orders=orders,
            shares=self.shares.list_shares_of_case(case_id),
            now=self.clock(),
        )

    def _cover(self, order: WatchedOrder, sightings: tuple[Sighting, ...], around: Circumstances) -> Covered:
        if not any(isinstance(sighting, PaidMore) for sighting in sightings):
            return Covered(order, sightings)
        commands = self.commands.list_all(order.case_id)
        by_hand = sum_reports_by_hand(commands, order.accounted_paid.currency)
        return cover_payments(order, sightings, around.orders, by_hand)

    def _quote(self, around: Circumstances) -> WithdrawalQuote | None:
        """Ask what a withdrawal costs; ``None``, so that it is proposed, where the gateway does not tell it now."""
        if around.case.snapshot is None:
            return None
        try:
            return self.connect_gateway(around.account).quote_withdrawal(around.case.snapshot.case_number)
        except BossError as error:
            logger.warning("the gateway quotes no withdrawal", extra={"error": type(error).__name__})
            return None


def _tell_covered(covered: Covered, around: Circumstances) -> list[CaseEvent]:
    order, kind = covered.order, EventKind.PAYMENT_REPORTED_BEFORE
    return [
        CaseEvent(
            event_id=f"watch-{order.order_id}-{kind}-{order.revision}",
            at=around.now,
            actor=Actor.APP,
            kind=kind,
            parameters={"order": order.order_id, "amount": write_amount(amount)},
        )
        for amount in covered.amounts
    ]
