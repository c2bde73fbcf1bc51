"""What follows from what the watch saw: a report to atriga, a proposal to the merchant, an entry in the timeline.

A step that costs, or whose cause only the merchant can know, is proposed and never taken. Everything that follows
from one look is written together with what is known of the order afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from shared.domain.capability import Capability
from shared.domain.cases.collected import weigh_payment
from shared.domain.cases.command import new_command
from shared.domain.cases.command_payloads import (
    ReduceClaim,
    ReductionReason,
    ReportPayment,
    WithdrawalReason,
    WithdrawCase,
)
from shared.domain.cases.reported_by_hand import WATCH_PREFIX
from shared.domain.cases.timeline import Actor, CaseEvent, EventKind
from shared.domain.watching.free_withdrawals import name_withdrawal
from shared.domain.watching.proposal import Proposal, ProposalKind, ProposalReason
from shared.domain.watching.watch import Cancelled, Gone, InvoicedLess, InvoicedMore, PaidLess, PaidMore, claimed_rest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case
    from shared.domain.cases.command import Command
    from shared.domain.cases.command_payloads import CommandPayload
    from shared.domain.cases.payout import PayoutShare
    from shared.domain.cases.withdrawal_quote import WithdrawalQuote
    from shared.domain.money import Money
    from shared.domain.orders.credit_notes import CreditNote
    from shared.domain.watching.watch import Sighting
    from shared.domain.watching.watched_order import WatchedOrder


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known around an order: its case, the case's account and orders, and what was paid out for it.

    ``quote`` is what a withdrawal costs, where one is in question and the gateway told it.
    """

    case: Case
    account: AtrigaAccount
    orders: Sequence[WatchedOrder]
    shares: Sequence[PayoutShare]
    now: datetime
    quote: WithdrawalQuote | None = None


@dataclass(frozen=True, slots=True)
class Consequences:
    """An order as it is known from now on, and what is written beside it."""

    order: WatchedOrder
    commands: tuple[Command, ...] = field(default=())
    events: tuple[CaseEvent, ...] = field(default=())
    proposals: tuple[Proposal, ...] = field(default=())


def draw_consequences(order: WatchedOrder, sightings: Sequence[Sighting], around: Circumstances) -> Consequences:
    """Return what follows from ``sightings`` of an order, which is given as it is known after them."""
    drawn = Consequences(order)
    for sighting in sightings:
        match sighting:
            case PaidMore():
                drawn = _report_payment(drawn, sighting, around)
            case InvoicedLess():
                name = f"reduction-{order.order_id}-{sighting.total.cents}"
                drawn = _reduce(
                    drawn, name, sighting.amount, ReductionReason.CORRECTION, EventKind.INVOICE_LOWERED, around
                )
            case Cancelled():
                drawn = _take_cancellation(drawn, sighting, around)
            case PaidLess():
                drawn = _tell(drawn, EventKind.PAYMENT_TAKEN_BACK, around, before=sighting.before, after=sighting.after)
            case InvoicedMore():
                drawn = _tell(drawn, EventKind.INVOICE_RAISED, around, before=sighting.before, after=sighting.after)
            case Gone():
                drawn = _tell(drawn, EventKind.ORDER_GONE, around)
    return drawn


def take_credit_note(order: WatchedOrder, note: CreditNote, around: Circumstances, *, is_certain: bool) -> Consequences:
    """Return what follows from a credit note that is, or perhaps is, for an order."""
    if is_certain:
        known = order.model_copy(update={"credit_notes": (*order.credit_notes, note.order_id)})
    else:
        known = order.model_copy(update={"unclear_credit_notes": (*order.unclear_credit_notes, note.order_id)})
    amount = min(note.amount, claimed_rest(order), key=lambda money: money.cents)
    if amount.cents == 0:
        return Consequences(known)
    if not is_certain:
        # A case may hold several orders that the note may be for.
        name = f"credit-{note.order_id}-{order.order_id}"
        drawn = _tell(
            Consequences(known), EventKind.CREDIT_NOTE_UNCLEAR, around, amount=note.amount, credit_note=note.order_id
        )
        return _propose(drawn, name, ProposalKind.REDUCE, ProposalReason.CREDIT_NOTE_UNCLEAR, around, amount=amount)
    lowered = known.model_copy(update={"accounted_invoiced": order.accounted_invoiced - amount})
    name = f"credit-{note.order_id}"
    return _reduce(Consequences(lowered), name, amount, ReductionReason.CREDIT_NOTE, EventKind.CREDIT_NOTE_SEEN, around)


def asks_for_withdrawal(order: WatchedOrder, sightings: Sequence[Sighting], around: Circumstances) -> bool:
    """Whether the last order of a case was cancelled, so that the price of a withdrawal is needed."""
    return (
        any(isinstance(sighting, Cancelled) for sighting in sightings)
        and _is_last_order(order, around)
        and around.account.terms.offers(Capability.WITHDRAWALS)
    )


