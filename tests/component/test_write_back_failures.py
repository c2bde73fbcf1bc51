"""Notes that cannot be written: none holds the others up, and each is tried for some days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from functions.sync.write_back import FAILURES_IN_A_ROW, MOST_DAYS
from shared.dreamrobot.errors import (
    BadRequestError,
    OutcomeUnknownError,
    TokenRefusedError,
    UnavailableError,
)
from tests.component.watch_bench import Bench
from tests.component.world import MERCHANT

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


def set_daily_requests(bench: Bench, daily_requests: int) -> None:
    merchants = bench.world.stores.merchants_of(MERCHANT)
    merchant = merchants.get()
    assert merchant is not None
    merchants.save(merchant.model_copy(update={"daily_requests": daily_requests}))


@pytest.mark.parametrize("error", [UnavailableError(), OutcomeUnknownError(), BadRequestError(status=400)])
def test_a_note_that_fails_holds_no_other_up(bench: Bench, error: Exception) -> None:
    bench.open_case("case-1", "1_2026_09")
    bench.open_case("case-2", "2_2026_09")
    bench.dreamrobot.failures = [error]
    assert bench.write_back()
    assert bench.dreamrobot.notes.keys() == {"2_2026_09"}


def test_notes_that_failed_come_after_the_others(bench: Bench) -> None:
    for number in range(1, 6):
        bench.open_case(f"case-{number}", f"{number}_2026_09")
    bench.dreamrobot.failures = [UnavailableError()] * FAILURES_IN_A_ROW
    bench.write_back()
    assert len(bench.dreamrobot.calls) == FAILURES_IN_A_ROW, "so many in a row say that DreamRobot is away"
    bench.write_back()
    written = [call for call in bench.dreamrobot.calls if call.startswith("write")]
    assert written == [f"write note {number}_2026_09" for number in (4, 5, 1, 2, 3)]


def test_a_token_that_is_refused_ends_the_run_and_is_no_failure_of_the_note(bench: Bench) -> None:
    bench.open_case("case-1", "1_2026_09")
    bench.open_case("case-2", "2_2026_09")
    bench.dreamrobot.failures = [TokenRefusedError(status=401)]
    assert bench.write_back()
    assert len(bench.dreamrobot.calls) == 1
    assert [note.failed_days for note in bench.world.stores.pending_notes_of(MERCHANT).list_some(10)] == [0, 0]


def test_a_note_is_given_up_after_some_days_however_often_it_is_tried_on_each(bench: Bench) -> None:
    bench.open_case()
    for _ in range(MOST_DAYS):
        assert len(bench.world.stores.pending_notes_of(MERCHANT).list_some(10)) == 1
        for _ in range(2):
            bench.dreamrobot.failures = [UnavailableError()]
            bench.write_back()
        bench.world.clock.move(timedelta(days=1))
    assert bench.world.stores.pending_notes_of(MERCHANT).list_some(10) == []
    assert bench.told() == ["note_given_up"]


def test_a_new_state_is_tried_from_the_start(bench: Bench) -> None:
    bench.open_case()
    bench.dreamrobot.failures = [UnavailableError()]
    bench.write_back()
    [failed] = bench.world.stores.pending_notes_of(MERCHANT).list_some(10)
    assert failed.failed_days == 1
    bench.tell(stage="judicial")
    [renewed] = bench.world.stores.pending_notes_of(MERCHANT).list_some(10)
    assert renewed.failed_days == 0


def test_a_note_that_does_not_fit_today_leaves_what_is_left_to_the_others(bench: Bench) -> None:
    set_daily_requests(bench, 40)
    bench.open_case("case-1", *(f"{number}_2026_09" for number in range(1, 4)))
    bench.open_case("case-2", *(f"{number}_2026_09" for number in range(4, 6)))
    bench.open_case("case-3", "6_2026_09")
    bench.write_back()
    assert bench.dreamrobot.notes.keys() == {"1_2026_09", "2_2026_09", "3_2026_09", "6_2026_09"}


def test_a_note_larger_than_a_whole_share_has_a_day_for_itself(bench: Bench) -> None:
    set_daily_requests(bench, 20)
    bench.open_case("case-1", "9_2026_09")
    bench.open_case("case-2", *(f"{number}_2026_09" for number in range(1, 5)))
    bench.write_back()
    bench.write_back()
    assert bench.dreamrobot.notes.keys() == {f"{number}_2026_09" for number in range(1, 5)}
    bench.world.clock.move(timedelta(days=1))
    bench.write_back()
    assert "9_2026_09" in bench.dreamrobot.notes
