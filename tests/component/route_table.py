"""Every route of the app in a row: who may come in, and what a stranger is answered.

A new route needs a row here; ``test_every_route.py`` fails without it and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from scripts.generate_openapi import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping


class Door(StrEnum):
    """How somebody comes in at a route."""

    PAGE = "page"
    """With a session alone, to look."""

    FORM = "form"
    """With a session and the token of its forms."""

    PROGRAM = "program"
    """With a session, or a token that has the scope."""

    SIGNED = "signed"
    """With DreamRobot's or the gateway's signature alone."""

    OPEN = "open"
    """Anybody; the route itself asks for something secret, or tells nothing of a merchant."""


@dataclass(frozen=True)
class Row:
    """One route. ``fields`` is a form that names things of another merchant, ``body`` the JSON of one.

    ``stranger`` is what another merchant who is signed in may be answered; nothing of the first may change then.
    ``beside`` is what the merchant itself may be answered because the house of the test lacks what it asks for.
    """

    door: Door
    stranger: frozenset[int] = frozenset()
    fields: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    beside: frozenset[int] = frozenset()


_NOT_THEIRS = frozenset({404})
_THEIR_OWN = frozenset({200, 303, 404, 422})
"""The route names nothing of a merchant: a stranger sees or changes what is the stranger's."""

_OUTDATED = frozenset({409})
"""What the body stands on is not so, or not any more once another row was called."""

_OF_AN_ACCOUNT = {
    "check": b"{}",
    "code": b'{"authentication_code": "code-of-the-row"}',
    "mode": b'{"revision": 1, "mode": "live"}',
    "rules": b'{"revision": 1, "rules": {"grace_days": 9}}',
    "payment-methods": b"{}",
    "deactivate": b'{"revision": 1}',
}
"""What a program sends to change an atriga account, by the end of the address."""

