"""Everything of one merchant that the page of a case and its actions need, and a case with what is around it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from shared.domain.cases.case_actions import obstacle_to, possible_actions
from shared.web.problem import ProblemError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from functions.cases_api.case.ports import (
        Accounts,
        Cases,
        Commands,
        Decisions,
        Files,
        Gateway,
        Notes,
        Payouts,
        Proposals,
        Timelines,
    )
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case
    from shared.domain.cases.case_actions import Obstacle
    from shared.domain.cases.command import Command
    from shared.domain.cases.command_payloads import CommandKind


@dataclass(frozen=True, slots=True)
class Situation:
    """A case as it is at an instant, the atriga account that it is at, and what was ordered for it so far."""

    case: Case
    account: AtrigaAccount | None
    commands: list[Command]
    now: datetime

    def obstacle_to(self, kind: CommandKind) -> Obstacle | None:
        """Return what stands in the way of an action, ``None`` where it is offered."""
        return obstacle_to(kind, self.case, self.account, self.commands, self.now)

    @property
    def actions(self) -> list[CommandKind]:
        """The actions that are offered now."""
        return possible_actions(self.case, self.account, self.commands, self.now)


@dataclass(frozen=True, slots=True)
class CaseDesk:
    """The desk of one merchant, made anew for each request."""

    merchant_id: str
    cases: Cases
    accounts: Accounts
    commands: Commands
    files: Files
    timelines: Timelines
    notes: Notes
    payouts: Payouts
    proposals: Proposals
    decisions: Decisions
    connect_gateway: Callable[[AtrigaAccount], Gateway]
    clock: Clock

    def find(self, case_id: str) -> Case:
        """Read a case.

        Raises:
            ProblemError: ``not_found`` (404), also for a case of somebody else.
        """
        case = self.cases.get(case_id)
        if case is None:
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such case.")
        return case

    def look_at(self, case_id: str) -> Situation:
        """Read a case with what is around it.

        Raises:
            ProblemError: As ``find``.
        """
        case = self.find(case_id)
        account = self.accounts.get_atriga_account(case.customer_number)
        return Situation(case, account, self.commands.list_all(case_id), self.clock())
