"""The routes of the links that stand in mails. GET only asks: mail programs and virus scanners open every link.

Nobody is signed in here. The address in the link is the proof, and its one power; so a form carries no other token.
Ending by POST without a word is what mail programs do themselves (RFC 8058).
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from shared.web.answers import page
from shared.web.mails import CONFIRMATION_PATH, ENDING_PATH
from shared.web.request import preferred_locale
from shared.web.secret_address import read_address

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler import Response

    from functions.news.mail_links import MailLinks
    from shared.domain.account import Merchant
    from shared.web.application import Application
    from shared.web.pages import PageRenderer


@dataclass(frozen=True, slots=True)
class MailLinkRoutes:
    """What the routes need."""

    links: MailLinks
    renderer: PageRenderer

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get(f"{CONFIRMATION_PATH}/<address>")
        def ask_whether_to_confirm(address: str) -> Response[str]:
            return self._answer(app, "mail_confirmation.html", self.links.find_to_confirm(read_address(address)))

        @app.post(f"{CONFIRMATION_PATH}/<address>")
        def confirm(address: str) -> Response[str]:
            merchant = self.links.confirm(read_address(address))
            return self._answer(app, "mail_confirmation.html", merchant, is_done=True)

        @app.get(f"{ENDING_PATH}/<address>")
        def ask_whether_to_end(address: str) -> Response[str]:
            return self._answer(app, "mail_ending.html", self.links.find_to_end(read_address(address)))

        @app.post(f"{ENDING_PATH}/<address>")
        def end(address: str) -> Response[str]:
            return self._answer(app, "mail_ending.html", self.links.end(read_address(address)), is_done=True)

    def _answer(
        self, app: Application, template: str, merchant: Merchant | None, *, is_done: bool = False
    ) -> Response[str]:
        locale = merchant.locale if merchant else preferred_locale(app.current_event)
        html = self.renderer.render(template, locale=locale, is_known=merchant is not None, is_done=is_done)
        return page(html, HTTPStatus.OK if merchant else HTTPStatus.NOT_FOUND)