ROWS: dict[str, Row] = {
    "GET /": Row(Door.PAGE, _THEIR_OWN),
    "GET /launch": Row(Door.OPEN),
    "POST /sign-out": Row(Door.OPEN),
    "GET /assets/{file_name}": Row(Door.OPEN),
    "GET /openapi.json": Row(Door.OPEN),
    "GET /api": Row(Door.OPEN),
    "GET /activate": Row(Door.PROGRAM, _THEIR_OWN),
    "POST /activate": Row(
        Door.PROGRAM, _THEIR_OWN, body=b'{"customer_number": "10003", "authentication_code": "code-of-the-row"}'
    ),
    "GET /settings": Row(Door.PROGRAM, _THEIR_OWN),
    "GET /settings/changes": Row(Door.PROGRAM, _THEIR_OWN),
    "POST /settings/portal-accounts": Row(
        Door.PROGRAM,
        _OUTDATED,
        body=b'{"action": "connect", "version": "none", "connections": {"22014": "10001"}}',
        beside=_OUTDATED,
    ),
    "POST /settings/language": Row(Door.PROGRAM, _THEIR_OWN, body=b'{"language": "en"}'),
    "GET /settings/leave": Row(Door.PAGE, _THEIR_OWN),
    "POST /settings/leave": Row(Door.FORM, _THEIR_OWN),
    "GET /settings/programs": Row(Door.PAGE, _THEIR_OWN),
    "POST /settings/programs": Row(Door.FORM, _NOT_THEIRS, {"action": "revoke", "token_id": "{token_id}"}),
    "GET /settings/accounts/{customer_number}": Row(Door.PROGRAM, _NOT_THEIRS),
    **{
        f"GET /settings/accounts/{{customer_number}}/{action}": Row(Door.PAGE, _NOT_THEIRS) for action in _OF_AN_ACCOUNT
    },
    **{
        f"POST /settings/accounts/{{customer_number}}/{action}": Row(
            Door.PROGRAM, _NOT_THEIRS, body=body, beside=_OUTDATED
        )
        for action, body in _OF_AN_ACCOUNT.items()
    },
    "GET /settings/notifications": Row(Door.PROGRAM, _THEIR_OWN),
    "POST /settings/notifications": Row(Door.PROGRAM, _THEIR_OWN, body=b'{"action": "end_mails"}'),
    "GET /feed/{address}": Row(Door.OPEN),
    "GET /mail/confirmation/{address}": Row(Door.OPEN),
    "POST /mail/confirmation/{address}": Row(Door.OPEN),
    "GET /mail/unsubscribe/{address}": Row(Door.OPEN),
    "POST /mail/unsubscribe/{address}": Row(Door.OPEN),
    "POST /dreamrobot/installations": Row(Door.SIGNED),
    "DELETE /dreamrobot/installations/{merchant_id}": Row(Door.SIGNED),
    "GET /dreamrobot/collection-data": Row(Door.SIGNED),
    "POST /dreamrobot/events/{address}": Row(Door.OPEN),
    "POST /boss/notifications": Row(Door.SIGNED),
    "POST /exports": Row(
        Door.PROGRAM, _NOT_THEIRS, body=b'{"merchant_id": "merchant-1", "order_ids": ["1_2026_09"], "source": "app"}'
    ),
    "GET /exports": Row(Door.PROGRAM, _THEIR_OWN),
    "GET /exports/{export_id}": Row(Door.PROGRAM, _NOT_THEIRS),
    "POST /exports/{export_id}/items": Row(Door.PROGRAM, _NOT_THEIRS, body=b"{}"),
    "GET /exports/{export_id}/items/{order_id}": Row(Door.PROGRAM, _NOT_THEIRS),
    "POST /exports/{export_id}/items/{order_id}": Row(
        Door.PROGRAM, _NOT_THEIRS, body=b'{"disputed": false}', beside=frozenset({409})
    ),
    "GET /overview": Row(Door.PROGRAM, _THEIR_OWN),
    "GET /cases": Row(Door.PROGRAM, _THEIR_OWN),
    "GET /cases.csv": Row(Door.PROGRAM, _THEIR_OWN),
    "GET /cases/{case_id}": Row(Door.PROGRAM, _NOT_THEIRS),
    "GET /cases/{case_id}/actions": Row(Door.PROGRAM, _NOT_THEIRS),
    "GET /cases/{case_id}/actions/{kind}": Row(Door.PROGRAM, _NOT_THEIRS),
    "POST /cases/{case_id}/actions/{kind}": Row(
        Door.PROGRAM, _NOT_THEIRS, body=b'{"until": "2026-12-24"}', beside=frozenset({409})
    ),
    "GET /cases/{case_id}/documents": Row(Door.PROGRAM, _NOT_THEIRS),
    "GET /cases/{case_id}/documents/{document_id}": Row(Door.PROGRAM, _NOT_THEIRS, beside=frozenset({404})),
    "POST /cases/{case_id}/proposals/{proposal_id}": Row(
        Door.PROGRAM, _NOT_THEIRS, body=b'{"action": "put_aside"}', beside=frozenset({404})
    ),
    "POST /cases/{case_id}/marks": Row(Door.PROGRAM, _NOT_THEIRS, body=b'{"add": ["Anwalt"]}'),
    "POST /cases/bulk": Row(
        Door.PROGRAM, frozenset({200}), body=b'{"action": "mark", "mark": "Anwalt", "case_ids": ["case-1"]}'
    ),
    "GET /cases/views": Row(Door.PROGRAM, _THEIR_OWN),
    "POST /cases/views": Row(Door.PROGRAM, _THEIR_OWN, body=b'{"action": "forget", "name": "none"}'),
    "GET /cases/columns": Row(Door.PROGRAM, _THEIR_OWN),
    "POST /cases/columns": Row(Door.PROGRAM, _THEIR_OWN, body=b'{"columns": ["number", "open"]}'),
    "GET /inbox": Row(Door.PROGRAM, _THEIR_OWN),
    "GET /inbox/{case_id}/{inquiry_id}": Row(Door.PROGRAM, _NOT_THEIRS, beside=frozenset({404})),
    "POST /inbox/{case_id}/{inquiry_id}": Row(
        Door.PROGRAM, _NOT_THEIRS, body=b'{"answer": "yes"}', beside=frozenset({404})
    ),
    "GET /payouts": Row(Door.PROGRAM, _THEIR_OWN),
    "GET /payouts.csv": Row(Door.PROGRAM, _THEIR_OWN),
    "GET /payouts/{customer_number}/{payout_id}": Row(Door.PROGRAM, _NOT_THEIRS, beside=frozenset({404})),
    "GET /review": Row(Door.PROGRAM, _THEIR_OWN),
    "POST /review": Row(
        Door.PROGRAM, _THEIR_OWN, body=b'{"action": "approve", "drafts": [{"case_id": "none", "revision": 1}]}'
    ),
    "GET /review/{case_id}": Row(Door.PROGRAM, _NOT_THEIRS),
    "POST /review/{case_id}": Row(Door.PROGRAM, _NOT_THEIRS, body=b'{"action": "discard", "revision": 1}'),
}

OPERATIONS = {operation.route: operation for one in FUNCTIONS.values() for operation in one.OPERATIONS}

ALL_ROUTES = {*OPERATIONS, *(page for one in FUNCTIONS.values() for page in one.PAGES)}
"""Those that the descriptions name; ``test_api_description.py`` holds them to the routes that there are."""


def routes_with(*doors: Door) -> list[str]:
    """Return the routes behind some kinds of door."""
    return sorted(route for route, row in ROWS.items() if row.door in doors)
