"""The activation as JSON: what is connected, and the steps that lead there; never a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from functions.activate.accounts.refusals import CODES, FAILING_STEPS
from functions.activate.accounts.view import show_account
from functions.activate.settings.portal_connections import see_connections
from functions.activate.settings.view import show_portal_accounts
from shared.domain.account import AccountState, Locale
from shared.web.presentation.labels import choices_of

if TYPE_CHECKING:
    from functions.activate.foreign_systems import DreamRobotCause
    from functions.activate.ports import MerchantDesk
    from shared.domain.account import AtrigaAccount


def show_activation(desk: MerchantDesk) -> dict[str, Any]:
    """Return what stands of the activation."""
    accounts = desk.accounts.list_atriga_accounts()
    codes = {step: CODES[cause] for cause, step in FAILING_STEPS.items()}
    return {
        "connected": any(account.state is AccountState.ACTIVE for account in accounts),
        "atriga_accounts": [show_account(account) for account in accounts],
        **show_portal_accounts(see_connections(accounts, desk.accounts.list_portal_accounts())),
        "checklist": [
            {"step": step, "text": text, "refused_with": codes.get(step)}
            for step, (_, text) in enumerate(choices_of("checklist_step", Locale.ENGLISH), start=1)
        ],
    }


def show_activated(desk: MerchantDesk, account: AtrigaAccount, unread: DreamRobotCause | None) -> dict[str, Any]:
    """Return an account that was just connected; ``unread`` is why DreamRobot did not tell the portal accounts."""
    connections = see_connections(desk.accounts.list_atriga_accounts(), desk.accounts.list_portal_accounts())
    return {
        "atriga_account": show_account(account),
        **show_portal_accounts(connections),
        "portal_accounts_unread_because": unread.value if unread else None,
    }
