"""Evaluated orders of an export, to bundle."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from shared.domain.cases.case import Position
from shared.domain.cases.timeline import Actor
from shared.domain.export import ExportItem, ItemState, MerchantAnswers
from shared.domain.money import Money
from shared.domain.parties.debtor import Debtor, DebtorKind, PostalAddress, Reminder

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CUSTOMER_NUMBER = "10001"
FIRST_DAY = date(2026, 8, 1)


def make_address(**changes: Any) -> PostalAddress:
    address = PostalAddress(
        street="Musterstraße", house_number="12 a", postal_code="10115", city="Berlin", country="DE"
    )
    return address.model_copy(update=changes)


def make_debtor(**changes: Any) -> Debtor:
    debtor = Debtor(
        customer_id="4711",
        kind=DebtorKind.CONSUMER,
        first_name="Jörg",
        last_name="Müller",
        email="joerg@example.org",
        address=make_address(),
    )
    return debtor.model_copy(update=changes)


def make_company(**changes: Any) -> Debtor:
    return make_debtor(kind=DebtorKind.BUSINESS, company="Wohlfahrt GmbH", first_name=None, last_name=None, **changes)


def make_position(number: int, **changes: Any) -> Position:
    position = Position(
        order_id=f"{number}_2026_08",
        contract_date=FIRST_DAY + timedelta(days=number),
        due_date=date(2026, 9, 17),
        subject="2 x Teekanne",
        principal=Money(cents=11900, currency="EUR"),
        paid=Money(cents=2000, currency="EUR"),
    )
    return position.model_copy(update=changes)


def make_item(number: int, debtor: Debtor | None = None, **changes: Any) -> ExportItem:
    debtor = debtor or make_debtor()
    item = ExportItem(
        order_id=f"{number}_2026_08",
        number=number,
        state=ItemState.EVALUATED,
        debtor=debtor,
        position=make_position(number),
        portal_account_id="22014",
        customer_number=CUSTOMER_NUMBER,
        customer_id=debtor.customer_id,
    )
    return item.model_copy(update=changes)


def make_answers(**answers: Any) -> MerchantAnswers:
    return MerchantAnswers(at=NOW, actor=Actor.MERCHANT, **answers)


def reminded(*days: str, **details: Any) -> tuple[Reminder, ...]:
    return tuple(Reminder(sent_on=date.fromisoformat(day), **details) for day in days)
