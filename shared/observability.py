"""The one logger, and what may be logged of an error.

Nothing personal may reach the logs: log ids, states, counts, error classes and codes; never an order, a
debtor, a request, an answer, a code or a token.
"""

from __future__ import annotations

import traceback

from aws_lambda_powertools import Logger

SERVICE = "atriga-for-dreamrobot"

logger = Logger(service=SERVICE)


def describe_error(error: Exception) -> dict[str, str | list[str] | None]:
    """Return of an error what may be logged: types and places; its own text may hold personal data."""
    return {
        "error_type": type(error).__qualname__,
        "cause_type": type(error.__cause__).__qualname__ if error.__cause__ else None,
        "error_at": [
            f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in traceback.extract_tb(error.__traceback__)
        ],
    }
