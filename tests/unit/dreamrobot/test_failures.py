"""What the client raises where DreamRobot does not do as asked, what it tries again, and what it then tells."""

from __future__ import annotations

import logging
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import httpx
import pytest

from shared.dreamrobot.errors import (
    AccessRefusedError,
    BadRequestError,
    DreamRobotError,
    OrderNotFoundError,
    OutcomeUnknownError,
    QuotaUsedUpError,
    UnavailableError,
)
from tests.unit.dreamrobot.examples import (
    ORDER_ID,
    TOKEN_VALUE,
    error_answer,
    order_body,
    token_body,
)
from tests.unit.dreamrobot.fakes import PASSWORD, Bench
from tests.unit.scripted_http import everything_told_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.dreamrobot.client import DreamRobotClient
    from tests.unit.scripted_http import Step

GET_ORDER = f"GET /order/{ORDER_ID}/"
GET_TOKEN = "POST /token.php"


def ok(body: dict[str, object]) -> httpx.Response:
    return httpx.Response(200, json=body)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (error_answer(404, "Not Found"), OrderNotFoundError),
        (error_answer(200, "Not Found"), OrderNotFoundError),
        (error_answer(400, "Bad Request"), BadRequestError),
        (error_answer(401, "invalid_request", code=400), BadRequestError),
        (error_answer(400, "something new"), BadRequestError),
        (error_answer(400, "invalid_client"), AccessRefusedError),
        (error_answer(403, "Forbidden"), QuotaUsedUpError),
        (error_answer(429, "Too Many Requests"), QuotaUsedUpError),
        (httpx.Response(429, html="<h1>slow down</h1>"), QuotaUsedUpError),
    ],
)
def test_a_refused_order_raises_what_the_caller_can_act_upon(
    answer: httpx.Response, error: type[DreamRobotError]
) -> None:
    bench = Bench(ok(token_body()), answer)
    with pytest.raises(error) as caught:
        bench.client.get_order(ORDER_ID)
    assert type(caught.value) is error
    assert caught.value.status == answer.status_code
    assert bench.pauses == []


AWAY: list[Step] = [
    httpx.Response(500, json={"ack": "error", "error": [{"error": "Not Found"}]}),
    httpx.Response(502, html="<h1>Bad Gateway</h1>"),
    httpx.Response(503),
    httpx.Response(404, html="<h1>Not Found</h1>"),
    httpx.Response(401, html="<h1>Sign in to the proxy</h1>"),
    httpx.Response(302, headers={"Location": "https://elsewhere.example/"}),
    httpx.Response(200, html="<h1>Wartung</h1>"),
    httpx.Response(200, content=b"[" * 50_000),
    httpx.Response(200, json=["ack", "success"]),
    httpx.Response(200, json=order_body()["order"]),
    httpx.Response(200, json={**order_body(), "ack": "perhaps"}),
    httpx.ConnectError("refused"),
    httpx.ConnectTimeout("slow"),
    httpx.ReadTimeout("slow"),
    httpx.RemoteProtocolError("cut off"),
]


@pytest.mark.parametrize("step", AWAY)
def test_a_get_without_a_usable_answer_is_tried_once_more_after_a_pause(step: Step) -> None:
    bench = Bench(ok(token_body()), step, ok(order_body()))
    assert bench.client.get_order(ORDER_ID).order_id == ORDER_ID
    assert bench.calls == [GET_TOKEN, GET_ORDER, GET_ORDER]
    assert bench.pauses == [1.0]


@pytest.mark.parametrize("step", AWAY)
def test_a_get_is_given_up_after_the_second_try(step: Step) -> None:
    bench = Bench(ok(token_body()), step, step)
    with pytest.raises(UnavailableError):
        bench.client.get_order(ORDER_ID)
    assert len(bench.http) == 3


@pytest.mark.parametrize("step", [*AWAY, ok({"ack": "success"})])
def test_a_token_is_not_asked_for_a_second_time(step: Step) -> None:
    bench = Bench(step)
    with pytest.raises(UnavailableError):
        bench.client.get_order(ORDER_ID)
    assert bench.calls == [GET_TOKEN]


