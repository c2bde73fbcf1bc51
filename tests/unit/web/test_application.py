from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.web.answers import json_answer, no_content, page, redirect
from shared.web.application import Application, make_application
from shared.web.pages import PageRenderer
from shared.web.problem import FieldError, ProblemError
from shared.web.signature import InvalidSignatureError
from tests.unit.web.events import BROWSER, REFERENCE, make_raw_event

if TYPE_CHECKING:
    from collections.abc import Callable

type Answers = Callable[..., dict[str, Any]]


class PersonalError(Exception):
    """An error whose text holds what must not be logged."""


class ContentionError(PersonalError):
    """What the store of this application raises where others were writing at every try."""


def add_routes(app: Application) -> None:
    @app.get("/json")
    def get_json() -> Response[str]:
        return json_answer({"name": "Jörg"})

    @app.get("/page")
    def get_page() -> Response[str]:
        return page("<p>ö</p>")

    @app.get("/asset")
    def get_asset() -> Response[str]:
        return Response(200, "text/css", "a {}", headers={"Cache-Control": "public"})

    @app.get("/fault")
    def get_fault() -> Response[str]:
        message = "Erika Beispiel, code 4711"
        raise PersonalError(message) from ValueError(message)

    @app.get("/contended")
    def get_contended() -> Response[str]:
        raise ContentionError

    @app.get("/forged")
    def get_forged() -> Response[str]:
        raise InvalidSignatureError

    @app.get("/moved")
    def get_moved() -> Response[str]:
        return redirect("/cases")

    @app.delete("/things/<thing_id>")
    def delete_thing(thing_id: str) -> Response[str]:
        if thing_id == "gone":
            return no_content()
        errors = [FieldError("thing_id", "is unknown")]
        raise ProblemError(429, "too_many_requests", "Slow down.", errors, {"Retry-After": "7"})


