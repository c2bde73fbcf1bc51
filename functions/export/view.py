"""Exports as ``contracts/app.openapi.yaml`` shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.domain.export import ItemState, count_items
from shared.web.presentation.shown_finding import show_finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.domain.account import Locale
    from shared.domain.export import Export, ExportItem, MerchantAnswers
    from shared.domain.parties.debtor import Reminder

EXPORTS_PATH = "/exports"

FACTS = ("debtor_kind", "disputed", "returned", "time_barred_reason", "reminders")
"""What the merchant may say about an order that is kept back, as the fields of the answer are called."""


def export_path(export_id: str) -> str:
    """Return the address of an export that there is; no sign of its id needs escaping."""
    return f"{EXPORTS_PATH}/{export_id}"


def item_path(export_id: str, order_id: str) -> str:
    """Return the address of one order of it."""
    return f"{export_path(export_id)}/items/{order_id}"


def show_row(export: Export, public_url: str) -> dict[str, Any]:
    """Return an export as a row of the list; its counts are known once it is through."""
    address = public_url + export_path(export.export_id)
    return {
        "export_id": export.export_id,
        "source": export.source.value,
        "created_at": export.created_at.isoformat(),
        "state": export.state.value,
        "waiting_for": export.waiting_for.value if export.waiting_for else None,
        "waiting_until": export.waiting_until.isoformat() if export.waiting_until else None,
        "total": export.order_count,
        "counts": export.counts.model_dump() if export.counts else None,
        "status_url": address,
        "page_url": address,
    }


def show_export(export: Export, items: Sequence[ExportItem], public_url: str) -> dict[str, Any]:
    """Return how far an export is, without its items."""
    address = public_url + export_path(export.export_id)
    return {
        "export_id": export.export_id,
        "state": export.state.value,
        "waiting_for": export.waiting_for.value if export.waiting_for else None,
        "counts": count_items(items).model_dump() | {"total": export.order_count},
        "status_url": address,
        "page_url": address,
    }


def show_items(items: Iterable[ExportItem], locale: Locale) -> list[dict[str, Any]]:
    """Return what became of each order, with the texts of its findings in the merchant's language."""
    return [_show_item(item, locale) for item in items]


def show_item_alone(export_id: str, item: ExportItem, locale: Locale, public_url: str) -> dict[str, Any]:
    """Return one order with what the merchant said about it so far, and what may be said now."""
    return {
        "export_id": export_id,
        **_show_item(item, locale),
        "reminders": _show_reminders(item.reminders),
        "answers": _show_answers(item.answers) if item.answers else None,
        "answerable": list(FACTS) if item.state is ItemState.BLOCKED else [],
        "page_url": public_url + item_path(export_id, item.order_id),
    }


def _show_item(item: ExportItem, locale: Locale) -> dict[str, Any]:
    return {
        "order_id": item.order_id,
        "state": item.state.value,
        "findings": [show_finding(finding, locale) for finding in item.findings],
        "case_id": item.case_id,
    }


def _show_answers(answers: MerchantAnswers) -> dict[str, Any]:
    return {
        "debtor_kind": answers.debtor_kind.value if answers.debtor_kind else None,
        "disputed": answers.disputed,
        "returned": answers.returned,
        "time_barred_reason": answers.time_barred_override_reason,
        "reminders": _show_reminders(answers.reminders),
        "answered_at": answers.at.isoformat(),
    }


def _show_reminders(reminders: Iterable[Reminder]) -> list[dict[str, Any]]:
    return [reminder.model_dump(mode="json") for reminder in reminders]
