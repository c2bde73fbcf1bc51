"""Cases, guards, commands and changes on the tables."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared import aws
from shared.domain.cases.case import Acceptance, Change, Rejection, Transfer
from shared.domain.cases.case_progress import follow_changes, follow_snapshot, note_refusal
from shared.domain.cases.command import CommandState
from shared.store.case_numbers import CaseNumberRepository
from shared.store.change_records import CHANGES_AT_ONCE
from shared.store.errors import TransactionLostError
from shared.store.table import Table
from tests.component.snapshots import make_snapshot
from tests.component.world import MERCHANT, OTHER_MERCHANT, START, make_case, make_command, make_position
from tests.kept_cases import list_cases

if TYPE_CHECKING:
    from tests.component.world import World

LATER = START + timedelta(minutes=1)


def make_change(change_id: str, version: int, **changes: Any) -> Change:
    return Change(
        change_id=change_id,
        changed_at=START + timedelta(minutes=version),
        kind="accepted",
        snapshot=make_snapshot(version=version, **changes),
    )


def find_case_id(case_number: str, merchant_id: str = MERCHANT) -> str | None:
    return CaseNumberRepository(Table(aws.dynamodb_client(), "cases"), merchant_id).find_case_id(case_number)


def test_a_case_comes_back_as_it_was_written(world: World) -> None:
    cases = world.stores.cases_of(MERCHANT)
    case = make_case()
    cases.open(case, make_command(case))
    assert cases.get(case.case_id) == case
    assert world.stores.commands_of(MERCHANT).get(case.case_id, "command-1") == make_command(case)


def test_an_order_is_in_one_running_case_at_a_time(world: World) -> None:
    cases = world.stores.cases_of(MERCHANT)
    first = make_case("case-1")
    cases.open(first, make_command(first))
    second = make_case("case-2")
    with pytest.raises(TransactionLostError):
        cases.open(second, make_command(second, "command-2"))
    assert cases.get("case-2") is None
    assert world.stores.commands_of(MERCHANT).get("case-2", "command-2") is None
    handed_over = cases.find_handed_over("1001_2026_09")
    assert handed_over is not None
    assert handed_over.case_id == "case-1"


def test_the_same_order_number_of_another_merchant_is_another_order(world: World) -> None:
    case = make_case("case-1")
    world.stores.cases_of(MERCHANT).open(case, make_command(case))
    other = make_case("case-2")
    world.stores.cases_of(OTHER_MERCHANT).open(other, make_command(other))
    assert world.stores.cases_of(OTHER_MERCHANT).get("case-2") == other
    assert world.stores.cases_of(OTHER_MERCHANT).get("case-1") is None
    assert world.stores.commands_of(OTHER_MERCHANT).get("case-1", "command-1") is None
    assert list_cases(world.stores, OTHER_MERCHANT) == [other]


def test_the_end_of_a_case_frees_its_orders_in_the_same_write(world: World) -> None:
    cases = world.stores.cases_of(MERCHANT)
    case, command = make_case(), None
    cases.open(case, command := make_command(case))
    refused = command.model_copy(update={"state": CommandState.REFUSED})
    rejection = Rejection(code="invalid", text="Anschrift unbekannt")
    cases.save_progress(case, note_refusal(case, rejection, LATER), refused)
    assert cases.find_handed_over("1001_2026_09") is None
    again = make_case("case-2")
    cases.open(again, make_command(again, "command-2"))
    handed_over = cases.find_handed_over("1001_2026_09")
    assert handed_over is not None
    assert handed_over.case_id == "case-2"


def test_two_writers_of_one_case_do_not_overwrite_each_other(world: World) -> None:
    cases = world.stores.cases_of(MERCHANT)
    case = make_case()
    cases.open(case, make_command(case))
    records = world.stores.change_records_of(MERCHANT)
    records.record(case, follow_snapshot(case, make_snapshot(version=1), LATER), [make_change("change-1", 1)])
    with pytest.raises(TransactionLostError):
        records.record(case, follow_snapshot(case, make_snapshot(version=2), LATER), [make_change("change-2", 2)])
    kept = cases.get(case.case_id)
    assert kept is not None
    assert kept.snapshot == make_snapshot(version=1)
    assert [change.change_id for change in cases.list_changes(case.case_id)] == ["change-1"]


def test_a_change_is_kept_once_however_often_it_comes(world: World) -> None:
    cases = world.stores.cases_of(MERCHANT)
    case = make_case()
    cases.open(case, make_command(case))
    change = make_change("change-1", 1)
    records = world.stores.change_records_of(MERCHANT)
    kept = records.record(case, follow_snapshot(case, change.snapshot, LATER), [change])
    assert kept == cases.get(case.case_id)
    assert records.record(kept, follow_snapshot(kept, change.snapshot, LATER), [change]) == kept
    assert cases.list_changes(case.case_id) == [change]
    assert cases.get(case.case_id) == kept


def test_new_changes_are_kept_beside_known_ones(world: World) -> None:
    cases = world.stores.cases_of(MERCHANT)
    case = make_case()
    cases.open(case, make_command(case))
    records = world.stores.change_records_of(MERCHANT)
    changes = [make_change(f"change-{number}", number) for number in (1, 2, 3)]
    first, _ = follow_changes(case, changes[:2], LATER)
    kept = records.record(case, first, changes[:2])
    after, _ = follow_changes(kept, changes, LATER)
    kept = records.record(kept, after, changes)
    assert cases.list_changes(case.case_id) == changes
    assert cases.get(case.case_id) == kept
    assert kept.change_version == 3


def test_a_file_number_finds_its_case_also_after_it_was_replaced(world: World) -> None:
    cases = world.stores.cases_of(MERCHANT)
    case = make_case()
    cases.open(case, make_command(case))
    records = world.stores.change_records_of(MERCHANT)
    kept = records.record(case, follow_snapshot(case, make_snapshot(version=1), LATER), [make_change("change-1", 1)])
    renamed = make_change("change-2", 2, case_number="26-777777", previous_case_numbers=("26-000001",))
    records.record(kept, follow_snapshot(kept, renamed.snapshot, LATER), [renamed])
    assert find_case_id("26-000001") == find_case_id("26-777777") == "case-1"
    assert find_case_id("26-999999") is None
    assert find_case_id("26-000001", OTHER_MERCHANT) is None


def test_a_number_that_two_cases_had_names_neither_and_stops_neither(world: World) -> None:
    cases = world.stores.cases_of(MERCHANT)
    for case_id, order_id in (("case-1", "1_2026_09"), ("case-2", "2_2026_09")):
        case = make_case(case_id, order_id)
        cases.open(case, make_command(case))
        change = make_change(f"change-of-{case_id}", 1, client_reference=case_id)
        world.stores.change_records_of(MERCHANT).record(case, follow_snapshot(case, change.snapshot, LATER), [change])
        assert len(cases.list_changes(case_id)) == 1
    assert find_case_id("26-000001") is None


def test_a_case_with_as_many_orders_as_the_contract_allows_takes_a_full_chunk_of_changes(world: World) -> None:
    cases = world.stores.cases_of(MERCHANT)
    case = make_case(positions=tuple(make_position(f"{number}_2026_09") for number in range(1, 46)))
    cases.open(case, make_command(case))
    numbers = tuple(f"26-{number:06d}" for number in range(2, 30))
    changes = [make_change(f"change-{n}", n, previous_case_numbers=numbers) for n in range(1, CHANGES_AT_ONCE + 1)]
    after, _ = follow_changes(case, changes, LATER)
    world.stores.change_records_of(MERCHANT).record(case, after, changes)
    assert len(cases.list_changes(case.case_id)) == CHANGES_AT_ONCE


def test_a_rejection_told_by_atriga_frees_the_orders(world: World) -> None:
    cases = world.stores.cases_of(MERCHANT)
    case = make_case()
    cases.open(case, make_command(case))
    change = make_change(
        "change-1", 1, acceptance=Acceptance.REJECTED, rejection=Rejection(code="address_unknown", text="unbekannt")
    )
    world.stores.change_records_of(MERCHANT).record(case, follow_snapshot(case, change.snapshot, LATER), [change])
    kept = cases.get(case.case_id)
    assert kept is not None
    assert kept.transfer is Transfer.REJECTED
    assert cases.find_handed_over("1001_2026_09") is None


def test_an_open_command_is_found_when_its_time_has_come_and_left_alone_when_told(world: World) -> None:
    case = make_case()
    command = make_command(case)
    world.stores.cases_of(MERCHANT).open(case, command)
    sleepers = world.stores.sleepers()
    assert list(sleepers.list_due_commands(command.due_at - timedelta(seconds=1), of_each_shard=9)) == []
    [found] = sleepers.list_due_commands(command.due_at, of_each_shard=9)
    assert (found.merchant_id, found.case_id, found.command_id) == (MERCHANT, "case-1", "command-1")
    sleepers.postpone(found, command.due_at + timedelta(minutes=5))
    assert list(sleepers.list_due_commands(command.due_at, of_each_shard=9)) == []
    assert len(list(sleepers.list_due_commands(command.due_at + timedelta(minutes=5), of_each_shard=9))) == 1


def test_a_command_that_is_done_sleeps_no_more(world: World) -> None:
    cases = world.stores.cases_of(MERCHANT)
    case = make_case()
    cases.open(case, make_command(case))
    world.stores.commands_of(MERCHANT).save(make_command(case).model_copy(update={"state": CommandState.DONE}))
    assert list(world.stores.sleepers().list_due_commands(START + timedelta(days=400), of_each_shard=9)) == []
