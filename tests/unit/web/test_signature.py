from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.web.signature import TOLERANCE, DreamRobotKeys, InvalidSignatureError, sign, verify

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
KEY = "whsec_" + base64.b64encode(b"k" * 24).decode()
OLD_KEY = "whsec_" + base64.b64encode(b"o" * 24).decode()
BODY = b'{"merchant_id": "m1"}'


def signed_headers(
    content: bytes = BODY, *, key: str = KEY, sent_at: datetime = NOW, message_id: str = "msg_1"
) -> dict[str, str]:
    return {
        "Webhook-Id": message_id,
        "Webhook-Timestamp": str(int(sent_at.timestamp())),
        "Webhook-Signature": sign(message_id, sent_at, content, key),
    }


def test_the_published_example_of_the_scheme_passes() -> None:
    # The worked example of the Standard Webhooks specification's reference libraries.
    headers = {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    keys = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]
    now = datetime.fromtimestamp(1614265330, UTC)
    assert verify(headers, b'{"test": 2432232314}', keys, now) == "msg_p5jXN8AQM9LWM0D4loKWxJek"


def test_a_signed_body_passes_and_tells_its_id() -> None:
    assert verify(signed_headers(), BODY, [KEY], NOW) == "msg_1"


@pytest.mark.parametrize("accepted", [[KEY, OLD_KEY], [OLD_KEY, KEY]])
def test_each_accepted_key_opens_while_keys_are_changed(accepted: list[str]) -> None:
    assert verify(signed_headers(key=OLD_KEY), BODY, accepted, NOW) == "msg_1"


def test_one_fitting_signature_among_several_is_enough() -> None:
    headers = signed_headers()
    headers["Webhook-Signature"] = f"v1a,unknown v1,AAAA {headers['Webhook-Signature']}"
    assert verify(headers, BODY, [KEY], NOW) == "msg_1"


@given(position=st.integers(min_value=0, max_value=len(BODY) - 1), flip=st.integers(min_value=1, max_value=255))
def test_any_changed_byte_is_refused(position: int, flip: int) -> None:
    altered = bytearray(BODY)
    altered[position] ^= flip
    with pytest.raises(InvalidSignatureError):
        verify(signed_headers(), bytes(altered), [KEY], NOW)


@pytest.mark.parametrize("off", [TOLERANCE, -TOLERANCE])
def test_five_minutes_of_difference_are_tolerated(off: timedelta) -> None:
    assert verify(signed_headers(sent_at=NOW + off), BODY, [KEY], NOW) == "msg_1"


@pytest.mark.parametrize("off", [TOLERANCE + timedelta(seconds=1), -TOLERANCE - timedelta(seconds=1)])
def test_more_than_five_minutes_are_refused(off: timedelta) -> None:
    with pytest.raises(InvalidSignatureError):
        verify(signed_headers(sent_at=NOW + off), BODY, [KEY], NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"Webhook-Id": "msg_2"},
        {"Webhook-Id": ""},
        {"Webhook-Id": "x" * 129},
        {"Webhook-Timestamp": "1764000001"},
        {"Webhook-Timestamp": "soon"},
        {"Webhook-Timestamp": "١٢٣"},
        {"Webhook-Timestamp": "9" * 5000},
        {"Webhook-Signature": ""},
        {"Webhook-Signature": "v1,"},
        {"Webhook-Signature": "v1,ümlaut"},
    ],
)
def test_a_changed_or_broken_header_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(InvalidSignatureError):
        verify(signed_headers() | change, BODY, [KEY], NOW)


@pytest.mark.parametrize("name", ["Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"])
def test_a_missing_header_is_refused(name: str) -> None:
    headers = signed_headers()
    del headers[name]
    with pytest.raises(InvalidSignatureError):
        verify(headers, BODY, [KEY], NOW)


def test_without_keys_nothing_passes() -> None:
    with pytest.raises(InvalidSignatureError):
        verify(signed_headers(), BODY, [], NOW)


def test_the_keys_are_read_from_the_secret() -> None:
    keys = DreamRobotKeys.parse(json.dumps({"signing_keys": [KEY, OLD_KEY], "launch_keys": ["launch"]}))
    assert keys.signing_keys == (KEY, OLD_KEY)
    assert keys.launch_keys == ("launch",)


def test_keys_do_not_show_in_a_repr() -> None:
    keys = DreamRobotKeys(signing_keys=(KEY,), launch_keys=("launch-key",))
    assert KEY not in repr(keys)
    assert "launch-key" not in repr(keys)


@pytest.mark.parametrize(
    "secret",
    [
        {"signing_keys": [], "launch_keys": ["launch"]},
        {"signing_keys": [KEY], "launch_keys": []},
        {"signing_keys": ["whsec_not base64!"], "launch_keys": ["launch"]},
        {"signing_keys": ["whsec_"], "launch_keys": ["launch"]},
        {"signing_keys": [KEY], "launch_keys": [""]},
    ],
)
def test_a_secret_that_would_let_nobody_or_anybody_in_is_refused_without_showing_it(secret: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as caught:
        DreamRobotKeys.parse(json.dumps(secret))
    assert "not base64!" not in str(caught.value)
