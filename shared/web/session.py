"""Who comes in for a merchant: a person by a cookie, or one of the merchant's programs by an API token.

Of the secret in either only the hash is kept. Guarantee: reading the table lets nobody in, a form is taken only from a
page that this session saw, and a token opens only routes that name a scope which it has.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

from aws_lambda_powertools.shared.cookies import Cookie, SameSite

from shared.domain.account import MERCHANT_ID_PATTERN, Locale
from shared.domain.api_token import read_token
from shared.domain.merchant_days import day_of
from shared.web.forms import read_form
from shared.web.problem import ProblemError
from shared.web.rate_limits import OF_A_MERCHANT, OF_A_TOKEN, count_request
from shared.web.request import bearer_of, wants_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from shared.domain.api_token import ApiToken, Scope
    from shared.domain.rate import Draw, Rate

COOKIE_NAME = "__Host-session"
CSRF_FIELD = "csrf_token"
LIFE = timedelta(hours=12)

_SECRET_PATTERN = re.compile(r"[A-Za-z0-9_-]{20,128}")


class Sessions(Protocol):
    """Who may come in for one merchant, each known by the hash of a secret, and how often they do."""

    def create(self, session_hash: str, locale: Locale, expires_at: datetime) -> None:
        """Keep a new session."""

    def get(self, session_hash: str, now: datetime) -> Locale | None:
        """Return the language of a session that has not expired at ``now``, or ``None`` where there is none."""

    def delete(self, session_hash: str) -> None:
        """Forget a session; one that is gone already stays gone."""

    def find_token(self, token_id: str) -> tuple[ApiToken, Locale] | None:
        """Read an API token and the merchant's language; ``None`` where there is none any more."""

    def draw_request(self, bucket: str, rate: Rate, now: datetime) -> Draw | None:
        """Count a request; ``None`` where it cannot be counted."""


@dataclass(frozen=True, slots=True)
class Session:
    """A merchant who came in; the pages put ``csrf_token`` into every form.

    ``token_id`` is set where a program came in with an API token.
    """

    merchant_id: str
    locale: Locale
    csrf_token: str
    token_id: str | None = None


def open_session(sessions: Sessions, merchant_id: str, locale: Locale, secret: str, now: datetime) -> Cookie:
    """Keep a new session under the hash of ``secret`` and return the cookie that carries it."""
    sessions.create(_hash(secret), locale, now + LIFE)
    return _cookie(f"{merchant_id}.{secret}", int(LIFE.total_seconds()))


def close_session(event: APIGatewayProxyEventV2, sessions_of: Callable[[str], Sessions]) -> Cookie:
    """Forget the session of the request, if any, and return the cookie that clears the browser's."""
    credentials = _read_cookie(event)
    if credentials is not None:
        merchant_id, secret = credentials
        sessions_of(merchant_id).delete(_hash(secret))
    return _cookie("", 0)


def find_session(
    event: APIGatewayProxyEventV2, sessions_of: Callable[[str], Sessions], now: datetime
) -> Session | None:
    """Return who is signed in, or ``None``."""
    credentials = _read_cookie(event)
    if credentials is None:
        return None
    merchant_id, secret = credentials
    locale = sessions_of(merchant_id).get(_hash(secret), now)
    return None if locale is None else Session(merchant_id, locale, _csrf_token(secret))


def require_session(
    event: APIGatewayProxyEventV2, sessions_of: Callable[[str], Sessions], now: datetime, scope: Scope | None = None
) -> Session:
    """Return who came in, and count the request where a program or a script makes it.

    Args:
        event: The request.
        sessions_of: Makes what is known of who may come in for a merchant.
        now: The present instant.
        scope: What a token must have to come in here; ``None`` for a page, which no token opens.

    Raises:
        ProblemError: ``not_signed_in`` (401; its page says how to open the app again), ``insufficient_scope`` (403),
            or ``too_many_requests`` (429).
    """
    text = bearer_of(event)
    if text is not None:
        return _require_token(text, sessions_of, now, scope)
    session = find_session(event, sessions_of, now)
    if session is None:
        raise ProblemError(HTTPStatus.UNAUTHORIZED, "not_signed_in", "There is no session, or it has ended.")
    if scope is not None and not wants_page(event):
        count_request(sessions_of(session.merchant_id).draw_request, OF_A_MERCHANT, now)
    return session


