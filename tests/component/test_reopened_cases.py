"""A case that was over and runs again has its orders again, as far as no other case has them by now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.domain.cases.case import Acceptance, Closing
from shared.store.change_records import ChangeRecordRepository
from shared.store.errors import TransactionLostError
from tests.component.sync_bench import Bench as SyncBench
from tests.component.watch_bench import ORDER, Bench
from tests.component.world import MERCHANT, START, make_case, make_command

if TYPE_CHECKING:
    from tests.component.world import World

WITHDRAWN = Closing(code="withdrawn", text="Zurückgenommen", closed_at=START)
PAID = Closing(code="paid", text="Bezahlt", closed_at=START)


@pytest.fixture
def bench(world: World) -> Bench:
    bench = Bench(world)
    bench.open_case()
    return bench


def case_of_order(bench: Bench) -> str | None:
    handed_over = bench.world.stores.cases_of(MERCHANT).find_handed_over(ORDER)
    return handed_over.case_id if handed_over else None


def test_a_reopened_case_has_its_order_again_and_its_payments_are_seen(bench: Bench) -> None:
    bench.tell(closing=WITHDRAWN)
    assert case_of_order(bench) is None
    bench.tell(closing=None)
    assert case_of_order(bench) == "case-1"
    again = make_case("case-2")
    with pytest.raises(TransactionLostError):
        bench.world.stores.cases_of(MERCHANT).open(again, make_command(again))
    bench.dreamrobot.pay("119.00")
    bench.look()
    assert [command.command_id for command in bench.commands()] == [f"payment-{ORDER}-11900"]


def test_what_was_reported_before_the_withdrawal_is_not_reported_again(bench: Bench) -> None:
    bench.dreamrobot.pay("50.00")
    bench.look()
    bench.tell(closing=WITHDRAWN)
    bench.tell(closing=None)
    bench.dreamrobot.pay("80.00")
    bench.look()
    amounts = [command.payload.model_dump()["amount"]["cents"] for command in bench.commands()]
    assert amounts == [3000, 3000]


def test_a_case_that_is_reopened_and_not_worked_on_yet_keeps_its_order_unwatched(bench: Bench) -> None:
    bench.tell(closing=WITHDRAWN)
    bench.tell(closing=PAID)
    assert case_of_order(bench) == "case-1"
    bench.dreamrobot.pay("119.00")
    bench.look()
    assert bench.commands() == []
    bench.tell(closing=None)
    bench.look()
    assert [command.command_id for command in bench.commands()] == [f"payment-{ORDER}-11900"]


@pytest.mark.parametrize(
    "end",
    [
        pytest.param({"closing": PAID}, id="closed"),
        pytest.param({"closing": WITHDRAWN}, id="withdrawn again"),
        pytest.param({"acceptance": Acceptance.REJECTED}, id="rejected"),
    ],
)
def test_a_reopened_case_whose_order_is_elsewhere_says_so_and_ends_without_touching_the_other(
    bench: Bench, end: dict[str, Any]
) -> None:
    bench.tell(closing=WITHDRAWN)
    bench.open_case("case-2")
    bench.tell(closing=None)
    assert bench.case().is_running
    assert bench.told() == ["reopened_elsewhere"]
    bench.tell(**end)
    assert not bench.case().is_running
    assert case_of_order(bench) == "case-2"
    bench.dreamrobot.pay("119.00")
    bench.look()
    assert bench.commands() == []
    assert [command.command_id for command in bench.commands("case-2")] == [f"payment-{ORDER}-11900"]


def test_the_stream_goes_on_over_a_case_whose_order_is_elsewhere(world: World) -> None:
    bench = SyncBench(world)
    bench.stream.add(1, closing=WITHDRAWN)
    bench.run()
    again = make_case("case-2")
    world.stores.cases_of(MERCHANT).open(again, make_command(again))
    for version, closing in ((2, None), (3, PAID)):
        bench.stream.add(version, closing=closing)
        bench.run()
        assert bench.cursor == str(version)


def test_a_change_that_is_lost_at_every_try_is_no_race_but_comes_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = SyncBench(world)
    bench.stream.add(1)

    def lose(*_: object) -> None:
        raise TransactionLostError((1,))

    with monkeypatch.context() as losing:
        losing.setattr(ChangeRecordRepository, "record", lose)
        with pytest.raises(TransactionLostError):
            bench.run()
    bench.run()
    assert bench.change_ids() == ["change-1"]
