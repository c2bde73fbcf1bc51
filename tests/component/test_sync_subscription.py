"""The subscription to pushes: asked for where it is offered, renewed, and never in the way of anything else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.boss.errors import OutcomeUnknownError
from tests.component.sync_bench import PUSH_URL, Bench

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> Bench:
    bench = Bench(world)
    bench.announce("push")
    return bench


def test_the_first_run_after_an_activation_subscribes_with_the_newest_key(bench: Bench) -> None:
    bench.run()
    assert bench.stream.subscriptions == [(PUSH_URL, "whsec_bmV3")]
    assert bench.account.subscribed_at == bench.world.clock()


def test_a_subscription_is_renewed_once_a_day_and_after_each_activation(bench: Bench) -> None:
    bench.run()
    bench.world.clock.move(timedelta(hours=23))
    bench.run()
    assert len(bench.stream.subscriptions) == 1
    bench.world.clock.move(timedelta(hours=1))
    bench.run()
    assert len(bench.stream.subscriptions) == 2
    bench.announce("push")
    bench.run()
    assert len(bench.stream.subscriptions) == 3


def test_an_account_without_the_ability_is_not_subscribed(bench: Bench) -> None:
    bench.announce("payments")
    bench.run()
    assert bench.stream.subscriptions == []


def test_without_a_key_there_is_no_subscription(bench: Bench) -> None:
    bench.push_keys = ()
    bench.run()
    assert bench.stream.subscriptions == []
    assert bench.account.subscribed_at is None


def test_a_subscription_that_fails_stops_nothing_and_is_tried_again(bench: Bench) -> None:
    bench.stream.subscription_failure = OutcomeUnknownError()
    bench.stream.add(1)
    bench.run()
    assert bench.change_ids() == ["change-1"]
    assert bench.account.subscribed_at is None
    bench.stream.subscription_failure = None
    bench.run()
    assert len(bench.stream.subscriptions) == 1