def _require_token(text: str, sessions_of: Callable[[str], Sessions], now: datetime, scope: Scope | None) -> Session:
    read = read_token(text)
    sessions = sessions_of(read.merchant_id) if read else None
    found = sessions.find_token(read.token_id) if read and sessions else None
    if read is None or sessions is None or found is None or found[0].is_expired(day_of(now)):
        # One answer for all that is wrong: it tells nobody which tokens there are or were.
        detail = "The API token is not known, was revoked, or has expired."
        headers = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        raise ProblemError(HTTPStatus.UNAUTHORIZED, "not_signed_in", detail, headers=headers)
    token, locale = found
    count_request(sessions.draw_request, OF_A_TOKEN, now, token.token_id)
    if scope is None or scope not in token.scopes:
        detail = f"This needs a token with the scope {scope}." if scope else "No API token opens this page."
        needed = f', scope="{scope}"' if scope else ""
        headers = {"WWW-Authenticate": f'Bearer error="insufficient_scope"{needed}'}
        raise ProblemError(HTTPStatus.FORBIDDEN, "insufficient_scope", detail, headers=headers)
    return Session(read.merchant_id, locale, csrf_token="", token_id=token.token_id)


def check_csrf(event: APIGatewayProxyEventV2, session: Session) -> None:
    """Make sure that a form was sent by a page of this session.

    Raises:
        ProblemError: ``invalid_csrf_token`` (403), ``unsupported_media_type`` (415) where a program sent it, or what
            ``read_form`` raises.
    """
    refuse_program(session)
    check_csrf_token(read_form(event).get(CSRF_FIELD, ""), session)


def refuse_program(session: Session) -> None:
    """Make sure that no program sent a form: it sends JSON, so that no ability of a form opens by itself.

    Raises:
        ProblemError: ``unsupported_media_type`` (415).
    """
    if session.token_id is not None:
        raise only_json()


def only_json() -> ProblemError:
    """Make the refusal of a body that does not say that it is JSON."""
    return ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", "This takes JSON.")


def check_csrf_token(given: str, session: Session) -> None:
    """Make sure that a token is that of this session; for forms that are read in another way.

    A page of another site makes a browser send a cookie along, but no token; so who came in with one needs no more.

    Raises:
        ProblemError: ``invalid_csrf_token`` (403).
    """
    if session.token_id is not None:
        return
    if not hmac.compare_digest(given.encode(), session.csrf_token.encode()):
        raise ProblemError(HTTPStatus.FORBIDDEN, "invalid_csrf_token", "The form was not made for this session.")


def _read_cookie(event: APIGatewayProxyEventV2) -> tuple[str, str] | None:
    # The event's cookies are read one by one: a browser that sends two of the same name is not guessed about.
    values = [value for name, _, value in (cookie.partition("=") for cookie in event.cookies) if name == COOKIE_NAME]
    if len(values) != 1:
        return None
    merchant_id, _, secret = values[0].partition(".")
    if not re.fullmatch(MERCHANT_ID_PATTERN, merchant_id) or not _SECRET_PATTERN.fullmatch(secret):
        return None
    return merchant_id, secret


def _cookie(value: str, max_age: int) -> Cookie:
    return Cookie(
        COOKIE_NAME, value, path="/", secure=True, http_only=True, max_age=max_age, same_site=SameSite.LAX_MODE
    )


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _csrf_token(secret: str) -> str:
    return hmac.digest(secret.encode(), b"csrf", sha256).hex()
