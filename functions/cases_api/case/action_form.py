"""The forms of the actions: what was typed becomes the payload of a command, or says at each field what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from functions.cases_api.documents_in_forms import read_document
from shared.domain.cases.command_payloads import (
    LONGEST_NOTE,
    CommandKind,
    CourtDecision,
    DecideCourt,
    PauseCase,
    ReduceClaim,
    ReductionReason,
    ReportPayment,
    ResumeCase,
    WithdrawalReason,
    WithdrawCase,
)
from shared.domain.money import Money
from shared.domain.plain_text import clean
from shared.web.presentation.amounts import parse_amount
from shared.web.presentation.days import read_day
from shared.web.uploads import UploadForm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from enum import StrEnum

    from shared.domain.account import Locale
    from shared.domain.cases.case import Case
    from shared.domain.cases.command_payloads import CommandPayload, UploadDocument


@dataclass(slots=True)
class ActionForm:
    """Reads the fields of one form; ``errors`` says of each that cannot be taken why (``shared.web.field_errors``)."""

    fields: Mapping[str, str]
    case: Case
    today: date
    locale: Locale
    price: Money | None = None
    upload: UploadForm | None = None
    errors: dict[str, str] = field(default_factory=dict)

    def read(self, kind: CommandKind) -> CommandPayload | None:
        """Return what is to be ordered, one of ``ACTIONS``; ``None`` where ``errors`` say why not."""
        payload = _READERS[kind](self)
        return None if self.errors else payload

    def read_payment(self) -> ReportPayment | None:
        """Read a report of money that came to the merchant."""
        amount, order_id = self._amount(), self._order_id()
        day = self._day("value_date")
        if day is not None and day > self.today:
            self.errors["value_date"] = "still_to_come"
        elif day is not None and day < min(position.contract_date for position in self.case.positions):
            self.errors["value_date"] = "before_order"
        if amount is None or day is None:
            return None
        return ReportPayment(amount=amount, value_date=day, order_id=order_id)

    def read_reduction(self) -> ReduceClaim | None:
        """Read by how much less is owed, and why."""
        amount, order_id = self._amount(), self._order_id()
        reason = self._choice("reason", ReductionReason)
        if amount is None or reason is None:
            return None
        return ReduceClaim(reason=reason, amount=amount, order_id=order_id)

    def read_withdrawal(self) -> WithdrawCase | None:
        """Read why the case is taken back."""
        reason, note = self._choice("reason", WithdrawalReason), self._text("note")
        if reason is None or self.price is None or self.errors:
            return None
        return WithdrawCase(reason=reason, note=note, accepted_fee=self.price)

    def read_pause(self) -> PauseCase | None:
        """Read until when the case rests."""
        day, reason = self._day("until"), self._text("reason")
        if day is not None and day <= self.today:
            self.errors["until"] = "not_to_come"
        return None if day is None or self.errors else PauseCase(until=day, reason=reason)

    def read_resumption(self) -> ResumeCase:
        """Read nothing: there is nothing to be told."""
        return ResumeCase()

    def read_decision(self) -> DecideCourt | None:
        """Read whether court dunning is wanted."""
        decision = self._choice("decision", CourtDecision)
        if decision is CourtDecision.APPROVE and self.price is None:
            self.errors["decision"] = "advance_unknown"
        if decision is None or self.errors:
            return None
        return DecideCourt(
            decision=decision, accepted_advance=self.price if decision is CourtDecision.APPROVE else None
        )

    def read_upload(self) -> UploadDocument | None:
        """Read which document is handed in."""
        form = self.upload or UploadForm(dict(self.fields))
        document = read_document(form, self.errors, is_required=True)
        return document.upload if document else None

    def _amount(self) -> Money | None:
        try:
            amount = Money.of(parse_amount(self._typed("amount"), self.locale), self.case.currency)
        except ValueError:
            amount = None
        if amount is None or amount.cents == 0:
            self.errors["amount"] = "no_amount"
            return None
        return amount

    def _day(self, name: str) -> date | None:
        day = read_day(self._typed(name))
        if day is None:
            self.errors[name] = "no_day"
        return day

    def _order_id(self) -> str | None:
        """Return the order that it is about: the one that was chosen, or the only one of the case."""
        order_ids, chosen = self.case.order_ids, self._typed("order_id")
        if chosen and chosen not in order_ids:
            self.errors["order_id"] = "no_choice"
        return chosen or (order_ids[0] if len(order_ids) == 1 else None)

    def _choice[Choice: StrEnum](self, name: str, choices: type[Choice]) -> Choice | None:
        try:
            return choices(self._typed(name))
        except ValueError:
            self.errors[name] = "no_choice"
            return None

    def _text(self, name: str) -> str | None:
        text = clean(self._typed(name))
        if text is not None and len(text) > LONGEST_NOTE:
            self.errors[name] = "too_long_text"
        return text

    def _typed(self, name: str) -> str:
        return self.fields.get(name, "").strip()


_READERS: Final[Mapping[CommandKind, Callable[[ActionForm], CommandPayload | None]]] = {
    CommandKind.REPORT_PAYMENT: ActionForm.read_payment,
    CommandKind.REDUCE: ActionForm.read_reduction,
    CommandKind.WITHDRAW: ActionForm.read_withdrawal,
    CommandKind.PAUSE: ActionForm.read_pause,
    CommandKind.RESUME: ActionForm.read_resumption,
    CommandKind.DECIDE_COURT: ActionForm.read_decision,
    CommandKind.UPLOAD_DOCUMENT: ActionForm.read_upload,
}
