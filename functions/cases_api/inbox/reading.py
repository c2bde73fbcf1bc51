"""Reading the inbox: questions with how far their answers are, proposals, and cases that wait for something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from functions.cases_api.inbox.answers import Question, find_answers
from shared.domain.cases.case_view import CaseFilter, CaseView
from shared.domain.cases.inquiries import urgency_at, urgency_of
from shared.domain.cases.next_step import NextStep
from shared.domain.merchant_days import day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from functions.cases_api.inbox.ports import CaseTable, Commands, Inquiries, Proposals
    from shared.clock import Clock
    from shared.domain.cases.case import Inquiry
    from shared.domain.cases.case_row import CaseRow
    from shared.domain.cases.inquiries import Answer, AskedCase, Urgency
    from shared.domain.watching.proposal import Proposal

CASES_AT_ONCE: Final = 25
PROPOSALS_AT_ONCE: Final = 10
OTHERS_LOOKED_AT: Final = 50

_OTHER_STEPS: Final = frozenset({NextStep.DECIDE_COURT, NextStep.ASK_ATRIGA})
"""Questions stand above, and drafts have a page of their own."""

_NEEDS_MERCHANT: Final = CaseView(filter=CaseFilter(needs_me=True))


class Entry(NamedTuple):
    """One question, its case, the newest answer to it, and how near its day is."""

    case: CaseRow
    inquiry: Inquiry
    answer: Answer
    urgency: Urgency


class CaseProposal(NamedTuple):
    """A proposal and the case that it is about."""

    proposal: Proposal
    case: CaseRow | None


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A page of the inbox. ``unlisted`` tells of cases that have more questions than are listed, and how many more.

    Both cursors are places to go on from, each ``None`` where nothing follows.
    """

    entries: Sequence[Entry]
    unlisted: Sequence[tuple[CaseRow, int]]
    cursor: str | None
    proposals: Sequence[CaseProposal] = ()
    proposals_cursor: str | None = None
    others: Sequence[CaseRow] = ()
    has_more_others: bool = False


@dataclass(frozen=True, slots=True)
class InboxDesk:
    """Everything of one merchant that its inbox is made of."""

    inquiries: Inquiries
    proposals: Proposals
    table: CaseTable
    commands: Commands


@dataclass(frozen=True, slots=True)
class InboxReading:
    """Reads the inboxes of all merchants."""

    desk_of: Callable[[str], InboxDesk]
    clock: Clock

    def read(self, merchant_id: str, cursor: str | None = None, proposals_cursor: str | None = None) -> InboxPage:
        """Read a page: what other cases wait for stands on the first page only.

        Raises:
            UnknownPlaceError: A cursor is of another list.
        """
        desk = self.desk_of(merchant_id)
        asked = desk.inquiries.list_nearest_first(CASES_AT_ONCE, cursor)
        proposed = desk.proposals.list_open(PROPOSALS_AT_ONCE, proposals_cursor)
        rows = desk.table.read_rows({proposal.case_id for proposal in proposed.proposals})
        others = desk.table.read(_NEEDS_MERCHANT, OTHERS_LOOKED_AT) if cursor is None else None
        return InboxPage(
            entries=self._entries(desk, asked.cases),
            unlisted=[
                (case.row, case.asked_count - len(case.inquiries))
                for case in asked.cases
                if case.asked_count > len(case.inquiries)
            ],
            cursor=asked.cursor,
            proposals=[CaseProposal(proposal, rows.get(proposal.case_id)) for proposal in proposed.proposals],
            proposals_cursor=proposed.cursor,
            others=[row for row in others.rows if row.next_step in _OTHER_STEPS] if others else [],
            has_more_others=others is not None and others.cursor is not None,
        )

    def _entries(self, desk: InboxDesk, cases: Sequence[AskedCase]) -> list[Entry]:
        asked = [(case.row, inquiry) for case in cases for inquiry in case.inquiries]
        answers = find_answers(desk.commands, (Question(row.case_id, inquiry.inquiry_id) for row, inquiry in asked))
        today = day_of(self.clock())
        entries = [
            Entry(row, inquiry, answers[Question(row.case_id, inquiry.inquiry_id)], urgency_at(inquiry, today))
            for row, inquiry in asked
        ]
        return sorted(entries, key=lambda entry: urgency_of(entry.inquiry))
