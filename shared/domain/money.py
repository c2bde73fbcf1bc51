"""Amounts of money: whole cents with a currency, shown as ``Decimal``, never a float."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Final

from pydantic import Field

from shared.domain.model import DomainModel

CENT = Decimal("0.01")

CurrencyCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]

_WITHOUT_DECIMALS: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_WITH_MORE_DECIMALS: Final = "BHD CLF IQD JOD KWD LYD OMR TND UYW"


def smallest_unit(currency: str | None) -> Decimal:
    """Return the smallest amount that can be paid: one whole unit or one hundredth (ISO 4217, table A.1)."""
    return Decimal(1) if currency in _WITHOUT_DECIMALS.split() else CENT


def has_hundredths_at_most(currency: str) -> bool:
    """Whether no amount of a currency is lost in two decimals; some are divided by a thousand (ISO 4217)."""
    return currency not in _WITH_MORE_DECIMALS.split()


class CurrencyMismatchError(ValueError):
    """Raised when amounts of two currencies meet in one calculation."""


class Money(DomainModel):
    """An amount in the smallest unit of its currency (cents), with the ISO 4217 code beside it."""

    cents: int
    currency: CurrencyCode

    @classmethod
    def of(cls, amount: Decimal | str | int, currency: str) -> Money:
        """Make an amount of ``amount`` whole units, rounded half up to the cent."""
        rounded = Decimal(amount).quantize(CENT, rounding=ROUND_HALF_UP)
        return cls(cents=int(rounded * 100), currency=currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Make the amount of nothing in ``currency``."""
        return cls(cents=0, currency=currency)

    @property
    def amount(self) -> Decimal:
        """The amount in whole units with two decimals."""
        return Decimal(self.cents).scaleb(-2).quantize(CENT)

    def __add__(self, other: Money) -> Money:
        self._require_same_currency(other)
        return Money(cents=self.cents + other.cents, currency=self.currency)

    def __sub__(self, other: Money) -> Money:
        self._require_same_currency(other)
        return Money(cents=self.cents - other.cents, currency=self.currency)

    def __lt__(self, other: Money) -> bool:
        self._require_same_currency(other)
        return self.cents < other.cents

    def not_below_zero(self) -> Money:
        """Return this amount, or nothing where it is negative."""
        return self if self.cents >= 0 else Money.zero(self.currency)

    def _require_same_currency(self, other: Money) -> None:
        if self.currency != other.currency:
            message = f"{self.currency} and {other.currency} do not mix"
            raise CurrencyMismatchError(message)
