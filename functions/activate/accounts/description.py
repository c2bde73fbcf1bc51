"""The pages of one atriga account and its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.web.description import Operation

OPERATIONS: tuple[Operation, ...] = ()

PAGES = frozenset(
    {
        "GET /settings/accounts/{customer_number}",
        "GET /settings/accounts/{customer_number}/{action}",
        "POST /settings/accounts/{customer_number}/{action}",
    }
)
