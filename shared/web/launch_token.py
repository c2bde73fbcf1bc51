"""The token with which DreamRobot opens the app for a merchant who is signed in there (assumed scheme).

Guarantee: a token that passes was made by a holder of a launch key, for this app, for one merchant, and is
still good. That it is used once only is up to the caller, who keeps ``token_id`` until ``expires_at``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import jwt
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.domain.account import Locale, MerchantId

if TYPE_CHECKING:
    from collections.abc import Iterable

ISSUER = "dreamrobot"
AUDIENCE = "atriga-app"
LONGEST_LIFE = timedelta(seconds=300)
CLOCK_SKEW = timedelta(seconds=60)
"""How far DreamRobot's clock may run ahead of ours."""

_LATEST_SECOND = 32_503_680_000  # the year 3000: anything later is no instant that ``datetime`` can be trusted with


class InvalidLaunchTokenError(Exception):
    """Raised where a launch token does not open the app."""


@dataclass(frozen=True, slots=True)
class LaunchToken:
    """Who opens the app, in which language; ``token_id`` may be used once until ``expires_at``."""

    merchant_id: str
    merchant_name: str
    locale: Locale
    token_id: str
    expires_at: datetime


type _UnixSeconds = Annotated[float, Field(ge=0, le=_LATEST_SECOND, strict=True)]


class _Claims(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    sub: MerchantId
    name: Annotated[str, Field(max_length=120)]
    locale: Locale
    iat: _UnixSeconds
    exp: _UnixSeconds
    jti: Annotated[str, Field(min_length=1, max_length=128)]


def verify_launch_token(token: str, keys: Iterable[str], now: datetime) -> LaunchToken:
    """Check a launch token under every key that is accepted at present.

    Raises:
        InvalidLaunchTokenError: The signature, the audience, the issuer, a claim or the time does not fit.
    """
    claims = next((claims for key in keys if (claims := _decode(token, key)) is not None), None)
    if claims is None:
        raise InvalidLaunchTokenError
    try:
        known = _Claims.model_validate(claims)
    except ValidationError:
        # The claims name a person's shop: they are no part of the error.
        raise InvalidLaunchTokenError from None
    if not _is_in_time(known, now):
        raise InvalidLaunchTokenError
    return LaunchToken(
        merchant_id=known.sub,
        merchant_name=known.name,
        locale=known.locale,
        token_id=known.jti,
        expires_at=datetime.fromtimestamp(known.exp, UTC),
    )


def _decode(token: str, key: str) -> dict[str, Any] | None:
    try:
        return jwt.decode(
            token,
            key.encode(),
            algorithms=["HS256"],
            audience=AUDIENCE,
            issuer=ISSUER,
            options={
                "require": ["iss", "aud", "sub", "name", "locale", "iat", "exp", "jti"],
                "strict_aud": True,
                # PyJWT looks at the machine's clock; times are judged below against the given instant.
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except jwt.InvalidTokenError:
        return None


def _is_in_time(claims: _Claims, now: datetime) -> bool:
    life = claims.exp - claims.iat
    begun = claims.iat <= now.timestamp() + CLOCK_SKEW.total_seconds()
    return begun and now.timestamp() < claims.exp and 0 < life <= LONGEST_LIFE.total_seconds()
