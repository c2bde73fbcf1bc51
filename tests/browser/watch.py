"""What no page may do: write an error to the console, break its own policy, ask another host."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection

    from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, Route, WebError

_GRAVE = {"error", "warning", "assert"}


def host_of(address: str) -> str:
    """Return host and port."""
    return urlsplit(address).netloc


class PageWatch:
    """Notes every fault of the pages of a browser context; Chromium tells of a broken policy on the console."""

    def __init__(self, addresses: Collection[str]) -> None:
        self._hosts = {host_of(address) for address in addresses}
        self._messages: list[tuple[str, str]] = []
        self._refused_documents: set[str] = set()
        self._foreign_requests: list[str] = []

    def attach(self, context: BrowserContext) -> None:
        """Watch all pages of a context, and let no request out to a host that is not known."""
        context.route(self._is_elsewhere, _abort)
        context.on("console", self._note_message)
        context.on("weberror", self._note_error)
        context.on("request", self._note_request)
        context.on("response", self._note_response)

    def list_faults(self) -> list[str]:
        """Return what went wrong, one sentence each.

        A document that is refused, as with 404, shows up on the console too; whether that is right, its test says.
        """
        told = [f"console: {text}" for address, text in self._messages if not self._tells_of_a_refusal(address, text)]
        return told + [f"request to another host: {address}" for address in self._foreign_requests]

    def _tells_of_a_refusal(self, address: str, text: str) -> bool:
        return address in self._refused_documents and text.startswith("Failed to load resource")

    def _is_elsewhere(self, address: str) -> bool:
        return urlsplit(address).scheme != "data" and host_of(address) not in self._hosts

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type in _GRAVE:
            self._messages.append((message.location["url"], message.text))

    def _note_error(self, error: WebError) -> None:
        self._messages.append(("", error.error.message))

    def _note_request(self, request: Request) -> None:
        # A link may lead from the app to a simulator and back; what a page loads for itself comes from its own host.
        leaves = not request.is_navigation_request() and host_of(request.url) != host_of(request.frame.url)
        if urlsplit(request.url).scheme != "data" and (leaves or self._is_elsewhere(request.url)):
            self._foreign_requests.append(request.url)

    def _note_response(self, response: Response) -> None:
        if response.request.is_navigation_request() and not response.ok:
            self._refused_documents.add(response.url)


def _abort(route: Route) -> None:
    route.abort()
