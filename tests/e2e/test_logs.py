"""No personal datum and no code in any log of the deployed stack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.shop import wait_until

if TYPE_CHECKING:
    from tests.e2e.shop import Shop


def read_logs(shop: Shop) -> str:
    logs = shop.stack.client("logs")
    lines: list[str] = []
    for group in logs.describe_log_groups()["logGroups"]:
        events = logs.filter_log_events(logGroupName=group["logGroupName"])["events"]
        lines += [event["message"] for event in events]
    return "\n".join(lines)


def test_logs_tell_what_happened_and_of_nobody(shop: Shop) -> None:
    [order_id] = shop.take_orders(1)
    # Each way things can go wrong writes its own lines.
    shop.switch_fault_on(shop.stack.boss_url, operation="submitCase", kind="status", status=500, times=1)
    [item] = shop.wait_for_export(shop.export([order_id]))["items"]
    shop.wait_for_case(item["case_id"], transfer="accepted")
    wait_until(lambda: item["case_id"] in read_logs(shop), "the case's id in the logs")
    logs = read_logs(shop)
    [at_atriga] = shop.cases_at_atriga(order_id)
    debtor = at_atriga["submission"]["debtor"]
    personal = {
        debtor["last_name"],
        debtor["company"],
        debtor["email"],
        debtor["phone"],
        debtor["address"]["street"],
        shop.merchant.api_password,
        f"sandbox-code-{shop.customer_number}",
        shop.stack.keys.launch_keys[0],
        *shop.browser.cookies.values(),
    }
    assert {datum for datum in personal if datum and datum in logs} == set()
