from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
import pytest

from shared.dreamrobot.access import Token
from shared.dreamrobot.errors import AccessRefusedError, DreamRobotError, TokenRefusedError, UnavailableError
from tests.unit.dreamrobot.examples import (
    LATER_TOKEN_VALUE,
    ORDER_ID,
    TOKEN_VALUE,
    error_answer,
    order_body,
    token_body,
)
from tests.unit.dreamrobot.fakes import NOW, Bench, FakeRenewals

GET_ORDER = f"GET /order/{ORDER_ID}/"
GET_TOKEN = "POST /token.php"


def ok(body: dict[str, object]) -> httpx.Response:
    return httpx.Response(200, json=body)


def test_a_token_is_kept_until_a_minute_before_its_end() -> None:
    bench = Bench(ok(token_body()), *[ok(order_body())] * 3, ok(token_body(LATER_TOKEN_VALUE)), ok(order_body()))
    bench.client.get_order(ORDER_ID)
    bench.pass_time(timedelta(minutes=58))
    bench.client.get_order(ORDER_ID)
    bench.pass_time(timedelta(seconds=59))
    bench.client.get_order(ORDER_ID)
    assert bench.calls == [GET_TOKEN, GET_ORDER, GET_ORDER, GET_ORDER]
    bench.pass_time(timedelta(seconds=1))
    bench.client.get_order(ORDER_ID)
    assert bench.calls[-2:] == [GET_TOKEN, GET_ORDER]
    assert bench.http.last_request.headers["Authorization"] == f"Bearer {LATER_TOKEN_VALUE}"


def test_a_token_of_an_earlier_run_is_used() -> None:
    bench = Bench(ok(order_body()), token=Token("from-before", NOW + timedelta(minutes=30)))
    bench.client.get_order(ORDER_ID)
    assert bench.http.last_request.headers["Authorization"] == "Bearer from-before"


def test_a_token_in_hand_is_not_looked_up_for_each_request() -> None:
    bench = Bench(*[ok(order_body())] * 3, token=Token("from-before", NOW + timedelta(minutes=30)))
    for _ in range(3):
        bench.client.get_order(ORDER_ID)
    assert bench.tokens.reads == 1


def test_a_new_token_is_kept_for_other_runs() -> None:
    bench = Bench(ok(token_body()), ok(order_body()))
    bench.client.get_order(ORDER_ID)
    assert bench.tokens.token == Token(TOKEN_VALUE, NOW + timedelta(hours=1))


@pytest.mark.parametrize("error", ["expired_token", "invalid_token"])
def test_a_refused_token_is_replaced_once_and_the_call_repeated(error: str) -> None:
    bench = Bench(
        error_answer(401, error),
        ok(token_body()),
        ok(order_body()),
        token=Token("old", NOW + timedelta(minutes=30)),
    )
    assert bench.client.get_order(ORDER_ID).order_id == ORDER_ID
    assert bench.calls == [GET_ORDER, GET_TOKEN, GET_ORDER]
    assert bench.http.last_request.headers["Authorization"] == f"Bearer {TOKEN_VALUE}"
    assert bench.pauses == []


def test_a_second_refusal_is_not_the_fault_of_user_and_password() -> None:
    refusal = error_answer(401, "invalid_token")
    bench = Bench(ok(token_body()), refusal, ok(token_body(LATER_TOKEN_VALUE)), refusal)
    with pytest.raises(TokenRefusedError) as caught:
        bench.client.get_order(ORDER_ID)
    assert isinstance(caught.value, UnavailableError)
    assert len(bench.http) == 4


def test_a_token_that_another_run_fetched_meanwhile_is_used_instead_of_a_further_one() -> None:
    def refuse_after_another_run_fetched(_: httpx.Request) -> httpx.Response:
        bench.tokens.put(Token("of-another-run", NOW + timedelta(minutes=50)))
        return error_answer(401, "expired_token")

    bench = Bench(refuse_after_another_run_fetched, ok(order_body()), token=Token("old", NOW + timedelta(minutes=30)))
    bench.client.get_order(ORDER_ID)
    assert bench.calls == [GET_ORDER, GET_ORDER]
    assert bench.http.last_request.headers["Authorization"] == "Bearer of-another-run"


