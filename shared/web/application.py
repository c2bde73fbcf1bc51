"""The router of the HTTP functions: Powertools' resolver, with this app's problems, error pages and headers.

Guarantee: every answer carries the security headers, every failure ends in a problem or a page with a
reference that finds the log line, and no log line holds anything of the request beside that reference.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

from shared.observability import describe_error
from shared.web.answers import json_answer, page
from shared.web.headers import DEFAULT_HEADERS, SECURITY_HEADERS
from shared.web.problem import PROBLEM_CONTENT_TYPE, Problem, ProblemError
from shared.web.rate_limits import telling
from shared.web.request import preferred_locale, reference_of, wants_page
from shared.web.signature import InvalidSignatureError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_lambda_powertools import Logger
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from shared.web.pages import PageRenderer

_INVALID_SIGNATURE = Problem(
    HTTPStatus.UNAUTHORIZED, "invalid_signature", "The signature is missing, too old, or does not fit."
)
_TRY_AGAIN = Problem(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "try_again",
    "Others were writing the same at every try; repeat the request as it is.",
    headers={"Retry-After": "5"},
)
_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})


class Application(APIGatewayHttpResolver):
    """The resolver of one function; ``make_application`` makes it."""

    def __init__(self, renderer: PageRenderer, logger: Logger) -> None:
        super().__init__()
        self._renderer = renderer
        self._logger = logger

    def resolve(self, event: Mapping[str, Any], context: LambdaContext) -> dict[str, Any]:
        """Answer one request; the security headers are added to whatever the answer is."""
        with telling() as told:
            answer = super().resolve(event, context)
        if told.is_uncounted:
            self._logger.warning("a request was let through without being counted")
        answer["headers"] = DEFAULT_HEADERS | told.headers | answer["headers"] | SECURITY_HEADERS
        return answer

    def answer_problem(self, problem: Problem) -> Response[str]:
        """Answer with a page where a browser asks, else with problem details."""
        event = self.current_event
        reference = reference_of(event)
        # The code is one of ours; nothing of the request is logged.
        self._logger.info(
            "request refused", extra={"status": problem.status, "code": problem.code, "reference": reference}
        )
        if not wants_page(event):
            body = problem.to_json(reference)
            return json_answer(body, problem.status, problem.headers, PROBLEM_CONTENT_TYPE)
        html = self._renderer.render_problem(problem, preferred_locale(event), reference)
        return page(html, problem.status, problem.headers)

    def answer_unexpected(self, error: Exception) -> Response[str]:
        """Answer 500 and log what happened by type and place; an error's own text may hold personal data."""
        self._logger.error(
            "unexpected error", extra={**describe_error(error), "reference": reference_of(self.current_event)}
        )
        problem = Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error", "The app has a fault.")
        return self.answer_problem(problem)

    def answer_not_found(self, _: NotFoundError) -> Response[str]:
        """Answer 404, or 405 where the path is known under other methods."""
        path = self.current_event.path
        known = {route.method for route in (*self._static_routes, *self._dynamic_routes) if route.rule.match(path)}
        allowed = sorted(known & _METHODS)
        if allowed:
            problem = Problem(
                HTTPStatus.METHOD_NOT_ALLOWED,
                "method_not_allowed",
                "This address does not take this method.",
                headers={"Allow": ", ".join(allowed)},
            )
        else:
            problem = Problem(HTTPStatus.NOT_FOUND, "not_found", "There is nothing at this address.")
        return self.answer_problem(problem)


def make_application(renderer: PageRenderer, logger: Logger, contention: type[Exception]) -> Application:
    """Make the router of one HTTP function.

    Routes may raise ``ProblemError``, ``InvalidSignatureError`` or anything else; each becomes its answer.
    ``contention`` is what the store raises where others were writing the same at every try: it is no fault of the app,
    and whatever a route writes may be repeated as it is.
    """
    application = Application(renderer, logger)
    application.exception_handler(ProblemError)(lambda error: application.answer_problem(error.problem))
    application.exception_handler(InvalidSignatureError)(lambda _: application.answer_problem(_INVALID_SIGNATURE))
    application.exception_handler(contention)(lambda _: application.answer_problem(_TRY_AGAIN))
    application.exception_handler(NotFoundError)(application.answer_not_found)
    application.exception_handler(Exception)(application.answer_unexpected)
    return application
