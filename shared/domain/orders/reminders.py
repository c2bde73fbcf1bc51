"""Which reminders count, and which of them a case may tell of when it holds several orders.

A reminder counts only after the due day (par. 286 (1) BGB); the gateway wants none but those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.parties.debtor import Reminder, ReminderChannel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


def counts_as_reminder(sent_on: date, due_day: date | None, today: date) -> bool:
    """Whether a reminder of ``sent_on`` puts somebody in default: after the due day, and sent already."""
    return sent_on <= today and (due_day is None or sent_on > due_day)


def first_counted_reminder(reminders: Iterable[Reminder], due_day: date | None, today: date) -> date | None:
    """Return the day of the first reminder that counts, ``None`` where there is none.

    Where no due day is known every reminder of the past counts: whether the order is due is another question.
    """
    days = (reminder.sent_on for reminder in reminders)
    return min((day for day in days if counts_as_reminder(day, due_day, today)), default=None)


def counting_reminders(reminders: Iterable[Reminder], due_day: date, today: date) -> tuple[Reminder, ...]:
    """Return the reminders of one order that count, oldest first."""
    counting = (reminder for reminder in reminders if counts_as_reminder(reminder.sent_on, due_day, today))
    return tuple(sorted(counting, key=lambda reminder: reminder.sent_on))


def reminders_of_all(reminders_of: Sequence[Sequence[Reminder]]) -> tuple[Reminder, ...]:
    """Return the reminders that all of several orders had, oldest first.

    A case tells its reminders for all its orders, and the right to report a debtor to a credit agency hangs on
    them (par. 31 (2) no. 4 BDSG). So a reminder for one order is never told as one for another: only days on which
    every order was reminded are left, and how, where that is the same for all.
    """
    if len(reminders_of) == 1:
        return tuple(reminders_of[0])
    days = [{reminder.sent_on for reminder in reminders} for reminders in reminders_of]
    shared_days = sorted(set.intersection(*days)) if days else []
    return tuple(_merge(day, [one for reminders in reminders_of for one in reminders]) for day in shared_days)


def _merge(day: date, reminders: list[Reminder]) -> Reminder:
    of_day = [reminder for reminder in reminders if reminder.sent_on == day]
    channels = {reminder.channel for reminder in of_day}
    notices = {reminder.credit_agency_notice for reminder in of_day}
    return Reminder(
        sent_on=day,
        channel=channels.pop() if len(channels) == 1 else ReminderChannel.UNKNOWN,
        credit_agency_notice=notices.pop() if len(notices) == 1 else None,
    )
