"""What the DreamRobot client sends, and every example that its unit tests read, fit DreamRobot's contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from shared.dreamrobot.errors import (
    AccessRefusedError,
    BadRequestError,
    DreamRobotError,
    OrderNotFoundError,
    TokenRefusedError,
)
from tests.contract.openapi import ContractChecker
from tests.unit.dreamrobot.examples import (
    ORDER_ID,
    error_answer,
    list_body,
    order_body,
    payment_methods_body,
    portal_accounts_body,
    token_body,
)
from tests.unit.dreamrobot.fakes import Bench

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.dreamrobot.client import DreamRobotClient
    from tests.unit.scripted_http import Step

CONTRACT = ContractChecker(Path(__file__).parents[2] / "contracts" / "dreamrobot-rest.openapi.yaml")


def answer(response: httpx.Response) -> Step:
    """Answer with ``response`` once it and the request that asked for it fit the contract."""

    def check_and_answer(request: httpx.Request) -> httpx.Response:
        CONTRACT.check(request, response)
        return response

    return check_and_answer


def ok(body: dict[str, object]) -> Step:
    return answer(httpx.Response(200, json=body))


@pytest.mark.parametrize(
    ("call", "body"),
    [
        (lambda client: client.get_order(ORDER_ID), order_body()),
        (lambda client: client.list_portal_accounts(), portal_accounts_body()),
        (lambda client: client.list_payment_methods(), payment_methods_body()),
        (lambda client: list(client.list_orders(date(2026, 5, 1), date(2026, 5, 31))), {"order": [], "ack": "success"}),
        (lambda client: client.mark_paid(ORDER_ID, Decimal("119.00")), {"order_id": ORDER_ID, "ack": "success"}),
    ],
)
def test_every_call_and_its_answer_fit(call: Callable[[DreamRobotClient], object], body: dict[str, object]) -> None:
    bench = Bench(ok(token_body()), ok(body))
    call(bench.client)
    assert len(bench.http) == 2


def test_a_page_of_orders_fits() -> None:
    bench = Bench(ok(token_body()), ok(list_body(ORDER_ID, "2_2026_05")), ok({"order": [], "ack": "success"}))
    [page] = bench.client.list_orders(date(2026, 5, 1), date(2026, 5, 31))
    assert [listed.order_id for listed in page] == [ORDER_ID, "2_2026_05"]


def test_reading_and_writing_a_note_fit() -> None:
    bench = Bench(ok(token_body()), ok(order_body()), ok({"order_id": ORDER_ID, "ack": "success"}))
    assert bench.client.note_collection_state(ORDER_ID, ["Aktenzeichen 4711: in Bearbeitung"])


@pytest.mark.parametrize(
    ("refusal", "error"),
    [
        (error_answer(400, "invalid_client"), AccessRefusedError),
        (error_answer(400, "invalid_request"), BadRequestError),
    ],
)
def test_a_refused_token_request_fits(refusal: httpx.Response, error: type[DreamRobotError]) -> None:
    with pytest.raises(error):
        Bench(answer(refusal)).client.list_portal_accounts()


@pytest.mark.parametrize(
    ("refusal", "error"),
    [
        (error_answer(404, "Not Found"), OrderNotFoundError),
        (error_answer(401, "invalid_request", code=400), BadRequestError),
    ],
)
def test_a_refused_order_fits(refusal: httpx.Response, error: type[DreamRobotError]) -> None:
    with pytest.raises(error):
        Bench(ok(token_body()), answer(refusal)).client.get_order(ORDER_ID)


@pytest.mark.parametrize(
    ("refusal", "error"),
    [(error_answer(404, "Not Found"), OrderNotFoundError), (error_answer(400, "Bad Request"), BadRequestError)],
)
def test_a_refused_change_fits(refusal: httpx.Response, error: type[DreamRobotError]) -> None:
    with pytest.raises(error):
        Bench(ok(token_body()), answer(refusal)).client.mark_paid(ORDER_ID, Decimal("119.00"))


@pytest.mark.parametrize("name", ["expired_token", "invalid_token"])
def test_a_refused_token_fits(name: str) -> None:
    refusal = answer(error_answer(401, name))
    with pytest.raises(TokenRefusedError):
        Bench(ok(token_body()), refusal, ok(token_body()), refusal).client.get_order(ORDER_ID)
