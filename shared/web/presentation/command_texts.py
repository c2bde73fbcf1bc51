"""What a command carries, in words: the rows that a merchant confirms, and the line that tells of it afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from shared.domain.cases.command_payloads import (
    AnswerInquiry,
    DecideCourt,
    PauseCase,
    ReduceClaim,
    ReportPayment,
    UploadDocument,
    WithdrawCase,
)
from shared.web.presentation.formats import format_day, format_money
from shared.web.presentation.labels import label_of
from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from shared.domain.account import Locale
    from shared.domain.cases.command_payloads import CommandPayload

_AMOUNT: Final = msgid("Amount")
_REASON: Final = msgid("Reason")
_ORDER: Final = msgid("Order")


class PayloadRow(NamedTuple):
    """One thing that a command carries: its name and its value."""

    name: str
    value: str


def describe_payload(payload: CommandPayload, locale: Locale) -> list[PayloadRow]:
    """Return everything of a payload that tells the merchant what is ordered; texts of people are as they are."""
    rows: list[tuple[str, str | None]] = []
    match payload:
        case ReportPayment():
            day = format_day(payload.value_date, locale)
            rows = [
                (_AMOUNT, format_money(payload.amount, locale)),
                (msgid("Came on"), day),
                (_ORDER, payload.order_id),
            ]
        case ReduceClaim():
            reason = label_of(payload.reason, "reduction_reason", locale)
            rows = [(_AMOUNT, format_money(payload.amount, locale)), (_REASON, reason), (_ORDER, payload.order_id)]
        case WithdrawCase():
            reason = label_of(payload.reason, "withdrawal_reason", locale)
            price = format_money(payload.accepted_fee, locale)
            rows = [(_REASON, reason), (msgid("Note"), payload.note), (msgid("Price at most"), price)]
        case PauseCase():
            rows = [(msgid("Until"), format_day(payload.until, locale)), (_REASON, payload.reason)]
        case DecideCourt():
            advance = payload.accepted_advance
            laid_out = None if advance is None else format_money(advance, locale)
            decision = label_of(payload.decision, "court_decision", locale)
            rows = [(msgid("Decision"), decision), (msgid("Advance at most"), laid_out)]
        case UploadDocument():
            rows = [
                (msgid("Kind"), label_of(payload.document_kind, "document", locale)),
                (msgid("File"), payload.file_name),
            ]
        case AnswerInquiry():
            rows = [(msgid("Answer"), payload.answer), (msgid("Comment"), payload.comment)]
    return [PayloadRow(translate(name, locale), value) for name, value in rows if value]


def summarize_payload(payload: CommandPayload, locale: Locale) -> str:
    """Return the same in one line."""
    return ", ".join(f"{row.name}: {row.value}" for row in describe_payload(payload, locale))