def test_a_password_that_was_changed_is_told_when_the_token_ends() -> None:
    bench = Bench(
        error_answer(401, "expired_token"),
        error_answer(400, "invalid_client"),
        token=Token("old", NOW + timedelta(minutes=30)),
    )
    with pytest.raises(AccessRefusedError):
        bench.client.get_order(ORDER_ID)


def test_threads_that_start_together_fetch_one_token() -> None:
    bench = Bench(*[lambda request: ok(token_body() if request.method == "POST" else order_body())] * 9)
    with ThreadPoolExecutor(max_workers=4) as pool:
        orders = list(pool.map(bench.client.get_order, [ORDER_ID] * 8))
    assert len(orders) == 8
    assert bench.calls.count(GET_TOKEN) == 1


def test_whoever_finds_another_fetching_waits_for_its_token() -> None:
    def let_the_other_finish() -> None:
        if len(bench.pauses) == 2:
            bench.tokens.put(Token("of-another-function", NOW + timedelta(hours=1)))

    bench = Bench(ok(order_body()))
    bench.renewals.is_elsewhere = True
    bench.on_pause = let_the_other_finish
    bench.client.get_order(ORDER_ID)
    assert bench.calls == [GET_ORDER]
    assert bench.pauses == [0.25, 0.5]
    assert bench.http.last_request.headers["Authorization"] == "Bearer of-another-function"


def test_a_token_that_does_not_come_is_fetched_without_a_turn() -> None:
    bench = Bench(ok(token_body()), ok(order_body()))
    bench.renewals.is_elsewhere = True
    bench.client.get_order(ORDER_ID)
    assert bench.calls == [GET_TOKEN, GET_ORDER]
    assert sum(bench.pauses) < 4
    assert bench.renewals.in_hand == 0


def test_a_turn_that_gets_free_is_taken() -> None:
    def let_the_other_give_up() -> None:
        bench.renewals.is_elsewhere = False

    bench = Bench(ok(token_body()), ok(order_body()))
    bench.renewals.is_elsewhere = True
    bench.on_pause = let_the_other_give_up
    bench.client.get_order(ORDER_ID)
    assert bench.calls == [GET_TOKEN, GET_ORDER]
    assert bench.pauses == [0.25]


def test_whoever_gets_the_turn_looks_again_before_it_fetches() -> None:
    class LateTurn(FakeRenewals):
        def begin(self) -> bool:
            bench.tokens.put(Token("just-fetched", NOW + timedelta(hours=1)))
            return super().begin()

    bench = Bench(ok(order_body()), renewals=LateTurn())
    bench.client.get_order(ORDER_ID)
    assert bench.calls == [GET_ORDER]
    assert bench.renewals.in_hand == 0


@pytest.mark.parametrize(
    "failure", [httpx.ReadTimeout("slow"), httpx.Response(500), error_answer(400, "invalid_client")]
)
def test_a_turn_is_given_back_where_no_token_comes(failure: httpx.RequestError | httpx.Response) -> None:
    bench = Bench(failure)
    with pytest.raises(DreamRobotError):
        bench.client.get_order(ORDER_ID)
    assert bench.renewals.in_hand == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"access_token": None},
        {"access_token": ""},
        {"access_token": ["x"]},
        {"access_token": "line\nbreak"},
        {"access_token": "ümlaut"},
        {"access_token": "x" * 5000},
        {"expires_in": None},
        {"expires_in": "soon"},
    ],
)
def test_a_token_that_cannot_be_used_is_none(changes: dict[str, Any]) -> None:
    bench = Bench(ok({**token_body(), **changes}))
    with pytest.raises(UnavailableError):
        bench.client.get_order(ORDER_ID)
    assert bench.tokens.token is None


@pytest.mark.parametrize(
    ("expires_in", "life"),
    [("3600", timedelta(hours=1)), (10**14, timedelta(days=1)), (-5, timedelta()), (0.5, timedelta(seconds=0.5))],
)
def test_the_life_of_a_token_is_bounded(expires_in: object, life: timedelta) -> None:
    bench = Bench(ok({**token_body(), "expires_in": expires_in}), ok(order_body()))
    bench.client.get_order(ORDER_ID)
    assert bench.tokens.token == Token(TOKEN_VALUE, NOW + life)
