"""The DreamRobot simulator over real HTTP, every exchange held against the contract that the app is written for."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from sandbox.dreamrobot.application import make_application
from sandbox.dreamrobot.samples import SampleMerchant, load_merchants
from sandbox.dreamrobot.system import DreamRobotSystem
from sandbox.serving import make_server
from tests.contract.openapi import ContractChecker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.dreamrobot.app_calls import AppCalls

pytestmark = pytest.mark.enable_socket

CONTRACT = Path(__file__).parents[2] / "contracts" / "dreamrobot-rest.openapi.yaml"
MERCHANT: SampleMerchant = load_merchants()[0]
HANDLER = {
    "type": {"id": "created"},
    "section": "order",
    "action": {
        "id": "notification",
        "required": {"url": "https://app.example/events", "format": "post", "target_name": "atriga"},
    },
}


def refuse_to_call_the_app() -> AppCalls:
    message = "the API never calls the app"
    raise AssertionError(message)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server(make_application(DreamRobotSystem(), refuse_to_call_the_app), "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.01)
    host, port = server.servers[0].sockets[0].getsockname()
    yield f"http://{host}:{port}"
    server.should_exit = True
    thread.join()


class CheckedClient:
    """A client that holds each exchange against the contract."""

    def __init__(self, address: str) -> None:
        self._checker = ContractChecker(CONTRACT)
        self.control = httpx.Client(base_url=f"{address}/_control")
        self.api = httpx.Client(base_url=f"{address}/rest/v1.1")

    def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        answer = self.api.request(method, path, **options)
        self._checker.check(answer.request, answer)
        return answer

    def send_beyond_the_contract(self, method: str, path: str, **options: Any) -> httpx.Response:
        answer = self.api.request(method, path, **options)
        self._checker.check_response(answer.request, answer)
        return answer

    def sign_in(self) -> None:
        answer = self.send(
            "POST",
            "/token.php",
            json={"grant_type": "client_credentials"},
            auth=(MERCHANT.api_username, MERCHANT.api_password),
        )
        self.api.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def order_ids(self) -> list[str]:
        samples: list[dict[str, Any]] = self.control.get("/orders").json()
        return [
            sample["id"]
            for sample in samples
            if sample["merchant_id"] == MERCHANT.merchant_id and "order_not_found" not in sample["shows"]
        ]


@pytest.fixture
def client(address: str) -> Iterator[CheckedClient]:
    checked = CheckedClient(address)
    with checked.control, checked.api:
        checked.control.post("/reset").raise_for_status()
        checked.sign_in()
        yield checked


def test_every_sample_order_fits_the_contract(client: CheckedClient) -> None:
    order_ids = client.order_ids()
    assert len(order_ids) == len(MERCHANT.orders)
    answers = [client.send("GET", f"/order/{order_id}/").json() for order_id in order_ids]
    assert [answer["order"]["id"] for answer in answers] == order_ids


def test_pages_of_orders_fit_the_contract(client: CheckedClient) -> None:
    query = {"filter[date][from]": "2020-01-01", "filter[date][to]": "2099-12-31", "pagination[limit]": "200"}
    full = client.send("GET", "/order/", params={**query, "pagination[page]": "1"}).json()
    empty = client.send("GET", "/order/", params={**query, "pagination[page]": "2"}).json()
    assert (len(full["order"]), empty["order"]) == (len(MERCHANT.orders), [])


@pytest.mark.parametrize("path", ["/admin/portal_account/", "/system/payment_method/", "/system/scope/"])
def test_what_the_app_reads_beside_orders_fits_the_contract(client: CheckedClient, path: str) -> None:
    assert client.send("GET", path).json()["ack"] == "success"


def test_an_update_fits_the_contract(client: CheckedClient) -> None:
    order_id = client.order_ids()[0]
    body = {"order": {"infos": "Aktenzeichen 1", "paid_amount": 5.0, "status": {"is_paid": 1}}}
    assert client.send("POST", f"/order/{order_id}/", json=body).json()["order_id"] == order_id


def test_a_subscription_and_its_end_fit_the_contract(client: CheckedClient) -> None:
    made = client.send("POST", "/admin/event/handler", json={"event_handler": HANDLER}).json()
    assert client.send("DELETE", f"/admin/event/handler/{made['event_handler_id']}").json()["ack"] == "success"


def test_refusals_fit_the_contract(client: CheckedClient) -> None:
    order_id = client.order_ids()[0]
    assert client.send("GET", "/order/1_2020_01/").status_code == 404
    unknown_field = {"order": {"note": "x"}}
    assert client.send_beyond_the_contract("POST", f"/order/{order_id}/", json=unknown_field).status_code == 400
    assert client.send_beyond_the_contract("POST", "/token.php", json={}).status_code == 400
    client.api.headers["Authorization"] = "Bearer 00"
    assert client.send("GET", f"/order/{order_id}/").status_code == 401
    client.api.headers["Authorization"] = "nonsense"
    assert client.send_beyond_the_contract("GET", f"/order/{order_id}/").status_code == 401


def test_an_expired_token_by_fault_fits_the_contract(client: CheckedClient) -> None:
    client.control.post("/faults", json={"operation": "getOrder", "kind": "expired_token", "times": 1})
    path = f"/order/{client.order_ids()[0]}/"
    assert client.send("GET", path).json()["error"][0]["error"] == "expired_token"
    assert client.send("GET", path).status_code == 200


def test_a_cut_connection_ends_without_a_byte_and_before_the_work(client: CheckedClient) -> None:
    path = f"/order/{client.order_ids()[0]}/"
    client.control.post("/faults", json={"operation": "updateOrder", "kind": "cut", "times": 1})
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        client.api.post(path, json={"order": {"infos": "never"}})
    assert client.send("GET", path).json()["order"]["infos"] in {"", None}


def test_a_lost_answer_ends_without_a_byte_and_after_the_work(client: CheckedClient) -> None:
    path = f"/order/{client.order_ids()[0]}/"
    client.control.post("/faults", json={"operation": "updateOrder", "kind": "answer_lost", "times": 1})
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        client.api.post(path, json={"order": {"infos": "done"}})
    assert client.send("GET", path).json()["order"]["infos"] == "done"


def test_requests_are_counted_by_operation(client: CheckedClient) -> None:
    client.send("GET", f"/order/{client.order_ids()[0]}/")
    client.send("GET", "/system/scope/")
    assert client.control.get("/state").json()["requests"] == {"checkCredentials": 1, "fetchToken": 1, "getOrder": 1}
