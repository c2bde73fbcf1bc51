"""The settings as JSON, for programs that look and change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.web.presentation.rules_view import plain_values

if TYPE_CHECKING:
    from functions.activate.ports import MerchantDesk
    from shared.domain.account import AtrigaAccount, PortalAccount


def show_settings(desk: MerchantDesk) -> dict[str, Any]:
    """Return accounts, rules and language; never a code. Rules are written as the record of changes writes them."""
    merchant = desk.merchants.get()
    return {
        "language": merchant.locale.value if merchant else None,
        "atriga_accounts": [_show_account(account) for account in desk.accounts.list_atriga_accounts()],
        "portal_accounts": [_show_portal_account(account) for account in desk.accounts.list_portal_accounts()],
    }


def _show_account(account: AtrigaAccount) -> dict[str, Any]:
    return {
        "customer_number": account.customer_number,
        "name": account.name,
        "state": account.state.value,
        "stopped_because": account.stopped_because,
        "mode": account.mode.value,
        "checked_at": account.checked_at.isoformat(),
        "capabilities": sorted(account.terms.capabilities),
        "rules": dict(plain_values(account.settings)),
    }


def _show_portal_account(account: PortalAccount) -> dict[str, Any]:
    return {
        "portal_account_id": account.portal_account_id,
        "name": account.name,
        "atriga_account": account.customer_number,
    }
