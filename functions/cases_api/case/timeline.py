"""One timeline of a case: what happened at atriga, what was done on this side, and what was sent to atriga."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.domain.cases.command import CommandState
from shared.web.presentation.command_texts import summarize_payload
from shared.web.presentation.event_texts import describe_event
from shared.web.presentation.labels import LABELS, label_of
from shared.web.presentation.refusal_texts import describe_refusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from shared.domain.account import Locale
    from shared.domain.cases.case import Change
    from shared.domain.cases.command import Command
    from shared.domain.cases.timeline import CaseEvent
    from shared.domain.money import Money

ATRIGA = "atriga"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened: when, who did it, what, and what else is told of it. ``who`` is a label's value."""

    at: datetime
    who: str
    title: str
    text: str | None = None
    amount: Money | None = None


def make_timeline(
    changes: Iterable[Change], events: Iterable[CaseEvent], commands: Iterable[Command], locale: Locale
) -> list[TimelineEntry]:
    """Return everything about a case, newest first."""
    entries = [
        *(_tell_change(change, locale) for change in changes),
        *(TimelineEntry(event.at, event.actor.value, describe_event(event, locale)) for event in events),
        *(
            TimelineEntry(
                command.created_at,
                command.ordered_by.value,
                label_of(command.kind, "command", locale),
                _describe(command, locale),
            )
            for command in commands
        ),
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _tell_change(change: Change, locale: Locale) -> TimelineEntry:
    """Tell a change by our word for its kind; one that nobody here knows in atriga's words, or else by its kind."""
    if change.text and change.kind not in LABELS["change"]:
        return TimelineEntry(change.changed_at, ATRIGA, change.text, None, change.amount)
    title = label_of(change.kind, "change", locale)
    return TimelineEntry(change.changed_at, ATRIGA, title, change.text or None, change.amount)


def _describe(command: Command, locale: Locale) -> str:
    """Return what was ordered and what became of it."""
    state = label_of(command.state, "command_state", locale)
    if command.state is CommandState.REFUSED:
        state = f"{state}: {describe_refusal(command, locale).reason}"
    carried = summarize_payload(command.payload, locale)
    return f"{carried}. {state}" if carried else state
