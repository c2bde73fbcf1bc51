"""The amounts of an order: what was invoiced, paid and is open, and whether the lines agree with it.

Whether DreamRobot's prices and its invoice amount hold tax and shipping is not public. So the lines are added up
in every reading, and one that comes to the invoice amount is enough. Decimals only; nothing raises.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from typing import TYPE_CHECKING

from shared.domain.money import smallest_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from shared.domain.orders.order import Order, OrderLine

    type Rounding = Callable[[Decimal], Decimal]

_UPPER_BOUND = Decimal(10) ** 12
_TOLERANCE = Decimal("0.02")
_HUNDRED = Decimal(100)
_ZERO = Decimal(0)


def usable_amount(amount: Decimal | None, currency: str | None = None) -> Decimal | None:
    """Return an amount rounded half up to what can be paid, ``None`` where it is missing or has over 12 digits."""
    if amount is None or not _is_usable(amount):
        return None
    rounded = _round(amount, smallest_unit(currency))
    return rounded if abs(rounded) < _UPPER_BOUND else None


def paid_amount(order: Order) -> Decimal | None:
    """Return what was paid. An empty amount means nothing, an unreadable one means that nobody knows."""
    if order.paid_amount is None and "paid_amount" not in order.unreadable:
        return None if order.status.is_paid else Decimal("0.00")
    return usable_amount(order.paid_amount, order.currency)


def open_amount(invoiced: Decimal | None, paid: Decimal | None) -> Decimal | None:
    """Return what is owed: invoiced less paid, never below zero; ``None`` where one of them is not known."""
    return None if invoiced is None or paid is None else max(invoiced - paid, Decimal("0.00"))


def sums_of_lines(order: Order) -> tuple[Decimal, ...]:
    """Add up the lines in every reading, with and without shipping; none where a line cannot be reckoned.

    The readings: prices hold tax and so does the invoice amount; tax comes on top of the prices; the invoice
    amount is without the tax that the prices hold. Amounts are rounded for each line, each piece, or not at all.
    Shipping is as it stands, or has tax put on or taken off: at a rate of the lines, or at their average.
    """
    priced = [line for line in order.lines if line.unit_price is not None]
    if not priced or not all(_is_usable(line.unit_price) and _is_usable(line.quantity) for line in priced):
        return ()
    fee = order.shipping.fee if order.shipping.fee is not None and _is_usable(order.shipping.fee) else _ZERO

    def to_unit(amount: Decimal) -> Decimal:
        return _round(amount, smallest_unit(order.currency))

    as_they_stand = _add_up(priced, _as_it_stands)
    sums = {as_they_stand, _add_up(priced, _as_it_stands, each_line=to_unit)}
    fees = {_ZERO, fee}
    if all(_has_usable_tax(line) for line in priced):
        rates = {line.tax_rate or _ZERO for line in priced}
        for taxing in (_with_tax, _without_tax):
            taxed = _add_up(priced, taxing)
            sums |= {taxed, _add_up(priced, taxing, each_line=to_unit), _add_up(priced, taxing, each_piece=to_unit)}
            fees |= {to_unit(taxing(fee, rate)) for rate in rates}
            fees |= {to_unit(fee * factor) for factor in _average_factor(taxed, as_they_stand)}
    return tuple(sorted({lines + shipping for lines, shipping in product(sums, fees)}))


def agrees(invoiced: Decimal, sums: Iterable[Decimal]) -> bool:
    """Whether any of the sums comes to the invoiced amount, up to two cents of rounding."""
    return any(abs(invoiced - total) <= _TOLERANCE for total in sums)


def _is_usable(number: Decimal | None) -> bool:
    # copy_abs, unlike abs, takes exponents of any size.
    return number is not None and number.is_finite() and number.copy_abs() < _UPPER_BOUND


def _has_usable_tax(line: OrderLine) -> bool:
    return line.tax_rate is not None and _is_usable(line.tax_rate) and 0 <= line.tax_rate < _HUNDRED


def _as_it_stands(amount: Decimal, _rate: Decimal) -> Decimal:
    return amount


def _with_tax(amount: Decimal, rate: Decimal) -> Decimal:
    return amount * (1 + rate / _HUNDRED)


def _without_tax(amount: Decimal, rate: Decimal) -> Decimal:
    return amount / (1 + rate / _HUNDRED)


def _average_factor(taxed: Decimal, untaxed: Decimal) -> Iterator[Decimal]:
    """Yield the factor between two sums, where it is one that rates below 100 percent can make."""
    if untaxed > 0 and untaxed / 2 <= taxed <= untaxed * 2:
        yield taxed / untaxed


def _add_up(
    lines: Iterable[OrderLine],
    taxing: Callable[[Decimal, Decimal], Decimal],
    *,
    each_line: Rounding = lambda amount: amount,
    each_piece: Rounding = lambda amount: amount,
) -> Decimal:
    amounts = (
        each_line((line.quantity or _ZERO) * each_piece(taxing(line.unit_price or _ZERO, line.tax_rate or _ZERO)))
        for line in lines
    )
    return sum(amounts, start=_ZERO)


def _round(amount: Decimal, unit: Decimal) -> Decimal:
    # Beyond what the context holds there is nothing left to round.
    return amount if abs(amount) >= _UPPER_BOUND**2 else amount.quantize(unit, rounding=ROUND_HALF_UP)
