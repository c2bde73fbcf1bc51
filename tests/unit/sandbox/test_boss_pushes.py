from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json

import httpx
import pytest

from sandbox.boss.courier import Courier
from tests.unit.sandbox.boss_world import START, BossWorld, submission

KEY = b"a key of some length"
SUBSCRIPTION = {"url": "http://app.test/push", "secret": f"whsec_{base64.b64encode(KEY).decode()}"}


class Mailbox:
    """Takes pushes in place of the app, or fails as told."""

    def __init__(self, *, status: int = 204, error: Exception | None = None) -> None:
        self.pushes: list[tuple[str, bytes, dict[str, str]]] = []
        self._status = status
        self._error = error

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        self.pushes.append((url, body, headers))
        if self._error is not None:
            raise self._error
        return self._status


def deliver(world: BossWorld, mailbox: Mailbox) -> None:
    asyncio.run(Courier(world.gateway, mailbox.post).deliver_waiting())


def push_counts(world: BossWorld) -> dict[str, int]:
    counts: dict[str, int] = world.console.get("/_control/state").json()["pushes"]
    return counts


def test_every_change_after_the_subscription_is_pushed_once() -> None:
    world, mailbox = BossWorld(), Mailbox()
    world.submit()
    assert world.client().put("/subscription", json=SUBSCRIPTION).status_code == 204
    world.wait(seconds=2)
    for _ in range(2):
        deliver(world, mailbox)
    [(url, body, _)] = mailbox.pushes
    assert url == "http://app.test/push"
    number = world.changes()[0]["case"]["case_number"]
    assert json.loads(body) == {"type": "case.changed", "customer_number": "10001", "case_number": number}
    assert push_counts(world) == {"delivered": 1, "failed": 0}


def test_a_push_is_signed_over_its_id_its_time_and_its_body() -> None:
    world, mailbox = BossWorld(), Mailbox()
    world.client().put("/subscription", json=SUBSCRIPTION)
    world.submit()
    deliver(world, mailbox)
    [(_, body, headers)] = mailbox.pushes
    assert headers["webhook-timestamp"] == str(int(START.timestamp()))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"


def test_nothing_is_pushed_after_unsubscribing_or_for_another_account() -> None:
    world, mailbox = BossWorld(), Mailbox()
    world.client().put("/subscription", json=SUBSCRIPTION)
    world.submit(customer_number="20002")
    assert world.client().delete("/subscription").status_code == 204
    world.submit()
    deliver(world, mailbox)
    assert mailbox.pushes == []


@pytest.mark.parametrize(
    "mailbox", [Mailbox(status=500), Mailbox(error=httpx.ConnectError("away")), Mailbox(error=httpx.InvalidURL("?"))]
)
def test_a_push_that_fails_is_counted_and_forgotten(mailbox: Mailbox) -> None:
    world = BossWorld()
    world.client().put("/subscription", json=SUBSCRIPTION)
    world.submit()
    for _ in range(2):
        deliver(world, mailbox)
    assert push_counts(world) == {"delivered": 0, "failed": 1}


def test_many_pushes_go_out_a_few_at_once() -> None:
    world = BossWorld()
    world.client().put("/subscription", json=SUBSCRIPTION)
    for number in range(10):
        world.submit(submission(client_reference=f"case-{number}"), key=f"key-{number}")
    under_way: list[int] = [0]

    async def post(_url: str, _body: bytes, _headers: dict[str, str]) -> int:
        under_way.append(under_way[-1] + 1)
        await asyncio.sleep(0)
        under_way.append(under_way[-1] - 1)
        return 204

    asyncio.run(Courier(world.gateway, post).deliver_waiting())
    assert max(under_way) == 4
    assert under_way[-1] == 0
    assert push_counts(world) == {"delivered": 10, "failed": 0}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**SUBSCRIPTION, "url": "ftp://app.test"}, "url"),
        ({**SUBSCRIPTION, "url": "/push"}, "url"),
        ({**SUBSCRIPTION, "url": "http://[app"}, "url"),
        ({**SUBSCRIPTION, "secret": "whsec_"}, "secret"),
        ({**SUBSCRIPTION, "secret": "whsec_*"}, "secret"),
        ({**SUBSCRIPTION, "secret": "bWVpbg=="}, "secret"),
        ({"url": SUBSCRIPTION["url"]}, "secret"),
    ],
)
def test_a_subscription_that_cannot_work_is_refused(body: dict[str, str], field: str) -> None:
    answer = BossWorld().client().put("/subscription", json=body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_the_courier_goes_on_until_it_is_stopped() -> None:
    world, mailbox = BossWorld(), Mailbox()
    world.client().put("/subscription", json=SUBSCRIPTION)
    world.submit()
    rounds: list[float] = []

    async def pass_time(seconds: float) -> None:
        rounds.append(seconds)
        world.wait(seconds=2)
        if len(rounds) == 3:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(Courier(world.gateway, mailbox.post, pass_time).run())
    assert len(mailbox.pushes) == 2
    assert world.changes()[-1]["kind"] == "accepted"
