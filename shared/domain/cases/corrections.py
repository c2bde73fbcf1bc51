"""Corrections of a case that is held back: the new values beside the old ones, with who put them there and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.cases.timeline import Correction
from shared.domain.parties.debtor import DebtorKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from shared.domain.cases.case import Case, Claim
    from shared.domain.cases.timeline import Actor
    from shared.domain.parties.debtor import Reminder

_OF_DEBTOR = ("kind", "company", "first_name", "last_name")
_OF_ADDRESS = ("street", "house_number", "addition", "postal_code", "city", "country")


def correct(case: Case, claim: Claim, at: datetime, actor: Actor) -> Case:
    """Return the case with ``claim`` in place of its own; what was read first is kept as ``original``.

    Only what the merchant may correct counts: who the debtor is and where, the subjects, the reminders, and whether
    the claim is disputed. Amounts, days and orders stay as they were read. Nothing changed is the case as it was.
    """
    made = tuple(
        Correction(field=field, before=before, after=after, at=at, actor=actor)
        for field, before, after in _differences(case.claim, claim)
    )
    if not made:
        return case
    return case.model_copy(
        update={
            "debtor": case.debtor.model_copy(
                update={
                    **{name: getattr(claim.debtor, name) for name in _OF_DEBTOR},
                    "address": claim.debtor.address,
                }
            ),
            "positions": tuple(
                position.model_copy(update={"subject": corrected.subject})
                for position, corrected in zip(case.positions, claim.positions, strict=True)
            ),
            "reminders": claim.reminders,
            "disputed": claim.disputed,
            "original": case.original or case.claim,
            "corrections": (*case.corrections, *made),
            "changed_at": at,
        }
    )


def missing_facts(case: Case) -> tuple[str, ...]:
    """Name the facts that a review may still add: ``reminders``, ``debtor.kind``; they are sent as not known."""
    missing = []
    if not case.reminders:
        missing.append("reminders")
    if case.debtor.kind is DebtorKind.UNKNOWN:
        missing.append("debtor.kind")
    return tuple(missing)


def _differences(before: Claim, after: Claim) -> Iterator[tuple[str, str | None, str | None]]:
    for prefix, old, new, names in (
        ("debtor", before.debtor, after.debtor, _OF_DEBTOR),
        ("debtor.address", before.debtor.address, after.debtor.address, _OF_ADDRESS),
    ):
        for name in names:
            yield from _difference(f"{prefix}.{name}", getattr(old, name), getattr(new, name))
    for number, (position, corrected) in enumerate(zip(before.positions, after.positions, strict=True)):
        yield from _difference(f"positions.{number}.subject", position.subject, corrected.subject)
    yield from _difference("reminders", _write_reminders(before.reminders), _write_reminders(after.reminders))
    yield from _difference("disputed", _write_answer(before.disputed), _write_answer(after.disputed))


def _difference(field: str, before: str | None, after: str | None) -> Iterator[tuple[str, str | None, str | None]]:
    if before != after:
        yield field, before, after


def _write_reminders(reminders: Sequence[Reminder]) -> str | None:
    written = [
        f"{reminder.sent_on.isoformat()} {reminder.channel.value} {_write_answer(reminder.credit_agency_notice)}"
        for reminder in sorted(reminders, key=lambda reminder: reminder.sent_on)
    ]
    return "; ".join(written) or None


def _write_answer(answer: bool | None) -> str | None:  # noqa: FBT001 -- the answer is the thing itself
    return None if answer is None else ("yes" if answer else "no")
