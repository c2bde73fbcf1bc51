"""Everything that the page of a case shows, gathered for the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from functions.cases_api.case.documents import DocumentShelf, look_at_shelf
from functions.cases_api.case.timeline import make_timeline
from shared.domain.cases.case_actions import open_commands, standing_refusals
from shared.domain.cases.case_interest import reckon_case_interest
from shared.domain.cases.next_step import next_step_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from functions.cases_api.case.desk import CaseDesk, Situation
    from functions.cases_api.case.timeline import TimelineEntry
    from shared.domain.account import Locale
    from shared.domain.cases.case import Case, Change
    from shared.domain.cases.case_interest import CaseInterest
    from shared.domain.cases.command import Command
    from shared.domain.cases.command_payloads import CommandKind
    from shared.domain.cases.next_step import Next
    from shared.domain.cases.payout import PayoutShare
    from shared.domain.watching.proposal import Proposal

PAYMENT_KINDS: Final = frozenset({"payment_received", "payment_booked"})
"""Changes that tell of the debtor's money: what came to atriga, and what came to the merchant and was booked."""

TOLD: Final = frozenset(
    {"ordered", "ordered_before", "put_aside", "decided_before", "too_many_marks", "case_full_of_marks"}
)
"""What the page may be asked to say about what was just done."""


@dataclass(frozen=True, slots=True)
class CasePage:
    """The page of one case. ``told`` is what was just done, ``None`` where nothing was."""

    case: Case
    actions: Sequence[CommandKind]
    next: Next | None
    proposals: Sequence[Proposal]
    on_their_way: Sequence[Command]
    refusals: Sequence[Command]
    payments: Sequence[Change]
    payouts: Sequence[PayoutShare]
    shelf: DocumentShelf
    timeline: Sequence[TimelineEntry]
    interest: CaseInterest
    marks: Sequence[str]
    debit_manager_url: str | None = None
    told: str | None = None


def make_case_page(
    desk: CaseDesk, situation: Situation, *, locale: Locale, today: date, told: str | None = None
) -> CasePage:
    """Gather a page; where atriga does not answer, its documents alone are missing, and the page says so."""
    case, case_id = situation.case, situation.case.case_id
    changes = desk.cases.list_changes(case_id)
    return CasePage(
        case=case,
        actions=situation.actions,
        next=next_step_of(case),
        proposals=desk.proposals.list_open_of_case(case_id),
        on_their_way=open_commands(situation.commands),
        refusals=standing_refusals(situation.commands) if case.is_running else [],
        payments=[change for change in reversed(changes) if change.kind in PAYMENT_KINDS],
        payouts=desk.payouts.list_shares_of_case(case_id),
        shelf=look_at_shelf(desk, situation),
        timeline=make_timeline(changes, desk.timelines.list_events(case_id), situation.commands, locale),
        interest=reckon_case_interest(case, today),
        marks=desk.notes.get(case_id).marks,
        debit_manager_url=_debit_manager_url(situation),
        told=told if told in TOLD else None,
    )


def _debit_manager_url(situation: Situation) -> str | None:
    """Return the page of the case in the DebitManager, where the gateway announced one."""
    snapshot, account = situation.case.snapshot, situation.account
    if snapshot is None or account is None or account.terms.debit_manager_url is None:
        return None
    return account.terms.debit_manager_url.replace("{case_number}", quote(snapshot.case_number, safe=""))
