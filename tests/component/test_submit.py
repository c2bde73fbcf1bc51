"""Carrying a command out exactly once, whatever happens on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.boss.errors import (
    BossError,
    CaseRefusedError,
    ConflictError,
    CredentialsRefusedError,
    OutcomeUnknownError,
    RateLimitedError,
    UnavailableError,
)
from shared.domain.account import AccountState
from shared.domain.cases.case import Transfer
from shared.domain.cases.command import CommandState, FieldProblem
from shared.store.cases import CaseRepository
from shared.work import CommandWork
from tests.component.submit_bench import Bench
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, make_case, make_command

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from shared.domain.cases.command import Command
    from tests.component.world import World


class ProcessKilled(BaseException):
    """The process ends here; nothing of the app may catch this."""


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


def test_a_ready_case_is_submitted_once_under_its_command_id(bench: Bench) -> None:
    bench.carry_out()
    assert bench.case.transfer is Transfer.ACCEPTED
    assert bench.case.snapshot == bench.gateway.cases["case-1"]
    assert bench.command.state is CommandState.DONE
    assert bench.gateway.keys == {"case-1": "command-1"}
    assert bench.gateway.test_modes == [False]
    assert not bench.queued_again()


def test_the_same_message_again_does_nothing(bench: Bench) -> None:
    bench.carry_out()
    before = bench.case
    bench.carry_out()
    assert bench.gateway.calls == ["submit"]
    assert bench.case == before


def test_a_lost_answer_leads_to_a_question_and_not_to_a_second_case(bench: Bench) -> None:
    bench.gateway.fail_after = [OutcomeUnknownError()]
    bench.carry_out()
    assert (bench.case.transfer, bench.command.state) == (Transfer.UNKNOWN, CommandState.UNKNOWN)
    assert bench.queued_again()
    bench.come_back()
    bench.carry_out()
    assert bench.gateway.calls == ["submit", "find"]
    assert (bench.case.transfer, bench.command.state) == (Transfer.ACCEPTED, CommandState.DONE)
    assert len(bench.gateway) == 1


def test_a_request_that_never_arrived_is_sent_again_under_the_same_key(bench: Bench) -> None:
    bench.gateway.fail_before = [OutcomeUnknownError()]
    bench.carry_out()
    assert len(bench.gateway) == 0
    bench.come_back()
    bench.carry_out()
    # Reading the orders again took its time, so the gateway is asked before it and after.
    assert bench.gateway.calls == ["submit", "find", "find", "submit"]
    assert bench.gateway.keys == {"case-1": "command-1"}
    assert bench.command.state is CommandState.DONE


def test_a_command_that_was_ever_unclear_asks_first_even_after_a_clear_refusal_to_serve(bench: Bench) -> None:
    bench.gateway.fail_after = [OutcomeUnknownError()]
    bench.carry_out()
    bench.gateway.fail_before = [RateLimitedError(status=429, retry_after=1)]
    bench.come_back()
    bench.carry_out()
    assert bench.command.state is CommandState.UNKNOWN
    bench.come_back()
    bench.carry_out()
    assert bench.gateway.calls == ["submit", "find", "find"]
    assert len(bench.gateway) == 1


@pytest.mark.parametrize("is_first_write", [True, False], ids=["before the call", "after the answer"])
@pytest.mark.parametrize("is_written", [True, False], ids=["written", "not written"])
def test_a_process_that_dies_at_a_write_leaves_one_case(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, *, is_first_write: bool, is_written: bool
) -> None:
    real: Any = CaseRepository.save_progress
    calls = 0

    def die(*arguments: object) -> Any:
        nonlocal calls
        calls += 1
        if calls != (1 if is_first_write else 2):
            return real(*arguments)
        if is_written:
            real(*arguments)
        raise ProcessKilled

    with monkeypatch.context() as dying:
        dying.setattr(CaseRepository, "save_progress", die)
        with pytest.raises(ProcessKilled):
            bench.carry_out()
    bench.come_back()
    bench.carry_out()
    assert len(bench.gateway) == 1
    assert bench.command.state is CommandState.DONE
    assert bench.case.transfer is Transfer.ACCEPTED


def test_a_reference_that_is_taken_is_the_case_that_was_meant(bench: Bench) -> None:
    bench.carry_out()
    again = bench.command.model_copy(update={"state": CommandState.PENDING})
    bench.world.stores.commands_of(MERCHANT).save(again)
    bench.gateway.keys["case-1"] = "another-key"
    bench.carry_out()
    assert bench.gateway.calls == ["submit", "submit", "find"]
    assert bench.command.state is CommandState.DONE
    assert len(bench.gateway) == 1


def test_a_refused_case_says_why_and_frees_its_order(bench: Bench) -> None:
    problems = (
        FieldProblem(field="debtor.address.postal_code", code="invalid", message="Postleitzahl passt nicht."),
        FieldProblem(field="positions.0.due_date", code="too_early", message="Noch nicht fällig."),
    )
    bench.gateway.fail_before = [CaseRefusedError(status=422, code="invalid", problems=problems)]
    bench.carry_out()
    assert bench.command.state is CommandState.REFUSED
    assert bench.command.problems == problems
    assert bench.case.transfer is Transfer.REJECTED
    assert bench.case.rejection is not None
    assert bench.case.rejection.text == "Postleitzahl passt nicht.; Noch nicht fällig."
    assert bench.case.rejection.field == "debtor.address.postal_code"
    assert bench.world.stores.cases_of(MERCHANT).find_handed_over("1001_2026_09") is None
    assert not bench.queued_again()


def test_a_refused_code_stops_the_account_and_keeps_the_command(bench: Bench) -> None:
    bench.gateway.fail_before = [CredentialsRefusedError(status=401, code="invalid_credentials")]
    bench.carry_out()
    account = bench.world.stores.accounts_of(MERCHANT).get_atriga_account(CUSTOMER_NUMBER)
    assert account is not None
    assert (account.state, account.stopped_because) == (AccountState.STOPPED, "invalid_credentials")
    assert (bench.case.transfer, bench.command.state) == (Transfer.READY, CommandState.PENDING)
    assert not bench.queued_again()
    bench.come_back()
    bench.carry_out()
    assert bench.gateway.calls == ["submit"]
    assert (
        list(
            bench.world.stores.sleepers().list_due_commands(
                bench.world.clock() + timedelta(minutes=20), of_each_shard=9
            )
        )
        != []
    )


@pytest.mark.parametrize("error", [RateLimitedError(status=429, retry_after=30), UnavailableError(status=503)])
def test_a_gateway_that_asks_for_patience_gets_it(bench: Bench, error: BossError) -> None:
    bench.gateway.fail_before = [error]
    bench.carry_out()
    assert (bench.case.transfer, bench.command.state) == (Transfer.READY, CommandState.PENDING)
    assert bench.command.due_at > bench.world.clock()
    assert bench.queued_again()
    bench.come_back()
    bench.carry_out()
    assert bench.gateway.calls == ["submit", "submit"]
    assert len(bench.gateway) == 1


def test_an_answer_that_nobody_foresaw_is_raised_and_the_command_stays_open(bench: Bench) -> None:
    bench.gateway.fail_before = [ConflictError(status=409, code="key_reused")]
    with pytest.raises(ConflictError):
        bench.carry_out()
    assert bench.command.state is CommandState.UNKNOWN
    assert bench.case.transfer is Transfer.UNKNOWN


def test_a_case_in_another_workers_hands_is_left_alone(bench: Bench) -> None:
    now = bench.world.clock()
    leases = bench.world.stores.leases_of(MERCHANT)
    assert leases.acquire("CASE#case-1", now=now, until=now + timedelta(minutes=1)) is not None
    bench.carry_out()
    assert bench.gateway.calls == []
    bench.come_back()
    bench.carry_out()
    assert bench.gateway.calls == ["submit"]


def test_two_workers_that_race_leave_one_case(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second one gets in between the first one's answer and its write, its lease having run out."""
    real = CaseRepository.save_progress
    raced: list[bool] = []

    def race(repository: CaseRepository, before: Case, after: Case, command: Command) -> tuple[Case, Command]:
        if command.state is CommandState.DONE and not raced:
            raced.append(True)
            bench.come_back()
            bench.carry_out()
        return real(repository, before, after, command)

    monkeypatch.setattr(CaseRepository, "save_progress", race)
    bench.carry_out()
    assert len(bench.gateway) == 1
    assert bench.command.state is CommandState.DONE
    assert bench.gateway.calls == ["submit", "find"]


def test_a_test_account_hands_over_test_cases(world: World) -> None:
    bench = Bench(world)
    case = make_case("case-2", "2_2026_09", test=True)
    command = make_command(case, "command-2")
    world.stores.cases_of(MERCHANT).open(case, command)
    bench.carrier.carry_out(
        CommandWork(merchant_id=MERCHANT, case_id="case-2", command_id="command-2"),
        world.clock() + timedelta(seconds=60),
    )
    assert bench.gateway.test_modes == [True]


def test_pauses_grow_with_the_tries_and_have_an_end(bench: Bench) -> None:
    pauses: list[timedelta] = []
    for _ in range(12):
        bench.gateway.fail_before = [UnavailableError(status=503)]
        bench.carry_out()
        pauses.append(bench.command.due_at - bench.world.clock())
        bench.come_back()
    assert pauses == sorted(pauses)
    assert pauses[0] < pauses[-1] <= timedelta(minutes=7)
