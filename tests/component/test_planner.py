"""Planning the runs, and waking what has waited long enough."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from functions.sync.planner import PROBES
from shared.aws import dynamodb_client
from shared.domain.export import Export, ExportSource, WaitingFor
from shared.work import CommandWork, ExportWork
from tests.component.sync_bench import Bench
from tests.component.world import MERCHANT, OTHER_MERCHANT, START, make_case, make_command

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


def test_due_accounts_are_queued_once_for_each_interval(bench: Bench) -> None:
    bench.world.activate(OTHER_MERCHANT, "20001")
    assert bench.plan().syncs == 2
    assert bench.plan().syncs == 0
    queued = {message["merchant_id"] for message in bench.world.take_messages("syncs")}
    assert queued == {MERCHANT, OTHER_MERCHANT}
    bench.world.clock.move(timedelta(minutes=5))
    assert bench.plan().syncs == 2


def test_a_command_whose_message_was_lost_is_queued_again_and_not_at_every_run(bench: Bench) -> None:
    assert bench.plan().commands == 0
    bench.world.clock.move(timedelta(minutes=3))
    assert bench.plan().commands == 1
    assert bench.plan().commands == 0
    expected = CommandWork(merchant_id=MERCHANT, case_id="case-1", command_id="command-1")
    assert bench.world.take_messages("commands") == [expected.model_dump()]


def test_an_export_that_waits_is_woken_when_its_time_has_come(bench: Bench) -> None:
    exports = bench.world.stores.exports_of(MERCHANT)
    exports.add(
        Export(
            export_id="export-1",
            source=ExportSource.APP,
            body_digest="digest",
            order_count=1,
            created_at=START,
        )
    )
    exports.note_waiting("export-1", WaitingFor.QUOTA, START + timedelta(hours=15))
    assert bench.plan().exports == 0
    bench.world.clock.move(timedelta(hours=15))
    assert bench.plan().exports == 1
    expected = ExportWork(merchant_id=MERCHANT, export_id="export-1")
    assert bench.world.take_messages("exports") == [expected.model_dump()]


def test_while_the_gateway_is_away_only_a_few_commands_are_woken_to_find_out_whether_it_is_back(bench: Bench) -> None:
    cases = bench.world.stores.cases_of(MERCHANT)
    for number in range(20):
        case = make_case(f"case-a{number}", f"{number}_2026_09")
        cases.open(case, make_command(case, f"command-a{number}"))
    bench.world.clock.move(timedelta(minutes=3))
    bench.gateway_is_away = True
    assert bench.plan().commands == PROBES
    bench.gateway_is_away = False
    assert bench.plan().commands == 21 - PROBES


def test_one_run_wakes_a_bounded_number_and_the_next_run_the_rest(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("functions.sync.planner.WOKEN_OF_EACH_SHARD", 2)
    cases = bench.world.stores.cases_of(MERCHANT)
    for number in range(4):
        case = make_case(f"case-a{number}", f"{number}_2026_09")
        cases.open(case, make_command(case, f"command-a{number}", due_at=START + timedelta(seconds=number)))
    other = make_case("case-b", "1_2026_09")
    bench.world.stores.cases_of(OTHER_MERCHANT).open(other, make_command(other, "command-b"))
    bench.world.clock.move(timedelta(minutes=3))
    assert bench.plan().commands == 3
    woken = [message["command_id"] for message in bench.world.take_messages("commands")]
    assert sorted(woken) == ["command-a0", "command-a1", "command-b"]
    assert bench.plan().commands == 2
    assert bench.plan().commands == 1


def test_an_account_where_something_happened_is_asked_again_soon(bench: Bench) -> None:
    bench.world.clock.move(timedelta(days=2))
    bench.plan()
    bench.world.clock.move(timedelta(minutes=6))
    assert bench.plan().syncs == 0, "a quiet account rests for an hour"
    bench.stream.add(1)
    bench.run()
    assert bench.account.last_change_at == bench.world.clock()
    bench.world.clock.move(timedelta(minutes=5))
    assert bench.plan().syncs == 1
    bench.world.clock.move(timedelta(minutes=5))
    assert bench.plan().syncs == 1


def test_a_run_that_a_push_brought_is_not_planned_a_second_time(bench: Bench) -> None:
    bench.run()
    assert bench.plan().syncs == 0


def test_a_planner_whose_time_is_up_leaves_the_rest_to_the_next_run(bench: Bench) -> None:
    for number in range(100):
        bench.world.activate(f"merchant-{number:03d}", "20001")
    first = bench.planner.plan(bench.world.clock()).syncs
    assert first == 80
    assert bench.plan().syncs == 21
    queued = [message["merchant_id"] for message in bench.world.take_messages("syncs")]
    assert len(queued) == len(set(queued)) == 101


def test_an_account_that_cannot_be_read_stops_no_other_and_rests_for_an_hour(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.world.activate(OTHER_MERCHANT, "20001")
    dynamodb_client().update_item(
        TableName="accounts",
        Key={"pk": {"S": f"M#{OTHER_MERCHANT}"}, "sk": {"S": "ATRIGA#20001"}},
        UpdateExpression="REMOVE body.terms, body.activated_at",
    )
    assert bench.plan().syncs == 1
    [error] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert error.__dict__["merchant_id"] == OTHER_MERCHANT
    caplog.clear()
    bench.plan()
    assert "ERROR" not in {record.levelname for record in caplog.records}
    bench.world.clock.move(timedelta(hours=1))
    bench.plan()
    assert "ERROR" in {record.levelname for record in caplog.records}
