"""The page of notifications, its JSON, and its forms."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from functions.activate.notifications.bodies import ChooseFrequencies, EndFeed, EndMails
from functions.activate.notifications.notifications import AskedTooOftenError, MailNotSentError, MailsAreOffError
from shared.domain.api_token import Scope
from shared.domain.news.news import NewsKind
from shared.domain.news.news_settings import Frequency
from shared.domain.parties.contact_data import email_as_given
from shared.web.answers import json_answer, page, redirect
from shared.web.presentation.labels import choices_of
from shared.web.presentation.news_texts import news_kind_title
from shared.web.problem import ProblemError
from shared.web.request import parse_action, public_url, read_raw_body, sends_json, wants_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_lambda_powertools.event_handler import Response
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.activate.guard import Guard
    from functions.activate.notifications.notifications import Notifications
    from shared.domain.news.news_settings import NewsSettings
    from shared.web.application import Application
    from shared.web.pages import PageRenderer
    from shared.web.session import Session

PATH: Final = "/settings/notifications"
FEED_PATH: Final = "/feed"

_BODIES: Final[Mapping[str, type[ChooseFrequencies | EndMails | EndFeed]]] = {
    "choose": ChooseFrequencies,
    "end_mails": EndMails,
    "end_feed": EndFeed,
}

TOLD: Final = frozenset({"asked", "ended", "chosen", "feed_ended"})
"""What the page may be told to say about what was just done."""

_LONGEST_ADDRESS: Final = 254
"""RFC 5321, 4.5.3.1.3."""


@dataclass(frozen=True, slots=True)
class NotificationRoutes:
    """What the routes need."""

    guard: Guard
    renderer: PageRenderer
    notifications: Notifications
    configured_url: str

    def register(self, app: Application) -> None:
        """Add the routes to an application."""

        @app.get(PATH)
        def show() -> Response[str]:
            event = app.current_event
            session = self.guard.let_in(event, Scope.SETTINGS_READ)
            if not wants_page(event):
                return json_answer(self._to_json(self.notifications.get(session.merchant_id)))
            told = event.query_string_parameters.get("told")
            return self._show(session, told=told if told in TOLD else None)

        @app.post(PATH)
        def change() -> Response[str]:
            return self._change(app.current_event)

    def _change(self, event: APIGatewayProxyEventV2) -> Response[str]:
        if sends_json(event):
            return self._change_as_json(event)
        session, fields = self.guard.take_form(event, Scope.SETTINGS_WRITE)
        match fields.get("action"):
            case "make_feed":
                # The page is the answer itself and no redirection: nothing but this one answer holds the address.
                address = self.notifications.make_feed(session.merchant_id)
                return self._show(session, feed_url=f"{public_url(event, self.configured_url)}{FEED_PATH}/{address}")
            case "end_feed":
                self.notifications.end_feed(session.merchant_id)
                return redirect(f"{PATH}?told=feed_ended")
            case "ask":
                return self._ask(session, fields.get("address", ""))
            case "end_mails":
                self.notifications.end_mails(session.merchant_id)
                return redirect(f"{PATH}?told=ended")
            case "choose":
                self.notifications.choose(session.merchant_id, _read_choices(fields))
                return redirect(f"{PATH}?told=chosen")
            case _:
                detail = "The form names no known action."
                raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", detail)

    def _change_as_json(self, event: APIGatewayProxyEventV2) -> Response[str]:
        merchant_id = self.guard.let_in(event, Scope.SETTINGS_WRITE).merchant_id
        body = parse_action(read_raw_body(event), _BODIES)
        match body:
            case ChooseFrequencies():
                self.notifications.choose(merchant_id, body.choices)
            case EndMails():
                self.notifications.end_mails(merchant_id)
            case EndFeed():
                self.notifications.end_feed(merchant_id)
        return json_answer(self._to_json(self.notifications.get(merchant_id)))

    def _ask(self, session: Session, typed: str) -> Response[str]:
        address = email_as_given(typed) if len(typed) <= _LONGEST_ADDRESS else None
        if address is None:
            return self._show(session, HTTPStatus.UNPROCESSABLE_ENTITY, typed=typed, fault="no_address")
        try:
            self.notifications.ask(session.merchant_id, address, session.locale)
        except MailsAreOffError:
            return self._show(session, HTTPStatus.CONFLICT, typed=typed)
        except AskedTooOftenError:
            return self._show(session, HTTPStatus.TOO_MANY_REQUESTS, typed=typed, fault="too_often")
        except MailNotSentError:
            return self._show(session, HTTPStatus.SERVICE_UNAVAILABLE, typed=typed, fault="not_sent")
        return redirect(f"{PATH}?told=asked")

    def _show(
        self,
        session: Session,
        status: int = HTTPStatus.OK,
        *,
        told: str | None = None,
        feed_url: str | None = None,
        typed: str = "",
        fault: str | None = None,
    ) -> Response[str]:
        settings = self.notifications.get(session.merchant_id)
        html = self.renderer.render(
            "notifications.html",
            locale=session.locale,
            session=session,
            settings=settings,
            waiting=settings.asked if settings.asked and settings.asked.is_open(self.guard.clock()) else None,
            are_mails_on=self.notifications.sender is not None,
            kinds=[
                (kind.value, news_kind_title(kind, session.locale), settings.frequency_of(kind).value)
                for kind in NewsKind
            ],
            frequencies=choices_of("frequency", session.locale),
            told=told,
            feed_url=feed_url,
            typed=typed,
            fault=fault,
        )
        return page(html, status)

    def _to_json(self, settings: NewsSettings) -> dict[str, Any]:
        made_at = settings.feed_made_at
        return {
            "mails_are_on": self.notifications.sender is not None,
            "address": settings.address,
            "unconfirmed_address": settings.asked.address if settings.asked else None,
            "feed_made_at": made_at.isoformat() if made_at else None,
            "choices": {kind.value: settings.frequency_of(kind).value for kind in NewsKind},
        }


def _read_choices(fields: Mapping[str, str]) -> dict[NewsKind, Frequency]:
    try:
        return {kind: Frequency(fields[kind.value]) for kind in NewsKind}
    except (KeyError, ValueError):
        text = "Each kind of news needs one of the frequencies."
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", text) from None
