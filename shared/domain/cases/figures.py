"""What each case adds to its merchant's figures, so that the figures of all cases are nothing but a sum.

A figure is a whole number (a count, or cents of one currency) with a name. Figures of cases are added, and what a
change of a case does to the sum is the difference of two. Amounts of two currencies have two names and never meet.
Test cases add themselves to their own count and to nothing else.
"""

from __future__ import annotations

import json
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.domain.cases.case import Transfer
from shared.domain.merchant_days import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shared.domain.cases.case_row import CaseRow

FIGURE_RULES: Final = 1
"""Raised where a case adds something else than before; sums that were made by other rules are then made anew."""

LONGEST_SUBJECT: Final = 200


class FigureKind(StrEnum):
    """What is counted or summed up. The kinds from ``RUNNING`` on are told apart by currency."""

    CASES = "cases"
    TEST_CASES = "test_cases"
    STATE = "state"
    NEXT_STEP = "next_step"
    DAYS = "days"
    RUNNING = "running"
    CLAIMED = "claimed"
    OPEN = "open"
    RECOVERED = "recovered"
    RECOVERED_CASES = "recovered_cases"
    MONTH = "month"
    PORTAL_CASES = "portal_cases"
    PORTAL_OPEN = "portal_open"
    PORTAL_RECOVERED = "portal_recovered"


class Figure(NamedTuple):
    """The name of a figure: its kind, its currency where it has one, and what it is about, such as a month."""

    kind: FigureKind
    currency: str = ""
    subject: str = ""


type Figures = dict[Figure, int]
"""Figures by their names; none is zero."""


class CaseState(StrEnum):
    """By what the state of a case is told: how far its hand-over is, its stage at atriga, or that it is closed."""

    TRANSFER = "transfer"
    STAGE = "stage"
    CLOSED = "closed"


def figures_of(row: CaseRow) -> Figures:
    """Return what a case adds."""
    if row.test:
        return {Figure(FigureKind.TEST_CASES): 1}
    currency = row.currency
    portal = (row.portal_account or "")[:LONGEST_SUBJECT]
    found: Figures = {
        Figure(FigureKind.CASES): 1,
        Figure(FigureKind.STATE, subject=_state_of(row)): 1,
        Figure(FigureKind.PORTAL_CASES, currency, portal): 1,
    }
    if row.next_step is not None and row.next_step.is_the_merchants:
        found[Figure(FigureKind.NEXT_STEP, subject=row.next_step.value)] = 1
    if row.is_running:
        found |= {
            Figure(FigureKind.RUNNING, currency): 1,
            Figure(FigureKind.CLAIMED, currency): row.total.cents,
            Figure(FigureKind.OPEN, currency): row.open.cents,
            Figure(FigureKind.PORTAL_OPEN, currency, portal): row.open.cents,
        }
    return _without_zeros(found | _recovered(row, portal))


def _recovered(row: CaseRow, portal: str) -> Figures:
    recovery, currency = row.recovery, row.currency
    found = {Figure(FigureKind.MONTH, currency, month): cents for month, cents in recovery.by_month.items()}
    if recovery.cents:
        found[Figure(FigureKind.RECOVERED, currency)] = recovery.cents
        found[Figure(FigureKind.RECOVERED_CASES, currency)] = 1
        found[Figure(FigureKind.PORTAL_RECOVERED, currency, portal)] = recovery.cents
    if recovery.first_on is not None and row.handed_over_at is not None:
        days = max((recovery.first_on - day_of(row.handed_over_at)).days, 0)
        found[Figure(FigureKind.DAYS, subject=str(days))] = 1
    return found


def _state_of(row: CaseRow) -> str:
    if row.transfer is not Transfer.ACCEPTED:
        return f"{CaseState.TRANSFER}:{row.transfer.value}"
    if not row.is_running:
        return f"{CaseState.CLOSED}:"
    return f"{CaseState.STAGE}:{row.stage or ''}"[:LONGEST_SUBJECT]


def add_up(parts: Iterable[Figures]) -> Figures:
    """Return the sum of figures."""
    total: Figures = {}
    for part in parts:
        for figure, number in part.items():
            total[figure] = total.get(figure, 0) + number
    return _without_zeros(total)


def difference(after: Figures, before: Figures) -> Figures:
    """Return what has to be added to ``before`` to get ``after``."""
    return add_up([after, {figure: -number for figure, number in before.items()}])


def median_of(counts: Mapping[int, int]) -> Decimal | None:
    """Return the middle of values that occur so many times each, ``None`` where there are none."""
    total = sum(counts.values())
    if total <= 0:
        return None
    lower, upper = (_value_at(counts, place) for place in ((total - 1) // 2, total // 2))
    return Decimal(lower + upper) / 2


def _value_at(counts: Mapping[int, int], place: int) -> int:
    passed = 0
    for value in sorted(counts):
        passed += counts[value]
        if place < passed:
            return value
    return max(counts)


def write_figures(figures: Figures) -> str:
    """Write figures as one text."""
    named = {f"{figure.kind}#{figure.currency}#{figure.subject}": number for figure, number in figures.items()}
    return json.dumps(named, ensure_ascii=False, separators=(",", ":"))


def read_figures(text: str) -> Figures:
    """Read what ``write_figures`` wrote; kinds of other rules are left out."""
    found: Figures = {}
    for name, number in json.loads(text).items():
        kind, currency, subject = name.split("#", 2)
        if kind in _KINDS:
            found[Figure(FigureKind(kind), currency, subject)] = number
    return found


_KINDS: Final = frozenset(FigureKind)


def _without_zeros(figures: Figures) -> Figures:
    return {figure: number for figure, number in figures.items() if number}
