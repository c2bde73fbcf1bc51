"""The overview as programs get it; ``schemas.py`` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functions.cases_api.overview.overview import Counted, Overview


def show_overview(overview: Overview, public_url: str) -> dict[str, Any]:
    """Return the overview; amounts are decimal strings, and each entry names the page of its cases."""
    first = overview.first_payment
    return {
        "as_of": (overview.counted_to or overview.now).isoformat(),
        "is_complete": overview.counted_to is None,
        "cases": overview.cases,
        "test_cases": overview.test_cases,
        "amounts": [
            {
                "currency": amounts.currency,
                "recovered": str(amounts.recovered.amount),
                "recovered_cases": amounts.recovered_cases,
                "recovered_url": public_url + amounts.recovered_address,
                "claimed": str(amounts.claimed.amount),
                "open": str(amounts.open.amount),
                "running_cases": amounts.running_cases,
                "running_url": public_url + amounts.running_address,
                "months": [
                    {
                        "month": month.name,
                        "recovered": str(month.recovered.amount),
                        "page_url": public_url + month.address,
                    }
                    for month in overview.months_of(amounts.currency)
                ],
            }
            for amounts in overview.amounts
        ],
        "states": [{"kind": one.kind, **_show_counted(one, public_url)} for one in overview.states],
        "needs_attention": [_show_counted(one, public_url) for one in overview.attention],
        "first_payment": None
        if first is None
        else {"median_days": str(first.days), "cases": first.cases, "page_url": public_url + first.address},
        "portal_accounts": [
            {
                "portal_account": portal.portal or None,
                "name": portal.name or None,
                "currency": portal.open.currency,
                "cases": portal.cases,
                "page_url": public_url + portal.address,
                "open": str(portal.open.amount),
                "open_url": public_url + portal.open_address,
                "recovered": str(portal.recovered.amount),
                "recovered_url": public_url + portal.recovered_address,
            }
            for portal in overview.portals
        ],
    }


def _show_counted(counted: Counted, public_url: str) -> dict[str, Any]:
    return {"value": counted.value, "cases": counted.cases, "page_url": public_url + counted.address}
