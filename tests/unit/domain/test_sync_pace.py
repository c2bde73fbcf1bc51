"""How long an account rests: bounded at both ends, shorter where something happened, never longer by lot."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.domain.watching.sync_pace import SyncPace

PACE = SyncPace(shortest=timedelta(minutes=5), longest=timedelta(hours=1), longest_with_push=timedelta(hours=4))


@pytest.mark.parametrize(
    ("quiet_for", "pause"),
    [
        (timedelta(0), timedelta(minutes=5)),
        (timedelta(minutes=20), timedelta(minutes=5)),
        (timedelta(hours=2), timedelta(minutes=30)),
        (timedelta(days=300), timedelta(hours=1)),
        (timedelta(days=-1), timedelta(minutes=5)),
    ],
)
def test_the_longer_nothing_happened_the_longer_the_pause(quiet_for: timedelta, pause: timedelta) -> None:
    assert PACE.pause(quiet_for, is_pushed=False, lot=0.0) == pause


@pytest.mark.parametrize("quiet_for", [timedelta(0), timedelta(days=300)])
def test_an_account_that_is_told_by_pushes_rests_long(quiet_for: timedelta) -> None:
    assert PACE.pause(quiet_for, is_pushed=True, lot=0.0) == timedelta(hours=4)


@pytest.mark.parametrize("lot", [0.0, 0.3, 0.999])
@pytest.mark.parametrize("hours", [0, 3, 12, 10_000])
def test_the_lot_only_shortens_and_keeps_the_bounds(lot: float, hours: int) -> None:
    drawn = PACE.pause(timedelta(hours=hours), is_pushed=False, lot=lot)
    assert PACE.shortest <= drawn <= PACE.pause(timedelta(hours=hours), is_pushed=False, lot=0.0)


def test_different_lots_spread_accounts_that_came_together() -> None:
    pauses = {PACE.pause(timedelta(days=1), is_pushed=False, lot=lot / 10) for lot in range(10)}
    assert len(pauses) == 10


def test_a_stage_that_wants_every_account_at_every_tick_gets_it() -> None:
    every_tick = SyncPace(*[timedelta(seconds=30)] * 3)
    assert every_tick.pause(timedelta(days=300), is_pushed=True, lot=0.9) == timedelta(seconds=30)
