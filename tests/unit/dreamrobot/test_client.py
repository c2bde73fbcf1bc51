from __future__ import annotations

import base64
import json
from datetime import timedelta

import httpx
import pytest

from shared.domain.orders.order import PaymentMethod
from shared.dreamrobot.errors import (
    AccessRefusedError,
    OrderNotFoundError,
    UnavailableError,
)
from shared.dreamrobot.wire import PortalAccountListing
from tests.unit.dreamrobot.examples import (
    ORDER_ID,
    TOKEN_VALUE,
    order_body,
    payment_methods_body,
    portal_accounts_body,
    token_body,
)
from tests.unit.dreamrobot.fakes import BASE_URL, PASSWORD, Bench

GET_ORDER = f"GET /order/{ORDER_ID}/"
GET_TOKEN = "POST /token.php"


def ok(body: dict[str, object]) -> httpx.Response:
    return httpx.Response(200, json=body)


def test_an_order_is_one_request_beside_the_token() -> None:
    bench = Bench(ok(token_body()), ok(order_body()))
    assert bench.client.get_order(ORDER_ID).order_id == ORDER_ID
    assert bench.calls == [GET_TOKEN, GET_ORDER]
    assert bench.http.last_request.headers["Authorization"] == f"Bearer {TOKEN_VALUE}"


def test_the_token_is_asked_for_with_user_and_password() -> None:
    bench = Bench(ok(token_body()), ok(order_body()))
    bench.client.get_order(ORDER_ID)
    request = bench.http.requests[0]
    kind, _, credentials = request.headers["Authorization"].partition(" ")
    assert kind == "Basic"
    assert base64.b64decode(credentials).decode() == f"api_4711_1:{PASSWORD}"
    assert json.loads(request.content) == {"grant_type": "client_credentials"}


def test_every_request_says_that_it_speaks_json() -> None:
    bench = Bench(ok(token_body()), ok(order_body()))
    bench.client.get_order(ORDER_ID)
    assert {request.headers["Content-Type"] for request in bench.http.requests} == {"application/json"}
    assert {request.headers["Accept"] for request in bench.http.requests} == {"application/json"}


def test_a_base_url_may_end_in_a_slash() -> None:
    bench = Bench(ok(token_body()), ok(order_body()), base_url=f"{BASE_URL}/")
    bench.client.get_order(ORDER_ID)
    assert bench.calls == [GET_TOKEN, GET_ORDER]


def test_portal_accounts_are_listed() -> None:
    bench = Bench(ok(token_body()), ok(portal_accounts_body()))
    assert bench.client.list_portal_accounts()[0] == PortalAccountListing("22014", "webseite")
    assert bench.calls[-1] == "GET /admin/portal_account/"


def test_payment_methods_are_listed_though_there_is_a_warning() -> None:
    bench = Bench(ok(token_body()), ok(payment_methods_body()))
    assert bench.client.list_payment_methods()[0] == PaymentMethod(payment_method_id="7", name="Rechnung")
    assert bench.calls[-1] == "GET /system/payment_method/"


@pytest.mark.parametrize("list_name", ["list_portal_accounts", "list_payment_methods"])
@pytest.mark.parametrize("body", [{"ack": "success"}, {"ack": "success", "portal_account": 1, "payment_method": "x"}])
def test_a_missing_list_is_not_taken_for_an_empty_one(list_name: str, body: dict[str, object]) -> None:
    bench = Bench(ok(token_body()), ok(body))
    with pytest.raises(UnavailableError):
        getattr(bench.client, list_name)()


def test_access_is_refused_where_a_list_speaks_of_it_whatever_the_status() -> None:
    bench = Bench(ok(token_body()), ok({"ack": "error", "error": [{"error": "invalid_client"}]}))
    with pytest.raises(AccessRefusedError):
        bench.client.list_portal_accounts()


@pytest.mark.parametrize(
    "body", [{"ack": "success"}, {"ack": "success", "order": []}, {"ack": "success", "order": "x"}]
)
def test_a_success_without_an_order_is_not_an_order(body: dict[str, object]) -> None:
    with pytest.raises(UnavailableError):
        Bench(ok(token_body()), ok(body)).client.get_order(ORDER_ID)


def test_another_order_than_the_one_asked_for_is_none() -> None:
    bench = Bench(ok(token_body()), ok(order_body(id="999_2026_05")))
    with pytest.raises(OrderNotFoundError):
        bench.client.get_order(ORDER_ID)


@pytest.mark.parametrize("order_id", [None, "", 123456, "123456", [1]])
def test_an_order_that_does_not_say_its_id_is_the_one_asked_for(order_id: object) -> None:
    bench = Bench(ok(token_body()), ok(order_body(id=order_id)))
    assert bench.client.get_order(ORDER_ID).order_id == ORDER_ID


@pytest.mark.parametrize(
    "order_id",
    ["", "../token.php", "1_2026_05/", "1_2026_05\n", f"{'1' * 40}_2026_05", "\N{FULLWIDTH DIGIT ONE}_2026_05"],
)
def test_what_is_no_order_id_is_not_asked_for(order_id: str) -> None:
    bench = Bench()
    with pytest.raises(OrderNotFoundError):
        bench.client.get_order(order_id)
    assert len(bench.http) == 0


def test_the_client_and_the_token_do_not_show_their_secrets() -> None:
    bench = Bench(ok(token_body()), ok(order_body()))
    bench.client.get_order(ORDER_ID)
    bench.pass_time(timedelta(minutes=1))
    shown = repr(bench.client) + repr(bench.tokens.token)
    assert PASSWORD not in shown
    assert TOKEN_VALUE not in shown
    assert "api_4711_1" in shown
