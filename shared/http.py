"""One HTTP exchange as both clients need it: bounded in time and size, and honest about what is known afterwards.

The guarantee: ``exchange`` returns a whole answer, or says by its error whether the other side may have
acted. Only what the request itself holds is sent: no cookie that an earlier answer set (the connections
are shared by all merchants), no redirect followed (credentials would go along), no default of the client.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING, NoReturn

import httpx

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

WHILE_NOBODY_WAITS = httpx.Timeout(connect=3.0, read=15.0, write=10.0, pool=3.0)
WHILE_A_PERSON_WAITS = httpx.Timeout(connect=2.0, read=4.0, write=4.0, pool=1.0)
"""In seconds: to connect, between two pieces of an answer, to send one piece, to get a free connection.

An answer that drips would never be late by these alone, so its body gets as long in all as one piece of it may take."""

MAXIMUM_ANSWER_BYTES = 8 * 1024 * 1024
"""Several times the largest answer to be expected, a page of 500 changes."""

LONGEST_RETRY_AFTER_SECONDS = 24 * 60 * 60.0
"""More patience than a day is a mistake of the other side."""

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class ExchangeError(Exception):
    """The base: there is no whole answer. ``str`` names the kind of failure, never what was sent or received."""


class NotSentError(ExchangeError):
    """No connection was made: the other side knows nothing of the request."""


class NoAnswerError(ExchangeError):
    """The request may have arrived, but no whole answer came back: the other side may have acted."""


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """A whole answer of any status; its ``repr`` shows the status alone, for bodies hold personal data."""

    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def is_success(self) -> bool:
        """Whether the status says that the request was carried out."""
        return 200 <= self.status < 300  # noqa: PLR2004 -- the 2xx of RFC 9110

    def __repr__(self) -> str:
        return f"{type(self).__name__}(status={self.status})"


def make_request(
    method: str,
    url: httpx.URL,
    *,
    headers: Mapping[str, str],
    body: object = None,
) -> httpx.Request:
    """Make a request that asks for JSON and, where there is a ``body``, carries it as JSON.

    It asks for an answer without compression, so that the bound on the answer's size is one on memory too.
    """
    return httpx.Request(
        method,
        url,
        headers={
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Content-Type": "application/json",
            "User-Agent": "atriga-for-dreamrobot",
            **headers,
        },
        content=None if body is None else json.dumps(body, separators=(",", ":")).encode("ascii"),
    )


@dataclass(frozen=True, slots=True, repr=False)
class FormFile:
    """A file to be sent in a form; its ``repr`` shows nothing, for documents hold personal data."""

    name: str
    media_type: str
    content: bytes

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self.content)} bytes)"


def make_form_request(
    url: httpx.URL, *, headers: Mapping[str, str], fields: Mapping[str, str], files: Mapping[str, FormFile]
) -> httpx.Request:
    """Make a POST that carries a form with files (``multipart/form-data``) and asks for JSON."""
    return httpx.Request(
        "POST",
        url,
        headers={
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": "atriga-for-dreamrobot",
            **headers,
        },
        data=dict(fields),
        files={name: (file.name, file.content, file.media_type) for name, file in files.items()},
    )


def exchange(http: httpx.Client, request: httpx.Request) -> Answer:
    """Send ``request`` and read the whole answer; how long that may take is a matter of the client.

    Raises:
        NotSentError: The request did not leave.
        NoAnswerError: It may have arrived; the answer is missing, cut off, unreadable, too large or too slow.
    """
    request.extensions["timeout"] = http.timeout.as_dict()
    try:
        response = http.send(request, stream=True, auth=None, follow_redirects=False)
        try:
            return Answer(response.status_code, response.headers, _read_bounded(response, http.timeout.read))
        finally:
            response.close()
    # The errors of httpx hold the request with its credentials and pieces of the answer, so none is chained.
    except _NEVER_SENT as error:
        raise NotSentError(type(error).__name__) from None
    except httpx.RequestError as error:
        raise NoAnswerError(type(error).__name__) from None


def basic_authorization(user: str, password: str) -> str:
    """Make the value of an ``Authorization`` header after RFC 7617, in UTF-8."""
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode('ascii')}"


def parse_json(body: bytes) -> object:
    """Parse JSON; numbers with a fraction or an exponent become exact ``Decimal``.

    Raises:
        ValueError: This is not JSON.
    """
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_refuse_constant)
    except (RecursionError, ArithmeticError):
        message = "nested too deeply, or a number beyond all bounds"
        raise ValueError(message) from None


def parse_retry_after(headers: httpx.Headers) -> float | None:
    """Read after how many seconds the other side wants to be asked again, at most a day; ``None`` if it says nothing.

    RFC 9110 allows a number of seconds or a date. A date is counted from the answer's own ``Date``, so
    that neither side's clock matters.
    """
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        # A float takes any number of digits; int() refuses thousands of them.
        return min(float(value), LONGEST_RETRY_AFTER_SECONDS)
    until, since = parse_http_date(value), parse_http_date(headers.get("Date", ""))
    if until is None or since is None:
        return None
    return min(max((until - since).total_seconds(), 0.0), LONGEST_RETRY_AFTER_SECONDS)


def _read_bounded(response: httpx.Response, seconds: float | None) -> bytes:
    body, began_at = bytearray(), monotonic()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > MAXIMUM_ANSWER_BYTES:
            message = "AnswerTooLarge"
            raise NoAnswerError(message)
        if seconds is not None and monotonic() - began_at > seconds:
            message = "AnswerTooSlow"
            raise NoAnswerError(message)
    return bytes(body)


def _refuse_constant(name: str) -> NoReturn:
    message = f"{name} is not JSON"
    raise ValueError(message)


def parse_http_date(value: str) -> datetime | None:
    """Read a date as HTTP writes it (RFC 9110, 5.6.7); ``None`` where it is none."""
    try:
        parsed = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
