"""Payouts as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from functions.cases_api.payouts.page import payout_path

if TYPE_CHECKING:
    from functions.cases_api.payouts.page import PayoutRow
    from shared.domain.cases.payout import KeptPayout, PayoutShare


def show_row(row: PayoutRow, public_url: str) -> dict[str, Any]:
    """Return a payout with the first of its allocations; ``allocation_count`` is how many there are."""
    return {**show_payout(row.payout, public_url), "allocations": [show_share(share) for share in row.shares.shares]}


def show_payout(payout: KeptPayout, public_url: str) -> dict[str, Any]:
    """Return a payout without its allocations; the amount is a decimal string."""
    return {
        "payout_id": payout.payout_id,
        "atriga_account": payout.customer_number,
        "paid_on": payout.paid_on.isoformat(),
        "total": str(payout.total.amount),
        "currency": payout.total.currency,
        "statement_url": payout.statement_url,
        "allocation_count": payout.allocation_count,
        "page_url": public_url + payout_path(payout),
    }


def show_share(share: PayoutShare) -> dict[str, Any]:
    """Return what a payout holds for one case; ``case_id`` is null where the case is not one of the app's."""
    return {
        "case_id": share.case_id,
        "case_number": share.case_number,
        "principal": str(share.principal.amount),
        "interest": str(share.interest.amount),
        "charges": str(share.charges.amount),
        "total": str(share.total.amount),
        "currency": share.principal.currency,
    }
