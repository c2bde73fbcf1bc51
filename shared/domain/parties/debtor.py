"""Who owes: split into the parts that a collection letter needs. What is not known stays ``None``."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from shared.domain.model import DomainModel


class DebtorKind(StrEnum):
    """Consumer or business, where a fact says so; every figure treats ``UNKNOWN`` as consumer."""

    CONSUMER = "consumer"
    BUSINESS = "business"
    UNKNOWN = "unknown"


class PostalAddress(DomainModel):
    """An address that a letter can be served at; ``country`` is ISO 3166-1 alpha-2."""

    street: str
    house_number: str
    addition: str | None = None
    postal_code: str
    city: str
    country: str


class Debtor(DomainModel):
    """The debtor of a claim. ``phone`` is E.164, ``language`` a BCP 47 tag; neither is ever guessed."""

    customer_id: str | None = None
    kind: DebtorKind = DebtorKind.UNKNOWN
    company: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    vat_id: str | None = None
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    address: PostalAddress

    @property
    def display_name(self) -> str:
        """The name as a person would write it."""
        person = " ".join(part for part in (self.first_name, self.last_name) if part)
        return self.company or person


class ReminderChannel(StrEnum):
    """How a reminder reached the debtor."""

    EMAIL = "email"
    LETTER = "letter"
    OTHER = "other"
    UNKNOWN = "unknown"


class Reminder(DomainModel):
    """A written reminder that the merchant says it sent; never derived (par. 286 BGB, par. 31 BDSG)."""

    sent_on: date
    channel: ReminderChannel = ReminderChannel.UNKNOWN
    credit_agency_notice: bool | None = None
