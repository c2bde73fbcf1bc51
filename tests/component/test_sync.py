"""Storing what atriga tells: every change once, the cursor only after storing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.boss.errors import CredentialsRefusedError, CursorExpiredError, UnavailableError
from shared.domain.account import AccountState
from shared.domain.cases.case import Acceptance, Rejection, StatusText, Transfer
from shared.domain.cases.case_progress import follow_snapshot, note_transfer
from shared.domain.cases.timeline import EventKind
from shared.store.accounts import AccountRepository
from shared.store.change_records import ChangeRecordRepository
from shared.store.errors import TransactionLostError
from shared.work import SyncWork
from tests.component.snapshots import make_snapshot
from tests.component.world import MERCHANT, START

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from tests.component.world import World

from tests.component.sync_bench import WORK, Bench


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


def test_every_change_is_kept_and_the_case_follows_the_newest(bench: Bench) -> None:
    for version in (1, 2, 3):
        bench.stream.add(version, stage=f"stage-{version}")
    bench.run()
    assert bench.change_ids() == ["change-1", "change-2", "change-3"]
    assert bench.case.snapshot is not None
    assert bench.case.snapshot.stage == "stage-3"
    assert bench.case.transfer is Transfer.ACCEPTED
    assert bench.cursor == "3"


def test_running_again_asks_after_the_cursor_and_changes_nothing(bench: Bench) -> None:
    bench.stream.add(1)
    bench.run()
    before = bench.case
    bench.run()
    assert bench.stream.asked_after == [None, "1"]
    assert bench.case == before


def test_changes_that_come_out_of_order_do_not_turn_the_case_back(bench: Bench) -> None:
    bench.stream.add(3, stage="newest")
    bench.stream.add(2, stage="older")
    bench.run()
    assert bench.case.snapshot is not None
    assert bench.case.snapshot.stage == "newest"
    assert bench.change_ids() == ["change-1", "change-2"]


def test_a_run_that_dies_before_the_cursor_moved_repeats_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.stream.add(1)
    bench.stream.add(2)

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(AccountRepository, "move_cursor", die)
        with pytest.raises(KeyboardInterrupt):
            bench.run()
    assert bench.cursor is None
    before = bench.case
    bench.world.clock.move(timedelta(minutes=20))
    bench.run()
    assert bench.change_ids() == ["change-1", "change-2"]
    assert bench.case == before
    assert bench.cursor == "2"


def test_many_pages_come_in_without_a_gap(bench: Bench) -> None:
    for version in range(1, 251):
        bench.stream.add(version)
    bench.run()
    assert len(bench.change_ids()) == 250
    assert bench.cursor == "250"


def test_a_run_whose_time_is_up_goes_on_in_a_new_message(bench: Bench) -> None:
    for version in range(1, 151):
        bench.stream.add(version)
    bench.stream.slowness = timedelta(minutes=5)
    bench.run()
    assert bench.cursor == "100"
    assert bench.world.take_messages("syncs") == [WORK.model_dump()]
    bench.run()
    assert bench.cursor == "150"


def test_a_cursor_that_is_too_old_starts_over_without_repeating(bench: Bench) -> None:
    bench.stream.add(1)
    bench.run()
    bench.stream.add(2)
    bench.stream.failures = [CursorExpiredError(status=410)]
    bench.run()
    assert bench.stream.asked_after == [None, "1", None]
    assert bench.change_ids() == ["change-1", "change-2"]
    assert bench.cursor == "2"


def test_a_gateway_that_is_away_ends_the_run_quietly(bench: Bench) -> None:
    bench.stream.add(1)
    bench.stream.failures = [UnavailableError(status=503)]
    bench.run()
    assert bench.change_ids() == []
    bench.run()
    assert bench.change_ids() == ["change-1"]


def test_a_refused_code_stops_the_account(bench: Bench) -> None:
    bench.stream.failures = [CredentialsRefusedError(status=401, code="invalid_credentials")]
    bench.run()
    assert bench.account.state is AccountState.STOPPED
    bench.run()
    assert len(bench.stream.asked_after) == 1


def test_a_case_that_the_app_did_not_hand_over_is_passed_by(bench: Bench) -> None:
    bench.stream.add(1, client_reference="somebody-elses")
    bench.stream.add(1)
    bench.run()
    assert bench.change_ids() == ["change-2"]
    assert bench.cursor == "2"


def test_a_change_of_another_customer_number_does_not_touch_the_case(bench: Bench) -> None:
    bench.world.activate(MERCHANT, "10002")
    bench.stream.add(1)
    bench.worker.run(
        SyncWork(merchant_id=MERCHANT, customer_number="10002"), bench.world.clock() + timedelta(minutes=5)
    )
    assert bench.case.snapshot is None


def test_what_nobody_knows_is_kept_as_text(bench: Bench) -> None:
    bench.stream.add(1, stage="mediation", processing="dreaming", status=StatusText(code="x99", text="Neues Verfahren"))
    bench.run()
    assert bench.case.snapshot is not None
    assert (bench.case.snapshot.stage, bench.case.snapshot.status.text) == ("mediation", "Neues Verfahren")


def test_a_rejection_frees_the_order_and_says_why(bench: Bench) -> None:
    rejection = Rejection(code="address_unknown", text="Anschrift unbekannt", field="debtor.address")
    bench.stream.add(1, acceptance=Acceptance.REJECTED, rejection=rejection)
    bench.run()
    assert (bench.case.transfer, bench.case.rejection) == (Transfer.REJECTED, rejection)
    assert bench.world.stores.cases_of(MERCHANT).find_handed_over("1001_2026_09") is None


def test_a_change_that_never_came_is_told_and_the_case_stands_right_all_the_same(bench: Bench) -> None:
    bench.stream.add(1)
    bench.stream.add(4, stage="judicial")
    bench.run()
    assert bench.case.snapshot is not None
    assert bench.case.snapshot.stage == "judicial"
    [event] = bench.world.stores.timelines_of(MERCHANT).list_events("case-1")
    assert (event.kind, event.parameters) == (EventKind.CHANGES_MISSED, {"count": "2"})
    bench.stream.add(5)
    bench.run()
    assert len(bench.world.stores.timelines_of(MERCHANT).list_events("case-1")) == 1


def test_changes_whose_snapshot_an_answer_brought_before_are_no_gap(bench: Bench) -> None:
    cases = bench.world.stores.cases_of(MERCHANT)
    command = bench.world.stores.commands_of(MERCHANT).get("case-1", "command-1")
    assert command is not None
    cases.save_progress(bench.case, follow_snapshot(bench.case, make_snapshot(version=3), START), command)
    for version in (1, 2, 3):
        bench.stream.add(version)
    bench.run()
    assert bench.case.change_version == 3
    assert bench.change_ids() == ["change-1", "change-2", "change-3"]
    assert bench.world.stores.timelines_of(MERCHANT).list_events("case-1") == []


def test_a_change_that_comes_before_the_answer_of_its_submission_is_taken_in(bench: Bench) -> None:
    cases = bench.world.stores.cases_of(MERCHANT)
    command = bench.world.stores.commands_of(MERCHANT).get("case-1", "command-1")
    assert command is not None
    submitting, command = cases.save_progress(
        bench.case, note_transfer(bench.case, Transfer.SUBMITTING, START), command
    )
    bench.stream.add(1)
    bench.run()
    assert bench.case.transfer is Transfer.ACCEPTED
    with pytest.raises(TransactionLostError):
        cases.save_progress(submitting, note_transfer(submitting, Transfer.SUBMITTED, START), command)


def test_a_case_that_somebody_else_writes_meanwhile_is_read_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.stream.add(1)
    real_record, rivals = ChangeRecordRepository.record, [1]

    def record_after_a_rival(*arguments: Any) -> Case:
        if rivals:
            rivals.pop()
            command = bench.world.stores.commands_of(MERCHANT).get("case-1", "command-1")
            assert command is not None
            bench.world.stores.cases_of(MERCHANT).save_progress(
                bench.case, note_transfer(bench.case, Transfer.UNKNOWN, START), command
            )
        return real_record(*arguments)

    monkeypatch.setattr(ChangeRecordRepository, "record", record_after_a_rival)
    bench.run()
    assert rivals == []
    assert bench.change_ids() == ["change-1"]
    assert bench.case.transfer is Transfer.ACCEPTED
