"""The default interest of a case's orders up to today, for show only."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shared.domain.base_rates import BaseRateUnknownError
from shared.domain.interest import DefaultInterest, reckon_interest
from shared.domain.model import DomainModel
from shared.domain.orders.reminders import first_counted_reminder

if TYPE_CHECKING:
    from shared.domain.cases.case import Case, Position
    from shared.domain.money import Money


class OrderInterest(DomainModel):
    """The interest on what one order of a case left open when it was handed over."""

    order_id: str
    interest: DefaultInterest


class CaseInterest(DomainModel):
    """What can be said of a case's interest.

    ``orders`` holds those whose start of default is known. Where a base rate that is needed is not in the table there
    are no figures, and ``rate_missing_from`` is the first day of its half-year.
    """

    orders: tuple[OrderInterest, ...] = ()
    rate_missing_from: date | None = None

    @property
    def total(self) -> Money | None:
        """The sum over all orders, ``None`` where nothing was reckoned."""
        amounts = [order.interest.amount for order in self.orders]
        return sum(amounts[1:], start=amounts[0]) if amounts else None

    @property
    def flat_fee(self) -> Money | None:
        """The flat fee that a business owes for each order (par. 288 (5) BGB); no part of ``total``."""
        fees = (order.interest.flat_fee for order in self.orders)
        return next((fee for fee in fees if fee is not None), None)


def reckon_case_interest(case: Case, today: date) -> CaseInterest:
    """Reckon the interest of each order of a case whose start of default is known.

    Default began with the first reminder after the due day; that a reminder reached the debtor on the day on which it
    was sent is taken for granted. Payments since the hand-over are not known by order and not looked at.
    """
    try:
        reckoned = [_reckon(case, position, today) for position in case.positions]
    except BaseRateUnknownError as error:
        return CaseInterest(rate_missing_from=error.half_year)
    return CaseInterest(orders=tuple(order for order in reckoned if order is not None))


def _reckon(case: Case, position: Position, today: date) -> OrderInterest | None:
    default_day = first_counted_reminder(case.reminders, position.due_date, today)
    if default_day is None:
        return None
    interest = reckon_interest(
        position.open,
        kind=case.debtor.kind,
        contract_day=position.contract_date,
        default_day=default_day,
        until=today,
    )
    return OrderInterest(order_id=position.order_id, interest=interest)
