"""A stand-in for the other side of HTTP: it answers by a script and remembers what it was asked."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable

type Step = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


class ScriptedHttp:
    """Answers each request with the next step: an answer, a failure to raise, or a function that answers."""

    def __init__(self, *steps: Step) -> None:
        self.requests: list[httpx.Request] = []
        self._steps = list(steps)
        self.client = httpx.Client(transport=httpx.MockTransport(self._answer))

    def __len__(self) -> int:
        return len(self.requests)

    @property
    def last_request(self) -> httpx.Request:
        return self.requests[-1]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        step = self._steps.pop(0)
        if isinstance(step, Exception):
            raise step
        return step if isinstance(step, httpx.Response) else step(request)


def everything_told_by(error: BaseException) -> str:
    """What a log would hold if somebody wrote this error into it in every way there is."""
    return "\n".join([str(error), repr(error), *traceback.format_exception(error)])
