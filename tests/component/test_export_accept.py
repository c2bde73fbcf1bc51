"""Taking exports in over HTTP."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from functions.export.handler import Settings, compose
from shared.domain.account import Locale
from shared.domain.export import ItemState
from shared.web.session import open_session
from shared.work import QueueError, WorkQueue
from tests.component.calls import Answer, Context, http_event, read_answer, signature_headers
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.web.application import Application
    from shared.work import ExportWork
    from tests.component.world import World

ORDER_IDS = ["1001_2026_09", "1002_2026_09", "1003_2026_10"]


@pytest.fixture
def application(world: World) -> Application:
    world.activate()
    return compose(Settings.load(world.environment), world.clock)


def body_of(order_ids: list[str] | None = None, **changes: Any) -> bytes:
    return json.dumps({"merchant_id": MERCHANT, "order_ids": order_ids or ORDER_IDS} | changes).encode()


def post(
    application: Application,
    world: World,
    body: bytes,
    message_id: str = "msg_1",
    headers: dict[str, str] | None = None,
) -> Answer:
    signed = signature_headers(message_id, world.clock(), body) | (headers or {})
    return read_answer(application.resolve(http_event("POST", "/exports", body=body, headers=signed), Context()))


def nothing_is_stored(world: World, message_id: str = "msg_1") -> bool:
    exports = world.stores.exports_of(MERCHANT)
    return (
        exports.get(message_id) is None
        and exports.list_newest_first(10).exports == []
        and not world.take_messages("exports")
    )


def test_an_export_is_kept_queued_and_answered_with_its_addresses(application: Application, world: World) -> None:
    answer = post(application, world, body_of())
    assert answer.status == 202
    assert answer.json == {
        "export_id": "msg_1",
        "state": "running",
        "waiting_for": None,
        "counts": {"total": 3, "evaluated": 0, "blocked": 0, "cases": 0, "drafts": 0},
        "status_url": "https://app.example/exports/msg_1",
        "page_url": "https://app.example/exports/msg_1",
    }
    items = world.stores.exports_of(MERCHANT).list_items("msg_1")
    assert [item.order_id for item in items] == ORDER_IDS
    assert {item.state for item in items} == {ItemState.RECEIVED}
    assert world.take_messages("exports") == [{"merchant_id": MERCHANT, "export_id": "msg_1"}]


def test_the_same_export_again_is_the_same_export(application: Application, world: World) -> None:
    first = post(application, world, body_of())
    second = post(application, world, body_of())
    assert second.status == 202
    assert second.json == first.json
    assert len(world.take_messages("exports")) == 1
    assert len(world.stores.exports_of(MERCHANT).list_items("msg_1")) == 3


def test_another_body_under_the_same_id_is_refused(application: Application, world: World) -> None:
    post(application, world, body_of())
    answer = post(application, world, body_of(["9999_2026_09"]))
    assert (answer.status, answer.json["code"]) == (409, "export_id_reused")
    assert [item.order_id for item in world.stores.exports_of(MERCHANT).list_items("msg_1")] == ORDER_IDS


def test_an_order_that_is_named_twice_counts_once(application: Application, world: World) -> None:
    answer = post(application, world, body_of(["1_2026_09", "2_2026_09", "1_2026_09"]))
    assert answer.json["counts"]["total"] == 2


def test_a_thousand_orders_are_taken_in_whole(application: Application, world: World) -> None:
    order_ids = [f"{number}_2026_09" for number in range(1000)]
    assert post(application, world, body_of(order_ids)).json["counts"]["total"] == 1000
    assert [item.order_id for item in world.stores.exports_of(MERCHANT).list_items("msg_1")] == order_ids


def test_reminders_given_with_the_call_are_kept_with_their_order(application: Application, world: World) -> None:
    reminders = {ORDER_IDS[0]: [{"sent_on": "2026-10-01", "channel": "letter", "credit_agency_notice": None}]}
    post(application, world, body_of(reminders=reminders))
    first, second, _ = world.stores.exports_of(MERCHANT).list_items("msg_1")
    assert [reminder.sent_on.isoformat() for reminder in first.reminders] == ["2026-10-01"]
    assert second.reminders == ()


def test_a_repeat_goes_on_where_a_failing_queue_stopped(
    application: Application, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: WorkQueue[ExportWork], work: Iterable[ExportWork], *, delay_seconds: int = 0) -> None:
        raise QueueError(list(work), delay_seconds)

    with monkeypatch.context() as broken:
        broken.setattr(WorkQueue, "send", refuse)
        answer = post(application, world, body_of())
    assert (answer.status, answer.json["code"]) == (503, "try_again")
    assert answer.headers["Retry-After"] == "5"
    assert world.take_messages("exports") == []
    assert post(application, world, body_of()).status == 202
    assert world.take_messages("exports") == [{"merchant_id": MERCHANT, "export_id": "msg_1"}]


@pytest.mark.parametrize(
    "headers",
    [
        {"webhook-signature": "v1,Zm9yZ2Vk"},
        {"webhook-timestamp": "1"},
        {"webhook-id": "msg_other"},
        {"webhook-signature": ""},
    ],
)
def test_a_signature_that_does_not_hold_is_refused_and_nothing_is_stored(
    application: Application, world: World, headers: dict[str, str]
) -> None:
    answer = post(application, world, body_of(), headers=headers)
    assert (answer.status, answer.json["code"]) == (401, "invalid_signature")
    assert nothing_is_stored(world)


def test_an_altered_body_is_refused_and_nothing_is_stored(application: Application, world: World) -> None:
    signed = signature_headers("msg_1", world.clock(), body_of())
    event = http_event("POST", "/exports", body=body_of(["9999_2026_09"]), headers=signed)
    assert read_answer(application.resolve(event, Context())).status == 401
    assert nothing_is_stored(world)


def test_a_stale_signature_is_refused_and_nothing_is_stored(application: Application, world: World) -> None:
    signed = signature_headers("msg_1", world.clock() - timedelta(minutes=5, seconds=1), body_of())
    event = http_event("POST", "/exports", body=body_of(), headers=signed)
    assert read_answer(application.resolve(event, Context())).status == 401
    assert nothing_is_stored(world)


def test_nobody_who_is_neither_signed_nor_signed_in_gets_in(application: Application, world: World) -> None:
    answer = read_answer(application.resolve(http_event("POST", "/exports", body=body_of()), Context()))
    assert (answer.status, answer.json["code"]) == (401, "not_signed_in")
    assert nothing_is_stored(world)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"not json", "body"),
        (b"[]", "body"),
        (body_of() + b"}", "body"),
        (json.dumps({"merchant_id": MERCHANT}).encode(), "order_ids"),
        (body_of(["malformed"]), "order_ids.0"),
        (body_of(["1_2026_09", "1_26_09"]), "order_ids.1"),
        (body_of(["1_2026_09\n"]), "order_ids.0"),
        (body_of([f"{number}_2026_09" for number in range(1001)]), "order_ids"),
        (body_of(merchant_id="../other"), "merchant_id"),
        (body_of(source="elsewhere"), "source"),
        (body_of(reminders={ORDER_IDS[0]: [{"sent_on": "gestern"}]}), "reminders.1001_2026_09.0.sent_on"),
        (body_of(reminders={"7_2026_09": [{"sent_on": "2026-10-01"}]}), "body"),
    ],
)
def test_a_bad_body_is_refused_with_the_field_and_nothing_is_stored(
    application: Application, world: World, body: bytes, field: str
) -> None:
    answer = post(application, world, body)
    assert (answer.status, answer.json["code"]) == (422, "invalid_request")
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert nothing_is_stored(world)


def test_an_empty_list_of_orders_is_refused(application: Application, world: World) -> None:
    body = json.dumps({"merchant_id": MERCHANT, "order_ids": []}).encode()
    assert post(application, world, body).json["errors"][0]["field"] == "order_ids"


def test_a_body_of_two_megabytes_is_too_large(application: Application, world: World) -> None:
    answer = post(application, world, body_of() + b" " * 2 * 1024 * 1024)
    assert (answer.status, answer.json["code"]) == (413, "too_large")
    assert nothing_is_stored(world)


def test_an_id_that_cannot_stand_in_an_address_is_refused(application: Application, world: World) -> None:
    answer = post(application, world, body_of(), message_id="msg/../1")
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "webhook-id")


def test_an_unknown_merchant_is_told_so(application: Application, world: World) -> None:
    answer = post(application, world, body_of(merchant_id=OTHER_MERCHANT))
    assert (answer.status, answer.json["code"]) == (404, "unknown_merchant")


def test_a_merchant_whose_accounts_are_stopped_is_not_active(application: Application, world: World) -> None:
    world.stores.accounts_of(MERCHANT).stop(CUSTOMER_NUMBER, "invalid_credentials")
    answer = post(application, world, body_of())
    assert (answer.status, answer.json["code"]) == (403, "merchant_not_active")
    assert nothing_is_stored(world)


class TestMerchant:
    """A merchant who is signed in."""

    @pytest.fixture
    def cookie(self, world: World) -> str:
        secret = "secret-of-the-session-in-the-tests"
        cookie = open_session(world.stores.sessions_of(MERCHANT), MERCHANT, Locale.ENGLISH, secret, world.clock())
        return f"{cookie.name}={cookie.value}"

    def test_may_export_its_own_orders(self, application: Application, world: World, cookie: str) -> None:
        event = http_event(
            "POST", "/exports", body=body_of(source="app"), headers={"Idempotency-Key": "mine-1"}, cookies=[cookie]
        )
        assert read_answer(application.resolve(event, Context())).status == 202
        assert world.take_messages("exports") == [{"merchant_id": MERCHANT, "export_id": "mine-1"}]

    def test_needs_an_idempotency_key(self, application: Application, cookie: str) -> None:
        event = http_event("POST", "/exports", body=body_of(), cookies=[cookie])
        answer = read_answer(application.resolve(event, Context()))
        assert (answer.status, answer.json["errors"][0]["field"]) == (422, "Idempotency-Key")

    def test_may_not_export_for_another(self, application: Application, world: World, cookie: str) -> None:
        world.activate(OTHER_MERCHANT, "20001")
        event = http_event(
            "POST",
            "/exports",
            body=body_of(merchant_id=OTHER_MERCHANT),
            headers={"Idempotency-Key": "theirs-1"},
            cookies=[cookie],
        )
        assert read_answer(application.resolve(event, Context())).status == 404
        assert world.stores.exports_of(OTHER_MERCHANT).get("theirs-1") is None

    def test_sees_its_own_export_and_nobody_elses(self, application: Application, world: World, cookie: str) -> None:
        post(application, world, body_of())
        world.activate(OTHER_MERCHANT, "20001")
        post(application, world, body_of(merchant_id=OTHER_MERCHANT), message_id="msg_2")
        own = read_answer(application.resolve(http_event("GET", "/exports/msg_1", cookies=[cookie]), Context()))
        assert [item["order_id"] for item in own.json["items"]] == ORDER_IDS
        other = read_answer(application.resolve(http_event("GET", "/exports/msg_2", cookies=[cookie]), Context()))
        assert (other.status, other.json["code"]) == (404, "not_found")


def test_dreamrobot_reads_an_export_with_a_signed_path(application: Application, world: World) -> None:
    post(application, world, body_of())
    headers = signature_headers("msg_9", world.clock(), f"/exports/msg_1?merchant_id={MERCHANT}".encode())
    event = http_event("GET", "/exports/msg_1", query={"merchant_id": MERCHANT}, headers=headers)
    answer = read_answer(application.resolve(event, Context()))
    assert answer.status == 200
    assert answer.json["items"][0] == {
        "order_id": ORDER_IDS[0],
        "state": "received",
        "findings": [],
        "case_id": None,
    }


def test_a_signature_for_one_merchant_does_not_open_another(application: Application, world: World) -> None:
    world.activate(OTHER_MERCHANT, "20001")
    headers = signature_headers("msg_9", world.clock(), f"/exports/msg_1?merchant_id={MERCHANT}".encode())
    event = http_event("GET", "/exports/msg_1", query={"merchant_id": OTHER_MERCHANT}, headers=headers)
    assert read_answer(application.resolve(event, Context())).status == 401
