"""Cases as ``contracts/app.openapi.yaml`` shows them (``CaseRow`` and ``CasePage``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shared.domain.cases.case_row import CaseRow


def show_row(row: CaseRow, marks: Sequence[str], public_url: str) -> dict[str, Any]:
    """Return a row; amounts are decimal strings, instants ISO 8601 with an offset."""
    return {
        "case_id": row.case_id,
        "case_number": row.case_number,
        "transfer": row.transfer.value,
        "stage": row.stage,
        "processing": row.processing,
        "payment": row.payment,
        "status_text": row.status_text,
        "rejection": row.rejection.model_dump(mode="json") if row.rejection else None,
        "closing": row.closing.model_dump(mode="json") if row.closing else None,
        "orders": list(row.order_ids),
        "debtor_name": row.debtor_name,
        "portal_account": row.portal_account_name,
        "atriga_account": row.customer_number,
        "total": str(row.total.amount),
        "paid": str(row.paid.amount) if row.paid else None,
        "open": str(row.open.amount),
        "currency": row.currency,
        "handed_over_at": _instant(row.handed_over_at),
        "changed_at": row.changed_at.isoformat(),
        "marks": list(marks),
        "documents": row.documents,
        "next_step": row.next_step.value if row.next_step else None,
        "next_step_until": row.next_step_until.isoformat() if row.next_step_until else None,
        "needs_me": row.needs_merchant,
        "test": row.test,
        "page_url": f"{public_url}/cases/{row.case_id}",
    }


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
