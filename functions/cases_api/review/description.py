"""The review is for people: programs have no route of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.web.description import Operation

OPERATIONS: tuple[Operation, ...] = ()

PAGES = frozenset({"GET /review", "POST /review", "GET /review/{case_id}", "POST /review/{case_id}"})
