"""The tables in memory answer as moto's do, for everything that the repositories ask of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

import boto3

from shared.domain.cases.case import Acceptance, Change, Rejection
from shared.domain.cases.case_progress import follow_snapshot, note_refusal
from shared.domain.cases.case_view import CaseView
from shared.domain.cases.command import CommandState
from shared.domain.export import Export, ExportItem, ExportSource, WaitingFor
from shared.domain.rate import Rate
from shared.store.errors import ConditionFailedError
from shared.store.stores import Stores
from tests.component.snapshots import make_snapshot
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, START, make_atriga_account, make_case, make_command
from tests.simulation.memory_dynamodb import MemoryDynamoDB
from tests.simulation.side_effects import SideEffects

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_dynamodb import DynamoDBClient

    from tests.component.world import World


def told_by(stores: Stores) -> list[object]:
    """Do a bit of everything, and return whatever was answered."""
    return [*cases(stores), *exports(stores), *accounts(stores), *runtime(stores)]


def attempt(act: Callable[[], object]) -> object:
    try:
        return act()
    except ConditionFailedError as error:
        return type(error), getattr(error, "failed", None)


def cases(stores: Stores) -> list[object]:
    repository, commands = stores.cases_of(MERCHANT), stores.commands_of(MERCHANT)
    table = stores.case_table_of(MERCHANT)
    records = stores.change_records_of(MERCHANT)
    case, command = make_case(), make_command(make_case())
    second = make_case("case-2", "2_2026_09")
    running = command.model_copy(update={"state": CommandState.RUNNING})
    snapshot = make_snapshot(acceptance=Acceptance.ACCEPTED)
    change = Change(change_id="c", changed_at=START, kind="accepted", snapshot=snapshot)
    rejection = Rejection(code="c", text="t")
    return [
        attempt(lambda: repository.open(case, command)),
        attempt(lambda: repository.open(make_case("case-3"), make_command(case, "other"))),
        attempt(lambda: repository.open(second, make_command(second, "command-2"))),
        attempt(lambda: commands.save(running)),
        attempt(lambda: commands.save(running)),
        attempt(lambda: commands.add(command)),
        attempt(lambda: records.record(case, follow_snapshot(case, snapshot, START), [change])),
        attempt(lambda: records.record(case, case, [change])),
        *watch(stores),
        attempt(lambda: repository.save_progress(second, note_refusal(second, rejection, START), command)),
        repository.find_handed_over("1001_2026_09"),
        table.read(CaseView(), 1),
        table.read(CaseView(), 9),
        list(stores.sleepers().list_due_commands(START + timedelta(days=1), of_each_shard=5)),
        attempt(lambda: commands.hold(command, CUSTOMER_NUMBER)),
        commands.list_held(CUSTOMER_NUMBER),
        commands.list_all("case-1"),
    ]


def watch(stores: Stores) -> list[object]:
    orders, notes = stores.watched_orders_of(MERCHANT), stores.pending_notes_of(MERCHANT)
    [watched] = orders.list_between(date.min, date.max)
    seen = watched.model_copy(update={"customer_id": "77"})
    return [
        orders.list_days(),
        attempt(lambda: stores.watch_records_of(MERCHANT).record(seen)),
        attempt(lambda: stores.watch_records_of(MERCHANT).record(seen)),
        orders.get(watched.order_id),
        notes.list_some(5),
        [notes.finish(note, None) for note in notes.list_some(5) * 2],
    ]


def exports(stores: Stores) -> list[object]:
    repository = stores.exports_of(MERCHANT)
    export = Export(export_id="e", source=ExportSource.APP, body_digest="-", order_count=1, created_at=START)
    item = ExportItem(order_id="1_2026_09", number=0)
    return [
        repository.add(export),
        repository.add(export),
        attempt(lambda: repository.add_items("e", [item])),
        attempt(lambda: repository.note_queued("e", START, START)),
        attempt(lambda: repository.note_waiting("e", WaitingFor.QUOTA, START)),
        attempt(lambda: repository.save_item("e", item)),
        attempt(lambda: repository.save_item("e", item)),
        repository.get("e"),
        repository.list_items("e"),
        list(stores.sleepers().list_due_exports(START, of_each_shard=5)),
    ]


def accounts(stores: Stores) -> list[object]:
    repository = stores.accounts_of(MERCHANT)
    return [
        attempt(lambda: repository.save_activated(make_atriga_account(), START)),
        list(stores.due_accounts().list_due(START)),
        attempt(lambda: repository.move_cursor(CUSTOMER_NUMBER, before=None, after="1")),
        attempt(lambda: repository.move_cursor(CUSTOMER_NUMBER, before=None, after="2")),
        attempt(lambda: repository.stop(CUSTOMER_NUMBER, "invalid_credentials")),
        list(stores.due_accounts().list_due(START)),
        repository.list_atriga_accounts(),
    ]


def runtime(stores: Stores) -> list[object]:
    leases, buckets = stores.leases_of(MERCHANT), stores.token_buckets_of(MERCHANT)
    rate, later = Rate(tokens_per_second=1, capacity=2), START + timedelta(minutes=1)
    first = leases.acquire("a", now=START, until=later)
    assert first is not None
    return [
        first,
        leases.acquire("a", now=START, until=later),
        attempt(lambda: leases.release(first)),
        leases.acquire("a", now=later, until=later),
        [buckets.take("b", rate, START) for _ in range(4)],
        [buckets.take("b", rate, later) for _ in range(4)],
    ]


def test_the_tables_in_memory_answer_as_moto_does(world: World) -> None:
    memory = MemoryDynamoDB(SideEffects())
    in_memory = Stores(cast("DynamoDBClient", memory), "accounts", "cases", "runtime")

    assert told_by(in_memory) == told_by(world.stores)

    client = boto3.client("dynamodb")
    for table, items in memory.tables.items():
        kept: list[dict[str, Any]] = client.scan(TableName=table)["Items"]
        assert {(item["pk"]["S"], item["sk"]["S"]) for item in kept} == set(items)
