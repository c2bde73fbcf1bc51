"""What an order says, read once for all rules: amounts, days, name, address, kind of debtor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from shared.domain.addresses.billing_addresses import AddressReading, read_address
from shared.domain.limitation import last_day_before_limitation
from shared.domain.money import has_hundredths_at_most
from shared.domain.orders.order_amounts import open_amount, paid_amount, usable_amount
from shared.domain.orders.payment_terms import DueReading, read_due_day
from shared.domain.orders.subjects import describe_lines, describe_neutrally, find_sensitive_word
from shared.domain.parties.debtor import DebtorKind
from shared.domain.parties.party_names import read_party_name
from shared.domain.parties.vat_ids import is_valid_vat_id, normalize_vat_id
from shared.domain.plain_text import clean, has_digit

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from shared.domain.account import HandOverSettings
    from shared.domain.evaluation.facts import EvaluationFacts
    from shared.domain.orders.order import Order
    from shared.domain.parties.party_name import PartyName

_CURRENCY = re.compile(r"[A-Z]{3}")
_LINE_OR_PRICE = re.compile(r"line\.[0-9]+(?:\.(?:price|quantity))?")


class DebtorReading(Protocol):
    """What the rules about debtor, address and reminders ask: of an order that was read, or of a corrected claim."""

    @property
    def settings(self) -> HandOverSettings:
        """The rules of the atriga account."""

    @property
    def facts(self) -> EvaluationFacts:
        """What is known beside the order."""

    @property
    def today(self) -> date:
        """The day in the merchant's time zone."""

    @property
    def name(self) -> PartyName:
        """The debtor's name."""

    @property
    def name_line(self) -> str | None:
        """The name as it stood in one line, where it did."""

    @property
    def address(self) -> AddressReading:
        """The debtor's address."""

    @property
    def due_day(self) -> date | None:
        """The day after which a reminder counts."""


@dataclass(frozen=True)
class OrderReading:
    """One order with everything that the rules ask of it. ``None`` means not known."""

    order: Order
    settings: HandOverSettings
    facts: EvaluationFacts
    today: date

    @cached_property
    def currency(self) -> str | None:
        """The ISO 4217 code, where the order names one whose amounts two decimals can hold."""
        currency = self.order.currency or ""
        return currency if _CURRENCY.fullmatch(currency) and has_hundredths_at_most(currency) else None

    @cached_property
    def invoiced(self) -> Decimal | None:
        """The invoice amount to the cent."""
        return usable_amount(self.order.invoice_amount, self.order.currency)

    @cached_property
    def paid(self) -> Decimal | None:
        """What was paid, to the cent."""
        return paid_amount(self.order)

    @cached_property
    def open(self) -> Decimal | None:
        """What is owed still, never below zero."""
        return open_amount(self.invoiced, self.paid)

    @cached_property
    def due(self) -> DueReading | None:
        """The due day and how it was read."""
        return read_due_day(self.order, self.settings)

    @property
    def due_day(self) -> date | None:
        """The due day alone."""
        return self.due.due_day if self.due else None

    @cached_property
    def last_day(self) -> date | None:
        """The last day before the claim is time-barred."""
        return last_day_before_limitation(self.due.due_day) if self.due else None

    @cached_property
    def name(self) -> PartyName:
        """The debtor's name."""
        return read_party_name(self.order.customer.address.name, self.order.customer.address.name_2)

    @property
    def name_line(self) -> str | None:
        """The first name line as it stands in the order."""
        return self.order.customer.address.name

    @cached_property
    def address(self) -> AddressReading:
        """The billing address."""
        return read_address(self.order.customer.address, self.name.addition)

    @cached_property
    def given_vat_id(self) -> str | None:
        """What the customer gave as VAT id; a dash or a word for "none" is nothing."""
        text = clean(self.order.customer.vat_id)
        return text if text and has_digit(text) else None

    @cached_property
    def vat_id(self) -> str | None:
        """The VAT id without separators, where it is well formed."""
        normalized = normalize_vat_id(self.given_vat_id or "")
        return normalized if is_valid_vat_id(normalized) else None

    @cached_property
    def kind(self) -> DebtorKind:
        """Consumer or business, where a fact says so.

        Somebody who gives a VAT id that fails its check is no clear consumer, and not proven a business.
        """
        if self.facts.debtor_kind is not None:
            return self.facts.debtor_kind
        if self.vat_id is not None or self.name.has_legal_form:
            return DebtorKind.BUSINESS
        if self.name.is_clear_person and self.given_vat_id is None:
            return DebtorKind.CONSUMER
        return DebtorKind.UNKNOWN

    @cached_property
    def sensitive_word(self) -> str | None:
        """The word of the merchant's list that a line holds."""
        return find_sensitive_word(self.order, self.settings.sensitive_words)

    @cached_property
    def subject(self) -> str | None:
        """What was sold, or a neutral subject where that must not be told."""
        if self.sensitive_word is not None:
            return describe_neutrally(self.order)
        return describe_lines(self.order)

    def is_unreadable(self, *paths: str) -> bool:
        """Whether DreamRobot sent something that made no sense at any of these paths, or in place of a part of one."""
        unreadable = self.order.unreadable
        return any(path == entry or path.startswith(f"{entry}.") for path in paths for entry in unreadable)

    @property
    def has_unreadable_line(self) -> bool:
        """Whether a line, or what one costs, made no sense: adding up the others would tell nothing."""
        return any(_LINE_OR_PRICE.fullmatch(path) for path in self.order.unreadable)

    def write_amount(self, amount: Decimal) -> str:
        """Write an amount as findings do: ``119.00 EUR``."""
        return f"{amount:.2f} {self.currency}" if self.currency else f"{amount:.2f}"
