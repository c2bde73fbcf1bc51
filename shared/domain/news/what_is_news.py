"""What is news: the one place that says so, for each kind of thing that is kept.

Everything here is made of what is written anyway and goes into the same write. So news are told once, however often
a run repeats: what changed nothing is no news.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shared.domain.cases.case import Acceptance, Transfer
from shared.domain.cases.case_progress import is_withdrawn
from shared.domain.cases.command_payloads import CommandKind
from shared.domain.cases.timeline import Actor
from shared.domain.merchant_days import day_of
from shared.domain.money import Money
from shared.domain.news.news import NewsItem, NewsKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from shared.domain.cases.case import BalanceLine, Case, CaseSnapshot
    from shared.domain.cases.command import Command
    from shared.domain.cases.payout import Payout
    from shared.domain.export import ExportCounts
    from shared.domain.watching.proposal import Proposal

PAYOUTS_TOLD_FOR = timedelta(days=30)
"""A settlement that is older when the app first sees it is history: a new account brings years of them."""


def news_of_case(before: Case, after: Case) -> tuple[NewsItem, ...]:
    """Return what is news where a case moved on from ``before``; ``after`` is about to be written.

    What was paid before the first word of atriga is what the merchant told, and no payment.
    """
    return tuple(_number(after, number, item) for number, item in enumerate(_tell_case(before, after)))


def news_of_payout(customer_number: str, payout: Payout, now: datetime) -> tuple[NewsItem, ...]:
    """Return the news of a settlement that was just seen for the first time."""
    if payout.paid_on < day_of(now) - PAYOUTS_TOLD_FOR:
        return ()
    item = NewsItem(
        news_id=f"payout-{customer_number}-{payout.payout_id}",
        kind=NewsKind.PAYOUT,
        at=now,
        amount=payout.total,
        day=payout.paid_on,
        customer_number=customer_number,
        payout_id=payout.payout_id,
    )
    return (item,)


def news_of_proposal(proposal: Proposal) -> NewsItem:
    """Return the news of a step that was just proposed."""
    return NewsItem(
        news_id=f"{proposal.case_id}-{proposal.proposal_id}",
        kind=NewsKind.PROPOSAL,
        at=proposal.made_at,
        case_id=proposal.case_id,
        order_ids=(proposal.order_id,),
        amount=proposal.amount or proposal.fee,
        code=proposal.kind.value,
    )


def news_of_refusal(case: Case, command: Command, now: datetime) -> tuple[NewsItem, ...]:
    """Return the news that a command is refused; it is about to be written as that.

    A hand-over that is refused is news of the case. What the app ordered by itself is news while the case runs: nobody
    is asked for money after its end.
    """
    if command.kind is CommandKind.SUBMIT or not (command.ordered_by is Actor.MERCHANT or case.is_running):
        return ()
    item = _about(case, NewsKind.REFUSED, code=command.last_error)
    named = {"news_id": f"refused-{command.command_id}", "at": now, "command": command.kind}
    return (item.model_copy(update=named),)


def news_of_stopped_account(customer_number: str, because: str, now: datetime) -> NewsItem:
    """Return the news that the gateway does not let an account in any more."""
    return NewsItem(
        news_id=f"stopped-{customer_number}-{now.isoformat()}",
        kind=NewsKind.ACCOUNT_STOPPED,
        at=now,
        code=because,
        customer_number=customer_number,
    )


def news_of_export(export_id: str, rounds: int, counts: ExportCounts, now: datetime) -> tuple[NewsItem, ...]:
    """Return the news of an export that is through in this round, where orders were kept back."""
    if counts.blocked == 0:
        return ()
    news_id = f"export-{export_id}-{rounds}"
    kind = NewsKind.EXPORT_BLOCKED
    return (NewsItem(news_id=news_id, kind=kind, at=now, export_id=export_id, count=counts.blocked),)


def _tell_case(before: Case, after: Case) -> Iterator[NewsItem]:
    was, now = before.snapshot, after.snapshot
    if after.transfer is Transfer.REJECTED and before.transfer is not Transfer.REJECTED:
        yield _about(after, NewsKind.REJECTED, code=after.rejection.code if after.rejection else None)
    if now is None:
        return
    if now.acceptance is Acceptance.ACCEPTED and (was is None or was.acceptance is not Acceptance.ACCEPTED):
        yield _about(after, NewsKind.ACCEPTED, amount=after.open)
    paid = _paid_since(was, now)
    if paid is not None:
        yield _about(after, NewsKind.PAYMENT, amount=paid)
    known = {inquiry.inquiry_id for inquiry in was.inquiries} if was else set()
    for inquiry in now.inquiries:
        if not inquiry.answered and inquiry.inquiry_id not in known:
            yield _about(after, NewsKind.INQUIRY, day=inquiry.due_on)
    court = now.court_decision_needed
    if court is not None and (was is None or was.court_decision_needed is None):
        yield _about(after, NewsKind.COURT_DECISION, amount=court.advance, day=court.until)
    closing = now.closing
    if closing is not None and (was is None or was.closing is None) and after.transfer is not Transfer.REJECTED:
        kind = NewsKind.WITHDRAWN if is_withdrawn(now) else NewsKind.CLOSED
        yield _about(after, kind, code=closing.code, amount=after.open)


def _about(
    case: Case,
    kind: NewsKind,
    *,
    code: str | None = None,
    amount: Money | None = None,
    day: date | None = None,
) -> NewsItem:
    return NewsItem(
        news_id=kind.value,
        kind=kind,
        at=case.changed_at,
        test=case.test,
        case_id=case.case_id,
        case_number=case.snapshot.case_number if case.snapshot else None,
        order_ids=case.order_ids,
        amount=amount,
        day=day,
        code=code,
        customer_number=case.customer_number,
    )


def _number(case: Case, number: int, item: NewsItem) -> NewsItem:
    # A revision is written once, so an id made of it is used once.
    return item.model_copy(update={"news_id": f"{case.case_id}-{case.revision}-{number}"})


def _paid_since(was: CaseSnapshot | None, now: CaseSnapshot) -> Money | None:
    """Return what was paid in between, ``None`` where that is nothing or cannot be told."""
    if was is None or _currencies(was) != _currencies(now) or len(_currencies(now)) != 1:
        return None
    (currency,) = _currencies(now)
    cents = _paid_cents(now) - _paid_cents(was)
    return Money(cents=cents, currency=currency) if cents > 0 else None


def _paid_cents(snapshot: CaseSnapshot) -> int:
    return sum(line.paid.cents for line in _lines(snapshot))


def _currencies(snapshot: CaseSnapshot) -> set[str]:
    return {snapshot.balance.total_open.currency, *(line.paid.currency for line in _lines(snapshot))}


def _lines(snapshot: CaseSnapshot) -> list[BalanceLine]:
    balance = snapshot.balance
    lines = (balance.principal, balance.interest, balance.client_charges, balance.agency_costs)
    return [line for line in lines if line is not None]