def _report_payment(drawn: Consequences, seen: PaidMore, around: Circumstances) -> Consequences:
    order = drawn.order
    weighed = weigh_payment(seen.amount, around.case, around.orders, around.shares)
    name = f"{WATCH_PREFIX}{order.order_id}-{seen.total.cents}"
    drawn = replace(
        drawn,
        order=order.model_copy(
            update={"reported": order.reported + weighed.direct, "matched": order.matched + weighed.collected}
        ),
    )
    if weighed.collected.cents > 0:
        kind, reason = ProposalKind.REPORT_PAYMENT, ProposalReason.PERHAPS_COLLECTED
        drawn = _tell(drawn, EventKind.PAYMENT_PERHAPS_COLLECTED, around, amount=weighed.collected)
        drawn = _propose(drawn, name, kind, reason, around, amount=weighed.collected)
    if weighed.direct.cents > 0:
        if not around.account.terms.offers(Capability.PAYMENTS):
            return _tell(drawn, EventKind.PAYMENT_NOT_REPORTABLE, around, amount=weighed.direct)
        payload = ReportPayment(amount=weighed.direct, value_date=seen.value_date, order_id=order.order_id)
        drawn = _order(drawn, name, payload, around)
        drawn = _tell(drawn, EventKind.PAYMENT_SEEN, around, amount=weighed.direct, day=seen.value_date.isoformat())
    return drawn


def _reduce(
    drawn: Consequences, name: str, amount: Money, reason: ReductionReason, told: EventKind, around: Circumstances
) -> Consequences:
    drawn = _tell(drawn, told, around, amount=amount)
    if not around.account.terms.offers(Capability.REDUCTIONS):
        return _tell(drawn, EventKind.REDUCTION_NOT_REPORTABLE, around, amount=amount)
    payload = ReduceClaim(reason=reason, amount=amount, order_id=drawn.order.order_id)
    return _order(drawn, name, payload, around)


def _take_cancellation(drawn: Consequences, seen: Cancelled, around: Circumstances) -> Consequences:
    order = drawn.order
    drawn = _tell(drawn, EventKind.ORDER_CANCELLED, around)
    if not _is_last_order(order, around):
        # The other orders are still owed, so the case goes on without this one.
        if seen.rest.cents == 0:
            return drawn
        name = f"reduction-{order.order_id}-cancelled"
        return _reduce(drawn, name, seen.rest, ReductionReason.RETURN, EventKind.INVOICE_LOWERED, around)
    name, quote = name_withdrawal(order.order_id), around.quote
    if quote is not None and quote.is_allowed and quote.fee.cents == 0:
        payload = WithdrawCase(reason=WithdrawalReason.OTHER, accepted_fee=quote.fee)
        return _tell(_order(drawn, name, payload, around), EventKind.WITHDRAWN_FREE, around)
    fee = quote.fee if quote is not None and quote.is_allowed else None
    drawn = _tell(drawn, EventKind.WITHDRAWAL_PROPOSED, around, **({} if fee is None else {"fee": fee}))
    return _propose(drawn, name, ProposalKind.WITHDRAW, ProposalReason.ORDER_CANCELLED, around, fee=fee)


def _is_last_order(order: WatchedOrder, around: Circumstances) -> bool:
    return all(other.is_cancelled for other in around.orders if other.order_id != order.order_id)


def _order(drawn: Consequences, name: str, payload: CommandPayload, around: Circumstances) -> Consequences:
    command = new_command(name, around.case.case_id, payload, around.now)
    return replace(drawn, commands=(*drawn.commands, command))


def _tell(drawn: Consequences, kind: EventKind, around: Circumstances, **parameters: Money | str) -> Consequences:
    order = drawn.order
    event = CaseEvent(
        event_id=f"watch-{order.order_id}-{kind}-{order.revision}",
        at=around.now,
        actor=Actor.APP,
        kind=kind,
        parameters={"order": order.order_id}
        | {name: value if isinstance(value, str) else write_amount(value) for name, value in parameters.items()},
    )
    return replace(drawn, events=(*drawn.events, event))


def _propose(
    drawn: Consequences,
    name: str,
    kind: ProposalKind,
    reason: ProposalReason,
    around: Circumstances,
    *,
    amount: Money | None = None,
    fee: Money | None = None,
) -> Consequences:
    proposal = Proposal(
        proposal_id=name,
        case_id=around.case.case_id,
        order_id=drawn.order.order_id,
        kind=kind,
        reason=reason,
        made_at=around.now,
        amount=amount,
        fee=fee,
    )
    return replace(drawn, proposals=(*drawn.proposals, proposal))


def write_amount(amount: Money) -> str:
    """Write an amount as the parameters of events hold it: ``119.00 EUR``."""
    return f"{amount.amount} {amount.currency}"
