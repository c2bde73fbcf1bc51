from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest

from sandbox.dreamrobot.rendering import write_amount, write_day
from sandbox.dreamrobot.system import SystemSettings
from tests.unit.sandbox.dreamrobot_world import FIRST, LAUNCH_KEY, DreamRobotWorld

OVERVIEW = f"/merchants/{FIRST}/orders"
EXPORTS = f"/merchants/{FIRST}/exports"


def ticks_of(page: httpx.Response) -> list[str]:
    return re.findall(r'<input type="checkbox" name="order_id" value="([^"]+)"', page.text)


def test_the_first_page_lets_a_person_choose_a_merchant() -> None:
    page = DreamRobotWorld().browser.get("/")
    assert re.findall(r'href="/merchants/([^/]+)/orders"', page.text) == [FIRST, "merchant-2002", "merchant-3003"]


def test_the_overview_offers_unpaid_shipped_and_not_parked_orders_first() -> None:
    world = DreamRobotWorld()
    offered = ticks_of(world.browser.get(OVERVIEW))
    assert world.order_id(701001) in offered
    left_out = {world.order_id(number) for number in (703006, 703010, 702001)}
    assert left_out.isdisjoint(offered)


def test_all_orders_are_shown_with_the_ids_that_were_merged_away() -> None:
    world = DreamRobotWorld()
    offered = ticks_of(world.browser.get(OVERVIEW, params={"filter": "all"}))
    book = world.system.book_of(FIRST)
    merged = [order_id for order_id, _ in world.system.merged_orders_of(FIRST)]
    assert sorted(offered) == sorted([order.order_id for order in book.list_between()] + merged)


def test_select_all_ticks_every_box_that_is_shown() -> None:
    browser = DreamRobotWorld().browser
    assert " checked>" not in browser.get(OVERVIEW).text
    page = browser.get(OVERVIEW, params={"select": "all"})
    assert page.text.count(" checked>") == len(ticks_of(page))


def test_what_a_buyer_typed_is_escaped() -> None:
    world = DreamRobotWorld()
    page = world.browser.get(f"{OVERVIEW}/{world.order_id(701029)}").text
    assert "&lt;b&gt;" in page
    assert '<b>"XL"' not in page


def test_ticked_orders_are_posted_and_the_answer_is_shown_with_a_way_to_the_export() -> None:
    world = DreamRobotWorld()
    world.app.answer = httpx.Response(
        202,
        json={
            "state": "running",
            "counts": {"total": 2, "evaluated": 1, "blocked": 1, "cases": 0},
            "page_url": "http://app.test/exports/msg_x",
            "items": [
                {
                    "order_id": "1_2026_07",
                    "state": "blocked",
                    "findings": [{"code": "paid", "severity": "block", "text": "Bezahlt."}],
                }
            ],
        },
    )
    orders = ["1_2026_07", "2_2026_07"]
    answer = world.browser.post(EXPORTS, data={"source": "order_overview", "order_id": orders})
    assert answer.status_code == 303
    assert world.app.last_body == {"merchant_id": FIRST, "order_ids": orders, "source": "order_overview"}
    page = world.browser.get(answer.headers["location"]).text
    assert "HTTP 202" in page
    assert f'href="/merchants/{FIRST}/open-app?to=/exports/msg_x"' in page
    assert "läuft" in page
    assert "Bezahlt." in page
    assert [request.method for request in world.app.requests] == ["POST", "GET"]


def test_an_export_that_was_refused_says_so_and_is_not_asked_for() -> None:
    world = DreamRobotWorld()
    world.app.answer = httpx.Response(404, json={"code": "unknown_merchant"})
    answer = world.browser.post(EXPORTS, data={"source": "order_mask", "order_id": "1_2026_07"})
    page = world.browser.get(answer.headers["location"]).text
    assert "nicht angenommen" in page
    assert "unknown_merchant" in page
    assert len(world.app.requests) == 1


@pytest.mark.parametrize(
    ("answer", "shown"),
    [(httpx.ConnectError("no"), "nicht zu erreichen"), (httpx.Response(502, text="Bad Gateway"), "Bad Gateway")],
)
def test_an_app_that_is_down_is_shown_as_such(answer: httpx.Response | httpx.TransportError, shown: str) -> None:
    world = DreamRobotWorld()
    world.app.answer = answer
    location = world.browser.post(EXPORTS, data={"source": "order_mask", "order_id": "1_2026_07"}).headers["location"]
    assert shown in world.browser.get(location).text


@pytest.mark.parametrize("form", [{"source": "order_overview"}, {"source": "elsewhere", "order_id": "1_2026_07"}])
def test_nothing_is_posted_without_an_order_or_a_known_source(form: dict[str, str]) -> None:
    world = DreamRobotWorld()
    assert world.browser.post(EXPORTS, data=form).status_code == 400
    assert world.app.requests == []


