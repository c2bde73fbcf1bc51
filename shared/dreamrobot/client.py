"""The client of DreamRobot's REST API for one merchant.

Every request counts against the merchant's daily quota, so the client spends few: the token is kept, an
order is one request, a page of orders is one, and only what certainly changed nothing is tried a second
time, after a pause.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from shared.domain.orders.order import OrderId
from shared.domain.orders.order_note import write_own_lines
from shared.dreamrobot.calls import Calls
from shared.dreamrobot.envelope import NOT_FOUND, open_envelope
from shared.dreamrobot.errors import (
    BadRequestError,
    EndlessListError,
    NoteUnreadableError,
    OrderNotFoundError,
    OutcomeUnknownError,
    UnavailableError,
)
from shared.dreamrobot.loose import LooseObject
from shared.dreamrobot.wire import (
    read_listed_orders,
    read_order,
    read_order_id,
    read_payment_methods,
    read_portal_accounts,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from decimal import Decimal

    import httpx

    from shared.domain.orders.order import Order, PaymentMethod
    from shared.dreamrobot.access import DreamRobotAccess, SharedAccess
    from shared.dreamrobot.wire import ListedOrder, PortalAccountListing

ORDERS_ON_A_PAGE = 200
"""More than this was never seen to be asked for; a page may hold fewer all the same."""

MAXIMUM_PAGES = 50
"""As many orders as a merchant of this kind has in months, and a tenth of a small day's requests."""

_HTTP_NOT_FOUND = 404

_ORDER_IDS: TypeAdapter[str] = TypeAdapter(OrderId)


class DreamRobotClient:
    """What the app does at DreamRobot in the name of one merchant; may be used by several threads.

    Every method raises a ``DreamRobotError``, and nothing else, where DreamRobot does not do as asked:
    ``AccessRefusedError``, ``NoRequestsLeftError``, ``BadRequestError`` or ``UnavailableError``, and what it
    names itself.
    """

    def __init__(
        self,
        base_url: str,
        access: DreamRobotAccess,
        shared: SharedAccess,
        http: httpx.Client,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Make a client; ``base_url`` holds the version path (``https://api.dreamrobot.de/rest/v1.1``)."""
        self._access = access
        self._calls = Calls(http, base_url, access, shared, now=now, sleep=sleep)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._access!r})"

    def list_portal_accounts(self) -> list[PortalAccountListing]:
        """Read the merchant's portal accounts."""
        return read_portal_accounts(self._get_list("/admin/portal_account/", "portal_account"))

    def list_payment_methods(self) -> list[PaymentMethod]:
        """Read the merchant's payment methods."""
        return read_payment_methods(self._get_list("/system/payment_method/", "payment_method"))

    def list_orders(self, first: date, last: date) -> Iterator[tuple[ListedOrder, ...]]:
        """Read the orders placed from ``first`` to ``last``, both included (assumed), page by page.

        Each page is one request, made when it is asked for; the end is an empty page, since a short one may
        be all that DreamRobot gives at once. An order that moved to the next page meanwhile comes once.

        Raises:
            EndlessListError: There are more pages than ``MAXIMUM_PAGES``, or one brought nothing new.
        """
        seen: set[str] = set()
        for page in range(1, MAXIMUM_PAGES + 1):
            items = self._get_list("/order/", "order", _page_query(first, last, page))
            if not items:
                return
            listed = tuple(order for order in read_listed_orders(items) if order.order_id not in seen)
            if not listed:
                raise EndlessListError
            seen.update(order.order_id for order in listed)
            yield listed
        raise EndlessListError

    def get_order(self, order_id: str) -> Order:
        """Read one order; ``Order.unreadable`` names the values that made no sense.

        An answer that is about another order counts as none: the one asked for may have been merged.

        Raises:
            OrderNotFoundError: There is no such order.
        """
        return read_order(self._fetch_order(order_id), order_id)

    def note_collection_state(self, order_id: str, texts: Sequence[str]) -> bool:
        """Make ``texts`` the app's own lines in the order's note; return whether the note had to be written.

        DreamRobot overwrites a note as a whole and knows no condition, so it is read immediately before, and
        read again where the answer to the write is missing. What somebody writes between the two requests is
        lost; nothing is written, and nothing can be lost, where the lines stand there already.

        Raises:
            OrderNotFoundError: There is no such order.
            NoteUnreadableError: The note was not shown; it was left alone.
            OutcomeUnknownError: The lines may stand there or not; the call may be repeated.
        """
        try:
            return self._write_note(order_id, texts)
        except OutcomeUnknownError as error:
            self._calls.pause_after(error)
        self._write_note(order_id, texts)
        return True

    def mark_paid(self, order_id: str, paid_amount: Decimal) -> None:
        """Set the paid amount, in the order's currency, and the mark "paid".

        Both have effects in DreamRobot (an invoice number, mails), so this is for merchants who asked for it.

        Raises:
            OrderNotFoundError: There is no such order.
            OutcomeUnknownError: It may be done or not; the call may be repeated.
        """
        # The contract wants a JSON number. Up to 15 digits, a float is written as the very decimal it was made of.
        self._update_order(order_id, {"paid_amount": float(paid_amount), "status": {"is_paid": 1}})

    def _write_note(self, order_id: str, texts: Sequence[str]) -> bool:
        note = self._fetch_order(order_id).verbatim("infos")
        if note is None:
            raise NoteUnreadableError
        written = write_own_lines(note, texts)
        if written != note:
            self._update_order(order_id, {"infos": written})
        return written != note

    def _fetch_order(self, order_id: str) -> LooseObject:
        with _not_found_where_unknown():
            envelope = self._calls.get(_order_path(order_id), open_envelope)
        order = LooseObject(envelope.get("order"))
        if order.is_empty:
            raise UnavailableError
        if read_order_id(order) not in {None, order_id}:
            raise OrderNotFoundError
        return order

    def _update_order(self, order_id: str, changes: Mapping[str, object]) -> None:
        # One field that DreamRobot does not know rejects the whole request, so nothing else goes along.
        with _not_found_where_unknown():
            self._calls.change(_order_path(order_id), {"order": changes})

    def _get_list(self, path: str, name: str, query: Mapping[str, str] | None = None) -> list[LooseObject]:
        parts = LooseObject(self._calls.get(path, open_envelope, query)).parts(name)
        # A list that is missing is not an empty one: without it, claims of a provider would not be found.
        if parts is None:
            raise UnavailableError
        return parts


def _order_path(order_id: str) -> str:
    try:
        _ORDER_IDS.validate_python(order_id)
    except ValidationError:
        raise OrderNotFoundError from None
    return f"/order/{quote(order_id, safe='')}/"


def _page_query(first: date, last: date, page: int) -> dict[str, str]:
    return {
        "filter[date][from]": first.isoformat(),
        "filter[date][to]": last.isoformat(),
        "pagination[page]": str(page),
        "pagination[limit]": str(ORDERS_ON_A_PAGE),
    }


@contextmanager
def _not_found_where_unknown() -> Iterator[None]:
    try:
        yield
    except BadRequestError as error:
        if error.status != _HTTP_NOT_FOUND and error.code != NOT_FOUND:
            raise
        raise OrderNotFoundError(status=error.status, code=error.code) from None
