from __future__ import annotations

from typing import Any

import pytest

from tests.unit.sandbox.dreamrobot_world import SECOND, DreamRobotWorld, error_of

HANDLER: dict[str, Any] = {
    "type": {"id": "created"},
    "section": "order",
    "action": {
        "id": "notification",
        "required": {"url": "https://app.example/events", "format": "post", "target_name": "atriga"},
    },
}


def read_order(world: DreamRobotWorld, number: int) -> dict[str, Any]:
    order: dict[str, Any] = world.api().get(f"/order/{world.order_id(number)}/").json()["order"]
    return order


def test_the_same_facts_are_written_in_four_hands() -> None:
    world = DreamRobotWorld()
    orders = [read_order(world, number) for number in (702004, 702005, 702006, 702007)]
    assert [order["paid_amount"] for order in orders] == [0.0, "0.00", "", "0.00"]
    assert [order["status"]["is_shipped"] for order in orders] == [1, "1", True, 1]
    assert [order["status"]["is_paid"] for order in orders] == [0, "0", False, 0]
    assert [order["status"]["paid_date"] for order in orders] == ["0000-00-00", "0000-00-00 00:00:00", "", None]
    assert [order["shipping"]["date"] for order in orders] == [
        "2026-09-29",
        "2026-09-03 14:05:00",
        "2026-08-30",
        "2026-09-18 00:00:00",
    ]
    assert [order["invoice_amount"] for order in orders] == [39.0, "44.00", "245.0000", "318.00"]
    assert [order["customer"]["vat_id"] for order in orders] == ["", None, "", "DE999888015"]


def test_an_answer_with_a_warning_is_given_too() -> None:
    world = DreamRobotWorld()
    acks = {world.api().get(f"/order/{world.order_id(number)}/").json()["ack"] for number in (702006, 702007)}
    assert acks == {"success", "warning"}


def test_the_list_ends_with_an_empty_page() -> None:
    world = DreamRobotWorld()
    api = world.api()
    pages = [
        api.get("/order/", params={"pagination[page]": page, "pagination[limit]": 40}).json()["order"]
        for page in range(1, 5)
    ]
    assert [len(page) for page in pages] == [40, 40, len(world.system.book_of("merchant-1001")) - 80, 0]
    assert len({order["id"] for page in pages for order in page}) == len(world.system.book_of("merchant-1001"))


def test_a_page_holds_200_orders_at_most_and_50_where_nothing_is_said() -> None:
    api = DreamRobotWorld().api()
    assert len(api.get("/order/").json()["order"]) == 50
    everything = api.get("/order/", params={"pagination[limit]": 500}).json()["order"]
    assert 50 < len(everything) <= 200


def test_the_list_is_filtered_by_the_day_of_the_order() -> None:
    world = DreamRobotWorld()
    day = "2026-09-23"
    listed = world.api().get("/order/", params={"filter[date][from]": day, "filter[date][to]": day}).json()["order"]
    assert [order["date"][:10] for order in listed] == [day, day]
    assert world.order_id(701001) in {order["id"] for order in listed}


@pytest.mark.parametrize(
    "query",
    [
        {"filter[date][from]": "yesterday"},
        {"pagination[page]": "0"},
        {"pagination[limit]": "many"},
    ],
)
def test_a_senseless_filter_is_refused(query: dict[str, str]) -> None:
    assert error_of(DreamRobotWorld().api().get("/order/", params=query)) == (400, "Bad Request", 400)


def test_merged_orders_are_not_found() -> None:
    world = DreamRobotWorld()
    merged = [order_id for order_id, _ in world.system.merged_orders_of("merchant-1001")]
    assert len(merged) == 3
    assert {error_of(world.api().get(f"/order/{order_id}/")) for order_id in merged} == {(404, "Not Found", 404)}


def test_a_malformed_order_id_is_refused() -> None:
    assert error_of(DreamRobotWorld().api().get("/order/473-2020-07/")) == (400, "Bad Request", 400)


@pytest.mark.parametrize("path", ["/order", "/nothing/", "/admin/portal_account"])
def test_another_path_is_not_found_and_not_redirected(path: str) -> None:
    assert error_of(DreamRobotWorld().api().get(path)) == (404, "Not Found", 404)


