"""What the gateway's simulator pushes is what the app takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.sync.notification_wiring import Settings
from functions.sync.notifications_handler import compose
from sandbox.boss.push import Push, read_subscription
from shared.composition import make_secrets_of
from shared.web.signature import write_key
from tests.component.calls import Context, http_event, read_answer
from tests.component.world import CODE, CUSTOMER_NUMBER, MERCHANT

if TYPE_CHECKING:
    from tests.component.world import World


def test_a_push_of_the_simulator_is_taken(world: World) -> None:
    world.activate()
    settings, key = Settings.load(world.environment), write_key(b"a-key-for-the-simulators-pushes")
    make_secrets_of(settings)(MERCHANT).set_authentication_code(CUSTOMER_NUMBER, CODE, push_key=key)
    subscription = read_subscription("https://app.example/boss/notifications", key)
    push = Push("change-1", CUSTOMER_NUMBER, "26-000001", subscription)
    event = http_event("POST", "/boss/notifications", body=push.body, headers=push.sign(world.clock()))
    assert read_answer(compose(settings, world.clock).resolve(event, Context())).status == 204
