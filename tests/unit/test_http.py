from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.http import (
    MAXIMUM_ANSWER_BYTES,
    WHILE_A_PERSON_WAITS,
    WHILE_NOBODY_WAITS,
    NoAnswerError,
    NotSentError,
    basic_authorization,
    exchange,
    make_request,
    parse_json,
    parse_retry_after,
)
from tests.unit.scripted_http import ScriptedHttp, everything_told_by

if TYPE_CHECKING:
    from collections.abc import Iterator

URL = httpx.URL("https://other.example/v1/things")


def a_request() -> httpx.Request:
    return make_request("GET", URL, headers={"Authorization": "Bearer s3cret-token"})


def test_a_request_speaks_json() -> None:
    request = make_request("POST", URL, headers={}, body={"name": "Jörg"})
    assert request.headers["Content-Type"] == request.headers["Accept"] == "application/json"
    assert request.content == b'{"name":"J\\u00f6rg"}'


@pytest.mark.parametrize("patience", [WHILE_NOBODY_WAITS, WHILE_A_PERSON_WAITS])
def test_a_request_is_given_the_four_timeouts_of_its_client(patience: httpx.Timeout) -> None:
    http = ScriptedHttp(httpx.Response(200))
    http.client.timeout = patience
    exchange(http.client, a_request())
    assert http.last_request.extensions["timeout"] == patience.as_dict()
    assert all(seconds is not None and seconds > 0 for seconds in patience.as_dict().values())


def test_a_request_asks_for_an_answer_without_compression() -> None:
    assert a_request().headers["Accept-Encoding"] == "identity"


def test_an_answer_is_returned_whole_whatever_its_status() -> None:
    http = ScriptedHttp(httpx.Response(418, content=b"short and stout", headers={"X-Kind": "teapot"}))
    answer = exchange(http.client, a_request())
    assert (answer.status, answer.body, answer.headers["x-kind"]) == (418, b"short and stout", "teapot")
    assert not answer.is_success


def test_an_answer_does_not_show_its_body() -> None:
    http = ScriptedHttp(httpx.Response(200, content=b"Erika Mustermann"))
    assert repr(exchange(http.client, a_request())) == "Answer(status=200)"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    http = ScriptedHttp(httpx.Response(status, headers={"Location": "https://elsewhere.example/"}))
    http.client.follow_redirects = True
    assert exchange(http.client, a_request()).status == status
    assert len(http) == 1


def test_a_cookie_of_one_answer_is_not_sent_with_the_next_request() -> None:
    http = ScriptedHttp(
        httpx.Response(200, headers={"Set-Cookie": "PHPSESSID=of-another-merchant"}), httpx.Response(200)
    )
    exchange(http.client, a_request())
    exchange(http.client, a_request())
    assert "cookie" not in http.last_request.headers


def test_nothing_of_the_clients_own_sign_in_is_sent() -> None:
    http = ScriptedHttp(httpx.Response(200))
    http.client.auth = ("somebody", "else")
    exchange(http.client, a_request())
    assert http.last_request.headers["Authorization"] == "Bearer s3cret-token"


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ConnectError("no route for s3cret"),
        httpx.ConnectTimeout("too slow"),
        httpx.PoolTimeout("all busy"),
        httpx.UnsupportedProtocol("ftp"),
    ],
)
def test_without_a_connection_nothing_was_sent(failure: httpx.RequestError) -> None:
    http = ScriptedHttp(failure)
    with pytest.raises(NotSentError, match=f"^{type(failure).__name__}$"):
        exchange(http.client, a_request())


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ReadTimeout("too slow"),
        httpx.WriteTimeout("too slow"),
        httpx.ReadError("reset"),
        httpx.WriteError("broken pipe"),
        httpx.CloseError("odd"),
        httpx.RemoteProtocolError("illegal status line: Erika Mustermann"),
        httpx.DecodingError("no gzip"),
    ],
)
def test_after_sending_the_other_side_may_have_acted(failure: httpx.RequestError) -> None:
    http = ScriptedHttp(failure)
    with pytest.raises(NoAnswerError, match=f"^{type(failure).__name__}$"):
        exchange(http.client, a_request())


