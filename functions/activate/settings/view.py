"""The settings as JSON, and the record of their changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from functions.activate.accounts.view import show_account
from functions.activate.settings.portal_connections import see_connections

if TYPE_CHECKING:
    from functions.activate.ports import MerchantDesk
    from functions.activate.settings.portal_connections import Connections
    from shared.domain.settings_record import SettingsEntry
    from shared.store.settings_record import RecordPage


def show_settings(desk: MerchantDesk) -> dict[str, Any]:
    """Return accounts, rules and language; never a code."""
    merchant, accounts = desk.merchants.get(), desk.accounts.list_atriga_accounts()
    connections = see_connections(accounts, desk.accounts.list_portal_accounts())
    return {
        "language": merchant.locale.value if merchant else None,
        "atriga_accounts": [show_account(account) for account in accounts],
        **show_portal_accounts(connections),
    }


def show_portal_accounts(connections: Connections) -> dict[str, Any]:
    """Return which atriga account each portal account feeds."""
    return {
        "portal_accounts": [
            {
                "portal_account_id": one.portal_account_id,
                "name": one.name,
                "atriga_account": connections.fed_by(one),
                "left_out": one.is_left_out,
            }
            for one in connections.portal_accounts
        ],
        "portal_accounts_version": connections.version,
    }


def show_record(found: RecordPage) -> dict[str, Any]:
    """Return a page of the record of changes; its values are the same in every language."""
    return {"items": [_show_entry(entry) for entry in found.entries], "next_cursor": found.cursor}


def _show_entry(entry: SettingsEntry) -> dict[str, Any]:
    return {
        "entry_id": entry.entry_id,
        "at": entry.at.isoformat(),
        "actor": entry.actor.value,
        "deed": entry.deed.value,
        "atriga_account": entry.customer_number,
        "values": [{"name": one.name, "before": one.before, "after": one.after} for one in entry.values],
    }
