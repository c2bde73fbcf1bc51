"""Drafts as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from shared.boss.submission import write_submission
from shared.domain.cases.corrections import missing_facts
from shared.web.presentation.shown_finding import show_finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from functions.cases_api.review.review import Decision
    from shared.domain.account import Locale
    from shared.domain.cases.case import Case
    from shared.domain.export import ExportItem
    from shared.domain.finding import Finding

REVIEW_PATH = "/review"


def show_draft_row(case: Case, public_url: str) -> dict[str, Any]:
    """Return a draft in a list, named as the fields of a case are; instants with an offset, amounts decimal strings."""
    return {
        "case_id": case.case_id,
        "revision": case.revision,
        "orders": list(case.order_ids),
        "debtor_name": case.debtor.display_name,
        "portal_account": case.portal_account_name,
        "atriga_account": case.customer_number,
        "total": str(case.total.amount),
        "currency": case.currency,
        "missing_facts": list(missing_facts(case)),
        "disputed": case.disputed,
        "created_at": case.created_at.isoformat(),
        "changed_at": case.changed_at.isoformat(),
        "test": case.test,
        "page_url": f"{public_url}{REVIEW_PATH}/{quote(case.case_id, safe='')}",
    }


def show_draft(
    case: Case, items: Iterable[ExportItem], obstacles: Sequence[Finding], locale: Locale, public_url: str
) -> dict[str, Any]:
    """Return the whole of a draft; ``submission`` is the very object that would be sent."""
    return {
        **show_draft_row(case, public_url),
        "submission": write_submission(case),
        "obstacles": [show_finding(finding, locale) for finding in obstacles],
        "findings": [
            {"order_id": item.order_id, "findings": [show_finding(finding, locale) for finding in item.findings]}
            for item in items
        ],
        "corrections": [
            {
                "field": correction.field,
                "before": correction.before,
                "after": correction.after,
                "at": correction.at.isoformat(),
                "actor": correction.actor.value,
            }
            for correction in case.corrections
        ],
    }


def show_decision(decision: Decision, locale: Locale) -> dict[str, Any]:
    """Return what became of one draft."""
    case = decision.case
    return {
        "case_id": decision.case_id,
        "outcome": decision.outcome.value,
        "transfer": case.transfer.value if case else None,
        "revision": case.revision if case and case.is_draft else None,
        "findings": [show_finding(finding, locale) for finding in decision.findings],
    }
