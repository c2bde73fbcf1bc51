"""Judging a claim by the rules that judged its orders: for what the merchant corrects, and before it is approved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from shared.domain.addresses.billing_addresses import AddressReading
from shared.domain.addresses.countries import country_of_code
from shared.domain.addresses.non_postal_places import find_non_postal_place
from shared.domain.evaluation import rules_of_address, rules_of_debtor, rules_of_state, rules_of_time
from shared.domain.evaluation.facts import EvaluationFacts
from shared.domain.evaluation.making_findings import block
from shared.domain.finding import FindingCode
from shared.domain.orders.reminders import counts_as_reminder
from shared.domain.parties.party_name import PartyName
from shared.domain.plain_text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from shared.domain.account import GatewayTerms, HandOverSettings
    from shared.domain.cases.case import Claim
    from shared.domain.evaluation.reading import DebtorReading
    from shared.domain.finding import Finding

RULES_OF_CLAIMS: Final[tuple[Callable[[DebtorReading], Iterator[Finding]], ...]] = (
    rules_of_address.find_country_not_supported,
    rules_of_address.find_address_incomplete,
    rules_of_address.find_address_invalid,
    rules_of_address.find_address_not_postal,
    rules_of_debtor.find_debtor_unnamed,
    rules_of_state.find_disputed,
    rules_of_time.find_no_reminder_known,
)


@dataclass(frozen=True)
class ClaimReading:
    """A claim as the rules see it: its parts stand apart already, so nothing has to be split or guessed."""

    claim: Claim
    settings: HandOverSettings
    terms: GatewayTerms
    today: date

    @cached_property
    def facts(self) -> EvaluationFacts:
        """What is known beside the orders."""
        return EvaluationFacts(terms=self.terms, reminders=self.claim.reminders, disputed=self.claim.disputed)

    @cached_property
    def name(self) -> PartyName:
        """The debtor's name."""
        debtor = self.claim.debtor
        return PartyName(
            company=clean(debtor.company), first_name=clean(debtor.first_name), last_name=clean(debtor.last_name)
        )

    @property
    def name_line(self) -> str | None:
        """A claim has no name in one line."""
        return None

    @cached_property
    def address(self) -> AddressReading:
        """The debtor's address."""
        address = self.claim.debtor.address
        country = country_of_code(address.country)
        lines = (self.name.company, self.name.first_name, self.name.last_name, address.street, address.addition)
        return AddressReading(
            street=clean(address.street),
            house_number=clean(address.house_number),
            addition=clean(address.addition),
            postal_code=clean(address.postal_code),
            city=clean(address.city),
            country=country,
            named_country=None if country else clean(address.country),
            non_postal_place=find_non_postal_place(lines),
        )

    @property
    def due_day(self) -> date:
        """The last of the due days: a reminder counts for all orders only after it."""
        return max(position.due_date for position in self.claim.positions)


def evaluate_claim(claim: Claim, settings: HandOverSettings, terms: GatewayTerms, today: date) -> tuple[Finding, ...]:
    """Evaluate what would be handed over; a finding that blocks names the field that keeps it back."""
    reading = ClaimReading(claim, settings, terms, today)
    found = [finding for rule in RULES_OF_CLAIMS for finding in rule(reading)]
    return (*found, *_find_reminders_that_do_not_count(reading))


def _find_reminders_that_do_not_count(reading: ClaimReading) -> Iterator[Finding]:
    for number, reminder in enumerate(reading.claim.reminders):
        if not counts_as_reminder(reminder.sent_on, reading.due_day, reading.today):
            yield block(
                FindingCode.NO_REMINDER_KNOWN,
                f"reminders.{number}.sent_on",
                reminder_day=reminder.sent_on.isoformat(),
                due_day=reading.due_day.isoformat(),
            )
