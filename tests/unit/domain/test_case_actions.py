"""What is offered follows from the account, from the case and from what is on its way, and from nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from shared.domain.account import AccountState, GatewayTerms
from shared.domain.capability import Capability
from shared.domain.cases.case import Acceptance, Case, CourtQuestion, Transfer
from shared.domain.cases.case_actions import (
    ACTIONS,
    WITHDRAWAL_CLOSES_WITHIN,
    Obstacle,
    obstacle_to,
    open_commands,
    possible_actions,
    standing_refusals,
)
from shared.domain.cases.command import Command, CommandState
from shared.domain.cases.command_payloads import (
    CommandKind,
    CommandPayload,
    PauseCase,
    ReportPayment,
    ResumeCase,
    SubmitCase,
    WithdrawalReason,
    WithdrawCase,
)
from tests.unit.web.samples import NOW, euros, make_account, make_case, make_snapshot

ACCOUNT = make_account(terms=GatewayTerms(capabilities=frozenset(Capability)))
WITHDRAWAL = WithdrawCase(reason=WithdrawalReason.PAID, accepted_fee=euros(0))
PAUSE = PauseCase(until=date(2026, 12, 24))


def make_running(transfer: Transfer = Transfer.ACCEPTED, **told: Any) -> Case:
    return make_case(transfer=transfer, snapshot=make_snapshot(closing=None, acceptance=Acceptance.ACCEPTED, **told))


def make(payload: CommandPayload, state: CommandState = CommandState.PENDING, minute: int = 0) -> Command:
    at = NOW + timedelta(minutes=minute)
    return Command(command_id=str(minute), case_id="case-1", payload=payload, state=state, created_at=at, due_at=at)


def make_payment(order_id: str | None, state: CommandState, minute: int) -> Command:
    return make(ReportPayment(amount=euros(100), value_date=date(2026, 11, 1), order_id=order_id), state, minute)


@pytest.mark.parametrize("kind", ACTIONS)
def test_without_its_ability_an_action_is_not_offered(kind: CommandKind) -> None:
    case = make_running(processing="paused", court_decision_needed=CourtQuestion())
    others = frozenset(Capability) - {ACTIONS[kind]}
    account = make_account(terms=GatewayTerms(capabilities=others))
    assert obstacle_to(kind, case, account, [], NOW) is Obstacle.NOT_OFFERED


@pytest.mark.parametrize("account", [None, ACCOUNT.model_copy(update={"state": AccountState.STOPPED})])
@pytest.mark.parametrize("kind", ACTIONS)
def test_an_account_that_does_not_work_takes_nothing(kind: CommandKind, account: Any) -> None:
    assert obstacle_to(kind, make_running(), account, [], NOW) is Obstacle.ACCOUNT_STOPPED


@pytest.mark.parametrize(
    "case",
    [
        make_case(snapshot=None, transfer=Transfer.READY),
        make_case(),
        make_running(Transfer.REJECTED),
        make_running(Transfer.WITHDRAWN),
        make_case(snapshot=None, transfer=Transfer.DRAFT),
    ],
    ids=["on its way", "closed", "rejected", "withdrawn", "draft"],
)
def test_a_case_that_atriga_does_not_work_on_takes_nothing(case: Case) -> None:
    assert possible_actions(case, ACCOUNT, [], NOW) == []
    assert all(obstacle_to(kind, case, ACCOUNT, [], NOW) is Obstacle.NOT_RUNNING for kind in ACTIONS)


def test_a_case_that_is_examined_can_be_paid_and_withdrawn_but_not_paused() -> None:
    case = make_running(Transfer.SUBMITTED)
    assert obstacle_to(CommandKind.PAUSE, case, ACCOUNT, [], NOW) is Obstacle.NOT_ACCEPTED
    assert obstacle_to(CommandKind.REPORT_PAYMENT, case, ACCOUNT, [], NOW) is None
    assert obstacle_to(CommandKind.WITHDRAW, case, ACCOUNT, [], NOW) is None


def test_pause_and_going_on_exclude_each_other() -> None:
    paused, running = make_running(processing="paused"), make_running()
    assert obstacle_to(CommandKind.PAUSE, paused, ACCOUNT, [], NOW) is Obstacle.PAUSED_ALREADY
    assert obstacle_to(CommandKind.RESUME, running, ACCOUNT, [], NOW) is Obstacle.NOT_PAUSED
    assert obstacle_to(CommandKind.RESUME, paused, ACCOUNT, [], NOW) is None


def test_a_court_is_decided_on_only_where_atriga_asks() -> None:
    assert obstacle_to(CommandKind.DECIDE_COURT, make_running(), ACCOUNT, [], NOW) is Obstacle.NOTHING_TO_DECIDE
    asked = make_running(court_decision_needed=CourtQuestion())
    assert obstacle_to(CommandKind.DECIDE_COURT, asked, ACCOUNT, [], NOW) is None


@pytest.mark.parametrize("state", CommandState)
def test_what_can_be_done_once_is_not_offered_while_it_is_on_its_way(state: CommandState) -> None:
    obstacle = obstacle_to(CommandKind.WITHDRAW, make_running(), ACCOUNT, [make(WITHDRAWAL, state)], NOW)
    told = {CommandState.DONE: Obstacle.BEING_WITHDRAWN, CommandState.REFUSED: None}
    assert obstacle is told.get(state, Obstacle.ON_ITS_WAY)


def test_a_case_that_is_being_withdrawn_still_takes_payments() -> None:
    commands = [make(WITHDRAWAL)]
    assert obstacle_to(CommandKind.PAUSE, make_running(), ACCOUNT, commands, NOW) is Obstacle.BEING_WITHDRAWN
    offered = possible_actions(make_running(), ACCOUNT, commands, NOW)
    assert offered == [CommandKind.REPORT_PAYMENT, CommandKind.REDUCE, CommandKind.UPLOAD_DOCUMENT]


def test_what_atriga_took_is_not_ordered_again_before_its_closing_may_have_come() -> None:
    taken = make(WITHDRAWAL, CommandState.DONE).model_copy(update={"tried_at": NOW + timedelta(hours=1)})
    last = NOW + timedelta(hours=1) + WITHDRAWAL_CLOSES_WITHIN
    for kind in (CommandKind.WITHDRAW, CommandKind.PAUSE):
        before, after = (
            obstacle_to(kind, make_running(), ACCOUNT, [taken], at) for at in (last - timedelta(seconds=1), last)
        )
        assert (before, after) == (Obstacle.BEING_WITHDRAWN, None)


def test_several_payments_may_be_on_their_way() -> None:
    commands = [make_payment("1", CommandState.PENDING, 0)]
    assert obstacle_to(CommandKind.REPORT_PAYMENT, make_running(), ACCOUNT, commands, NOW) is None
    assert open_commands([*commands, make(PAUSE, CommandState.DONE, 1)]) == commands


def test_a_refusal_stands_until_the_same_kind_is_ordered_again() -> None:
    refused = make(PAUSE, CommandState.REFUSED)
    assert standing_refusals([refused, make(ResumeCase(), CommandState.DONE, 1)]) == [refused]
    for state in (CommandState.PENDING, CommandState.DONE):
        assert standing_refusals([refused, make(PAUSE, state, 1)]) == []
    again = make(PAUSE, CommandState.REFUSED, 1)
    assert standing_refusals([refused, again]) == [again]


def test_refused_payments_stand_for_each_order_by_itself() -> None:
    first, second = (make_payment(order_id, CommandState.REFUSED, 0) for order_id in ("1", "2"))
    assert standing_refusals([first, second]) == [first, second]
    assert standing_refusals([first, second, make_payment("2", CommandState.DONE, 1)]) == [first]


def test_a_refused_hand_over_is_told_by_the_case_itself() -> None:
    assert standing_refusals([make(SubmitCase(), CommandState.REFUSED)]) == []