@pytest.fixture
def log() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def ask(log: io.StringIO) -> Answers:
    app = make_application(PageRenderer(), Logger(service=f"tests-{id(log)}", stream=log), contention=ContentionError)
    add_routes(app)

    def answer(method: str, path: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
        return app.resolve(make_raw_event(method, path, headers=headers), LambdaContext())

    return answer


@pytest.mark.parametrize("path", ["/json", "/page", "/asset", "/fault", "/contended", "/forged", "/moved", "/nowhere"])
@pytest.mark.parametrize("headers", [BROWSER, {}])
def test_every_answer_carries_the_security_headers(ask: Answers, path: str, headers: dict[str, str]) -> None:
    told = ask("GET", path, headers)["headers"]
    policy = told["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "same-origin"
    assert told["Strict-Transport-Security"].startswith("max-age=")


def test_nothing_is_kept_by_a_browser_unless_the_answer_says_so(ask: Answers) -> None:
    assert ask("GET", "/json")["headers"]["Cache-Control"] == "no-store"
    assert ask("GET", "/nowhere", BROWSER)["headers"]["Cache-Control"] == "no-store"
    assert ask("GET", "/asset")["headers"]["Cache-Control"] == "public"


def test_json_keeps_its_umlauts(ask: Answers) -> None:
    answer = ask("GET", "/json")
    assert json.loads(answer["body"]) == {"name": "Jörg"}
    assert answer["headers"]["Content-Type"] == "application/json"


def test_a_page_is_compressed_for_a_browser_that_takes_that(ask: Answers) -> None:
    answer = ask("GET", "/page", {"accept-encoding": "gzip, br"})
    assert answer["headers"]["Content-Encoding"] == "gzip"
    assert answer["isBase64Encoded"]


def test_a_program_gets_problem_details_with_code_and_reference(ask: Answers) -> None:
    answer = ask("DELETE", "/things/1")
    assert answer["statusCode"] == 429
    assert answer["headers"]["Content-Type"] == "application/problem+json"
    assert answer["headers"]["Retry-After"] == "7"
    assert json.loads(answer["body"]) == {
        "type": "about:blank",
        "title": "Too Many Requests",
        "status": 429,
        "code": "too_many_requests",
        "detail": "Slow down.",
        "reference": REFERENCE,
        "errors": [{"field": "thing_id", "message": "is unknown"}],
    }


def test_a_browser_gets_a_page_in_plain_words_with_the_reference(ask: Answers) -> None:
    answer = ask("DELETE", "/things/1", BROWSER)
    assert answer["statusCode"] == 429
    assert answer["headers"]["Content-Type"] == "text/html; charset=utf-8"
    assert answer["headers"]["Retry-After"] == "7"
    assert "Das war zu viel auf einmal" in answer["body"]
    assert REFERENCE in answer["body"]


def test_the_error_page_speaks_the_browsers_language(ask: Answers) -> None:
    answer = ask("GET", "/nowhere", {**BROWSER, "accept-language": "en"})
    assert 'lang="en"' in answer["body"]
    assert "There is nothing here" in answer["body"]


def test_an_unknown_path_is_not_found(ask: Answers) -> None:
    answer = ask("GET", "/nowhere")
    assert (answer["statusCode"], json.loads(answer["body"])["code"]) == (404, "not_found")


def test_a_known_path_under_another_method_says_which_it_takes(ask: Answers) -> None:
    answer = ask("POST", "/things/1")
    assert (answer["statusCode"], json.loads(answer["body"])["code"]) == (405, "method_not_allowed")
    assert answer["headers"]["Allow"] == "DELETE"


def test_a_broken_signature_is_refused_with_its_code(ask: Answers) -> None:
    answer = ask("GET", "/forged")
    assert (answer["statusCode"], json.loads(answer["body"])["code"]) == (401, "invalid_signature")


def test_a_redirect_goes_by_get_and_no_content_is_empty(ask: Answers) -> None:
    moved = ask("GET", "/moved")
    assert (moved["statusCode"], moved["headers"]["Location"]) == (303, "/cases")
    gone = ask("DELETE", "/things/gone")
    assert (gone["statusCode"], gone["body"]) == (204, "")


@pytest.mark.parametrize("headers", [BROWSER, {}])
def test_a_fault_is_told_by_its_reference_alone(ask: Answers, headers: dict[str, str]) -> None:
    answer = ask("GET", "/fault", headers)
    assert answer["statusCode"] == 500
    assert REFERENCE in answer["body"]
    assert "Erika" not in answer["body"]
    assert "PersonalError" not in answer["body"]


@pytest.mark.parametrize("headers", [BROWSER, {}])
def test_whoever_met_others_at_every_try_is_asked_to_try_again(ask: Answers, headers: dict[str, str]) -> None:
    answer = ask("GET", "/contended", headers)
    assert (answer["statusCode"], answer["headers"]["Retry-After"]) == (503, "5")
    assert ("try_again" in answer["body"]) is not bool(headers)
    assert REFERENCE in answer["body"]


def test_a_fault_is_logged_by_type_and_place_and_never_by_its_text(ask: Answers, log: io.StringIO) -> None:
    ask("GET", "/fault", {"cookie": "secret-cookie"})
    written = log.getvalue()
    lines = [json.loads(line) for line in written.splitlines()]
    fault = next(line for line in lines if line["level"] == "ERROR")
    assert (fault["error_type"], fault["cause_type"]) == ("PersonalError", "ValueError")
    assert fault["reference"] == REFERENCE
    assert any("get_fault" in place for place in fault["error_at"])
    assert "Erika" not in written
    assert "4711" not in written
    assert "secret-cookie" not in written


def test_a_refusal_leaves_a_line_that_its_reference_finds(ask: Answers, log: io.StringIO) -> None:
    ask("DELETE", "/things/1")
    line = json.loads(log.getvalue())
    assert (line["status"], line["code"], line["reference"]) == (429, "too_many_requests", REFERENCE)
