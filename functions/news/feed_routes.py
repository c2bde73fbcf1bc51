"""The route of the feed, which feed readers ask again and again without a session."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import format_datetime
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING

from aws_lambda_powertools.event_handler import Response

from functions.news.feed import CONTENT_TYPE, FEED_PATH, MOST_ENTRIES, updated_at, write_feed
from shared.http import parse_http_date
from shared.web.problem import ProblemError
from shared.web.request import public_url
from shared.web.secret_address import read_address

if TYPE_CHECKING:
    from datetime import datetime

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.news.ports import ReaderDeskOf
    from shared.web.application import Application

_READ_AGAIN_AFTER_SECONDS = 300
"""As often as news are looked for; a reader that asks sooner need not."""


@dataclass(frozen=True, slots=True)
class FeedRoutes:
    """What the route needs."""

    desk_of: ReaderDeskOf
    configured_url: str

    def register(self, app: Application) -> None:
        """Add the route to an application."""

        @app.get(f"{FEED_PATH}/<address>")
        def read_feed(address: str) -> Response[str]:
            return self._read(app.current_event, address)

    def _read(self, event: APIGatewayProxyEventV2, text: str) -> Response[str]:
        address = read_address(text)
        desk = self.desk_of(address.merchant_id)
        settings, merchant = desk.settings.get(), desk.merchants.get()
        is_known = address.is_known_by(settings.feed_hash)
        if not is_known or merchant is None or settings.feed_made_at is None:
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no feed at this address.")
        news = desk.news.list_newest_first(MOST_ENTRIES)
        base = public_url(event, self.configured_url)
        changed_at = updated_at(news, settings.feed_made_at).replace(microsecond=0)
        body = write_feed(
            news, merchant, made_at=settings.feed_made_at, public_url=base, self_url=f"{base}{FEED_PATH}/{address}"
        )
        etag = f'W/"{sha256(body).hexdigest()[:32]}"'
        headers = {
            "ETag": etag,
            "Last-Modified": format_datetime(changed_at, usegmt=True),
            "Cache-Control": f"private, max-age={_READ_AGAIN_AFTER_SECONDS}",
            "X-Robots-Tag": "noindex",
        }
        if _has_it(event, etag, changed_at):
            return Response(HTTPStatus.NOT_MODIFIED, body="", headers=headers)
        return Response(HTTPStatus.OK, CONTENT_TYPE, body.decode(), headers=headers, compress=True)


def _has_it(event: APIGatewayProxyEventV2, etag: str, changed_at: datetime) -> bool:
    """Whether the reader has this very feed already (RFC 9110, 13.1.2 and 13.1.3: the tag goes before the time)."""
    tags = event.headers.get("if-none-match")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in known or etag.removeprefix("W/") in known
    # What is no date is no condition.
    since = parse_http_date(event.headers.get("if-modified-since", ""))
    return since is not None and since >= changed_at
