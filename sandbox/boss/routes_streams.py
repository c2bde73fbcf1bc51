"""The operations that tell the client what happened: listChanges, listPayouts, subscribe, unsubscribe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.boss.api import read_page_query
from sandbox.boss.push import read_subscription

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.boss.api import Api


class StreamRoutes:
    """Serves changes, payouts and the subscription to pushes."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def routes(self) -> list[Route]:
        """Return the operations, each named as in the contract."""
        return [
            Route("/v1/changes", self.list_changes, name="listChanges"),
            Route("/v1/payouts", self.list_payouts, name="listPayouts"),
            Route("/v1/subscription", self.subscribe, name="subscribe", methods=["PUT"]),
            Route("/v1/subscription", self.unsubscribe, name="unsubscribe", methods=["DELETE"]),
        ]

    async def list_changes(self, request: Request) -> Response:
        """List what changed after a cursor."""
        account = self._api.identify(request)
        after, limit = read_page_query(request)
        with self._api.gateway.open_book(account) as desk:
            return JSONResponse(desk.book.changes.read_page(after, limit, desk.now))

    async def list_payouts(self, request: Request) -> Response:
        """List settlements after a cursor."""
        account = self._api.identify(request, "payouts")
        after, limit = read_page_query(request)
        with self._api.gateway.open_book(account) as desk:
            return JSONResponse(desk.book.payouts.read_page(after, limit, desk.now))

    async def subscribe(self, request: Request) -> Response:
        """Push every later change to an address; a second subscription replaces the first."""
        account = self._api.identify(request, "push")
        body = await self._api.read_body(request, "subscribe")
        subscription = read_subscription(body["url"], body["secret"])
        with self._api.gateway.open_book(account) as desk:
            desk.book.subscription = subscription
        return Response(status_code=204)

    async def unsubscribe(self, request: Request) -> Response:
        """Push nothing more."""
        account = self._api.identify(request, "push")
        with self._api.gateway.open_book(account) as desk:
            desk.book.subscription = None
        return Response(status_code=204)
