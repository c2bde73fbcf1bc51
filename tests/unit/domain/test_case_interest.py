"""The interest of a case: for each order whose start of default is known, on what was open of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from shared.domain.cases.case import Case, Position, Transfer
from shared.domain.cases.case_interest import reckon_case_interest
from shared.domain.money import Money
from shared.domain.parties.debtor import Debtor, DebtorKind, PostalAddress, Reminder

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


def make_position(**changes: Any) -> Position:
    position = Position(
        order_id="1_2026_07",
        contract_date=date(2026, 7, 3),
        due_date=date(2026, 7, 18),
        subject="Lampe",
        principal=Money.of("1200.00", "EUR"),
        paid=Money.of("200.00", "EUR"),
    )
    return position.model_copy(update=changes)


def make_case(*reminded_on: date, positions: tuple[Position, ...] = (make_position(),)) -> Case:
    address = PostalAddress(street="Weg", house_number="1", postal_code="10115", city="Berlin", country="DE")
    return Case(
        case_id="c",
        export_id="e",
        customer_number="1",
        creditor_name="Laden",
        transfer=Transfer.ACCEPTED,
        debtor=Debtor(kind=DebtorKind.BUSINESS, company="Muster GmbH", address=address),
        positions=positions,
        reminders=tuple(Reminder(sent_on=day) for day in reminded_on),
        created_at=NOW,
        changed_at=NOW,
    )


def test_default_begins_with_the_first_reminder_after_the_due_day() -> None:
    case = make_case(date(2026, 10, 1), date(2026, 7, 18), date(2026, 8, 1))

    (order,) = reckon_case_interest(case, date(2026, 9, 2)).orders

    assert order.interest.default_day == date(2026, 8, 1)
    assert order.interest.principal == Money.of("1000.00", "EUR")
    assert order.interest.amount == Money.of("9.22", "EUR")


def test_without_a_reminder_that_counts_nothing_is_reckoned() -> None:
    for reminded_on in ([], [date(2026, 7, 18)], [date(2026, 11, 25)]):
        interest = reckon_case_interest(make_case(*reminded_on), TODAY)
        assert (interest.orders, interest.total, interest.flat_fee) == ((), None, None)
        assert interest.rate_missing_from is None


def test_orders_are_reckoned_each_by_itself_and_summed_up() -> None:
    late = make_position(order_id="2_2026_11", due_date=date(2026, 11, 20))
    case = make_case(date(2026, 8, 1), positions=(make_position(), make_position(order_id="3_2026_07"), late))

    interest = reckon_case_interest(case, date(2026, 9, 2))

    assert [order.order_id for order in interest.orders] == ["1_2026_07", "3_2026_07"]
    assert interest.total == Money.of("18.44", "EUR")
    assert interest.flat_fee == Money.of("40.00", "EUR")


def test_beyond_the_table_there_are_no_figures_and_the_missing_half_year_is_named() -> None:
    interest = reckon_case_interest(make_case(date(2026, 8, 1)), date(2027, 1, 1))

    assert interest.rate_missing_from == date(2027, 1, 1)
    assert (interest.orders, interest.total) == ((), None)
