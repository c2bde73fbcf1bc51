"""An order that DreamRobot does not give out: asked for ever more seldom, then taken out, never handed over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from functions.submit.order_review import LONGEST_PAUSE, MOST_READS
from shared.domain.cases.case import Transfer
from shared.domain.cases.command import CommandState
from shared.domain.finding import FindingCode
from shared.dreamrobot.errors import (
    BadRequestError,
    TokenRefusedError,
    UnavailableError,
)
from shared.work import CommandWork
from tests.component.submit_bench import SECOND, Bench, an_order, let_time_pass, open_case_of_two
from tests.component.world import MERCHANT

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


def until_the_next_try(bench: Bench) -> timedelta:
    """Go to the end of the command's pause; return how long that was."""
    assert bench.command.not_before is not None
    pause = bench.command.not_before - bench.world.clock()
    bench.world.clock.now = bench.command.not_before
    return pause


def test_an_order_that_is_not_given_out_is_asked_for_ever_more_seldom_and_then_taken_out(bench: Bench) -> None:
    let_time_pass(bench)
    bench.dreamrobot.failures = [UnavailableError(status=500) for _ in range(50)]
    pauses: list[timedelta] = []
    bench.carry_out()
    while bench.command.state is CommandState.PENDING:
        pauses.append(until_the_next_try(bench))
        bench.carry_out()
    assert len(bench.dreamrobot.read) == MOST_READS
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE
    assert sum(pauses, timedelta()) > timedelta(days=2)
    assert bench.gateway.calls == []
    assert bench.case.transfer is Transfer.DISCARDED
    [finding] = bench.case.taken_out[0].findings
    assert (finding.code, finding.parameters["tries"]) == (FindingCode.ORDER_NOT_READ, str(MOST_READS))


def test_an_order_that_comes_after_all_is_handed_over_and_its_failures_are_forgotten(bench: Bench) -> None:
    let_time_pass(bench)
    bench.dreamrobot.failures = [UnavailableError(), UnavailableError()]
    bench.carry_out()
    until_the_next_try(bench)
    bench.carry_out()
    assert bench.case.positions[0].failed_reads == 2
    until_the_next_try(bench)
    bench.carry_out()
    assert bench.command.state is CommandState.DONE
    assert bench.case.positions[0].failed_reads == 0


def test_an_order_that_failed_is_asked_for_first_so_that_the_others_are_not_read_in_vain(bench: Bench) -> None:
    open_case_of_two(bench)
    let_time_pass(bench)
    an_order(bench, "1003_2026_09")
    an_order(bench, SECOND)
    bench.dreamrobot.withheld.add(SECOND)
    work = CommandWork(merchant_id=MERCHANT, case_id="case-2", command_id="command-2")
    for _ in range(3):
        bench.carrier.carry_out(work, bench.world.clock() + timedelta(seconds=60))
        bench.world.clock.move(timedelta(minutes=16))
    assert bench.dreamrobot.read == ["1003_2026_09", SECOND, SECOND, SECOND]
    case = bench.world.stores.cases_of(MERCHANT).get("case-2")
    assert case is not None
    assert case.order_ids == ("1003_2026_09", SECOND)


def test_a_refused_token_does_not_count_against_the_order(bench: Bench) -> None:
    let_time_pass(bench)
    bench.dreamrobot.failures = [TokenRefusedError(status=401)]
    bench.carry_out()
    assert bench.command.last_error == "dreamrobot_away"
    assert bench.case.positions[0].failed_reads == 0


def test_an_order_that_dreamrobot_will_not_give_out_is_taken_out_at_once(bench: Bench) -> None:
    let_time_pass(bench)
    bench.dreamrobot.failures = [BadRequestError(status=400)]
    bench.carry_out()
    assert bench.gateway.calls == []
    assert bench.case.taken_out[0].findings[0].code is FindingCode.ORDER_UNREADABLE
