"""How somebody looks at a case: in which language and so with which words, how wide, with or without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browser.browsing import PHONE, WIDE

if TYPE_CHECKING:
    from tests.browser.browsing import Language


@dataclass(frozen=True)
class Words:
    """What the merchant reads and types on the way to a payment and to a withdrawal."""

    actions: str
    payment: str
    amount: str
    typed_amount: str
    shown_amount: str
    value_date: str
    withdrawal: str
    price: str
    reason: str
    paid: str
    withdrawn: str
    go_on: str
    is_right: str
    confirm: str
    taken_down: str
    arrived: str


GERMAN = Words(
    actions="Was Sie tun können",
    payment="Zahlung melden",
    amount="Betrag",
    typed_amount="12,50",
    shown_amount="12,50 €",
    value_date="Tag, an dem das Geld kam",
    withdrawal="Fall zurückziehen",
    price="Preis heute: 15,00 €",
    reason="Grund",
    paid="Der Schuldner hat gezahlt",
    withdrawn="Zurückgezogen",
    go_on="Weiter",
    is_right="Stimmt das so?",
    confirm="Ja, an atriga melden",
    taken_down="Wir melden es jetzt atriga.",
    arrived="Bei atriga angekommen",
)
ENGLISH = Words(
    actions="What you can do",
    payment="Report a payment",
    amount="Amount",
    typed_amount="12.50",
    shown_amount="€12.50",
    value_date="Day on which the money came",
    withdrawal="Withdraw the case",
    price="Price today: €15.00",
    reason="Reason",
    paid="The debtor paid",
    withdrawn="Withdrawn",
    go_on="Go on",
    is_right="Is this right?",
    confirm="Yes, tell atriga",
    taken_down="We tell atriga now.",
    arrived="Arrived at atriga",
)


@dataclass(frozen=True)
class Way:
    """How somebody looks at the app."""

    language: Language
    words: Words
    width: int = WIDE
    has_javascript: bool = True


USUAL_WAY = Way("de", GERMAN)

WAYS = {
    "German without a script": Way("de", GERMAN, has_javascript=False),
    "English on a phone": Way("en", ENGLISH, width=PHONE),
}
