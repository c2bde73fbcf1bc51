"""A run of the sync folds a merchant's figures, as far as its time allows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from functions.sync.figures_upkeep import FiguresUpkeep
from shared import aws
from shared.domain.cases.case_row import row_of
from shared.domain.cases.figures import add_up, figures_of
from shared.store import figures as figures_module
from shared.store.errors import TransactionLostError
from shared.store.keys import figures_key
from shared.store.table import Table
from tests.component.world import MERCHANT, make_atriga_account, make_case, make_command

if TYPE_CHECKING:
    from datetime import datetime

    import pytest

    from tests.component.world import World

NO_GATEWAY = cast("Any", None)
HOUR = timedelta(hours=1)


class Folds:
    """Figures that take some folds, or in which somebody else was quicker."""

    def __init__(self, folds: int, error: Exception | None = None) -> None:
        self.left = folds
        self.error = error

    def fold(self, now: datetime) -> bool:  # noqa: ARG002 -- as the figures take it
        if self.error is not None:
            raise self.error
        self.left -= 1
        return self.left > 0


def test_differences_are_folded_into_the_total(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures_module, "FOLDED_AT_ONCE", 2)
    cases = [make_case(f"case-{number}", f"{number}_2026_09") for number in range(5)]
    for case in cases:
        world.stores.cases_of(MERCHANT).open(case, make_command(case, f"command-of-{case.case_id}"))
    figures = world.stores.figures_of(MERCHANT)
    world.clock.move(HOUR)
    upkeep = FiguresUpkeep(figures, world.clock)
    assert upkeep.take(make_atriga_account(), NO_GATEWAY, world.clock() + HOUR)
    assert len(Table(aws.dynamodb_client(), "cases").query_all(figures_key(MERCHANT), "DELTA#")) == 1
    assert figures.read() == (add_up(figures_of(row_of(case)) for case in cases), None)


def test_what_is_left_when_the_time_is_up_is_left_for_the_next_message(world: World) -> None:
    folds = Folds(10)
    upkeep = FiguresUpkeep(folds, world.clock)
    assert not upkeep.take(make_atriga_account(), NO_GATEWAY, world.clock())
    assert folds.left == 9
    assert upkeep.take(make_atriga_account(), NO_GATEWAY, world.clock() + HOUR)
    assert folds.left == 0


def test_another_run_that_folds_is_no_trouble(world: World) -> None:
    upkeep = FiguresUpkeep(Folds(3, TransactionLostError(())), world.clock)
    assert upkeep.take(make_atriga_account(), NO_GATEWAY, world.clock() + HOUR)
