"""The app's own line in an order's note: file number, state and day, in the merchant's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.merchant_days import day_of
from shared.web.presentation.formats import format_day
from shared.web.presentation.labels import label_of
from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from shared.domain.account import Locale
    from shared.domain.cases.case import Case

_LINE = msgid("File number %(number)s, %(state)s, %(day)s")
_TEST_LINE = msgid("Test case %(number)s, %(state)s, %(day)s")


def write_note_text(case: Case, locale: Locale) -> str:
    """Return the line about a case that atriga has told of; empty where it has told nothing."""
    snapshot = case.snapshot
    if snapshot is None:
        return ""
    if case.transfer.is_over:
        state = label_of(case.transfer, "transfer", locale)
    elif snapshot.closing is not None:
        state = snapshot.closing.text
    else:
        state = f"{label_of(snapshot.stage, 'stage', locale)}, {label_of(snapshot.payment, 'payment', locale)}"
    line = translate(_TEST_LINE if case.test else _LINE, locale)
    return line % {
        "number": snapshot.case_number,
        "state": state,
        "day": format_day(day_of(snapshot.changed_at), locale),
    }
