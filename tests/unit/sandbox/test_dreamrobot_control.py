from __future__ import annotations

from tests.unit.sandbox.dreamrobot_world import FIRST, DreamRobotWorld

ADDRESS = "/_control/merchants"


def describe_another(world: DreamRobotWorld) -> str:
    merchant = world.system.merchants[FIRST]
    changes = {"merchant_id": "merchant-9009", "api_username": "api_9009_1", "api_password": "another-password"}
    return merchant.model_copy(update={**changes, "orders": merchant.orders[:2]}).model_dump_json()


def test_a_merchant_that_is_put_in_is_let_in_and_has_its_orders() -> None:
    world = DreamRobotWorld()
    assert world.browser.put(ADDRESS, content=describe_another(world)).status_code == 204
    assert len(world.api("merchant-9009").get("/order/").json()["order"]) == 2
    listed = world.browser.get("/_control/orders").json()
    assert "merchant-9009" in {order["merchant_id"] for order in listed}


def test_a_merchant_that_is_put_in_again_starts_anew() -> None:
    world = DreamRobotWorld()
    for _ in range(2):
        assert world.browser.put(ADDRESS, content=describe_another(world)).status_code == 204
    assert len(world.system.book_of("merchant-9009")) == 2


def test_a_reset_leaves_the_samples_alone() -> None:
    world = DreamRobotWorld()
    samples = list(world.system.merchants)
    world.browser.put(ADDRESS, content=describe_another(world))
    assert world.browser.post("/_control/reset").status_code == 204
    assert list(world.system.merchants) == samples
    assert world.fetch_token(FIRST).is_success


def test_what_describes_no_merchant_is_refused_with_what_is_wrong() -> None:
    answer = DreamRobotWorld().browser.put(ADDRESS, content=b'{"merchant_id": "merchant-9009"}')
    assert answer.status_code == 422
    assert {"name", "orders"} <= {error["loc"][0] for error in answer.json()["errors"]}
