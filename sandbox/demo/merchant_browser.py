"""A merchant's browser, as far as the demo needs one: the session cookie, pages, and forms as they stand on them."""

from __future__ import annotations

from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Mapping


class UnexpectedAnswerError(Exception):
    """The app answered otherwise than the main job needs."""


def expect_status(answer: httpx.Response, step: str, *statuses: int) -> None:
    """Make sure that a step went well.

    Raises:
        UnexpectedAnswerError: It did not. Says the step, the status and the code of a problem; the rest of an answer
            may hold what somebody typed.
    """
    if answer.status_code not in statuses:
        code = answer.json().get("code") if "json" in answer.headers.get("content-type", "") else None
        message = f"{step}: the app answered {answer.status_code}{f' ({code})' if code else ''}"
        raise UnexpectedAnswerError(message)


class MerchantBrowser:
    """Keeps the cookies by hand: they are `Secure`, and the local address is plain HTTP, which browsers let pass."""

    def __init__(self, client: httpx.Client, app_url: str) -> None:
        self._client = client
        self._app_url = app_url
        self.cookies: dict[str, str] = {}

    def open_app(self, launch_address: str) -> str:
        """Follow the link in DreamRobot; return the path that the app leads to.

        Raises:
            UnexpectedAnswerError: The app did not sign the merchant in.
        """
        answer = self._client.get(launch_address, headers={"Accept": "text/html"})
        self._keep_cookies(answer)
        expect_status(answer, "opening the app", httpx.codes.SEE_OTHER)
        return answer.headers["location"]

    def submit_form(self, path: str, typed: Mapping[str, str]) -> str:
        """Fill in the form on the page that has the fields, send it, and return the path that follows.

        Raises:
            UnexpectedAnswerError: The page has no such form, or the app refused what was typed.
        """
        page = self._client.get(self._app_url + path, headers=self._headers("text/html"))
        expect_status(page, f"the page {path}", httpx.codes.OK)
        form = FormFinder.find(page.text, set(typed))
        answer = self._client.post(
            self._app_url + form.action, data={**form.fields, **typed}, headers=self._headers("text/html")
        )
        self._keep_cookies(answer)
        expect_status(answer, f"the form of {path}", httpx.codes.SEE_OTHER)
        return answer.headers["location"]

    def read_json(self, path: str, query: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Ask as a script of the pages does.

        Raises:
            UnexpectedAnswerError: The answer is not a success.
        """
        answer = self._client.get(self._app_url + path, params=query, headers=self._headers("application/json"))
        expect_status(answer, f"reading {path}", httpx.codes.OK)
        shown: dict[str, Any] = answer.json()
        return shown

    def _headers(self, accept: str) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Accept": accept, "Cookie": cookies, "Origin": self._app_url}

    def _keep_cookies(self, answer: httpx.Response) -> None:
        for line in answer.headers.get_list("set-cookie"):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}


class Form:
    """A form of a page: where it is sent, what a browser sends of it untouched, and what is sent only when used.

    ``unticked`` are the boxes without a tick, and the buttons.
    """

    def __init__(self, action: str) -> None:
        self.action = action
        self.fields: dict[str, str] = {}
        self.unticked: set[str] = set()


class FormFinder(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._is_inside = False
        self._open_text: str | None = None

    @classmethod
    def find(cls, html: str, names: set[str]) -> Form:
        """Return the form that has all the named fields; a button counts by its name.

        Raises:
            UnexpectedAnswerError: There is none.
        """
        finder = cls()
        finder.feed(html)
        for form in finder.forms:
            if names <= form.fields.keys() | form.unticked:
                return form
        message = f"the page has no form with the fields {', '.join(sorted(names))}"
        raise UnexpectedAnswerError(message)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form or a field of it."""
        attributes = dict(attrs)
        name = attributes.get("name")
        if tag == "form":
            self.forms.append(Form(attributes.get("action") or ""))
            self._is_inside = True
        elif not self._is_inside or not name:
            return
        elif tag == "textarea":
            self.forms[-1].fields[name] = ""
            self._open_text = name
        elif tag == "button" or (attributes.get("type") == "checkbox" and "checked" not in attributes):
            self.forms[-1].unticked.add(name)
        elif tag == "input":
            self.forms[-1].fields[name] = attributes.get("value") or ""

    def handle_data(self, data: str) -> None:
        """Note what stands in a field of several lines; its first line break is none of its own."""
        if self._open_text is not None:
            fields = self.forms[-1].fields
            fields[self._open_text] = (fields[self._open_text] + data).removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        """Leave a form, or a field of several lines."""
        if tag == "form":
            self._is_inside = False
        elif tag == "textarea":
            self._open_text = None
