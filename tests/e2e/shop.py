"""A merchant of the DreamRobot simulator on the deployed stack, and what it and atriga do there."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.demo.merchant_browser import MerchantBrowser
from sandbox.dreamrobot.app_calls import AppCalls
from sandbox.dreamrobot.samples import SampleMerchant, load_merchants

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from tests.local_stack import LocalStack

SECONDS_TO_WAIT = 240.0
"""The schedule runs each minute, and a machine may be slow."""

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 1.0
"""Seconds between two looks: most of what is waited for is there at once, and each look costs the machine something."""

SECONDS_BETWEEN_SYNCS = 2.0

NOTHING_TO_FIND = {"no_reminder_known"}

IS_REJECTED = "Wird von BOSS abgelehnt"
"""How the label of an order begins whose case atriga's simulator rejects, for its address or its debtor."""


def wait_until[Found](look: Callable[[], Found | None], what: str, seconds: float = SECONDS_TO_WAIT) -> Found:
    """Look again and again until there is something."""
    give_up_at, pause = time.monotonic() + seconds, FIRST_PAUSE
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < give_up_at, f"waited in vain for {what}"
        time.sleep(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE)


def find_merchant(merchant_id: str) -> SampleMerchant:
    return next(merchant for merchant in load_merchants() if merchant.merchant_id == merchant_id)


@dataclass
class Shop:
    """A merchant: its calls as DreamRobot makes them, its browser, and its orders that nothing speaks against."""

    stack: LocalStack
    merchant: SampleMerchant
    customer_number: str
    http: httpx.Client
    calls: AppCalls = field(init=False)
    browser: MerchantBrowser = field(init=False)
    fresh_orders: list[str] = field(init=False)
    synchronized_at: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self.calls = AppCalls(self.http, self.stack.app_url, self.stack.keys)
        self.browser = MerchantBrowser(self.http, self.stack.app_url)
        self.fresh_orders = [
            order["id"]
            for order in self.http.get(f"{self.stack.dreamrobot_url}/_control/orders").json()
            if order["merchant_id"] == self.merchant_id
            and set(order["shows"]) <= NOTHING_TO_FIND
            and not order["label"].startswith(IS_REJECTED)
            and not self.cases_at_atriga(order["id"])
        ]

    @property
    def merchant_id(self) -> str:
        return self.merchant.merchant_id

    def activate(self) -> None:
        """Install, open the app, and activate it through the form."""
        assert self.calls.install(self.merchant).status_code in {200, 201}
        self.browser.open_app(self.calls.make_launch_address(self.merchant, to="/activate"))
        self.browser.submit_form(
            "/activate",
            {
                "customer_number": self.customer_number,
                "authentication_code": f"sandbox-code-{self.customer_number}",
            },
        )

    def take_orders(self, number: int) -> list[str]:
        """Take orders that no other test exports."""
        taken, self.fresh_orders = self.fresh_orders[:number], self.fresh_orders[number:]
        assert len(taken) == number, "the simulator has too few orders for all tests"
        return taken

    def export(self, order_ids: list[str], export_id: str | None = None) -> str:
        """Export orders and return the export's id."""
        answer = self.calls.export_orders(self.merchant_id, order_ids, export_id=export_id)
        assert answer.status_code == 202
        return str(answer.json()["export_id"])

    def wait_for_export(self, export_id: str, state: str = "done") -> dict[str, Any]:
        """Wait until an export is in a state; by default until every order of it was looked at."""
        seen: list[dict[str, Any]] = []

        def look() -> dict[str, Any] | None:
            seen[:] = [self.calls.read_export(self.merchant_id, export_id).json()]
            return seen[0] if seen[0]["state"] == state else None

        try:
            return wait_until(look, f"an export to be {state}")
        except AssertionError as error:
            error.add_note(f"it was last seen as {seen}")
            raise

    def read_case(self, case_id: str) -> dict[str, Any]:
        return self.browser.read_json(f"/cases/{case_id}")

    def wait_for_case(self, case_id: str, *, is_hurried: bool = True, **expected: object) -> dict[str, Any]:
        """Wait until a case shows what is expected of it; without ``is_hurried`` the schedule alone brings it."""
        seen: list[dict[str, Any]] = []

        def look() -> dict[str, Any] | None:
            seen[:] = [self.read_case(case_id)]
            if expected.items() <= seen[0].items():
                return seen[0]
            if is_hurried:
                self.synchronize()
            return None

        try:
            return wait_until(look, f"case {case_id} to show {expected}")
        except AssertionError as error:
            error.add_note(f"it was last seen as {seen}")
            raise

    def synchronize(self) -> None:
        """Queue the run of the status sync that the schedule would queue within a minute.

        Whoever looks again and again asks for it each time; a run every other second is enough, and each costs.
        """
        now = time.monotonic()
        if now - self.synchronized_at >= SECONDS_BETWEEN_SYNCS:
            self.synchronized_at = now
            self.queue("SyncsQueueUrl", customer_number=self.customer_number)

    def let_orders_be_read(self) -> None:
        """Forget that the merchant's orders were read a moment ago; else they are looked at again in half a minute."""
        self.stack.client("dynamodb").delete_item(
            TableName=self.stack.outputs["CasesTableName"],
            Key={"pk": {"S": f"M#{self.merchant_id}#WATCH"}, "sk": {"S": "PLAN"}},
        )

    def end_lease(self, case_id: str) -> None:
        """Let the lease of a case run out, as it does a minute after its worker died."""
        self.stack.client("dynamodb").update_item(
            TableName=self.stack.outputs["RuntimeTableName"],
            Key={"pk": {"S": f"M#{self.merchant_id}"}, "sk": {"S": f"LEASE#CASE#{case_id}"}},
            UpdateExpression="SET held_until = :past",
            ConditionExpression="attribute_exists(held_until)",
            ExpressionAttributeValues={":past": {"S": "2000-01-01"}},
        )

    def queue(self, queue: str, **work: str) -> None:
        """Queue a message as a function does."""
        body = json.dumps({"merchant_id": self.merchant_id, **work})
        self.stack.client("sqs").send_message(QueueUrl=self.stack.outputs[queue], MessageBody=body)

    def cases_at_atriga(self, order_id: str) -> list[dict[str, Any]]:
        """All cases at the gateway that hold an order."""
        listed = self.http.get(f"{self.stack.boss_url}/_control/cases").json()["items"]
        return [case for case in listed if order_id in case["order_references"]]

    def move_case(self, case_number: str, action: str, **parameters: object) -> None:
        """Let the agency take a step."""
        answer = self.http.post(f"{self.stack.boss_url}/_control/cases/{case_number}/{action}", json=parameters)
        assert answer.is_success

    def switch_fault_on(self, simulator_url: str, **fault: object) -> None:
        assert self.http.post(f"{simulator_url}/_control/faults", json=fault).is_success

    def switch_faults_off(self, simulator_url: str) -> None:
        assert self.http.delete(f"{simulator_url}/_control/faults").is_success
