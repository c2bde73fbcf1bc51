"""Exports as ``contracts/app.openapi.yaml`` shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.domain.export import count_items
from shared.web.presentation.shown_finding import show_finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.domain.account import Locale
    from shared.domain.export import Export, ExportItem


def show_export(export: Export, items: Sequence[ExportItem], public_url: str) -> dict[str, Any]:
    """Return how far an export is, without its items."""
    return {
        "export_id": export.export_id,
        "state": export.state.value,
        "waiting_for": export.waiting_for.value if export.waiting_for else None,
        "counts": count_items(items).model_dump() | {"total": export.order_count},
        "status_url": f"{public_url}/exports/{export.export_id}",
        "page_url": f"{public_url}/exports/{export.export_id}",
    }


def show_items(items: Sequence[ExportItem], locale: Locale) -> list[dict[str, Any]]:
    """Return what became of each order, with the texts of its findings in the merchant's language."""
    return [
        {
            "order_id": item.order_id,
            "state": item.state.value,
            "findings": [show_finding(finding, locale) for finding in item.findings],
            "case_id": item.case_id,
        }
        for item in items
    ]
