"""How the console writes things for German readers: words for codes, amounts, days and times."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sandbox.boss.moments import local_time
from sandbox.boss.wire import read_money

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.domain.money import Money

_WORDS = {
    "pending": "wird geprüft",
    "accepted": "angenommen",
    "rejected": "abgelehnt",
    "review": "Prüfung",
    "extrajudicial": "außergerichtlich",
    "judicial": "gerichtlich",
    "enforcement": "Vollstreckung",
    "monitoring": "Überwachung",
    "closed": "geschlossen",
    "in_progress": "in Bearbeitung",
    "waiting_for_client": "wartet auf Auftraggeber",
    "paused": "pausiert",
    "unpaid": "unbezahlt",
    "partially_paid": "teilweise bezahlt",
    "fully_paid": "bezahlt",
    "principal": "Hauptforderung",
    "interest": "Zinsen",
    "client_charges": "Mahnkosten",
    "agency_costs": "Inkassokosten",
    "yes_no": "ja oder nein",
    "yes_no_unknown": "ja, nein oder unbekannt",
    "date": "Tag",
    "text": "Text",
    "document": "Dokument",
    "good": "gut",
    "medium": "mittel",
    "poor": "schwach",
    "address_unknown": "Anschrift unbekannt",
    "debtor_insolvent": "Schuldner insolvent",
    "no_legitimate_interest": "berechtigtes Interesse nicht belegt",
    "paid": "bezahlt",
    "withdrawn": "zurückgenommen",
    "insolvent": "insolvent",
    "untraceable": "nicht auffindbar",
    "deceased": "verstorben",
    "time_barred": "verjährt",
    "unsuccessful": "ohne Erfolg",
    "error": "Irrtum",
    "other": "anderes",
}

_SPACES = {",": ".", ".": ","}


def name_code(code: str) -> str:
    """Return the German word for a code, or the code itself."""
    return _WORDS.get(code, code)


def write_amount(money: Money) -> str:
    """Write an amount, for example ``1.234,50 EUR``."""
    figure = "".join(_SPACES.get(sign, sign) for sign in f"{money.amount:,.2f}")
    return f"{figure} {money.currency}"


def write_wire_amount(value: Mapping[str, str]) -> str:
    """Write an amount that has the contract's form."""
    return write_amount(read_money(value))


def write_day(day: date) -> str:
    """Write a day, for example ``24.11.2026``."""
    return f"{day:%d.%m.%Y}"


def write_moment(moment: datetime | str) -> str:
    """Write an instant in German time, for example ``24.11.2026, 09:30:05``."""
    instant = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{local_time(instant):%d.%m.%Y, %H:%M:%S}"


FILTERS: dict[str, Callable[..., str]] = {
    "word": name_code,
    "amount": write_amount,
    "wire_amount": write_wire_amount,
    "day": write_day,
    "moment": write_moment,
}
