"""Notes and the mark "paid" in DreamRobot: on change only, within a share, and only where the merchant wants it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from shared.domain.account import Locale
from shared.domain.cases.case import Balance, Closing
from shared.domain.money import Money
from shared.domain.orders.order import OrderStatus
from shared.dreamrobot.errors import (
    NoteUnreadableError,
    OutcomeUnknownError,
    UnavailableError,
)
from shared.store.pending_notes import PendingNoteRepository
from tests.component.watch_bench import ORDER, START, Bench
from tests.component.world import MERCHANT

if TYPE_CHECKING:
    from tests.component.world import World

NOTHING = Balance(total_open=Money(cents=0, currency="EUR"))


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


def close_as_paid(bench: Bench, **snapshot: Any) -> None:
    told: dict[str, Any] = {
        "closing": Closing(code="paid", text="Bezahlt", closed_at=START),
        "payment": "fully_paid",
        "balance": NOTHING,
    }
    bench.tell(**(told | snapshot))


def test_file_number_state_and_day_are_written_into_the_note(bench: Bench) -> None:
    bench.open_case()
    bench.write_back()
    assert bench.dreamrobot.notes == {
        ORDER: ["Aktenzeichen 26-case-1, Außergerichtlich, Unbezahlt, 24.11.2026"],
    }
    assert bench.told() == ["note_written"]


def test_the_note_is_in_the_merchants_language(bench: Bench) -> None:
    merchants = bench.world.stores.merchants_of(MERCHANT)
    merchant = merchants.get()
    assert merchant is not None
    merchants.save(merchant.model_copy(update={"locale": Locale.ENGLISH}))
    bench.open_case()
    bench.write_back()
    assert bench.dreamrobot.notes[ORDER][0].startswith("File number 26-case-1, Out of court, Unpaid")


def test_a_note_is_written_only_where_its_state_changed(bench: Bench) -> None:
    bench.open_case()
    bench.write_back()
    before = len(bench.dreamrobot.calls)
    bench.write_back()
    bench.tell(documents=3)
    bench.write_back()
    assert len(bench.dreamrobot.calls) == before
    bench.tell(stage="judicial")
    bench.write_back()
    assert "Gerichtlich" in bench.dreamrobot.notes[ORDER][0]


def test_many_changes_between_two_runs_are_one_note(bench: Bench) -> None:
    bench.open_case()
    for stage in ("judicial", "enforcement", "monitoring"):
        bench.tell(stage=stage)
    bench.write_back()
    assert [call for call in bench.dreamrobot.calls if call.startswith("write")] == [f"write note {ORDER}"]


def test_a_merchant_who_wants_no_notes_gets_none(bench: Bench) -> None:
    bench.announce("payments", writes_notes=False)
    bench.open_case()
    bench.write_back()
    assert (bench.dreamrobot.calls, bench.told()) == ([], [])
    assert bench.world.stores.pending_notes_of(MERCHANT).list_some(10) == []


def test_an_order_is_marked_as_paid_where_the_merchant_switched_it_on(bench: Bench) -> None:
    bench.announce("payments", writes_paid_back=True)
    bench.open_case()
    close_as_paid(bench)
    bench.write_back()
    bench.write_back()
    assert bench.dreamrobot.paid == {ORDER: Decimal("119.00")}
    assert bench.dreamrobot.calls.count(f"mark paid {ORDER}") == 1
    assert bench.told() == ["marked_paid"]


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"balance": Balance(total_open=Money(cents=1, currency="EUR"))}, id="a cent is open"),
        pytest.param({"payment": "partially_paid"}, id="not fully paid"),
        pytest.param({"closing": None}, id="not closed"),
        pytest.param({"closing": Closing(code="withdrawn", text="Zurück", closed_at=START)}, id="withdrawn"),
        pytest.param({"closing": Closing(code="settled_by_stars", text="?", closed_at=START)}, id="code unknown"),
        pytest.param({"test": True}, id="a test case"),
    ],
)
def test_nothing_else_is_marked_as_paid(bench: Bench, told: dict[str, Any]) -> None:
    bench.announce("payments", writes_paid_back=True)
    bench.open_case()
    close_as_paid(bench, **told)
    bench.write_back()
    assert bench.dreamrobot.paid == {}


def test_it_is_off_unless_the_merchant_switched_it_on(bench: Bench) -> None:
    bench.open_case()
    close_as_paid(bench)
    bench.write_back()
    assert bench.dreamrobot.paid == {}
    assert "Bezahlt" in bench.dreamrobot.notes[ORDER][0]


@pytest.mark.parametrize("status", [OrderStatus(is_paid=True), OrderStatus(is_cancelled=True)])
def test_an_order_that_is_paid_or_cancelled_already_is_left_alone(bench: Bench, status: OrderStatus) -> None:
    bench.announce("payments", writes_paid_back=True)
    bench.open_case()
    bench.dreamrobot.change(status=status)
    close_as_paid(bench)
    bench.write_back()
    assert bench.dreamrobot.paid == {}


def test_what_the_app_marked_as_paid_is_not_reported_as_a_payment(bench: Bench) -> None:
    bench.announce("payments", writes_paid_back=True)
    bench.open_case()
    close_as_paid(bench)
    bench.write_back()
    bench.look()
    bench.tell(closing=None)
    bench.look()
    assert bench.commands() == []


@pytest.mark.parametrize("error", [UnavailableError(), OutcomeUnknownError()])
def test_a_note_that_was_not_written_is_written_at_the_next_run(bench: Bench, error: Exception) -> None:
    bench.open_case()
    bench.dreamrobot.failures = [None, error]
    assert bench.write_back()
    assert bench.told() == []
    bench.write_back()
    assert ORDER in bench.dreamrobot.notes
    assert bench.told() == ["note_written"]


def test_an_order_that_is_gone_or_hides_its_note_holds_nothing_up(bench: Bench) -> None:
    bench.open_case("case-1", "1_2026_09", "2_2026_09", "3_2026_09")
    del bench.dreamrobot.orders["1_2026_09"]
    bench.dreamrobot.failures = [None, NoteUnreadableError()]
    bench.write_back()
    assert bench.dreamrobot.notes.keys() == {"3_2026_09"}
    assert bench.world.stores.pending_notes_of(MERCHANT).list_some(10) == []


def test_a_run_that_dies_after_the_note_writes_nothing_twice(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.open_case()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(PendingNoteRepository, "finish", die)
        with pytest.raises(KeyboardInterrupt):
            bench.write_back()
    bench.write_back()
    assert bench.dreamrobot.calls.count(f"write note {ORDER}") == 1
    assert bench.told() == ["note_written"]


def test_a_change_that_comes_while_the_note_is_written_is_written_next(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.open_case()
    real = bench.dreamrobot.note_collection_state

    def note_while_something_happens(order_id: str, texts: list[str]) -> bool:
        bench.tell(stage="judicial")
        return real(order_id, texts)

    with monkeypatch.context() as patch:
        patch.setattr(bench.dreamrobot, "note_collection_state", note_while_something_happens)
        bench.write_back()
    assert "Gerichtlich" not in bench.dreamrobot.notes[ORDER][0]
    bench.write_back()
    assert "Gerichtlich" in bench.dreamrobot.notes[ORDER][0]


def test_notes_keep_to_their_share_of_a_day(bench: Bench) -> None:
    merchants = bench.world.stores.merchants_of(MERCHANT)
    merchant = merchants.get()
    assert merchant is not None
    merchants.save(merchant.model_copy(update={"daily_requests": 30}))
    for number in range(5):
        bench.open_case(f"case-{number}", f"{number + 1}_2026_09")
    bench.write_back()
    bench.write_back()
    assert len(bench.dreamrobot.notes) == 3
    bench.world.clock.move(timedelta(days=1))
    bench.write_back()
    assert len(bench.dreamrobot.notes) == 5


def test_a_run_whose_time_is_up_leaves_the_notes_to_the_next(bench: Bench) -> None:
    bench.open_case()
    assert not bench.write_back(seconds=0)
    assert bench.dreamrobot.notes == {}
    assert bench.write_back()
    assert bench.dreamrobot.notes != {}
