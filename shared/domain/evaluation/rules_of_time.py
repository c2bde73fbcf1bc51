"""Rules about days: due, reminded, time-barred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.evaluation.making_findings import block, block_or_warn, warning
from shared.domain.finding import FindingCode
from shared.domain.orders.reminders import first_counted_reminder
from shared.domain.plain_text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.domain.evaluation.reading import DebtorReading, OrderReading
    from shared.domain.finding import Finding


def find_not_due(reading: OrderReading) -> Iterator[Finding]:
    """Block an order whose due day plus grace is not over, and one whose days are not known.

    Parameters: ``base_day``, ``term_days``, ``due_day``, ``earliest_day``; or ``missing`` (``order_day``,
    ``shipping_day``, ``due_day``): without the order day there is no day of the contract either, which par. 13a
    RDG asks for, and a shipping day that cannot be read may well be later than the order day.
    """
    if reading.order.ordered_on is None:
        yield block(FindingCode.NOT_DUE, "positions.0.contract_date", missing="order_day")
    if _lacks_shipping_day(reading):
        yield block(FindingCode.NOT_DUE, "positions.0.due_date", missing="shipping_day")
    due = reading.due
    if due is not None and reading.today < due.earliest_day:
        yield block(
            FindingCode.NOT_DUE,
            "positions.0.due_date",
            base_day=due.base_day.isoformat(),
            term_days=str(due.term_days),
            due_day=due.due_day.isoformat(),
            earliest_day=due.earliest_day.isoformat(),
        )
    elif due is None and reading.order.ordered_on is not None:
        yield block(FindingCode.NOT_DUE, "positions.0.due_date", missing="due_day")


def _lacks_shipping_day(reading: OrderReading) -> bool:
    known = reading.order.status.shipped_on or reading.order.shipping.shipped_on
    return known is None and reading.is_unreadable("status.shipped_date", "shipping.date")


def find_no_reminder_known(reading: DebtorReading) -> Iterator[Finding]:
    """Find that no reminder after the due day is known; the setting decides how much it weighs.

    A reminder before the due day, or on a day that is still to come, puts nobody in default (par. 286 (1) BGB).
    Parameters: ``reminder_day`` and ``due_day`` where one is known that does not count.
    """
    reminders = reading.facts.reminders
    due_day = reading.due_day
    if first_counted_reminder(reminders, due_day, reading.today) is not None:
        return
    days = [reminder.sent_on for reminder in reminders]
    yield block_or_warn(
        FindingCode.NO_REMINDER_KNOWN,
        "reminders",
        blocks=reading.settings.missing_reminder_blocks,
        reminder_day=max(days).isoformat() if days else None,
        due_day=due_day.isoformat() if days and due_day else None,
    )


def find_time_barred(reading: OrderReading) -> Iterator[Finding]:
    """Block a claim past limitation; a warning where the merchant gave a reason to hand it over all the same.

    Parameters: ``day`` (the last one before), ``due_day``, and ``reason`` where it is overridden.
    """
    if reading.due is None or reading.last_day is None or reading.today <= reading.last_day:
        return
    reason = clean(reading.facts.time_barred_override_reason)
    yield block_or_warn(
        FindingCode.TIME_BARRED,
        "positions.0.due_date",
        blocks=reason is None,
        day=reading.last_day.isoformat(),
        due_day=reading.due.due_day.isoformat(),
        reason=reason,
    )


def find_limitation_near(reading: OrderReading) -> Iterator[Finding]:
    """Warn of a claim that is time-barred soon. Parameters: ``day`` (the last one before), ``days_left``."""
    if reading.last_day is None:
        return
    days_left = (reading.last_day - reading.today).days
    if 0 <= days_left < reading.settings.limitation_warning_days:
        yield warning(
            FindingCode.LIMITATION_NEAR,
            "positions.0.due_date",
            day=reading.last_day.isoformat(),
            days_left=str(days_left),
        )
