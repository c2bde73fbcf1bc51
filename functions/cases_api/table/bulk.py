"""Ordering the same of many cases at once: a pause, or reports of payments. Each order is one command of its case.

The id of a command comes from the form that was confirmed, or from the key of a program, so what is sent twice is
ordered once.
A message that does not get through is made up for by the sweeper.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from shared.domain.account import AccountState
from shared.domain.capability import Capability
from shared.domain.cases.case import Transfer
from shared.domain.cases.command import SWEPT_AFTER, Command
from shared.domain.cases.command_payloads import PauseCase, ReportPayment
from shared.domain.cases.timeline import Actor
from shared.observability import logger
from shared.work import CommandWork, QueueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from functions.cases_api.table.ports import Accounts, Cases, Commands, CommandsQueue
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case
    from shared.domain.cases.command_payloads import CommandPayload
    from shared.domain.money import Money


CAPABILITIES = {"pause": Capability.PAUSES, "report_payment": Capability.PAYMENTS}
"""What atriga has to offer for each order that can be given for many cases."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ticked cases: those for which an order can be given, and those for which it cannot."""

    possible: list[Case]
    impossible: list[Case]


class OrderOutcome(StrEnum):
    """What became of the order for one case: it stands (now or before), another one does, or there is none."""

    ORDERED = "ordered"
    ORDERED_OTHERWISE = "ordered_otherwise"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True)
class Ordered:
    """What became of the order for each case, by case."""

    outcomes: Mapping[str, OrderOutcome]

    @property
    def count(self) -> int:
        """For how many cases it stands."""
        return sum(outcome is OrderOutcome.ORDERED for outcome in self.outcomes.values())

    @property
    def differing(self) -> list[str]:
        """For which cases something else had been ordered by the same form, which stands."""
        return [case_id for case_id, outcome in self.outcomes.items() if outcome is OrderOutcome.ORDERED_OTHERWISE]


@dataclass(frozen=True, slots=True)
class BulkDesk:
    """Everything of one merchant that orders need."""

    cases: Cases
    accounts: Accounts
    commands: Commands


@dataclass(frozen=True, slots=True)
class BulkOrders:
    """Takes orders of all merchants."""

    desk_of: Callable[[str], BulkDesk]
    queue: CommandsQueue
    clock: Clock

    def choose(self, merchant_id: str, case_ids: Iterable[str], capability: Capability) -> Chosen:
        """Tell for which cases atriga offers what is to be ordered; what is no case of the merchant is left out."""
        desk = self.desk_of(merchant_id)
        accounts = {account.customer_number: account for account in desk.accounts.list_atriga_accounts()}
        chosen = Chosen([], [])
        for case_id in dict.fromkeys(case_ids):
            case = desk.cases.get(case_id)
            if case is not None:
                is_possible = _offers(accounts.get(case.customer_number), capability) and _is_worked_on(case)
                (chosen.possible if is_possible else chosen.impossible).append(case)
        return chosen

    def pause(self, merchant_id: str, chosen: Chosen, until: date, reason: str | None, token: UUID) -> Ordered:
        """Order a pause for each case that takes one."""
        payload = PauseCase(until=until, reason=reason)
        return self._order(merchant_id, chosen, lambda _: payload, token)

    def report_payments(
        self, merchant_id: str, chosen: Chosen, amounts: Mapping[str, Money], value_date: date, token: UUID
    ) -> Ordered:
        """Report what was paid, for each case that takes it and of which ``amounts`` tells."""

        def report(case: Case) -> ReportPayment | None:
            amount = amounts.get(case.case_id)
            return ReportPayment(amount=amount, value_date=value_date) if amount else None

        return self._order(merchant_id, chosen, report, token)

    def _order(
        self, merchant_id: str, chosen: Chosen, payload_of: Callable[[Case], CommandPayload | None], token: UUID
    ) -> Ordered:
        commands, work = self.desk_of(merchant_id).commands, list[CommandWork]()
        possible = {case.case_id for case in chosen.possible}
        outcomes: dict[str, OrderOutcome] = {}
        for case in (*chosen.possible, *chosen.impossible):
            payload = payload_of(case)
            if payload is None:
                continue
            command = self._make_command(case.case_id, payload, token)
            outcome = self._keep(commands, command, is_possible=case.case_id in possible)
            outcomes[case.case_id] = outcome
            if outcome is OrderOutcome.ORDERED:
                work.append(CommandWork(merchant_id=merchant_id, case_id=case.case_id, command_id=command.command_id))
        try:
            self.queue.send(work)
        except QueueError:
            # The commands are kept and carry a time to be looked at: they only start later.
            logger.warning("orders were taken, but the queue was not told of all")
        return Ordered(outcomes)

    def _make_command(self, case_id: str, payload: CommandPayload, token: UUID) -> Command:
        now = self.clock()
        return Command(
            command_id=name_command(case_id, token),
            case_id=case_id,
            payload=payload,
            created_at=now,
            due_at=now + SWEPT_AFTER,
            ordered_by=Actor.MERCHANT,
        )

    def _keep(self, commands: Commands, command: Command, *, is_possible: bool) -> OrderOutcome:
        """Keep a command, or find the one that was kept before: what was ordered stands, whatever changed since."""
        if is_possible and commands.add(command):
            return OrderOutcome.ORDERED
        kept = commands.get(command.case_id, command.command_id)
        if kept is None:
            return OrderOutcome.NOT_OFFERED
        return OrderOutcome.ORDERED if kept.payload == command.payload else OrderOutcome.ORDERED_OTHERWISE


def name_command(case_id: str, token: UUID) -> str:
    """Return the id of the command that is ordered for a case by a form, or under the key of a program."""
    return str(uuid5(token, case_id))


def _offers(account: AtrigaAccount | None, capability: Capability) -> bool:
    return account is not None and account.state is AccountState.ACTIVE and account.terms.offers(capability)


def _is_worked_on(case: Case) -> bool:
    return case.transfer is Transfer.ACCEPTED and case.snapshot is not None and case.snapshot.closing is None
