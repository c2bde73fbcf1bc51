"""Working on an export: evaluating, handing over, waiting, and being interrupted."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from shared.domain.account import AccountMode, PortalAccount
from shared.domain.export import ExportState, ItemState, WaitingFor
from shared.domain.finding import FindingCode
from shared.dreamrobot.errors import (
    AccessRefusedError,
    BadRequestError,
    DreamRobotError,
    QuotaUsedUpError,
    UnavailableError,
)
from shared.store.hand_overs import HandOverRepository
from tests.component.export_bench import ORDER_IDS, WORK, ExportBench, make_order
from tests.component.world import (
    CUSTOMER_NUMBER,
    MERCHANT,
    START,
    World,
    make_atriga_account,
    make_case,
    make_command,
    make_merchant,
)


@pytest.fixture
def bench(world: World) -> ExportBench:
    return ExportBench(world)


def test_every_eligible_order_becomes_one_case_with_one_command(bench: ExportBench) -> None:
    bench.work()
    assert bench.state() is ExportState.DONE
    assert {item.state for item in bench.items()} == {ItemState.HANDED_OVER}
    cases = bench.list_cases()
    assert sorted(case.order_ids[0] for case in cases) == ORDER_IDS
    case = next(case for case in cases if case.order_ids == ("1_2026_09",))
    assert case.creditor_name == "Musterhandel GmbH"
    assert case.portal_account_name == "webseite"
    assert str(case.total.amount) == "119.00"
    assert case.debtor.address.house_number == "12"
    queued = bench.world.take_messages("commands")
    assert {message["case_id"] for message in queued} == {case.case_id for case in cases}
    for message in queued:
        assert bench.world.stores.commands_of(MERCHANT).get(message["case_id"], message["command_id"]) is not None


def test_a_blocked_order_says_why_and_does_not_hold_the_others_up(bench: ExportBench) -> None:
    bench.dreamrobot.orders["1_2026_09"] = make_order("1_2026_09", paid_amount=Decimal("119.00"))
    del bench.dreamrobot.orders["2_2026_09"]
    bench.work()
    assert [item.state for item in bench.items()] == [ItemState.BLOCKED, ItemState.BLOCKED, ItemState.HANDED_OVER]
    assert bench.codes_of(0) == {FindingCode.PAID}
    assert bench.codes_of(1) == {FindingCode.ORDER_NOT_FOUND}
    export = bench.exports.get("export-1")
    assert export is not None
    assert export.counts is not None
    assert export.counts.model_dump() == {"total": 3, "evaluated": 3, "blocked": 2, "cases": 1, "drafts": 0}


def test_an_order_that_dreamrobot_will_never_give_out_is_told_plainly(bench: ExportBench) -> None:
    bench.dreamrobot.failures["2_2026_09"] = BadRequestError(status=400)
    bench.work()
    assert bench.codes_of(1) == {FindingCode.ORDER_UNREADABLE}
    assert bench.state() is ExportState.DONE


def test_an_order_in_a_running_case_is_neither_read_nor_handed_over_again(bench: ExportBench) -> None:
    case = make_case("case-1", "1_2026_09")
    bench.cases.open(case, make_command(case))
    bench.work()
    assert "1_2026_09" not in bench.dreamrobot.read
    [finding] = bench.items()[0].findings
    assert (finding.code, finding.parameters) == (
        FindingCode.ALREADY_HANDED_OVER,
        {"case": "case-1", "case_id": "case-1"},
    )
    assert len(bench.list_cases()) == 3


def test_a_race_lost_at_the_last_moment_leaves_one_case(bench: ExportBench, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = HandOverRepository.write
    raced: list[bool] = []

    def race(repository: HandOverRepository, *arguments: object) -> None:
        if not raced:
            raced.append(True)
            other = make_case("case-of-another-export", "1_2026_09")
            bench.cases.open(other, make_command(other))
        real(repository, *arguments)

    monkeypatch.setattr(HandOverRepository, "write", race)
    bench.work()
    assert bench.items()[0].state is ItemState.BLOCKED
    assert bench.codes_of(0) == {FindingCode.ALREADY_HANDED_OVER}
    orders = [case.order_ids[0] for case in bench.list_cases()]
    assert sorted(orders) == ORDER_IDS


def test_the_message_again_changes_nothing(bench: ExportBench) -> None:
    bench.work()
    read = list(bench.dreamrobot.read)
    bench.work()
    assert bench.dreamrobot.read == read
    assert len(bench.list_cases()) == 3


@pytest.mark.parametrize("is_written", [True, False], ids=["after the write", "before the write"])
def test_a_worker_that_dies_at_a_hand_over_is_taken_up_where_it_stopped(
    bench: ExportBench, monkeypatch: pytest.MonkeyPatch, *, is_written: bool
) -> None:
    real: Any = HandOverRepository.write

    def die(*arguments: object) -> None:
        if is_written:
            real(*arguments)
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(HandOverRepository, "write", die)
        with pytest.raises(KeyboardInterrupt):
            bench.work()
    bench.world.clock.move(timedelta(minutes=20))
    bench.work()
    assert bench.state() is ExportState.DONE
    orders = [case.order_ids[0] for case in bench.list_cases()]
    assert sorted(orders) == ORDER_IDS
    assert sorted(bench.dreamrobot.read) == ORDER_IDS


def test_a_quota_that_is_used_up_makes_the_export_wait_for_the_next_day_in_berlin(bench: ExportBench) -> None:
    bench.dreamrobot.failures["2_2026_09"] = QuotaUsedUpError(status=429)
    bench.work()
    export = bench.exports.get("export-1")
    assert export is not None
    assert (export.state, export.waiting_for) == (ExportState.WAITING, WaitingFor.QUOTA)
    assert export.waiting_until is not None
    assert export.waiting_until.isoformat() == "2026-11-25T00:05:00+01:00"
    bench.dreamrobot.failures.clear()
    bench.world.clock.move(timedelta(hours=15))
    bench.work()
    assert bench.state() is ExportState.DONE
    assert bench.dreamrobot.read.count("1_2026_09") == 1


@pytest.mark.parametrize("error", [UnavailableError(status=503), AccessRefusedError(status=400)])
def test_while_dreamrobot_is_away_the_export_waits_and_then_goes_on(bench: ExportBench, error: DreamRobotError) -> None:
    bench.dreamrobot.failures["1_2026_09"] = error
    bench.work()
    export = bench.exports.get("export-1")
    assert export is not None
    assert export.waiting_for is WaitingFor.DREAMROBOT
    assert export.waiting_until is not None
    assert export.waiting_until > bench.world.clock()
    assert len(list(bench.world.stores.sleepers().list_due_exports(export.waiting_until, of_each_shard=9))) == 1
    bench.dreamrobot.failures.clear()
    bench.work()
    assert bench.state() is ExportState.DONE
    assert list(bench.world.stores.sleepers().list_due_exports(START + timedelta(minutes=1), of_each_shard=9)) == []


def test_a_run_whose_time_is_up_goes_on_in_a_new_message(bench: ExportBench) -> None:
    bench.work(seconds=30)
    assert bench.state() is ExportState.RUNNING
    assert bench.world.take_messages("exports") == [WORK.model_dump()]
    bench.work()
    assert bench.state() is ExportState.DONE


def test_the_export_of_a_merchant_who_left_is_kept_and_looked_at_ever_more_seldom(bench: ExportBench) -> None:
    stores = bench.world.stores
    merchants, sleepers = stores.merchants_of(MERCHANT), stores.sleepers()
    merchants.delete()
    bench.world.clock.move(timedelta(hours=8))
    bench.work()
    assert bench.dreamrobot.read == []
    now = bench.world.clock()
    assert list(sleepers.list_due_exports(now + timedelta(hours=1, minutes=59), of_each_shard=9)) == []
    assert len(list(sleepers.list_due_exports(now + timedelta(hours=2), of_each_shard=9))) == 1
    merchants.save(make_merchant())
    bench.work()
    assert bench.state() is ExportState.DONE


def test_an_export_in_another_workers_hands_is_left_alone(bench: ExportBench) -> None:
    now = bench.world.clock()
    leases = bench.world.stores.leases_of(MERCHANT)
    lease = leases.acquire("EXPORT#export-1", now=now, until=now + timedelta(minutes=5))
    assert lease is not None
    bench.work()
    assert bench.dreamrobot.read == []
    leases.release(lease)
    bench.work()
    assert bench.state() is ExportState.DONE


def test_an_order_of_a_portal_account_that_feeds_nothing_is_blocked(bench: ExportBench) -> None:
    accounts = bench.world.stores.accounts_of(MERCHANT)
    accounts.remove_all()
    accounts.save_activated(make_atriga_account(), due_at=START)
    accounts.learn_portal_accounts([PortalAccount(portal_account_id="22014", name="webseite", customer_number=None)])
    bench.work()
    assert bench.codes_of(0) == {FindingCode.PORTAL_ACCOUNT_NOT_CONNECTED}


def test_an_order_without_portal_account_goes_where_all_of_them_lead(bench: ExportBench) -> None:
    bench.dreamrobot.orders["1_2026_09"] = make_order("1_2026_09", portal_account_id=None)
    bench.work()
    assert bench.items()[0].state is ItemState.HANDED_OVER


def test_an_order_without_portal_account_is_blocked_where_they_lead_apart(bench: ExportBench) -> None:
    accounts = bench.world.stores.accounts_of(MERCHANT)
    accounts.save_activated(make_atriga_account("10002"), due_at=START)
    accounts.learn_portal_accounts([PortalAccount(portal_account_id="22016", name="amazon", customer_number="10002")])
    bench.dreamrobot.orders["1_2026_09"] = make_order("1_2026_09", portal_account_id=None)
    bench.work()
    assert bench.codes_of(0) == {FindingCode.PORTAL_ACCOUNT_NOT_CONNECTED}


def test_an_atriga_account_in_test_mode_makes_test_cases(bench: ExportBench) -> None:
    accounts = bench.world.stores.accounts_of(MERCHANT)
    accounts.remove_all()
    accounts.save_activated(make_atriga_account(mode=AccountMode.TEST), due_at=START)
    accounts.learn_portal_accounts(
        [PortalAccount(portal_account_id="22014", name="webseite", customer_number=CUSTOMER_NUMBER)]
    )
    bench.work()
    assert all(case.test for case in bench.list_cases())