def test_an_update_overwrites_the_note_as_a_whole() -> None:
    world = DreamRobotWorld()
    order_id = world.order_id(702011)
    answer = world.api().post(f"/order/{order_id}/", json={"order": {"infos": "neu"}})
    assert answer.json() == {"order_id": order_id, "ack": "success"}
    assert read_order(world, 702011)["infos"] == "neu"


def test_marking_as_paid_assigns_an_invoice_number_and_leaves_the_amount() -> None:
    world = DreamRobotWorld()
    assert read_order(world, 702002)["invoice_number"] == ""
    world.api().post(f"/order/{world.order_id(702002)}/", json={"order": {"status": {"is_paid": 1}}})
    order = read_order(world, 702002)
    assert (order["invoice_number"], order["paid_amount"]) == ("RE-702002", "")
    assert (order["status"]["is_paid"], order["status"]["paid_date"]) == (True, "2026-11-24")


def test_the_paid_amount_and_the_mark_can_be_taken_back() -> None:
    world = DreamRobotWorld()
    path = f"/order/{world.order_id(703006)}/"
    world.api().post(path, json={"order": {"paid_amount": 9.5, "status": {"is_paid": 0}}})
    order = read_order(world, 703006)
    assert (order["paid_amount"], order["status"]["is_paid"]) == ("9.5000", False)


@pytest.mark.parametrize(
    "body",
    [
        {"order": {"infos": "fine", "note": "Jana Birkenfeld"}},
        {"order": {"status": {"is_shipped": 1}}},
        {"order": {"infos": "fine"}, "more": 1},
        {"order": {"paid_amount": "12.00"}},
        {"order": {"paid_amount": True}},
        {"order": {"infos": 5}},
        {"order": {"status": {"is_paid": 2}}},
        {"order": {"status": {"is_paid": True}}},
        {"order": {"status": 1}},
        {"order": []},
        {},
        [],
    ],
)
def test_one_field_that_is_not_known_or_not_usable_rejects_the_whole_update(body: object) -> None:
    world = DreamRobotWorld()
    before = read_order(world, 701001)
    answer = world.api().post(f"/order/{world.order_id(701001)}/", json=body)
    assert error_of(answer) == (400, "Bad Request", 400)
    assert read_order(world, 701001) == before


def test_the_description_of_an_error_repeats_what_was_submitted() -> None:
    world = DreamRobotWorld()
    answer = world.api().post(f"/order/{world.order_id(701001)}/", json={"order": {"name": "Jana Birkenfeld"}})
    assert "Jana Birkenfeld" in answer.json()["error"][0]["description"]


def test_payment_methods_tell_prepayment_apart() -> None:
    methods = DreamRobotWorld().api().get("/system/payment_method/").json()["payment_method"]
    assert {method["name"] for method in methods if method["is_prepaid"] == "1"} == {"Vorkasse", "PayPal"}


def test_one_portal_account_is_the_default() -> None:
    accounts = DreamRobotWorld().api().get("/admin/portal_account/").json()["portal_account"]
    assert [account["id"] for account in accounts if account["is_default"]] == [22014]
    assert len(accounts) == 4


def test_a_subscription_can_be_made_and_dropped_once() -> None:
    world = DreamRobotWorld()
    api = world.api()
    handler_id = api.post("/admin/event/handler", json={"event_handler": HANDLER}).json()["event_handler_id"]
    assert world.system.describe()["subscriptions"] == 1
    stranger = world.api(SECOND).delete(f"/admin/event/handler/{handler_id}")
    assert error_of(stranger) == (404, "Not Found", 404)
    assert api.delete(f"/admin/event/handler/{handler_id}").json() == {"ack": "success"}
    assert error_of(api.delete(f"/admin/event/handler/{handler_id}")) == (404, "Not Found", 404)


@pytest.mark.parametrize(
    "handler",
    [
        {**HANDLER, "type": {"id": "changed"}},
        {**HANDLER, "section": "invoice"},
        {**HANDLER, "secret": "x"},
        {**HANDLER, "action": {**HANDLER["action"], "id": "mail"}},
        {**HANDLER, "action": {"id": "notification", "required": {"url": 5, "format": "post"}}},
        {**HANDLER, "action": None},
        {"section": "order"},
    ],
)
def test_an_unknown_event_is_refused(handler: dict[str, Any]) -> None:
    answer = DreamRobotWorld().api().post("/admin/event/handler", json={"event_handler": handler})
    assert error_of(answer) == (400, "Bad Request", 400)
