from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from sandbox.demo.main_job import MainJob
from sandbox.demo.merchant_browser import MerchantBrowser, UnexpectedAnswerError
from sandbox.dreamrobot.app_calls import AppCalls, AppKeys
from sandbox.dreamrobot.samples import load_merchants
from sandbox.local_cloud.progress import Progress

APP = "http://127.0.0.1:8080"
COOKIE = "__Host-session=merchant.secret"
PAGE = """
<form action="/sign-out" method="post"><input type="hidden" name="csrf_token" value="one"></form>
<form action="/activate" method="post"><input type="hidden" name="csrf_token" value="two">
<input name="customer_number" value=""><input name="authentication_code" type="password"></form>
"""
ITEM = {"order_id": "1_2026_09", "state": "blocked", "findings": []}


@dataclass
class FakeApp:
    """Answers as the app does; ``pending`` is how many questions it takes until everything is decided."""

    pending: int = 2
    activation_status: int = 303
    forms: list[dict[str, list[str]]] = field(default_factory=list)
    exports: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, request: httpx.Request) -> httpx.Response:
        match request.method, request.url.path:
            case "POST", "/dreamrobot/installations":
                return httpx.Response(201, json={})
            case "GET", "/launch":
                headers = {"Location": "/activate", "Set-Cookie": f"{COOKIE}; Secure; HttpOnly; Path=/"}
                return httpx.Response(303, headers=headers)
            case "POST", "/exports":
                self.exports.append(json.loads(request.content))
                return httpx.Response(202, json={"export_id": "msg_1"})
        if request.headers.get("cookie") != COOKIE:
            return httpx.Response(401, json={"code": "not_signed_in"})
        return self._answer_merchant(request)

    def _answer_merchant(self, request: httpx.Request) -> httpx.Response:
        match request.method, request.url.path:
            case "GET", "/activate":
                return httpx.Response(200, html=PAGE)
            case "POST", "/activate":
                self.forms.append(parse_qs(request.content.decode()))
                return httpx.Response(self.activation_status, headers={"Location": "/activate?done=1"})
            case "GET", "/exports/msg_1":
                counts = {"total": 2, "evaluated": 2, "blocked": 1, "cases": 1}
                return httpx.Response(200, json={"state": "done", "counts": counts, "items": [ITEM]})
            case "GET", "/cases":
                self.pending -= 1
                transfer = "accepted" if self.pending <= 0 else "submitted"
                return httpx.Response(200, json=self._page_of_cases(request, transfer))
        return httpx.Response(404)

    def _page_of_cases(self, request: httpx.Request, transfer: str) -> dict[str, Any]:
        if "cursor" in request.url.params:
            return {"items": [{"transfer": "accepted"}], "next_cursor": None}
        return {"items": [{"transfer": transfer}], "next_cursor": "more"}


def make_job(app: FakeApp, ticks: list[float]) -> MainJob:
    client = httpx.Client(transport=httpx.MockTransport(app.answer))
    keys = AppKeys(signing_keys=("whsec_a2V5",), launch_keys=("k" * 32,))
    return MainJob(
        calls=AppCalls(client, APP, keys, lambda: datetime(2026, 11, 24, tzinfo=UTC)),
        browser=MerchantBrowser(client, APP),
        merchant=load_merchants()[0],
        progress=Progress(io.StringIO(), lambda: 0.0),
        clock=lambda: sum(ticks),
        sleep=ticks.append,
    )


def test_the_job_ends_with_all_cases_of_all_pages_and_the_items_of_the_export() -> None:
    app = FakeApp()
    result = make_job(app, []).play("10001", "a-code", ["1_2026_09", "2_2026_09"])
    assert [case["transfer"] for case in result.cases] == ["accepted", "accepted"]
    assert result.items == [ITEM]
    assert app.exports[0]["order_ids"] == ["1_2026_09", "2_2026_09"]


def test_the_form_is_sent_as_it_stands_on_the_page_with_its_own_csrf_token() -> None:
    app = FakeApp()
    make_job(app, []).play("10001", "a-code", ["1_2026_09"])
    assert app.forms == [{"csrf_token": ["two"], "customer_number": ["10001"], "authentication_code": ["a-code"]}]


def test_a_refused_activation_ends_the_job_and_names_the_step() -> None:
    with pytest.raises(UnexpectedAnswerError, match="the form of /activate: the app answered 422") as refused:
        make_job(FakeApp(activation_status=422), []).play("10001", "a-code", ["1_2026_09"])
    assert "a-code" not in str(refused.value)


def test_the_job_does_not_wait_for_a_decision_for_ever() -> None:
    ticks: list[float] = []
    with pytest.raises(UnexpectedAnswerError, match="not decided on 1 cases"):
        make_job(FakeApp(pending=10_000), ticks).play("10001", "a-code", ["1_2026_09"])
    assert sum(ticks) == pytest.approx(301)
