"""Reading request bodies as strictly as DreamRobot does: one unknown field rejects the whole request."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sandbox.dreamrobot.envelopes import ApiError, refuse_input

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from starlette.requests import Request

    from sandbox.dreamrobot.orders import SandboxOrder

_JSON = "application/json"
_KNOWN_SECTIONS = ("order", "customer")
_KNOWN_EVENT = "created"


@dataclass(frozen=True, kw_only=True)
class OrderChanges:
    """A partial update; ``None`` leaves a field as it is."""

    infos: str | None = None
    paid_amount: Decimal | None = None
    is_paid: bool | None = None

    def apply_to(self, order: SandboxOrder, today: date) -> SandboxOrder:
        """Return the changed order. ``infos`` is overwritten as a whole."""
        if self.infos is not None:
            order = replace(order, infos=self.infos)
        if self.paid_amount is not None:
            order = replace(order, paid_amount=self.paid_amount)
        if self.is_paid is not None:
            order = order.mark_paid(today) if self.is_paid else order.mark_unpaid()
        return order


async def read_grant_type(request: Request) -> None:
    """Check the body of a token request.

    Raises:
        ApiError: 400 ``invalid_request`` or ``unsupported_grant_type``.
    """
    body = await _read_json(request)
    if "grant_type" not in body:
        raise ApiError(400, "invalid_request", "The grant type was not specified in the request")
    if body["grant_type"] != "client_credentials":
        raise ApiError(400, "unsupported_grant_type", "Grant type not supported")


async def read_order_changes(request: Request) -> OrderChanges:
    """Read the body of an order's update.

    Raises:
        ApiError: 400 ``Bad Request`` for an unknown or unusable field.
    """
    order = _read_only_entry(await _read_json(request), "order")
    _refuse_unknown(order, ("infos", "paid_amount", "status"), "order")
    status = order.get("status", {})
    _refuse_unknown(status, ("is_paid",), "order.status")
    return OrderChanges(
        infos=_read_text(order.get("infos")),
        paid_amount=_read_amount(order.get("paid_amount")),
        is_paid=_read_flag(status.get("is_paid")),
    )


async def read_event_handler(request: Request) -> dict[str, Any]:
    """Read the body of a subscription.

    Raises:
        ApiError: 400 ``Bad Request`` for an unknown field, event, section or action.
    """
    handler = _read_only_entry(await _read_json(request), "event_handler")
    _refuse_unknown(handler, ("type", "section", "action"), "event_handler")
    _refuse_unknown(handler.get("type"), ("id",), "event_handler.type")
    action = handler.get("action")
    _refuse_unknown(action, ("id", "required"), "event_handler.action")
    required = handler["action"].get("required")
    _refuse_unknown(required, ("url", "format", "target_name"), "event_handler.action.required")
    if handler["type"].get("id") != _KNOWN_EVENT:
        refuse_input("event_handler.type.id", handler["type"].get("id"))
    if handler.get("section") not in _KNOWN_SECTIONS:
        refuse_input("event_handler.section", handler.get("section"))
    if handler["action"].get("id") != "notification":
        refuse_input("event_handler.action.id", handler["action"].get("id"))
    if required.get("format") != "post" or not isinstance(required.get("url"), str):
        refuse_input("event_handler.action.required", required)
    return handler


async def _read_json(request: Request) -> dict[str, Any]:
    # Without the JSON content type DreamRobot does not read the body at all.
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _JSON:
        return {}
    try:
        body = json.loads(await request.body())
    except ValueError:
        raise ApiError(400, "Bad Request", "The body is no JSON") from None
    return body if isinstance(body, dict) else {}


def _read_only_entry(body: dict[str, Any], name: str) -> dict[str, Any]:
    _refuse_unknown(body, (name,), "body")
    entry = body.get(name)
    if not isinstance(entry, dict):
        refuse_input(name, entry)
    return entry


def _refuse_unknown(value: object, known: Collection[str], where: str) -> None:
    if not isinstance(value, dict):
        refuse_input(where, value)
    for name, submitted in value.items():
        if name not in known:
            refuse_input(f"{where}.{name}", submitted)


def _read_text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        refuse_input("order.infos", value)
    return value


def _read_amount(value: object) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        refuse_input("order.paid_amount", value)
    return Decimal(str(value)).quantize(Decimal("0.01"))


def _read_flag(value: object) -> bool | None:
    if value is None:
        return None
    if isinstance(value, bool) or value not in (0, 1):
        refuse_input("order.status.is_paid", value)
    return value == 1
