"""How a case moves on: what each answer and each change of the gateway makes of it. Pure and repeatable."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shared.domain.cases.case import Acceptance, Transfer
from shared.domain.cases.command import FieldProblem
from shared.domain.cases.recovery import recovered_cents
from shared.domain.cases.refused_fields import findings_of
from shared.domain.cases.timeline import Actor, CaseEvent, EventKind
from shared.domain.merchant_days import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from shared.domain.cases.case import Case, CaseSnapshot, Change, Position, Rejection, TakenOut
    from shared.domain.finding import Finding

_CLOSED_BY_CLIENT = "withdrawn"


def follow_snapshot(case: Case, snapshot: CaseSnapshot, now: datetime) -> Case:
    """Return the case as it stands with what atriga tells of it; an older or known version changes nothing."""
    if case.snapshot is not None and snapshot.version <= case.snapshot.version:
        return case
    recovered = recovered_cents(case, snapshot)
    return case.model_copy(
        update={
            "snapshot": snapshot,
            "recovery": case.recovery
            if recovered is None
            else case.recovery.follow(recovered, day_of(snapshot.changed_at)),
            "transfer": _transfer_told_by(snapshot),
            "rejection": snapshot.rejection,
            "findings": _findings_told_by(snapshot),
            "test": case.test or snapshot.test,
            "handed_over_at": case.handed_over_at or snapshot.submitted_at or now,
            "changed_at": now,
        }
    )


class MissedVersions(NamedTuple):
    """Versions of a case, from first to last, that never came as changes."""

    first: int
    last: int


def follow_changes(case: Case, changes: Iterable[Change], now: datetime) -> tuple[Case, tuple[MissedVersions, ...]]:
    """Return the case as it stands after ``changes``, oldest first, and the versions that were left out before them.

    A version grows by one with every change, so a jump says that a change never came. Each change carries the whole
    case, so the state is right all the same.
    """
    missed: list[MissedVersions] = []
    for change in changes:
        version = change.snapshot.version
        case = follow_snapshot(case, change.snapshot, now)
        if version > case.change_version:
            if version > case.change_version + 1:
                missed.append(MissedVersions(case.change_version + 1, version - 1))
            case = case.model_copy(update={"change_version": version})
    return case, tuple(missed)


def tell_elsewhere(case: Case, order_id: str) -> CaseEvent:
    """Make the event that a case runs again although one of its orders is in another case by now."""
    version = case.snapshot.version if case.snapshot else 0
    return CaseEvent(
        event_id=f"elsewhere-{order_id}-{version}",
        at=case.changed_at,
        actor=Actor.APP,
        kind=EventKind.REOPENED_ELSEWHERE,
        parameters={"order": order_id},
    )


def note_transfer(case: Case, transfer: Transfer, now: datetime) -> Case:
    """Return the case with how far its hand-over has come."""
    return case.model_copy(update={"transfer": transfer, "changed_at": now})


def note_refusal(case: Case, rejection: Rejection, now: datetime, problems: Sequence[FieldProblem] = ()) -> Case:
    """Return the case as one that the gateway did not even receive; its orders are free again."""
    return case.model_copy(
        update={
            "transfer": Transfer.REJECTED,
            "rejection": rejection,
            "findings": findings_of(problems),
            "changed_at": now,
        }
    )


def note_review(case: Case, kept: Sequence[Position], taken_out: Sequence[TakenOut], now: datetime) -> Case:
    """Return the case with its orders as they were read just before the hand-over.

    Orders that are no claim any more leave it and are free again; where none stays, the whole case is discarded.
    """
    if not taken_out:
        return case.model_copy(update={"positions": tuple(kept)})
    out = (*case.taken_out, *taken_out)
    if not kept:
        return case.model_copy(update={"transfer": Transfer.DISCARDED, "taken_out": out, "changed_at": now})
    return case.model_copy(update={"positions": tuple(kept), "taken_out": out, "changed_at": now})


def _findings_told_by(snapshot: CaseSnapshot) -> tuple[Finding, ...]:
    rejection = snapshot.rejection
    if rejection is None:
        return ()
    return findings_of([FieldProblem(field=rejection.field or "", code=rejection.code, message=rejection.text)])


def is_withdrawn(snapshot: CaseSnapshot) -> bool:
    """Whether the case was closed because the merchant took it back."""
    return snapshot.closing is not None and snapshot.closing.code == _CLOSED_BY_CLIENT


def _transfer_told_by(snapshot: CaseSnapshot) -> Transfer:
    if snapshot.acceptance is Acceptance.REJECTED:
        return Transfer.REJECTED
    if is_withdrawn(snapshot):
        return Transfer.WITHDRAWN
    return Transfer.ACCEPTED if snapshot.acceptance is Acceptance.ACCEPTED else Transfer.SUBMITTED
