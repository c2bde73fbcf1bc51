"""The app as a WSGI application: a request becomes the event that API Gateway makes of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from tests.component.calls import http_event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from tests.component.applications import Applications

type Prove = Callable[[str, str, bytes], dict[str, str]]
"""Makes the headers with which a caller proves who it is, from the method, the path with its query, and the body."""


_NOT_PASSED_ON = {"HTTP_COOKIE", "HTTP_ACCEPT_ENCODING", "HTTP_WEBHOOK_SIGNATURE"}
"""Cookies come as a list of their own; without the second one answers come as plain text; who calls is proven below."""


@dataclass
class WsgiApp:
    """All functions behind one WSGI application, called by somebody who can prove to be somebody."""

    applications: Applications
    prove: Prove

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        method, query = environ["REQUEST_METHOD"], environ.get("QUERY_STRING", "")
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        headers = {
            name.removeprefix("HTTP_").replace("_", "-"): value
            for name, value in environ.items()
            if name.startswith("HTTP_") and name not in _NOT_PASSED_ON
        }
        headers |= {"content-type": environ["CONTENT_TYPE"]} if environ.get("CONTENT_TYPE") else {}
        headers |= self.prove(method, f"{path}?{query}" if query else path, body)
        cookies = [one.strip() for one in environ.get("HTTP_COOKIE", "").split(";") if one.strip()]
        event: dict[str, Any] = http_event(method, path, body=body, headers=headers, cookies=cookies)
        joined: dict[str, list[str]] = defaultdict(list)
        for name, value in parse_qsl(query, keep_blank_values=True):
            joined[name].append(value)
        event |= {
            "rawQueryString": query,
            "queryStringParameters": {name: ",".join(values) for name, values in joined.items()},
        }
        answer = self.applications.answer(event)
        told = [(name, value) for name, value in answer.headers.items() if value]
        told += [("Set-Cookie", cookie) for cookie in answer.cookies]
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", told)
        return [answer.body.encode()]
