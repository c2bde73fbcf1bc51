from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from pydantic import ValidationError

from sandbox.dreamrobot.app_calls import (
    AppKeys,
    LaunchClaims,
    load_keys,
    make_launch_token,
    make_message_id,
    sign_request,
)
from tests.unit.sandbox.dreamrobot_world import FIRST, KEYS, LAUNCH_KEY, SIGNING_KEY, START, DreamRobotWorld

if TYPE_CHECKING:
    from pathlib import Path

    import httpx


def test_a_signature_is_the_one_of_the_standard_webhooks_specification() -> None:
    # Key, id, time and body of the specification's own example, with its signature.
    keys = AppKeys(signing_keys=("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",), launch_keys=("unused",))
    sent_at = START.fromtimestamp(1614265330, START.tzinfo)
    headers = sign_request(keys, "msg_p5jXN8AQM9LWM0D4loKWxJek", sent_at, b'{"test": 2432232314}')
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_the_installation_is_signed_over_its_raw_body() -> None:
    world = DreamRobotWorld()
    world.make_calls().install(world.system.merchants[FIRST])
    request = world.app.requests[0]
    assert (request.method, request.url.path) == ("POST", "/dreamrobot/installations")
    assert json.loads(request.content) == {
        "merchant_id": FIRST,
        "name": "Nordlicht Wohnbedarf GmbH",
        "api_username": "api_1001_1",
        "api_password": "nordlicht-sandbox-password",
        "locale": "de",
        "daily_requests": 5000,
    }
    assert_signed(request, request.content)


def test_calls_without_a_body_are_signed_over_path_and_query() -> None:
    world = DreamRobotWorld()
    world.make_calls().uninstall(FIRST)
    world.make_calls().read_export(FIRST, "msg_7")
    removed, read = world.app.requests
    assert removed.method == "DELETE"
    assert_signed(removed, b"/dreamrobot/installations/merchant-1001")
    assert read.method == "GET"
    assert_signed(read, b"/exports/msg_7?merchant_id=merchant-1001")


def test_an_export_carries_its_id_its_orders_and_its_reminders() -> None:
    world = DreamRobotWorld()
    reminders = {"1_2026_07": [{"sent_on": "2026-09-01", "channel": "email"}]}
    world.make_calls().export_orders(
        FIRST, ["1_2026_07"], source="order_mask", export_id="msg_export", reminders=reminders
    )
    request = world.app.requests[0]
    assert request.headers["webhook-id"] == "msg_export"
    assert world.app.last_body == {
        "merchant_id": FIRST,
        "order_ids": ["1_2026_07"],
        "source": "order_mask",
        "reminders": reminders,
    }
    assert_signed(request, request.content)


def test_two_exports_without_a_given_id_are_two() -> None:
    world = DreamRobotWorld()
    calls = world.make_calls()
    calls.export_orders(FIRST, ["1_2026_07"])
    calls.export_orders(FIRST, ["1_2026_07"])
    assert len({request.headers["webhook-id"] for request in world.app.requests}) == 2
    assert make_message_id() != make_message_id()


def test_a_launch_token_signs_in_one_merchant_for_two_minutes() -> None:
    claims = LaunchClaims(merchant_id=FIRST, name="Nordlicht", token_id="once", locale="en")
    token = make_launch_token(KEYS, claims, START)
    read = jwt.decode(
        token,
        LAUNCH_KEY,
        algorithms=["HS256"],
        audience="atriga-app",
        options={"verify_exp": False, "verify_iat": False},
    )
    issued_at = int(START.timestamp())
    assert read == {
        "iss": "dreamrobot",
        "aud": "atriga-app",
        "sub": FIRST,
        "name": "Nordlicht",
        "locale": "en",
        "iat": issued_at,
        "exp": issued_at + int(timedelta(seconds=120).total_seconds()),
        "jti": "once",
    }


def test_the_launch_address_leads_to_a_page_of_the_app() -> None:
    world = DreamRobotWorld()
    address = urlsplit(world.make_calls().make_launch_address(world.system.merchants[FIRST], to="/cases?mark=a b"))
    assert (address.netloc, address.path) == ("app.test", "/launch")
    assert parse_qs(address.query)["to"] == ["/cases?mark=a b"]


def test_keys_are_read_from_a_file_and_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text(KEYS.model_dump_json(), encoding="utf-8")
    assert load_keys(file) == KEYS
    assert SIGNING_KEY not in repr(load_keys(file))
    file.write_text(json.dumps({"signing_keys": [], "launch_keys": ["secret-launch-key"]}), encoding="utf-8")
    with pytest.raises(ValidationError) as raised:
        load_keys(file)
    assert "secret-launch-key" not in str(raised.value)


def assert_signed(request: httpx.Request, content: bytes) -> None:
    key = base64.b64decode(SIGNING_KEY.removeprefix("whsec_"))
    signed = f"{request.headers['webhook-id']}.{request.headers['webhook-timestamp']}.".encode() + content
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert request.headers["webhook-timestamp"] == str(int(START.timestamp()))
    assert request.headers["webhook-signature"] == f"v1,{expected}"