def test_a_wish_for_a_short_pause_is_followed() -> None:
    bench = Bench(ok(token_body()), httpx.Response(503, headers={"Retry-After": "4"}), ok(order_body()))
    bench.client.get_order(ORDER_ID)
    assert bench.pauses == [4.0]


def test_a_wish_for_a_long_pause_is_handed_to_the_caller() -> None:
    bench = Bench(ok(token_body()), httpx.Response(503, headers={"Retry-After": "600"}))
    with pytest.raises(UnavailableError) as caught:
        bench.client.get_order(ORDER_ID)
    assert caught.value.retry_after == 600.0
    assert bench.pauses == []


def test_a_used_up_quota_says_until_when_it_lasts() -> None:
    answer = error_answer(429, "Too Many Requests")
    answer.headers["Retry-After"] = "3600"
    with pytest.raises(QuotaUsedUpError) as caught:
        Bench(ok(token_body()), answer).client.get_order(ORDER_ID)
    assert caught.value.retry_after == 3600.0


FILE_NUMBER = "Aktenzeichen 4711"

SECRETS = (TOKEN_VALUE, PASSWORD, "Mustermann", "erika@example.org", "weint", FILE_NUMBER)

TALKATIVE: list[Step] = [
    error_answer(400, "invalid_client"),
    error_answer(401, "expired_token"),
    error_answer(404, "Not Found"),
    error_answer(400, "Bad Request"),
    error_answer(403, "Forbidden"),
    error_answer(500, "Erika Mustermann"),
    error_answer(400, "Erika Mustermann"),
    httpx.Response(200, html="Erika Mustermann"),
    httpx.Response(200, json={"order": "Erika Mustermann", "ack": "success"}),
    httpx.Response(302, headers={"Location": "https://elsewhere.example/?name=Mustermann"}),
    httpx.ReadTimeout(f"{PASSWORD} Erika Mustermann"),
    httpx.ConnectError(f"{PASSWORD} Erika Mustermann"),
    httpx.Response(200, json=order_body(id="999_2026_05", infos=["Kunde hat geweint"])),
]

CALLS: list[Callable[[DreamRobotClient], object]] = [
    lambda client: client.get_order(ORDER_ID),
    lambda client: list(client.list_orders(date(2026, 5, 1), date(2026, 5, 31))),
    lambda client: client.note_collection_state(ORDER_ID, [FILE_NUMBER]),
    lambda client: client.mark_paid(ORDER_ID, Decimal(1)),
    lambda client: client.list_portal_accounts(),
]


def answer_tokens_and_otherwise(step: Step) -> Step:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("token.php"):
            return ok(token_body())
        if isinstance(step, Exception):
            raise step
        return step if isinstance(step, httpx.Response) else step(request)

    return answer


@pytest.mark.parametrize("step", TALKATIVE)
@pytest.mark.parametrize("call", CALLS, ids=["order", "list", "note", "paid", "portal accounts"])
def test_neither_an_error_nor_a_log_tells_a_secret_or_anything_personal(
    step: Step, call: Callable[[DreamRobotClient], object], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    bench = Bench(*[answer_tokens_and_otherwise(step)] * 12)
    told = ""
    try:
        call(bench.client)
    except DreamRobotError as error:
        told = everything_told_by(error)
    assert bench.calls[0] == GET_TOKEN
    for secret in SECRETS:
        assert secret not in told
        assert secret not in caplog.text


def test_a_write_that_fails_tells_nothing_of_the_note(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    lost = httpx.ReadTimeout(FILE_NUMBER)
    bench = Bench(ok(token_body()), ok(order_body()), lost, ok(order_body()), lost)
    with pytest.raises(OutcomeUnknownError) as caught:
        bench.client.note_collection_state(ORDER_ID, [FILE_NUMBER])
    told = everything_told_by(caught.value) + caplog.text + repr(bench.client)
    for secret in SECRETS:
        assert secret not in told


def test_an_error_of_the_token_tells_no_secret() -> None:
    bench = Bench(error_answer(400, "invalid_client"))
    with pytest.raises(AccessRefusedError) as caught:
        bench.client.list_portal_accounts()
    told = everything_told_by(caught.value)
    assert str(caught.value) == "DreamRobot refuses user or password (HTTP 400, invalid_client)"
    assert PASSWORD not in told
    assert bench.http.requests[0].headers["Authorization"] not in told
