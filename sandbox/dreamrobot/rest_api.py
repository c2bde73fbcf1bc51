"""DreamRobot's REST API v1.1 as far as the app uses it: ``contracts/dreamrobot-rest.openapi.yaml``."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Never

from starlette.routing import Route

from sandbox.dreamrobot.envelopes import ApiError, refuse_input, succeed
from sandbox.dreamrobot.request_body import (
    read_event_handler,
    read_grant_type,
    read_order_changes,
)
from sandbox.dreamrobot.wire import hand_of, write_order, write_payment_method, write_portal_account
from shared.domain.orders.order import ORDER_ID_PATTERN

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from sandbox.dreamrobot.orders import SandboxOrder
    from sandbox.dreamrobot.samples import SampleMerchant
    from sandbox.dreamrobot.system import DreamRobotSystem

BASE_PATH = "/rest/v1.1"

_DEFAULT_PAGE_LIMIT = 50  # assumed
_LARGEST_PAGE_LIMIT = 200  # assumed


class RestApi:
    """The operations; each route carries the ``operationId`` of the contract as its name."""

    def __init__(self, system: DreamRobotSystem) -> None:
        self._system = system

    def routes(self) -> list[Route]:
        """Return the routes, below the version path."""
        listed = [
            ("POST", "/token.php", self.fetch_token, "fetchToken"),
            ("GET", "/admin/portal_account/", self.list_portal_accounts, "listPortalAccounts"),
            ("GET", "/system/payment_method/", self.list_payment_methods, "listPaymentMethods"),
            ("GET", "/system/scope/", self.check_credentials, "checkCredentials"),
            ("GET", "/order/", self.list_orders, "listOrders"),
            ("GET", "/order/{order_id}/", self.get_order, "getOrder"),
            ("POST", "/order/{order_id}/", self.update_order, "updateOrder"),
            ("POST", "/admin/event/handler", self.subscribe_event, "subscribeEvent"),
            ("DELETE", "/admin/event/handler/{event_handler_id}", self.unsubscribe_event, "unsubscribeEvent"),
        ]
        return [Route(BASE_PATH + path, call, methods=[method], name=name) for method, path, call, name in listed]

    async def fetch_token(self, request: Request) -> Response:
        """Issue a token for HTTP Basic credentials."""
        token = self._system.tokens.issue(request.headers.get("authorization"))
        await read_grant_type(request)
        return succeed(
            {
                "access_token": token,
                "expires_in": self._system.tokens.lifetime_seconds,
                "token_type": "Bearer",
                "scope": "*",
            }
        )

    async def list_portal_accounts(self, request: Request) -> Response:
        """List the merchant's portal accounts."""
        merchant = self._authorize(request)
        return succeed({"portal_account": [write_portal_account(account) for account in merchant.portal_accounts]})

    async def list_payment_methods(self, request: Request) -> Response:
        """List the merchant's payment methods."""
        merchant = self._authorize(request)
        return succeed({"payment_method": [write_payment_method(method) for method in merchant.payment_methods]})

    async def check_credentials(self, request: Request) -> Response:
        """Say that the credentials are good; the real body is not public."""
        self._authorize(request)
        return succeed({"scope": "*"})

    async def list_orders(self, request: Request) -> Response:
        """List one page of orders, newest first; past the end ``order`` is empty."""
        merchant = self._authorize(request)
        first = _read_day(request, "filter[date][from]")
        last = _read_day(request, "filter[date][to]")
        page = _read_count(request, "pagination[page]", 1)
        limit = min(_read_count(request, "pagination[limit]", _DEFAULT_PAGE_LIMIT), _LARGEST_PAGE_LIMIT)
        orders = self._system.book_of(merchant.merchant_id).list_between(first, last)
        return succeed({"order": [write_order(order) for order in orders[(page - 1) * limit : page * limit]]})

    async def get_order(self, request: Request) -> Response:
        """Return one order whole."""
        order = self._find_order(request, self._authorize(request))
        return succeed({"order": write_order(order)}, ack=hand_of(order).ack)

    async def update_order(self, request: Request) -> Response:
        """Change note, paid amount or the mark "paid" of one order."""
        merchant = self._authorize(request)
        changes = await read_order_changes(request)
        order = changes.apply_to(self._find_order(request, merchant), self._system.today)
        self._system.book_of(merchant.merchant_id).keep(order)
        return succeed({"order_id": order.order_id})

    async def subscribe_event(self, request: Request) -> Response:
        """Keep a subscription of new orders or customers."""
        merchant = self._authorize(request)
        event_handler = await read_event_handler(request)
        return succeed({"event_handler_id": self._system.subscribe(merchant.merchant_id, event_handler)})

    async def unsubscribe_event(self, request: Request) -> Response:
        """Drop a subscription."""
        merchant = self._authorize(request)
        event_handler_id: str = request.path_params["event_handler_id"]
        if not self._system.unsubscribe(merchant.merchant_id, event_handler_id):
            _refuse_unknown_id(event_handler_id)
        return succeed({})

    def _authorize(self, request: Request) -> SampleMerchant:
        merchant_id = self._system.tokens.find_merchant_id(request.headers.get("authorization"))
        self._system.quota.spend(merchant_id)
        return self._system.merchants[merchant_id]

    def _find_order(self, request: Request, merchant: SampleMerchant) -> SandboxOrder:
        order_id: str = request.path_params["order_id"]
        if not re.fullmatch(ORDER_ID_PATTERN, order_id):
            refuse_input("order_id", order_id)
        order = self._system.book_of(merchant.merchant_id).find(order_id)
        if order is None:
            _refuse_unknown_id(order_id)
        return order


def _refuse_unknown_id(value: str) -> Never:
    raise ApiError(404, "Not Found", f"unknown id {value}")


def _read_day(request: Request, name: str) -> date | None:
    value = request.query_params.get(name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        refuse_input(name, value)


def _read_count(request: Request, name: str, default: int) -> int:
    value = request.query_params.get(name)
    if value is None:
        return default
    if not value.isdecimal() or int(value) < 1:
        refuse_input(name, value)
    return int(value)
