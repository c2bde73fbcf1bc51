"""The rows of a form in which reminders are entered: a day, a way, and whether a credit agency was mentioned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from shared.domain.parties.debtor import Reminder, ReminderChannel
from shared.web.presentation.days import read_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAXIMUM_ROWS: Final = 30
SPARE_ROWS: Final = 2

_ANSWERS: Final[Mapping[str, bool | None]] = {"": None, "yes": True, "no": False}


class ReminderRows(NamedTuple):
    """What was entered: each reminder with the number of its row, and for a field that cannot be read why."""

    reminders: list[tuple[int, Reminder]]
    errors: dict[str, str]


def read_reminder_rows(fields: Mapping[str, str]) -> ReminderRows:
    """Read the rows of a form; a row without a day is none. ``errors`` maps a field to ``malformed``."""
    rows = ReminderRows([], {})
    for number in range(MAXIMUM_ROWS):
        typed = fields.get(_name(number, "sent_on"), "")
        if not typed:
            continue
        sent_on = read_day(typed)
        channel = _read_channel(fields.get(_name(number, "channel"), ""))
        if sent_on is None or channel is None:
            rows.errors[_name(number, "sent_on")] = "malformed"
            continue
        notice = _ANSWERS.get(fields.get(_name(number, "credit_agency_notice"), ""))
        rows.reminders.append((number, Reminder(sent_on=sent_on, channel=channel, credit_agency_notice=notice)))
    return rows


def write_reminder_rows(reminders: Sequence[Reminder]) -> dict[str, str]:
    """Write reminders into the fields of the rows, with some rows to spare."""
    names = {answer: word for word, answer in _ANSWERS.items()}
    fields: dict[str, str] = {}
    for number, reminder in enumerate(reminders):
        fields[_name(number, "sent_on")] = reminder.sent_on.isoformat()
        fields[_name(number, "channel")] = reminder.channel.value
        fields[_name(number, "credit_agency_notice")] = names[reminder.credit_agency_notice]
    return fields


def row_numbers(fields: Mapping[str, str]) -> range:
    """Return the numbers of the rows to show: those with something in them, and some to spare."""
    filled = [number for number in range(MAXIMUM_ROWS) if fields.get(_name(number, "sent_on"))]
    return range(min(max(filled, default=-1) + 1 + SPARE_ROWS, MAXIMUM_ROWS))


def _read_channel(chosen: str) -> ReminderChannel | None:
    try:
        return ReminderChannel(chosen or ReminderChannel.UNKNOWN)
    except ValueError:
        return None


def _name(number: int, part: str) -> str:
    return f"reminders.{number}.{part}"
