"""The gateway's pushes: only what is signed is taken, and it makes the account due at once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from functions.sync.notification_wiring import Settings
from functions.sync.notifications_handler import compose
from shared.composition import make_secrets_of
from shared.store.instants import sortable
from shared.web.signature import write_key
from tests.component.calls import Context, http_event, read_answer, signature_headers
from tests.component.world import CODE, CUSTOMER_NUMBER, MERCHANT, OTHER_MERCHANT, START

if TYPE_CHECKING:
    from tests.component.calls import Answer
    from tests.component.world import World

KEY = write_key(b"a-key-of-the-tests-for-pushes-01")
OTHER_KEY = write_key(b"a-key-of-the-tests-for-pushes-02")


class Bench:
    """Two merchants; the first has activated the customer number and rests for an hour."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.settings = Settings.load(world.environment)
        self.app = compose(self.settings, world.clock)
        self.activate(MERCHANT, CUSTOMER_NUMBER, KEY)

    def activate(self, merchant_id: str, customer_number: str, key: str | None) -> None:
        self.world.activate(merchant_id, customer_number)
        self.world.stores.accounts_of(merchant_id).postpone(
            customer_number, was_due_at=sortable(self.world.clock()), due_at=START + timedelta(hours=1)
        )
        make_secrets_of(self.settings)(merchant_id).set_authentication_code(customer_number, CODE, push_key=key)

    def push(self, key: str = KEY, body: bytes | None = None, age: timedelta = timedelta(0), **fields: Any) -> Answer:
        notice = {"type": "case.changed", "customer_number": CUSTOMER_NUMBER, "case_number": "26-000001", **fields}
        content = json.dumps(notice).encode() if body is None else body
        headers = signature_headers("msg_1", self.world.clock() - age, content, key)
        event = http_event("POST", "/boss/notifications", body=content, headers=headers)
        return read_answer(self.app.resolve(event, Context()))

    def due(self) -> set[str]:
        return {one.merchant_id for one in self.world.stores.due_accounts().list_due(self.world.clock())}

    def queued(self) -> list[str]:
        return [message["merchant_id"] for message in self.world.take_messages("syncs")]


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


def test_a_push_makes_its_account_due_and_queues_its_run(bench: Bench) -> None:
    assert bench.push().status == 204
    assert bench.due() == {MERCHANT}
    assert bench.queued() == [MERCHANT]


def test_repeats_and_floods_queue_one_run(bench: Bench) -> None:
    assert {bench.push().status for _ in range(5)} == {204}
    assert bench.queued() == [MERCHANT]


def test_fields_and_types_that_nobody_knows_break_nothing(bench: Bench) -> None:
    assert bench.push(type="case.dreamt", dream={"of": ["sheep"]}).status == 204
    assert bench.queued() == [MERCHANT]


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[]", b"no json", b'{"customer_number": 10001}', b'{"customer_number": ""}', b"\xff\xfe"],
)
def test_what_names_no_number_is_refused(bench: Bench, body: bytes) -> None:
    assert bench.push(body=body).status == 401
    assert bench.queued() == []


def test_a_forged_push_changes_nothing(bench: Bench) -> None:
    answer = bench.push(OTHER_KEY)
    assert (answer.status, answer.json["code"]) == (401, "invalid_signature")
    assert (bench.due(), bench.queued()) == (set(), [])


def test_a_push_about_a_number_that_nobody_activated_is_refused(bench: Bench) -> None:
    assert bench.push(customer_number="99999").status == 401


def test_an_old_push_is_refused(bench: Bench) -> None:
    assert bench.push(age=timedelta(minutes=6)).status == 401
    assert bench.queued() == []


def test_a_body_that_is_too_long_is_refused(bench: Bench) -> None:
    assert bench.push(padding="x" * 5000).status == 413


def test_a_key_of_one_merchant_proves_nothing_about_anothers_number(bench: Bench) -> None:
    bench.activate(OTHER_MERCHANT, "20001", OTHER_KEY)
    assert bench.push(OTHER_KEY).status == 401
    assert bench.push(OTHER_KEY, customer_number="20001").status == 204
    assert bench.queued() == [OTHER_MERCHANT]


def test_a_number_of_two_merchants_brings_both_forward_whichever_subscribed_last(bench: Bench) -> None:
    bench.activate(OTHER_MERCHANT, CUSTOMER_NUMBER, OTHER_KEY)
    assert bench.push(OTHER_KEY).status == 204
    assert sorted(bench.queued()) == [MERCHANT, OTHER_MERCHANT]


def test_the_key_before_the_newest_stays_good_and_the_one_before_that_does_not(bench: Bench) -> None:
    secrets = make_secrets_of(bench.settings)(MERCHANT)
    secrets.set_authentication_code(CUSTOMER_NUMBER, CODE, push_key=OTHER_KEY)
    assert secrets.read().push_keys_of(CUSTOMER_NUMBER) == (OTHER_KEY, KEY)
    assert bench.push(KEY).status == bench.push(OTHER_KEY).status == 204
    secrets.set_authentication_code(CUSTOMER_NUMBER, CODE, push_key=write_key(b"third"))
    bench.app = compose(bench.settings, bench.world.clock)
    assert bench.push(KEY).status == 401


def test_a_stopped_account_stays_stopped(bench: Bench) -> None:
    bench.world.stores.accounts_of(MERCHANT).stop(CUSTOMER_NUMBER, "invalid_credentials")
    assert bench.push().status == 204
    assert (bench.due(), bench.queued()) == (set(), [])


def test_a_merchant_without_a_key_cannot_be_pushed(bench: Bench) -> None:
    bench.activate(OTHER_MERCHANT, "20001", None)
    assert bench.push(customer_number="20001").status == 401
