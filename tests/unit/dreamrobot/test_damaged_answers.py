"""Whatever comes back, a caller meets an order or a ``DreamRobotError``, and nothing else."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import httpx
from hypothesis import given
from hypothesis import strategies as st

from shared.dreamrobot.errors import DreamRobotError
from tests.unit.damage import damaged
from tests.unit.dreamrobot.examples import (
    ORDER_ID,
    list_body,
    order_body,
    payment_methods_body,
    portal_accounts_body,
    token_body,
)
from tests.unit.dreamrobot.fakes import Bench

if TYPE_CHECKING:
    from shared.dreamrobot.client import DreamRobotClient

STATUSES = st.sampled_from([200, 200, 200, 204, 302, 400, 401, 403, 404, 429, 500, 503])

ERROR_BODY = {"error": [{"error": "Not Found", "description": "x", "code": 404}], "ack": "error"}

BODIES = st.one_of(
    st.binary(max_size=30),
    damaged(token_body()),
    damaged(order_body()),
    damaged(list_body(ORDER_ID, "2_2026_05")),
    damaged(portal_accounts_body()),
    damaged(payment_methods_body()),
    damaged(ERROR_BODY),
)


def call_everything(client: DreamRobotClient) -> None:
    with suppress(DreamRobotError):
        client.list_portal_accounts()
    with suppress(DreamRobotError):
        client.list_payment_methods()
    with suppress(DreamRobotError):
        assert client.get_order(ORDER_ID).order_id == ORDER_ID
    with suppress(DreamRobotError):
        assert all(page for page in client.list_orders(date(2026, 5, 1), date(2026, 5, 31)))
    with suppress(DreamRobotError):
        client.note_collection_state(ORDER_ID, ["in Bearbeitung"])
    with suppress(DreamRobotError):
        client.mark_paid(ORDER_ID, Decimal("119.00"))


@given(status=STATUSES, body=BODIES)
def test_a_damaged_answer_behind_a_good_token_raises_nothing_else(status: int, body: bytes) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        is_token = request.url.path.endswith("token.php")
        return httpx.Response(200, json=token_body()) if is_token else httpx.Response(status, content=body)

    bench = Bench(*[answer] * 80)
    call_everything(bench.client)
    assert len(bench.http) >= 5


@given(status=STATUSES, body=BODIES)
def test_a_damaged_answer_of_any_kind_raises_nothing_else(status: int, body: bytes) -> None:
    bench = Bench(*[lambda _: httpx.Response(status, content=body)] * 120)
    call_everything(bench.client)
    assert len(bench.http) >= 4
