"""What is left when a process dies or an answer gets lost, on the deployed stack."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from tests.e2e.shop import wait_until

if TYPE_CHECKING:
    from tests.e2e.shop import Shop


def submits_received(shop: Shop) -> int:
    counts = shop.http.get(f"{shop.stack.boss_url}/_control/state").json()["requests"]
    return int(counts.get("submitCase", 0))


def wait_for_submit(shop: Shop, before: int) -> None:
    wait_until(lambda: submits_received(shop) > before, "a submit to arrive at the gateway")


def command_of(shop: Shop, case_id: str) -> str:
    found = shop.stack.client("dynamodb").query(
        TableName=shop.stack.outputs["CasesTableName"],
        KeyConditionExpression="pk = :pk AND begins_with(sk, :command)",
        ExpressionAttributeValues={
            ":pk": {"S": f"M#{shop.merchant_id}#CASE#{case_id}"},
            ":command": {"S": "COMMAND#"},
        },
    )
    [item] = found["Items"]
    return str(item["sk"]["S"]).removeprefix("COMMAND#")


def freeze_a_hand_over(shop: Shop) -> tuple[str, str, list[int]]:
    """Stop the functions that submit while one waits for the gateway's answer; return order, case and processes.

    The simulator is slow with one submit only. If that was of a case of the test before, the next order is taken.
    """
    while True:
        [order_id] = shop.take_orders(1)
        before = submits_received(shop)
        shop.switch_fault_on(shop.stack.boss_url, operation="submitCase", kind="latency", seconds=4, times=1)
        [item] = shop.wait_for_export(shop.export([order_id]))["items"]
        wait_for_submit(shop, before)
        workers = shop.stack.find_workers("submit")
        signal_all(workers, signal.SIGSTOP)
        is_waiting = not shop.cases_at_atriga(order_id)
        if is_waiting and shop.read_case(item["case_id"])["transfer"] == "submitting":
            return order_id, item["case_id"], workers
        signal_all(workers, signal.SIGCONT)
        shop.wait_for_case(item["case_id"], transfer="accepted")


def signal_all(workers: list[int], sent: signal.Signals) -> None:
    assert workers
    for worker in workers:
        # The emulator ends idle functions when it likes.
        with suppress(ProcessLookupError):
            os.kill(worker, sent)


def test_a_submit_function_killed_between_the_answer_and_the_write_leaves_one_case(shop: Shop) -> None:
    order_id, case_id, workers = freeze_a_hand_over(shop)
    wait_until(lambda: shop.cases_at_atriga(order_id), "the gateway to make the case and answer")
    signal_all(workers, signal.SIGKILL)
    # Nobody wrote the answer down, though a run of the sync may have told of the case by now.
    # In time the lease runs out and the planner brings the command back; here both are done by hand.
    shop.end_lease(case_id)
    shop.queue("CommandsQueueUrl", case_id=case_id, command_id=command_of(shop, case_id))
    case = shop.wait_for_case(case_id, transfer="accepted")
    [at_atriga] = shop.cases_at_atriga(order_id)
    assert at_atriga["case_number"] == case["case_number"]
    assert at_atriga["submits"] == 1


def test_an_answer_that_got_lost_leaves_one_case(shop: Shop) -> None:
    [order_id] = shop.take_orders(1)
    shop.switch_fault_on(shop.stack.boss_url, operation="submitCase", kind="answer_lost", times=1)
    [item] = shop.wait_for_export(shop.export([order_id]))["items"]
    shop.wait_for_case(item["case_id"], transfer="accepted")
    [at_atriga] = shop.cases_at_atriga(order_id)
    assert at_atriga["submits"] == 1


def test_a_connection_that_was_cut_before_the_work_leads_to_a_second_try(shop: Shop) -> None:
    [order_id] = shop.take_orders(1)
    shop.switch_fault_on(shop.stack.boss_url, operation="submitCase", kind="cut", times=1)
    [item] = shop.wait_for_export(shop.export([order_id]))["items"]
    shop.wait_for_case(item["case_id"], transfer="accepted")
    assert len(shop.cases_at_atriga(order_id)) == 1


def test_a_gateway_that_asks_for_patience_gets_the_case_later(shop: Shop) -> None:
    [order_id] = shop.take_orders(1)
    shop.switch_fault_on(shop.stack.boss_url, operation="submitCase", kind="status", status=429, retry_after=2, times=2)
    [item] = shop.wait_for_export(shop.export([order_id]))["items"]
    shop.wait_for_case(item["case_id"], transfer="accepted")
    [at_atriga] = shop.cases_at_atriga(order_id)
    assert at_atriga["submits"] == 1
