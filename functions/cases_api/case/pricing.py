"""What an action costs now: asked of atriga for a withdrawal, told by the case for court dunning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from functions.cases_api.case.atriga import ask
from shared.domain.cases.command_payloads import CommandKind
from shared.domain.money import Money

if TYPE_CHECKING:
    from functions.cases_api.case.desk import CaseDesk, Situation

_WRITTEN: Final = re.compile(r"([0-9]{1,12}\.[0-9]{2}) ([A-Z]{3})")


@dataclass(frozen=True, slots=True)
class Price:
    """The price of an action, ``None`` where atriga names none; ``refusal`` is atriga's text where it does not do it.

    Actions of which the gateway's contract knows no price have ``Price()``.
    """

    amount: Money | None = None
    is_possible: bool = True
    refusal: str | None = None

    def is_covered_by(self, accepted: Money | None) -> bool:
        """Whether what the merchant accepted is enough."""
        if self.amount is None:
            return True
        return accepted is not None and accepted.currency == self.amount.currency and not accepted < self.amount


def ask_price(desk: CaseDesk, situation: Situation, kind: CommandKind) -> Price:
    """Return what an offered action costs now.

    Raises:
        AtrigaTroubleError: atriga did not tell it.
    """
    snapshot, account = situation.case.snapshot, situation.account
    if snapshot is None or account is None:
        return Price()
    if kind is CommandKind.DECIDE_COURT and snapshot.court_decision_needed is not None:
        return Price(snapshot.court_decision_needed.advance)
    if kind is not CommandKind.WITHDRAW:
        return Price()
    quote = ask(lambda: desk.connect_gateway(account).quote_withdrawal(snapshot.case_number))
    return Price(quote.fee) if quote.is_allowed else Price(is_possible=False, refusal=quote.reason)


def write_price(price: Money | None) -> str:
    """Write a price as forms carry it: ``15.00 EUR``."""
    return "" if price is None else f"{price.amount} {price.currency}"


def read_price(written: str) -> Money | None:
    """Read a price that a form carried; ``None`` where there is none that the app wrote."""
    parts = _WRITTEN.fullmatch(written)
    return Money.of(parts[1], parts[2]) if parts else None