def test_one_merchants_export_is_not_shown_to_another() -> None:
    world = DreamRobotWorld()
    location = world.browser.post(EXPORTS, data={"source": "order_mask", "order_id": "1_2026_07"}).headers["location"]
    assert world.browser.get(location.replace(FIRST, "merchant-2002")).status_code == 404


def test_a_person_can_pay_in_parts_and_in_full() -> None:
    world = DreamRobotWorld()
    page = f"{OVERVIEW}/{world.order_id(701001)}"
    assert world.browser.post(f"{page}/add-payment", data={"amount": "10,70"}).headers["location"] == page
    assert "angezahlt" in world.browser.get(page).text
    assert write_amount(Decimal("100.00"), "EUR") in world.browser.get(page).text
    world.browser.post(f"{page}/mark-paid")
    order = world.api().get(f"/order/{world.order_id(701001)}/").json()["order"]
    assert (order["paid_amount"], order["status"]["is_paid"]) == ("110.70", "1")


def test_a_payment_of_the_whole_rest_marks_the_order_as_paid() -> None:
    world = DreamRobotWorld()
    page = f"{OVERVIEW}/{world.order_id(701001)}"
    world.browser.post(f"{page}/add-payment", data={"amount": "110.70"})
    assert world.order_id(701001) not in ticks_of(world.browser.get(OVERVIEW))


@pytest.mark.parametrize("amount", ["", "viel", "0", "-5", "NaN"])
def test_a_senseless_payment_is_refused(amount: str) -> None:
    world = DreamRobotWorld()
    page = f"{OVERVIEW}/{world.order_id(701001)}"
    assert world.browser.post(f"{page}/add-payment", data={"amount": amount}).status_code == 400


def test_cancelling_sets_the_paid_amount_to_zero_and_shipped_as_well() -> None:
    world = DreamRobotWorld()
    order_id = world.order_id(703011)
    assert world.api().get(f"/order/{order_id}/").json()["order"]["status"]["is_shipped"] == 0
    world.browser.post(f"{OVERVIEW}/{order_id}/cancel")
    status = world.api().get(f"/order/{order_id}/").json()["order"]["status"]
    assert (status["is_cancelled"], status["is_shipped"]) == (1, 1)
    assert status["cancelled_date"] == "2026-11-24 00:00:00"


def test_the_app_is_opened_with_a_token_of_this_very_click() -> None:
    world = DreamRobotWorld()
    tokens = []
    for _ in range(2):
        answer = world.browser.get(f"/merchants/{FIRST}/open-app", params={"to": "/exports/msg_1"})
        assert answer.status_code == 303
        query = parse_qs(urlsplit(answer.headers["location"]).query)
        assert query["to"] == ["/exports/msg_1"]
        tokens.append(
            jwt.decode(
                query["token"][0],
                LAUNCH_KEY,
                algorithms=["HS256"],
                audience="atriga-app",
                options={"verify_exp": False, "verify_iat": False},
            )
        )
    assert {token["sub"] for token in tokens} == {FIRST}
    assert len({token["jti"] for token in tokens}) == 2
    assert {datetime.fromtimestamp(token["iat"], UTC) for token in tokens} == {world.now}


def test_the_app_is_installed_and_removed_and_the_answer_is_shown() -> None:
    world = DreamRobotWorld()
    world.app.answer = httpx.Response(201, json={})
    assert world.browser.post(f"/merchants/{FIRST}/install").headers["location"] == OVERVIEW
    assert "Installationsaufruf: 201" in world.browser.get(OVERVIEW).text
    world.app.answer = httpx.Response(204)
    world.browser.post(f"/merchants/{FIRST}/uninstall")
    assert "Installationsaufruf: 204" in world.browser.get(OVERVIEW).text
    assert [request.method for request in world.app.requests] == ["POST", "DELETE"]
    world.browser.post("/_control/reset")
    assert "Installationsaufruf" not in world.browser.get(OVERVIEW).text


def test_the_installation_says_how_many_requests_a_day_are_booked() -> None:
    world = DreamRobotWorld(SystemSettings(requests_per_day=300))
    world.browser.post(f"/merchants/{FIRST}/install")
    assert world.app.last_body["daily_requests"] == 300


@pytest.mark.parametrize("path", ["/merchants/nobody/orders", f"{OVERVIEW}/1_2026_07", f"{EXPORTS}/msg_0", "/nothing"])
def test_what_is_not_there_gets_a_page_that_says_so(path: str) -> None:
    page = DreamRobotWorld().browser.get(path)
    assert page.status_code == 404
    assert "Das ging nicht" in page.text


def test_amounts_and_days_are_written_the_german_way() -> None:
    assert write_amount(Decimal("-1234.5"), "EUR") == "-1.234,50\N{NO-BREAK SPACE}EUR"
    assert (write_day(date(2026, 11, 4)), write_day(None)) == ("04.11.2026", "–")
