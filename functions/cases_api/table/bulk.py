"""Ordering the same of many cases at once: a pause, or reports of payments. Each order is one command of its case.

The id of a command comes from the form that was confirmed, so a form that is sent twice orders everything once.
A message that does not get through is made up for by the sweeper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from shared.domain.account import AccountState
from shared.domain.capability import Capability
from shared.domain.cases.case import Transfer
from shared.domain.cases.command import Command
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

SWEPT_AFTER = timedelta(minutes=2)
"""How long a new command may wait for its message before the sweeper queues it again."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ticked cases: those for which an order can be given, and those for which it cannot."""

    possible: list[Case]
    impossible: list[Case]


@dataclass(frozen=True, slots=True)
class Ordered:
    """For how many cases something is ordered, and for which the same form had ordered something else, which stands."""

    count: int
    differing: tuple[str, ...] = ()


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

    def pause(self, merchant_id: str, case_ids: Iterable[str], until: date, reason: str | None, token: UUID) -> Ordered:
        """Order a pause for each case that takes one."""
        possible = self.choose(merchant_id, case_ids, Capability.PAUSES).possible
        payload = PauseCase(until=until, reason=reason)
        return self._order(merchant_id, {case.case_id: payload for case in possible}, token)

    def report_payments(self, merchant_id: str, amounts: Mapping[str, Money], value_date: date, token: UUID) -> Ordered:
        """Report what was paid for each case that takes it."""
        possible = self.choose(merchant_id, amounts, Capability.PAYMENTS).possible
        payloads = {
            case.case_id: ReportPayment(amount=amounts[case.case_id], value_date=value_date) for case in possible
        }
        return self._order(merchant_id, payloads, token)

    def _order(self, merchant_id: str, payloads: Mapping[str, CommandPayload], token: UUID) -> Ordered:
        commands, now = self.desk_of(merchant_id).commands, self.clock()
        work: list[CommandWork] = []
        differing: list[str] = []
        for case_id, payload in payloads.items():
            command = Command(
                command_id=str(uuid5(token, case_id)),
                case_id=case_id,
                payload=payload,
                created_at=now,
                due_at=now + SWEPT_AFTER,
                ordered_by=Actor.MERCHANT,
            )
            if not commands.add(command):
                kept = commands.get(case_id, command.command_id)
                if kept is not None and kept.payload != payload:
                    differing.append(case_id)
                    continue
            work.append(CommandWork(merchant_id=merchant_id, case_id=case_id, command_id=command.command_id))
        try:
            self.queue.send(work)
        except QueueError:
            # The commands are kept and carry a time to be looked at: they only start later.
            logger.warning("orders were taken, but the queue was not told of all")
        return Ordered(len(work), tuple(differing))


def _offers(account: AtrigaAccount | None, capability: Capability) -> bool:
    return account is not None and account.state is AccountState.ACTIVE and account.terms.offers(capability)


def _is_worked_on(case: Case) -> bool:
    return case.transfer is Transfer.ACCEPTED and case.snapshot is not None and case.snapshot.closing is None
