"""The route of the assets, which browsers alone ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.web.description import Operation

OPERATIONS: tuple[Operation, ...] = ()

PAGES = frozenset({"GET /assets/{file_name}"})
