"""Default interest, for show only: what par. 288 BGB gives a creditor from the day after default began.

Nothing of it is handed over; atriga reckons interest itself. No statute says how days are counted. Here: actual days
over the actual length of the year, split where the base rate may change (1 January, 1 July), no interest on
interest (par. 289 BGB), rounded half up once at the end.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from shared.domain.base_rates import base_rate_on, half_year_of
from shared.domain.model import DomainModel
from shared.domain.money import Money
from shared.domain.parties.debtor import DebtorKind

_POINTS_FOR_CONSUMERS: Final = Decimal(5)
_POINTS_FOR_BUSINESSES: Final = Decimal(9)
_POINTS_FOR_BUSINESSES_BEFORE: Final = Decimal(8)
_NEW_LAW_FROM: Final = date(2014, 7, 29)
"""Contracts from this day on: 9 points and the flat fee (Art. 229 par. 34 EGBGB)."""

_FLAT_FEE: Final = Money(cents=4000, currency="EUR")


class InterestPeriod(DomainModel):
    """Days, both ends included, with one rate. ``rate`` is in percent a year, ``amount`` is not rounded."""

    first_day: date
    last_day: date
    days: int
    rate: Decimal
    amount: Decimal


class DefaultInterest(DomainModel):
    """The interest on ``principal`` up to and including ``until``, with how it was reckoned.

    ``flat_fee`` is that of par. 288 (5) BGB, due by a business besides. It is credited against damages that are costs
    of legal enforcement, so it must not be added to the interest or to the costs of collection.
    """

    principal: Money
    default_day: date
    until: date
    periods: tuple[InterestPeriod, ...]
    amount: Money
    flat_fee: Money | None = None

    def amount_of(self, period: InterestPeriod) -> Money:
        """Return the interest of one period to the cent; the sum of these may differ from ``amount`` by some cents."""
        return Money.of(period.amount, self.principal.currency)


def reckon_interest(
    principal: Money, *, kind: DebtorKind, contract_day: date, default_day: date, until: date
) -> DefaultInterest:
    """Reckon default interest.

    Args:
        principal: What is owed, the same through all days.
        kind: Whether the debtor is a consumer; unknown counts as one.
        contract_day: The day of the contract, by which the law of before or after July 2014 holds.
        default_day: The day on which default began; interest runs from the next day on.
        until: The last day that bears interest.

    Raises:
        BaseRateUnknownError: A day lies in a half-year whose base rate is not known.
    """
    periods = _split(principal, _points(kind, contract_day), default_day, until) if default_day < until else ()
    return DefaultInterest(
        principal=principal,
        default_day=default_day,
        until=until,
        periods=periods,
        amount=Money.of(sum((period.amount for period in periods), start=Decimal(0)), principal.currency),
        flat_fee=_FLAT_FEE if kind is DebtorKind.BUSINESS and contract_day >= _NEW_LAW_FROM else None,
    )


def _points(kind: DebtorKind, contract_day: date) -> Decimal:
    """Return what is added to the base rate (par. 288 (1) and (2) BGB)."""
    if kind is not DebtorKind.BUSINESS:
        return _POINTS_FOR_CONSUMERS
    return _POINTS_FOR_BUSINESSES if contract_day >= _NEW_LAW_FROM else _POINTS_FOR_BUSINESSES_BEFORE


def _split(principal: Money, points: Decimal, default_day: date, until: date) -> tuple[InterestPeriod, ...]:
    periods: list[InterestPeriod] = []
    first_day = default_day + timedelta(days=1)
    while first_day <= until:
        rate = base_rate_on(first_day) + points
        last_day = min(half_year_of(first_day).last_day, until)
        days = (last_day - first_day).days + 1
        amount = principal.amount * rate * days / (100 * _days_of_year(first_day.year))
        periods.append(InterestPeriod(first_day=first_day, last_day=last_day, days=days, rate=rate, amount=amount))
        first_day = last_day + timedelta(days=1)
    return tuple(periods)


def _days_of_year(year: int) -> int:
    return (date(year, 12, 31) - date(year, 1, 1)).days + 1
