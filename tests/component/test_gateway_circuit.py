"""The circuit breaker before the gateway: opened by missing answers, shared over the table, closed by a probe."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from aws_lambda_powertools.utilities.circuit_breaker import base as breaker
from aws_lambda_powertools.utilities.circuit_breaker.persistence import base as breaker_states
from aws_lambda_powertools.utilities.circuit_breaker.persistence import dynamodb as breaker_table

from shared.aws import dynamodb_client
from shared.boss.errors import CircuitOpenError, OutcomeUnknownError, UnavailableError
from shared.circuit import FAILURES_BEFORE_OPENING, PROBED_AGAIN_AFTER, STATE_READ_AGAIN_AFTER, GatewayCircuit

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.component.world import World


class Bench:
    """Circuits of several function instances, and a gateway that is there or not."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        self.world = world
        self.calls = 0
        self.error: Exception | None = None
        time = SimpleNamespace(datetime=SimpleNamespace(now=lambda: world.clock.now))
        for module in (breaker, breaker_states, breaker_table):
            monkeypatch.setattr(module, "dt", time)
        for memory in (breaker._LOCAL_FAILURES, breaker._LOCAL_SUCCESSES, breaker._LAST_OBSERVED_STATE):
            memory.clear()
        self.circuit = self.another_instance()

    def another_instance(self) -> GatewayCircuit:
        return GatewayCircuit(dynamodb_client(), "runtime", self.world.clock)

    def ask(self, circuit: GatewayCircuit | None = None) -> str:
        def answer() -> str:
            self.calls += 1
            if self.error is not None:
                raise self.error
            return "answer"

        return (circuit or self.circuit).call(answer)

    def fail(self, error: Exception, times: int = FAILURES_BEFORE_OPENING) -> None:
        self.error = error
        for _ in range(times):
            with pytest.raises(type(error)):
                self.ask()


@pytest.fixture
def bench(world: World, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(world, monkeypatch)


def test_calls_go_through_as_long_as_somebody_answers(bench: Bench) -> None:
    assert bench.ask() == "answer"
    assert not bench.circuit.is_away()
    assert not bench.circuit.is_open()


@pytest.mark.parametrize("make_error", [UnavailableError, OutcomeUnknownError])
def test_consecutive_missing_answers_open_the_circuit_for_all_instances(
    bench: Bench, make_error: Callable[[], Exception]
) -> None:
    bench.fail(make_error(), FAILURES_BEFORE_OPENING - 1)
    assert not bench.circuit.is_away()
    bench.fail(make_error(), 1)
    other = bench.another_instance()
    assert other.is_away()
    assert other.is_open()
    with pytest.raises(CircuitOpenError):
        bench.ask(other)
    assert bench.calls == FAILURES_BEFORE_OPENING


def test_an_answer_in_between_begins_the_count_anew(bench: Bench) -> None:
    for _ in range(3):
        bench.fail(UnavailableError(), FAILURES_BEFORE_OPENING - 1)
        bench.error = None
        bench.ask()
    assert not bench.circuit.is_away()


def test_after_a_while_one_probe_is_let_through_and_closes_the_circuit(bench: Bench) -> None:
    bench.fail(UnavailableError())
    bench.world.clock.move(PROBED_AGAIN_AFTER)
    assert bench.circuit.is_away()
    assert not bench.circuit.is_open()
    bench.error = None
    assert bench.ask() == "answer"
    assert not bench.circuit.is_away()
    bench.world.clock.move(STATE_READ_AGAIN_AFTER)
    assert not bench.another_instance().is_away()


def test_a_failed_probe_opens_it_again_for_as_long(bench: Bench) -> None:
    bench.fail(UnavailableError())
    bench.world.clock.move(PROBED_AGAIN_AFTER)
    bench.fail(UnavailableError(), 1)
    assert bench.circuit.is_open()
    with pytest.raises(CircuitOpenError):
        bench.ask()
    assert bench.calls == FAILURES_BEFORE_OPENING + 1


def test_a_table_that_cannot_be_read_lets_calls_through(bench: Bench) -> None:
    nowhere = GatewayCircuit(dynamodb_client(), "no-such-table", bench.world.clock)
    assert bench.ask(nowhere) == "answer"
