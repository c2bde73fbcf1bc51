"""What tells one order from every other, so that it is ordered once: the key of a program, the token of a form."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid5

from shared.web.problem import FieldError, ProblemError, wrong_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

IDEMPOTENCY_HEADER: Final = "Idempotency-Key"
LONGEST_KEY: Final = 64
KEY_SCHEMA: Final[dict[str, Any]] = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY}
_KEYS: Final = UUID("0d4b3a0e-6a63-4a3e-8a55-6ad2b8b8e0c4")
"""The name space of the keys of callers; what it is does not matter, only that it stays."""


def read_key(event: APIGatewayProxyEventV2) -> UUID:
    """Return what tells the order of a program from every other, as the token of a form does.

    Raises:
        ProblemError: ``invalid_request`` (422) where there is no key, or too long a one.
    """
    key = event.headers.get(IDEMPOTENCY_HEADER.lower(), "")
    if not 0 < len(key) <= LONGEST_KEY:
        error = FieldError(IDEMPOTENCY_HEADER, f"has 1 to {LONGEST_KEY} characters")
        raise wrong_fields(error)
    return uuid5(_KEYS, key)


def read_token(fields: Mapping[str, str]) -> UUID | None:
    """Return what tells a form from every other, ``None`` where the app did not make it."""
    try:
        return UUID(fields.get("token", ""))
    except ValueError:
        return None


def key_reused() -> ProblemError:
    """Make the refusal of a key under which something else stands."""
    return ProblemError(
        HTTPStatus.CONFLICT, "idempotency_key_reused", "Something else was ordered under this key, and that stands."
    )
