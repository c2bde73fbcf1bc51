"""Ordering the same of many cases at once: a pause, or reports of payments. Each order is one command of its case.

The id of a command comes from the form that was confirmed, or from the key of a program, so what is sent twice is
ordered once.
A message that does not get through is made up for by the sweeper.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from shared.domain.cases.case_actions import obstacle_to
from shared.domain.cases.command import new_command
from shared.domain.cases.command_payloads import CommandKind, PauseCase, ReportPayment
from shared.domain.cases.timeline import Actor
from shared.domain.merchant_days import day_of
from shared.work import CommandWork, queue_kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from functions.cases_api.table.ports import Accounts, Cases, Commands
    from shared.clock import Clock
    from shared.domain.cases.case import Case
    from shared.domain.cases.case_actions import Obstacle
    from shared.domain.cases.command import Command
    from shared.domain.cases.command_payloads import CommandPayload
    from shared.domain.money import Money
    from shared.work import WorkSink


MOST_CASES_AT_ONCE = 100
"""As many as a page of the case table shows; each is a few requests to the table, within the function's 15 seconds."""

KINDS = {"pause": CommandKind.PAUSE, "report_payment": CommandKind.REPORT_PAYMENT}
"""What can be ordered of many cases at once; the gateway's contract knows no price of either."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A ticked case for which the order cannot be given, and what stands in the way."""

    case: Case
    obstacle: Obstacle


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ticked cases: those for which an order can be given, and those for which it cannot.

    ``ordered_at`` is when the same form, or the same key, ordered for one of them before; those are possible, for what
    was ordered stands.
    """

    possible: list[Case] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    ordered_at: list[datetime] = field(default_factory=list)


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
    queue: WorkSink[CommandWork]
    clock: Clock

    def choose(self, merchant_id: str, case_ids: Iterable[str], kind: CommandKind, token: UUID | None = None) -> Chosen:
        """Tell for which cases an action is offered now, or was ordered by this form or key (``token``) before.

        What is no case of the merchant is left out.
        """
        desk = self.desk_of(merchant_id)
        accounts = {account.customer_number: account for account in desk.accounts.list_atriga_accounts()}
        chosen = Chosen()
        for case_id in dict.fromkeys(case_ids):
            case = desk.cases.get(case_id)
            if case is None:
                continue
            commands = desk.commands.list_all(case_id)
            ordered = _find_ordered(commands, case_id, token)
            obstacle = obstacle_to(kind, case, accounts.get(case.customer_number), commands, self.clock())
            if ordered is None and obstacle is not None:
                chosen.left_out.append(LeftOut(case, obstacle))
                continue
            chosen.possible.append(case)
            if ordered is not None:
                chosen.ordered_at.append(ordered.created_at)
        return chosen

    def day_of_ordering(self, chosen: Chosen) -> date:
        """Return the day by which a form is judged: a repeat is read as on the day on which it ordered first."""
        return day_of(min(chosen.ordered_at, default=self.clock()))

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
        outcomes: dict[str, OrderOutcome] = {}
        for case in chosen.possible:
            payload = payload_of(case)
            if payload is None:
                continue
            command_id = name_command(case.case_id, token)
            command = new_command(command_id, case.case_id, payload, self.clock(), ordered_by=Actor.MERCHANT)
            outcomes[case.case_id] = _keep(commands, command)
            if outcomes[case.case_id] is OrderOutcome.ORDERED:
                work.append(CommandWork(merchant_id=merchant_id, case_id=case.case_id, command_id=command_id))
        for one in chosen.left_out:
            if payload_of(one.case) is not None:
                outcomes[one.case.case_id] = OrderOutcome.NOT_OFFERED
        queue_kept(self.queue, work)
        return Ordered(outcomes)


def name_command(case_id: str, token: UUID) -> str:
    """Return the id of the command that is ordered for a case by a form, or under the key of a program."""
    return str(uuid5(token, case_id))


def _find_ordered(commands: Iterable[Command], case_id: str, token: UUID | None) -> Command | None:
    command_id = name_command(case_id, token) if token else None
    return next((command for command in commands if command.command_id == command_id), None)


def _keep(commands: Commands, command: Command) -> OrderOutcome:
    """Keep a command, or find the one that was kept before: what was ordered stands, whatever changed since."""
    if commands.add(command):
        return OrderOutcome.ORDERED
    kept = commands.get(command.case_id, command.command_id)
    is_the_same = kept is not None and kept.payload == command.payload
    return OrderOutcome.ORDERED if is_the_same else OrderOutcome.ORDERED_OTHERWISE
