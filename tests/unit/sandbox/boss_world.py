"""A BOSS simulator in memory, with a clock that tests move and clients that need no socket."""

from __future__ import annotations

import asyncio
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from sandbox.boss.app import build_application
from sandbox.boss.gateway import DEFAULT_ACCEPTANCE_DELAY, Gateway

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

SUBMISSION: dict[str, Any] = {
    "client_reference": "case-1",
    "creditor": {"name": "Nordlicht Handel", "portal_account": "7", "input_tax_deduction": True},
    "debtor": {
        "client_reference": "K-4711",
        "kind": "consumer",
        "company": None,
        "first_name": "Jörg",
        "last_name": "Müßig",
        "email": "joerg.muessig@example.org",
        "phone": None,
        "language": "de",
        "address": {
            "street": "Grüner Weg",
            "house_number": "12 a",
            "addition": None,
            "postal_code": "20095",
            "city": "Hamburg",
            "country": "DE",
        },
    },
    "positions": [
        {
            "order_reference": "1_2026_07",
            "contract_date": "2026-08-01",
            "invoice_number": "R-1",
            "invoice_date": "2026-08-02",
            "due_date": "2026-08-16",
            "subject": "1 Kaffeemühle",
            "principal": {"amount": "119.00", "currency": "EUR"},
            "paid": {"amount": "19.00", "currency": "EUR"},
            "delivered_on": None,
        }
    ],
    "charges": [{"kind": "reminder_fee", "amount": {"amount": "5.00", "currency": "EUR"}}],
    "reminders": [{"sent_on": "2026-09-01", "channel": "email", "credit_agency_notice": None}],
    "disputed": None,
}


def euro(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "EUR"}


def submission(**changes: object) -> dict[str, Any]:
    """The sample submission with values put in at dotted paths, written with ``__`` for a dot."""
    body = deepcopy(SUBMISSION)
    for path, value in changes.items():
        *steps, last = [int(step) if step.isdigit() else step for step in path.split("__")]
        target: Any = body
        for step in steps:
            target = target[step]
        target[last] = value
    return body


class AsgiTransport(httpx.BaseTransport):
    """Lets a client that is not asynchronous call an application directly."""

    def __init__(self, application: Any) -> None:
        self._transport = httpx.ASGITransport(application)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        async def call() -> httpx.Response:
            response = await self._transport.handle_async_request(request)
            content = await response.aread()
            return httpx.Response(response.status_code, headers=response.headers, content=content)

        return asyncio.run(call())


class BossWorld:
    """The simulator, its clock, and clients of its accounts."""

    def __init__(self, acceptance_delay: timedelta | None = DEFAULT_ACCEPTANCE_DELAY) -> None:
        self.now = START
        self.gateway = Gateway(clock=lambda: self.now, acceptance_delay=acceptance_delay, link_key=b"key")
        self.application = build_application(self.gateway)
        self.console = self._make_client("http://boss.test", None)

    def client(self, customer_number: str = "10001", code: str | None = None) -> httpx.Client:
        auth = (customer_number, code if code is not None else f"sandbox-code-{customer_number}")
        return self._make_client("http://boss.test/v1", auth)

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)

    def submit(
        self, body: dict[str, Any] | None = None, key: str = "key-1", customer_number: str = "10001", **headers: str
    ) -> httpx.Response:
        sent = {"Idempotency-Key": key, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.client(customer_number).post("/cases", json=body or submission(), headers=sent)

    def accepted_case(self) -> str:
        """Submit the sample case, let it be accepted, and return its number."""
        number: str = self.submit().json()["case_number"]
        self.wait(seconds=3)
        assert self.case(number)["acceptance"] == "accepted"
        return number

    def case(self, number: str) -> dict[str, Any]:
        case: dict[str, Any] = self.client().get(f"/cases/{number}").raise_for_status().json()
        return case

    def move(self, number: str, action: str, **parameters: object) -> httpx.Response:
        return self.console.post(f"/_control/cases/{number}/{action}", json=parameters)

    def changes(self, customer_number: str = "10001") -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.client(customer_number).get("/changes").raise_for_status().json()["items"]
        return items

    def _make_client(self, base_url: str, auth: tuple[str, str] | None) -> httpx.Client:
        return httpx.Client(transport=AsgiTransport(self.application), base_url=base_url, auth=auth)
