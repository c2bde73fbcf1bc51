"""The pages of the simulated DreamRobot: order overview, order mask, hand-over to the app. For people; in German."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.dreamrobot.hand_overs import HandOvers
from sandbox.dreamrobot.rendering import make_templates

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from sandbox.dreamrobot.hand_overs import MakeCalls
    from sandbox.dreamrobot.orders import SandboxOrder
    from sandbox.dreamrobot.samples import SampleMerchant
    from sandbox.dreamrobot.system import DreamRobotSystem

_STATIC_FOLDER = Path(__file__).parent / "static"
_SOURCES = ("order_overview", "order_mask")


class Pages:
    """The pages, over the same data as the API."""

    def __init__(self, system: DreamRobotSystem, make_calls: MakeCalls) -> None:
        self._system = system
        self._make_calls = make_calls
        self._templates = make_templates()
        self._hand_overs = HandOvers(make_calls)

    def reset(self) -> None:
        """Forget what was handed over and installed."""
        self._hand_overs = HandOvers(self._make_calls)

    def routes(self) -> list[BaseRoute]:
        """Return the routes of all pages."""
        merchant = "/merchants/{merchant_id}"
        order = merchant + "/orders/{order_id}"
        return [
            Route("/", self.show_merchants),
            Route(f"{merchant}/orders", self.show_orders),
            Route(order, self.show_order),
            Route(f"{order}/mark-paid", self.mark_paid, methods=["POST"]),
            Route(f"{order}/add-payment", self.add_payment, methods=["POST"]),
            Route(f"{order}/cancel", self.cancel, methods=["POST"]),
            Route(f"{merchant}/exports", self.hand_over, methods=["POST"]),
            Route(f"{merchant}/exports/{{export_id}}", self.show_export),
            Route(f"{merchant}/open-app", self.open_app),
            Route(f"{merchant}/install", self.install, methods=["POST"]),
            Route(f"{merchant}/uninstall", self.uninstall, methods=["POST"]),
            Mount("/static", StaticFiles(directory=_STATIC_FOLDER)),
        ]

    async def show_merchants(self, request: Request) -> Response:
        """Let a person choose a merchant."""
        counts = {merchant_id: len(self._system.book_of(merchant_id)) for merchant_id in self._system.merchants}
        shown = {"merchants": self._system.merchants.values(), "counts": counts}
        return self._templates.TemplateResponse(request, "merchants.html", shown)

    async def show_orders(self, request: Request) -> Response:
        """Show the order overview: overdue candidates, or all with the ids that were merged away."""
        merchant = self._find_merchant(request)
        all_orders = self._system.book_of(merchant.merchant_id).list_between()
        candidates = [order for order in all_orders if order.is_overdue_candidate]
        shows_all = request.query_params.get("filter") == "all"
        shown = {
            "merchant": merchant,
            "orders": all_orders if shows_all else candidates,
            "merged": self._system.merged_orders_of(merchant.merchant_id) if shows_all else [],
            "counts": {"candidates": len(candidates), "all": len(all_orders)},
            "shows_all": shows_all,
            "selects_all": request.query_params.get("select") == "all",
            "payment_methods": {method.id: method.name for method in merchant.payment_methods},
            "installation": self._hand_overs.find_installation(merchant.merchant_id),
        }
        return self._templates.TemplateResponse(request, "orders.html", shown)

    async def show_order(self, request: Request) -> Response:
        """Show one order with what a person can do to it."""
        merchant = self._find_merchant(request)
        shown = {
            "merchant": merchant,
            "order": self._find_order(request),
            "payment_methods": {method.id: method.name for method in merchant.payment_methods},
            "portal_accounts": {account.id: account.name for account in merchant.portal_accounts},
        }
        return self._templates.TemplateResponse(request, "order.html", shown)

    async def mark_paid(self, request: Request) -> Response:
        """Book what is open, and mark as paid."""
        order = self._find_order(request)
        return self._keep(request, order.add_payment(order.open_amount, self._system.today))

    async def add_payment(self, request: Request) -> Response:
        """Book a part payment."""
        async with request.form() as form:
            written = str(form.get("amount", ""))
        try:
            amount = Decimal(written.replace(",", ".")).quantize(Decimal("0.01"))
        except InvalidOperation:
            raise HTTPException(400, "Der Betrag ist keine Zahl.") from None
        if not amount.is_finite() or amount <= 0:
            raise HTTPException(400, "Der Betrag muss über null liegen.")
        return self._keep(request, self._find_order(request).add_payment(amount, self._system.today))

    async def cancel(self, request: Request) -> Response:
        """Cancel the order."""
        return self._keep(request, self._find_order(request).cancel(self._system.today))

    async def hand_over(self, request: Request) -> Response:
        """Post the ticked orders to the app."""
        merchant = self._find_merchant(request)
        async with request.form() as form:
            order_ids = [str(value) for value in form.getlist("order_id")]
            source = str(form.get("source", ""))
        if not order_ids:
            raise HTTPException(400, "Es ist kein Auftrag angehakt.")
        if source not in _SOURCES:
            raise HTTPException(400, "Die Herkunft fehlt.")
        sent = await run_in_threadpool(self._hand_overs.send, merchant.merchant_id, order_ids, source)
        return _go_to(f"/merchants/{merchant.merchant_id}/exports/{sent.export_id}")

    async def show_export(self, request: Request) -> Response:
        """Show the app's answer to an export, and how far it is by now."""
        merchant = self._find_merchant(request)
        sent = self._hand_overs.find(merchant.merchant_id, request.path_params["export_id"])
        if sent is None:
            raise HTTPException(404, "Diese Übergabe gibt es hier nicht.")
        progress = await run_in_threadpool(self._hand_overs.read_progress, sent) if sent.answer.is_success else None
        page_path = urlsplit(str(sent.answer.body.get("page_url", ""))).path
        shown = {"merchant": merchant, "sent": sent, "progress": progress, "page_path": page_path}
        return self._templates.TemplateResponse(request, "export.html", shown)

    async def open_app(self, request: Request) -> Response:
        """Open the app, signed in with a token made for this click; without a path the app chooses where to begin."""
        merchant = self._find_merchant(request)
        to = request.query_params.get("to", "/")
        return _go_to(self._make_calls().make_launch_address(merchant, to))

    async def install(self, request: Request) -> Response:
        """Give the app the merchant's access."""
        merchant = self._find_merchant(request)
        await run_in_threadpool(self._hand_overs.install, merchant, self._system.requests_per_day)
        return _go_to(f"/merchants/{merchant.merchant_id}/orders")

    async def uninstall(self, request: Request) -> Response:
        """Take the merchant out of the app."""
        merchant = self._find_merchant(request)
        await run_in_threadpool(self._hand_overs.uninstall, merchant.merchant_id)
        return _go_to(f"/merchants/{merchant.merchant_id}/orders")

    async def show_error(self, request: Request, error: HTTPException) -> Response:
        """Say what went wrong."""
        shown = {"status": error.status_code, "detail": error.detail}
        return self._templates.TemplateResponse(request, "error.html", shown, status_code=error.status_code)

    def _find_merchant(self, request: Request) -> SampleMerchant:
        merchant = self._system.find_merchant(request.path_params["merchant_id"])
        if merchant is None:
            raise HTTPException(404, "Diesen Händler gibt es nicht.")
        return merchant

    def _find_order(self, request: Request) -> SandboxOrder:
        merchant = self._find_merchant(request)
        order = self._system.book_of(merchant.merchant_id).find(request.path_params["order_id"])
        if order is None:
            raise HTTPException(404, "Diesen Auftrag gibt es nicht (mehr).")
        return order

    def _keep(self, request: Request, order: SandboxOrder) -> Response:
        merchant = self._find_merchant(request)
        self._system.book_of(merchant.merchant_id).keep(order)
        return _go_to(f"/merchants/{merchant.merchant_id}/orders/{order.order_id}")


def _go_to(address: str) -> Response:
    return RedirectResponse(address, status_code=303)