class Pieces(httpx.SyncByteStream):
    """A body that comes piece by piece."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces


def test_an_answer_that_is_cut_off_is_no_answer() -> None:
    def cut_off() -> Iterator[bytes]:
        yield b'{"half": '
        message = "peer closed connection"
        raise httpx.RemoteProtocolError(message)

    http = ScriptedHttp(httpx.Response(200, stream=Pieces(cut_off())))
    with pytest.raises(NoAnswerError, match="RemoteProtocolError"):
        exchange(http.client, a_request())


def test_an_answer_without_end_is_not_read_to_its_end() -> None:
    counter = count()
    endless = (b" " * 1024 * 1024 for _ in counter)
    http = ScriptedHttp(httpx.Response(200, stream=Pieces(endless)))
    with pytest.raises(NoAnswerError, match="AnswerTooLarge"):
        exchange(http.client, a_request())
    assert next(counter) == MAXIMUM_ANSWER_BYTES // (1024 * 1024) + 1


def test_an_answer_that_drips_is_given_up_after_as_long_as_one_piece_may_take(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []
    monkeypatch.setattr("shared.http.monotonic", lambda: 3.0 * len(read))

    def drip() -> Iterator[bytes]:
        for _ in range(100):
            read.append(b"1")
            yield b"1"

    http = ScriptedHttp(httpx.Response(200, content=drip()))
    http.client.timeout = WHILE_A_PERSON_WAITS
    with pytest.raises(NoAnswerError, match="AnswerTooSlow"):
        exchange(http.client, a_request())
    assert len(read) == 2


def test_an_answer_of_the_largest_size_is_taken() -> None:
    http = ScriptedHttp(httpx.Response(200, content=b" " * MAXIMUM_ANSWER_BYTES))
    assert len(exchange(http.client, a_request()).body) == MAXIMUM_ANSWER_BYTES


@pytest.mark.parametrize("failure", [httpx.ConnectError("s3cret Erika"), httpx.ReadError("s3cret Erika")])
def test_a_failed_exchange_tells_nothing_of_what_was_sent_or_received(failure: httpx.RequestError) -> None:
    http = ScriptedHttp(failure)
    with pytest.raises((NotSentError, NoAnswerError)) as caught:
        exchange(http.client, a_request())
    assert "s3cret" not in everything_told_by(caught.value)
    assert "Erika" not in everything_told_by(caught.value)


def test_basic_authorization_takes_umlauts() -> None:
    assert basic_authorization("Aladdin", "open sesame") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    assert basic_authorization("jörg", "pässwort") == "Basic asO2cmc6cMOkc3N3b3J0"


def test_fractions_stay_exact() -> None:
    assert parse_json(b'{"a": 0.1, "b": 119.00, "c": 7}') == {"a": Decimal("0.1"), "b": Decimal("119.00"), "c": 7}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"{",
        b"NaN",
        b"[Infinity]",
        b"\xff",
        b"[" * 100_000,
        b"1e99999999999999999999",
        b"1" * 5000,
    ],
)
def test_what_is_not_json_is_a_value_error(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_json(body)


@given(st.binary(max_size=40))
def test_any_bytes_are_json_or_a_value_error(body: bytes) -> None:
    with suppress(ValueError):
        parse_json(body)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": " 0 "}, 0.0),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "9" * 5000}, 86400.0),
        ({"Retry-After": "Tue, 24 Nov 2026 10:01:30 GMT", "Date": "Tue, 24 Nov 2026 10:00:00 GMT"}, 90.0),
        ({"Retry-After": "Tue, 24 Nov 2026 10:00:00 GMT", "Date": "Tue, 24 Nov 2026 11:00:00 GMT"}, 0.0),
        ({"Retry-After": "Tue, 24 Nov 2027 10:00:00 GMT", "Date": "Tue, 24 Nov 2026 11:00:00 GMT"}, 86400.0),
        ({"Retry-After": "Tue, 24 Nov 2026 10:01:30 GMT"}, None),
        ({"Retry-After": "Tue, 24 Nov 2026 10:01:30 -0000", "Date": "Tue, 24 Nov 2026 10:00:00 GMT"}, 90.0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(headers: dict[str, str], seconds: float | None) -> None:
    assert parse_retry_after(httpx.Headers(headers)) == seconds


@given(st.text(), st.text())
@example("Mon, 1 Oct 3000000000 0:0 0", "Mon, 1 Oct 2026 0:0:0 GMT")
def test_any_retry_after_is_a_bounded_wait_or_none(retry_after: str, date: str) -> None:
    headers = httpx.Headers([(b"Retry-After", retry_after.encode()), (b"Date", date.encode())])
    seconds = parse_retry_after(headers)
    assert seconds is None or 0 <= seconds <= 86400
