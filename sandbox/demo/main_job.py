"""The main job, step by step: install, open the app, activate, export, wait until atriga has decided.

Each step goes the way that DreamRobot or a merchant's browser goes; none reaches into the app.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from sandbox.demo.merchant_browser import UnexpectedAnswerError, expect_status
from sandbox.demo.report import describe_transfers, draw_bar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sandbox.demo.merchant_browser import MerchantBrowser
    from sandbox.dreamrobot.app_calls import AppCalls
    from sandbox.dreamrobot.samples import SampleMerchant
    from sandbox.local_cloud.progress import Progress

_POLL_SECONDS = 1.0
_EXPORT_SECONDS = 180.0
# The schedule runs each minute; a slow machine gets several.
_DECISION_SECONDS = 300.0
_UNDECIDED = frozenset({"ready", "submitting", "unknown", "submitted"})
_ACTIVATION_PATH = "/activate"
_CASES_PATH = "/cases"
_PAGE_SIZE = "200"


@dataclass(frozen=True)
class Result:
    """What came of it: the cases (rows of ``GET /cases``) and the export's items."""

    cases: list[dict[str, Any]]
    items: list[dict[str, Any]]


@dataclass(frozen=True)
class MainJob:
    """The parts that play together; ``clock`` counts seconds."""

    calls: AppCalls
    browser: MerchantBrowser
    merchant: SampleMerchant
    progress: Progress
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def play(self, customer_number: str, code: str, order_ids: Sequence[str]) -> Result:
        """Play the whole job.

        Raises:
            UnexpectedAnswerError: A step did not do what it should.
        """
        self._install()
        self._activate(customer_number, code)
        items = self._export(order_ids)
        return Result(self._wait_for_decisions(), items)

    def _install(self) -> None:
        self.progress.say(f"DreamRobot installs the app for {self.merchant.name}")
        answer = self.calls.install(self.merchant)
        expect_status(answer, "installing", httpx.codes.CREATED, httpx.codes.OK)

    def _activate(self, customer_number: str, code: str) -> None:
        self.progress.say("the merchant opens the app from DreamRobot")
        self.browser.open_app(self.calls.make_launch_address(self.merchant, to=_ACTIVATION_PATH))
        self.progress.say(f"the merchant activates it with customer number {customer_number} and the code")
        typed = {"customer_number": customer_number, "authentication_code": code}
        self.browser.submit_form(_ACTIVATION_PATH, typed)

    def _export(self, order_ids: Sequence[str]) -> list[dict[str, Any]]:
        self.progress.say(f"DreamRobot exports {len(order_ids)} orders")
        taken = self.calls.export_orders(self.merchant.merchant_id, order_ids)
        expect_status(taken, "exporting", httpx.codes.ACCEPTED)
        path = f"/exports/{taken.json()['export_id']}"
        give_up_at = self.clock() + _EXPORT_SECONDS
        shown = ""
        while True:
            export = self.browser.read_json(path)
            counts = export["counts"]
            bar = f"orders evaluated {draw_bar(counts['evaluated'], counts['total'])}"
            if bar != shown:
                self.progress.say(bar)
                shown = bar
            if export["state"] == "done":
                self.progress.say(f"{counts['cases']} cases made, {counts['blocked']} orders kept out")
                items: list[dict[str, Any]] = export["items"]
                return items
            self._pause(give_up_at, "the export did not end in time")

    def _wait_for_decisions(self) -> list[dict[str, Any]]:
        self.progress.say("cases are handed over to atriga; the schedule brings each decision back (every minute)")
        give_up_at = self.clock() + _DECISION_SECONDS
        shown = ""
        while True:
            cases = self._read_cases()
            undecided = sum(case["transfer"] in _UNDECIDED for case in cases)
            bar = f"cases decided {draw_bar(len(cases) - undecided, len(cases))}: {describe_transfers(cases)}"
            if bar != shown:
                self.progress.say(bar)
                shown = bar
            if not undecided:
                return cases
            self._pause(give_up_at, f"atriga has not decided on {undecided} cases in time")

    def _read_cases(self) -> list[dict[str, Any]]:
        cases: list[dict[str, Any]] = []
        query = {"limit": _PAGE_SIZE}
        while True:
            page = self.browser.read_json(_CASES_PATH, query)
            cases += page["items"]
            if page["next_cursor"] is None:
                return cases
            query["cursor"] = page["next_cursor"]

    def _pause(self, give_up_at: float, reason: str) -> None:
        if self.clock() > give_up_at:
            raise UnexpectedAnswerError(reason)
        self.sleep(_POLL_SECONDS)
