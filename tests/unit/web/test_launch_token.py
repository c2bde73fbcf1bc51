from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from shared.domain.account import Locale
from shared.web.launch_token import InvalidLaunchTokenError, verify_launch_token

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NOW_SECONDS = int(NOW.timestamp())
KEY = "launch-key-of-32-bytes-and-more-äöü"
OTHER_KEY = "another-launch-key-of-32-bytes-too"
CLAIMS: dict[str, Any] = {
    "iss": "dreamrobot",
    "aud": "atriga-app",
    "sub": "merchant-1",
    "name": "Gartenfreund GmbH",
    "locale": "en",
    "iat": NOW_SECONDS,
    "exp": NOW_SECONDS + 300,
    "jti": "launch-1",
}


def make_token(key: str = KEY, algorithm: str = "HS256", **changes: Any) -> str:
    return jwt.encode(CLAIMS | changes, key.encode() if key else "", algorithm=algorithm)


def test_a_good_token_tells_who_opens_the_app() -> None:
    launch = verify_launch_token(make_token(), [KEY], NOW)
    assert (launch.merchant_id, launch.merchant_name) == ("merchant-1", "Gartenfreund GmbH")
    assert (launch.locale, launch.token_id) == (Locale.ENGLISH, "launch-1")
    assert launch.expires_at == NOW + timedelta(seconds=300)


@pytest.mark.parametrize("keys", [[KEY, OTHER_KEY], [OTHER_KEY, KEY]])
def test_each_accepted_key_opens_while_keys_are_changed(keys: list[str]) -> None:
    assert verify_launch_token(make_token(), keys, NOW).merchant_id == "merchant-1"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "somebody"},
        {"aud": "another-app"},
        {"aud": ["atriga-app", "another-app"]},
        {"sub": "merchant 1"},
        {"sub": ""},
        {"sub": "m" * 65},
        {"name": 7},
        {"name": "n" * 121},
        {"locale": "fr"},
        {"jti": ""},
        {"jti": "j" * 129},
        {"jti": 7},
        {"exp": NOW_SECONDS + 301},
        {"exp": NOW_SECONDS},
        {"exp": "soon"},
        {"exp": True},
        {"exp": float("inf")},
        {"iat": NOW_SECONDS + 61, "exp": NOW_SECONDS + 200},
        {"iat": NOW_SECONDS + 100, "exp": NOW_SECONDS + 90},
        {"iat": -1},
    ],
)
def test_a_claim_that_does_not_fit_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidLaunchTokenError):
        verify_launch_token(make_token(**changes), [KEY], NOW)


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_missing_claim_is_refused(claim: str) -> None:
    claims = {name: value for name, value in CLAIMS.items() if name != claim}
    with pytest.raises(InvalidLaunchTokenError):
        verify_launch_token(jwt.encode(claims, KEY.encode(), algorithm="HS256"), [KEY], NOW)


def test_a_token_of_another_key_is_refused() -> None:
    with pytest.raises(InvalidLaunchTokenError):
        verify_launch_token(make_token(OTHER_KEY), [KEY], NOW)


def test_an_unsigned_token_is_refused() -> None:
    with pytest.raises(InvalidLaunchTokenError):
        verify_launch_token(make_token("", algorithm="none"), [KEY], NOW)


def test_another_algorithm_is_refused() -> None:
    with pytest.raises(InvalidLaunchTokenError):
        verify_launch_token(make_token(KEY * 2, algorithm="HS512"), [KEY * 2], NOW)


@pytest.mark.parametrize("token", ["", "a.b.c", "ä", make_token()[:-2]])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(InvalidLaunchTokenError):
        verify_launch_token(token, [KEY], NOW)


def test_the_given_instant_counts_and_not_the_clock_of_the_machine() -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    seconds = int(long_ago.timestamp())
    token = make_token(iat=seconds, exp=seconds + 60)
    assert verify_launch_token(token, [KEY], long_ago).token_id == "launch-1"


def test_a_clock_that_runs_a_minute_ahead_is_borne() -> None:
    token = make_token(iat=NOW_SECONDS + 60, exp=NOW_SECONDS + 360)
    assert verify_launch_token(token, [KEY], NOW).token_id == "launch-1"
