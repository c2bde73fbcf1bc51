from __future__ import annotations

import pytest
from pydantic import BaseModel

from shared.domain.account import Locale
from shared.web.problem import ProblemError
from shared.web.request import (
    parse_action,
    parse_json,
    preferred_locale,
    public_url,
    read_raw_body,
    read_signed_content,
    sends_json,
    wants_page,
)
from tests.unit.web.events import BROWSER, make_event


class Greeting(BaseModel):
    name: str
    count: int


def test_the_body_comes_as_the_bytes_that_were_sent() -> None:
    body = b'{"a": "\xc3\xb6"}\r\n '
    assert read_raw_body(make_event("POST", body=body)) == body


def test_a_body_that_is_not_encoded_for_transport_is_the_same_bytes() -> None:
    event = make_event("POST")
    event.raw_event.update(body='{"a": "ö"}', isBase64Encoded=False)
    assert read_raw_body(event) == '{"a": "ö"}'.encode()


def test_no_body_is_no_bytes() -> None:
    assert read_raw_body(make_event("POST")) == b""


def test_a_body_of_the_highest_size_is_taken_and_one_byte_more_is_not() -> None:
    assert len(read_raw_body(make_event("POST", body=b"x" * 10), 10)) == 10
    with pytest.raises(ProblemError) as caught:
        read_raw_body(make_event("POST", body=b"x" * 11), 10)
    assert (caught.value.problem.status, caught.value.problem.code) == (413, "too_large")


def test_a_broken_transport_encoding_is_the_callers_fault() -> None:
    event = make_event("POST")
    event.raw_event.update(body="%%%", isBase64Encoded=True)
    with pytest.raises(ProblemError) as caught:
        read_raw_body(event)
    assert caught.value.problem.code == "invalid_request"


@pytest.mark.parametrize(
    ("method", "query", "content"),
    [
        ("POST", "a=1", b"body"),
        ("GET", "a=1&b=%20", b"/exports/e1?a=1&b=%20"),
        ("GET", "", b"/exports/e1"),
        ("DELETE", "", b"/exports/e1"),
    ],
)
def test_the_signature_covers_the_body_or_the_path_with_its_query(method: str, query: str, content: bytes) -> None:
    assert read_signed_content(make_event(method, "/exports/e1", query=query, body=b"body")) == content


def test_json_is_read_strictly() -> None:
    assert parse_json(b'{"name": "Ada", "count": 2}', Greeting) == Greeting(name="Ada", count=2)


@pytest.mark.parametrize(
    ("raw", "fields"),
    [
        (b'{"name": "s3cret-value", "count": "2"}', ["count"]),
        (b'{"name": 5}', ["count", "name"]),
        (b"s3cret-value", ["body"]),
        (b"[]", ["body"]),
        (b"\xff", ["body"]),
        (b"", ["body"]),
    ],
)
def test_each_wrong_field_is_named_and_no_value_repeated(raw: bytes, fields: list[str]) -> None:
    with pytest.raises(ProblemError) as caught:
        parse_json(raw, Greeting)
    problem = caught.value.problem
    assert (problem.status, problem.code) == (422, "invalid_request")
    assert sorted(error.field for error in problem.errors) == fields
    assert "s3cret" not in str(problem)


class Farewell(BaseModel):
    action: str
    until: int


@pytest.mark.parametrize(
    ("raw", "fields"),
    [
        (b'{"action": "part"}', ["until"]),
        (b'{"action": "greet", "until": 1}', ["action"]),
        (b"{}", ["action"]),
        (b'{"action": 1}', ["action"]),
        (b"[]", ["body"]),
        (b"", ["body"]),
    ],
)
def test_a_body_that_is_one_of_several_is_read_by_its_action(raw: bytes, fields: list[str]) -> None:
    assert parse_action(b'{"action": "part", "until": 3}', {"part": Farewell}).until == 3
    with pytest.raises(ProblemError) as raised:
        parse_action(raw, {"part": Farewell})
    assert [error.field for error in raised.value.problem.errors] == fields
    assert "greet" not in repr(raised.value.problem)


@pytest.mark.parametrize(
    ("content_type", "is_json"),
    [
        ("application/json", True),
        ("Application/JSON; charset=utf-8", True),
        ("application/jsonp", False),
        ("application/x-www-form-urlencoded", False),
        ("text/plain; application/json", False),
        ("", False),
    ],
)
def test_a_body_is_json_where_it_says_so(content_type: str, *, is_json: bool) -> None:
    assert sends_json(make_event("POST", headers={"Content-Type": content_type})) is is_json


@pytest.mark.parametrize(
    ("accept", "is_page"),
    [(BROWSER["accept"], True), ("Text/HTML", True), ("application/json", False), ("*/*", False), ("", False)],
)
def test_a_browser_gets_a_page_and_anything_else_gets_json(accept: str, *, is_page: bool) -> None:
    assert wants_page(make_event(headers={"accept": accept})) is is_page


@pytest.mark.parametrize(
    ("accepted", "locale"),
    [
        ("en-GB,en;q=0.9,de;q=0.5", Locale.ENGLISH),
        ("EN", Locale.ENGLISH),
        ("de-AT,de;q=0.9,en;q=0.5", Locale.GERMAN),
        ("fr", Locale.GERMAN),
        ("", Locale.GERMAN),
    ],
)
def test_german_is_spoken_unless_english_comes_first(accepted: str, locale: Locale) -> None:
    assert preferred_locale(make_event(headers={"accept-language": accepted})) is locale


@pytest.mark.parametrize(
    ("configured", "url"),
    [(None, "https://api.example"), ("", "https://api.example"), ("https://app.example/", "https://app.example")],
)
def test_the_public_address_is_the_configured_one_or_the_apis_own(configured: str | None, url: str) -> None:
    assert public_url(make_event(), configured) == url


def test_headers_are_found_in_any_case() -> None:
    event = make_event(headers={"Accept": "text/html"})
    assert wants_page(event)
