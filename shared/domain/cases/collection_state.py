"""The state of a case as far as the notes of its orders tell it, and whether it ended with everything paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.domain.cases.case import Case

_CLOSED_AS_PAID = "paid"
_FULLY_PAID = "fully_paid"


def noted_state(case: Case) -> str | None:
    """Return what a note says of a case, in atriga's codes; the same text says the same. ``None`` says nothing yet."""
    snapshot = case.snapshot
    if snapshot is None:
        return None
    closing = snapshot.closing.code if snapshot.closing else ""
    return f"{snapshot.case_number}|{case.transfer}|{snapshot.stage}|{snapshot.payment}|{closing}"


def is_fully_paid(case: Case) -> bool:
    """Whether a real case closed as paid, with nothing open: only then may its orders be marked as paid."""
    snapshot = case.snapshot
    return (
        snapshot is not None
        and not case.test
        and snapshot.closing is not None
        and snapshot.closing.code == _CLOSED_AS_PAID
        and snapshot.payment == _FULLY_PAID
        and snapshot.balance.total_open.cents == 0
    )
