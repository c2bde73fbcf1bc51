"""An atriga account as JSON: where it stands, what the gateway offers it, and its rules; never its code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from functions.activate.accounts.refusals import failing_step_of
from shared.domain.account import HandOverSettings
from shared.web.presentation.rules_json import show_rules

if TYPE_CHECKING:
    from functions.activate.ports import MerchantDesk
    from shared.domain.account import AtrigaAccount


def show_account(account: AtrigaAccount) -> dict[str, Any]:
    """Return one account as it stands in a list."""
    return {
        "customer_number": account.customer_number,
        "name": account.name,
        "state": account.state.value,
        "stopped_because": account.stopped_because,
        "failing_step": failing_step_of(account.stopped_because),
        "mode": account.mode.value,
        "offers_test_mode": account.offers_test_mode,
        "activated_at": account.activated_at.isoformat(),
        "checked_at": account.checked_at.isoformat(),
        "capabilities": sorted(account.terms.capabilities),
        "revision": account.settings_revision,
        "rules": show_rules(account.settings),
    }


def show_account_and_choices(desk: MerchantDesk, account: AtrigaAccount) -> dict[str, Any]:
    """Return one account with what its rules may be set to."""
    told = desk.settings.get_payment_methods()
    return {
        **show_account(account),
        "default_rules": show_rules(HandOverSettings()),
        "payment_methods": [
            {"payment_method_id": one.payment_method_id, "name": one.name} for one in (told.methods if told else ())
        ],
        "payment_methods_read_at": told.read_at.isoformat() if told else None,
    }
