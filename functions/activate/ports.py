"""What the services of this function need of the world; the adapters are put in by the handler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shared.web.session import Sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from functions.activate.notifications.ports import NewsSettingsOf
    from shared.domain.account import AtrigaAccount, Locale, Merchant, PortalAccount
    from shared.domain.api_token import ApiToken
    from shared.domain.orders.order import PaymentMethodList
    from shared.domain.settings_record import SettingsEntry
    from shared.store.event_addresses import EventAddress
    from shared.store.settings_record import RecordPage
    from shared.store.table import Put


class Merchants(Protocol):
    """Where one merchant stands."""

    def get(self) -> Merchant | None:
        """Read the merchant, ``None`` where the app is not installed for it."""

    def save(self, merchant: Merchant) -> bool:
        """Keep the merchant; return whether it is new."""

    def delete(self) -> None:
        """Forget the merchant."""


class Accounts(Protocol):
    """Where one merchant's accounts stand."""

    def list_atriga_accounts(self) -> list[AtrigaAccount]:
        """Read all atriga accounts."""

    def get_atriga_account(self, customer_number: str) -> AtrigaAccount | None:
        """Read one atriga account."""

    def save_activated(self, account: AtrigaAccount, due_at: datetime, beside: Sequence[Put] = ()) -> None:
        """Keep an account that the gateway just validated; a known one keeps its settings, mode and cursor."""

    def save_checked(self, account: AtrigaAccount, due_at: datetime, beside: Sequence[Put] = ()) -> None:
        """Keep what the gateway told about an account in use; ConditionFailedError where it was deactivated."""

    def stop(self, customer_number: str, because: str) -> None:
        """Note that the gateway refuses an account."""

    def list_portal_accounts(self) -> list[PortalAccount]:
        """Read all portal accounts."""

    def learn_portal_accounts(self, portal_accounts: Iterable[PortalAccount]) -> None:
        """Keep what DreamRobot told; a known portal account takes its new name and nothing else."""

    def remove_all(self) -> None:
        """Forget all accounts of the merchant."""


class Settings(Protocol):
    """What one merchant changes; every method raises ConditionFailedError where somebody else was first."""

    def save_choices(self, account: AtrigaAccount, beside: Sequence[Put]) -> None:
        """Write mode and rules of an account that was read at its revision."""

    def deactivate(self, account: AtrigaAccount, beside: Sequence[Put]) -> None:
        """Stop an account for good."""

    def connect(self, before: Sequence[PortalAccount], after: Sequence[PortalAccount], beside: Sequence[Put]) -> None:
        """Let portal accounts feed other atriga accounts."""

    def choose_language(self, before: Locale, after: Locale, beside: Sequence[Put]) -> None:
        """Write the merchant's language."""

    def get_payment_methods(self) -> PaymentMethodList | None:
        """Read the payment methods as DreamRobot last told them."""

    def save_payment_methods(self, payment_methods: PaymentMethodList) -> None:
        """Keep what DreamRobot told."""

    def forget_payment_methods(self) -> None:
        """Forget the payment methods."""


class SettingsRecord(Protocol):
    """The record of what one merchant changed."""

    def put_entry(self, entry: SettingsEntry) -> Put:
        """Make the write of an entry."""

    def append(self, entry: SettingsEntry) -> None:
        """Append an entry that belongs to no other write."""

    def list_newest_first(self, limit: int, cursor: str | None = None) -> RecordPage:
        """Read a page of entries."""


class Secrets(Protocol):
    """Where one merchant's codes are kept."""

    def set_dreamrobot_access(self, username: str, password: str) -> None:
        """Keep the access to DreamRobot's REST API."""

    def set_authentication_code(self, customer_number: str, code: str, *, push_key: str | None = None) -> None:
        """Keep one authentication code and the newest key of the gateway's pushes, leaving the others as they are."""

    def remove_authentication_code(self, customer_number: str) -> None:
        """Forget one authentication code for good."""

    def delete(self) -> None:
        """Delete all codes for good; where there are none, there stay none."""


class UsedOnce(Protocol):
    """What one merchant has used up."""

    def use(self, name: str, expires_at: datetime) -> bool:
        """Use ``name`` up; return whether this was the first time."""


class SignIns(Sessions, Protocol):
    """The sessions of one merchant, seen from where they begin and end."""

    def change_language(self, locale: Locale) -> None:
        """Show everybody who is signed in the pages in another language."""

    def delete_all(self) -> None:
        """Forget all sessions of the merchant."""


class ApiTokens(Protocol):
    """The API tokens of one merchant."""

    def add(self, token: ApiToken, beside: Sequence[Put]) -> None:
        """Keep a new token; ConditionFailedError where there are too many."""

    def revoke(self, token_id: str, beside: Sequence[Put]) -> None:
        """Forget a token; ConditionFailedError where it is gone already."""

    def list_all(self) -> list[ApiToken]:
        """Read all tokens, the newest first."""

    def delete_all(self) -> None:
        """Forget all tokens of the merchant."""


class Uses(Protocol):
    """When what was used last."""

    def list_last_draws(self, prefix: str) -> dict[str, datetime]:
        """Read when each bucket whose name begins with ``prefix`` was drawn from last, by the rest of its name."""


class EventAddressKept(Protocol):
    """The address of notifications of one merchant."""

    def get(self) -> EventAddress | None:
        """Read the address, ``None`` where none was made."""

    def replace(self, address: EventAddress, beside: Sequence[Put]) -> None:
        """Keep a new address; ConditionFailedError where a newer one was made."""

    def delete(self) -> None:
        """Forget the address."""


class HeldCommands(Protocol):
    """What of one merchant waits for an atriga account to work again."""

    def wake(self, customer_number: str) -> None:
        """Queue the commands that waited for an account; what the queue does not take, the sweeper brings later."""


class Tokens(Protocol):
    """The token of one merchant at DreamRobot."""

    def delete(self) -> None:
        """Forget the token, because the access behind it changed or ended."""


@dataclass(frozen=True, slots=True)
class MerchantDesk:
    """Everything that is kept for one merchant, as far as this function works on it."""

    merchants: Merchants
    accounts: Accounts
    settings: Settings
    news_settings: NewsSettingsOf
    record: SettingsRecord
    secrets: Secrets
    sign_ins: SignIns
    used_once: UsedOnce
    tokens: Tokens
    waking: HeldCommands
    api_tokens: ApiTokens
    uses: Uses
    event_address: EventAddressKept


type DeskOf = Callable[[str], MerchantDesk]
"""Makes the desk of the merchant of this id."""
