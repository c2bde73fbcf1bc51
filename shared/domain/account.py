"""Merchants, their atriga accounts, their portal accounts, and the rules of the hand-over."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from shared.domain.model import DomainModel
from shared.domain.money import Money
from shared.domain.request_budget import DAILY_REQUESTS

if TYPE_CHECKING:
    from shared.domain.capability import Capability

MERCHANT_ID_PATTERN = r"^[A-Za-z0-9_-]{1,64}$"

DEACTIVATED = "deactivated"
"""Why an account is stopped that the merchant deactivated; the gateway's own codes stand beside it."""

TEST_MODE = "test_mode"
"""The gateway's name for taking test cases, among the capabilities that it announces."""

MerchantId = Annotated[str, Field(pattern=MERCHANT_ID_PATTERN)]


class Locale(StrEnum):
    """The languages that the app speaks."""

    GERMAN = "de"
    ENGLISH = "en"


class Merchant(DomainModel):
    """A DreamRobot account: the tenant.

    ``locale`` is the language of everything the app tells the merchant: DreamRobot's, until the merchant chose one.
    ``daily_requests`` is what the merchant booked at DreamRobot for each day.
    """

    merchant_id: MerchantId
    name: str
    locale: Locale = Locale.GERMAN
    locale_is_chosen: bool = False
    installed_at: datetime
    daily_requests: int = Field(default=DAILY_REQUESTS, ge=1)


class HandOverSettings(DomainModel):
    """The merchant's rules of the hand-over; each belongs to one atriga account.

    ``bundles_orders`` makes one case of all orders of a debtor in an export. ``holds_for_review`` keeps each case
    back as a draft until the merchant approves it. ``writes_notes`` keeps file number and state in the order's note;
    ``writes_paid_back`` marks an order as paid in DreamRobot once its case closed as fully paid.
    """

    bundles_orders: bool = True
    holds_for_review: bool = False
    paid_tolerance: Decimal = Decimal("0.00")
    undelivered_blocks: bool = True
    non_postal_address_blocks: bool = True
    missing_reminder_blocks: bool = False
    grace_days: int = 7
    default_payment_term_days: int = 14
    payment_term_days: dict[str, int] = Field(default_factory=dict)
    minimum_amount: Decimal = Decimal("0.00")
    foreign_claim_words: tuple[str, ...] = (
        "klarna",
        "paypal rechnung",
        "paypal kauf auf rechnung",
        "paypal ratenzahlung",
        "ratepay",
        "riverty",
        "afterpay",
        "billie",
        "mondu",
        "billpay",
        "payolution",
        "unzer rechnung",
        "easycredit",
        "amazon pay rechnung",
    )
    sensitive_words: tuple[str, ...] = ()
    limitation_warning_days: int = 120
    writes_notes: bool = True
    writes_paid_back: bool = False


class GatewayTerms(DomainModel):
    """What the gateway announced for one atriga account; empty ``countries`` or ``currencies`` limit nothing."""

    capabilities: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    currencies: frozenset[str] = frozenset()
    minimum_amount: Money | None = None
    debit_manager_url: str | None = None

    def offers(self, capability: Capability) -> bool:
        """Whether the gateway announced an ability for this account; what it did not announce is not offered."""
        return capability.value in self.capabilities


class AccountState(StrEnum):
    """Whether the gateway lets this atriga account work."""

    ACTIVE = "active"
    STOPPED = "stopped"


class AccountMode(StrEnum):
    """Live cases, or test cases that nobody collects."""

    LIVE = "live"
    TEST = "test"


class AtrigaAccount(DomainModel):
    """A customer number at atriga. Its authentication code is in the merchant's secret, never here.

    ``cursor`` is the gateway's place in the stream of changes, ``payout_cursor`` the one in the list of payouts; each
    is ``None`` before the first run. ``last_change_at`` is when a run last found something new.
    ``subscribed_at`` is when the gateway was last asked to tell of changes by itself (push), ``payouts_read_at`` when
    its list of payouts was last read to the end.
    ``stopped_because`` holds the gateway's stable error code while the account is stopped, or ``DEACTIVATED``.
    ``settings_revision`` grows by one with everything that the merchant changes here, and guards against two
    windows at once.
    """

    customer_number: str
    name: str
    state: AccountState = AccountState.ACTIVE
    mode: AccountMode = AccountMode.LIVE
    terms: GatewayTerms = GatewayTerms()
    settings: HandOverSettings = HandOverSettings()
    settings_revision: int = 1
    activated_at: datetime
    checked_at: datetime
    stopped_because: str | None = None
    cursor: str | None = None
    payout_cursor: str | None = None
    last_change_at: datetime | None = None
    subscribed_at: datetime | None = None
    payouts_read_at: datetime | None = None

    @property
    def quiet_since(self) -> datetime:
        """Since when nothing happened at this account."""
        return self.last_change_at or self.activated_at

    @property
    def is_deactivated(self) -> bool:
        """Whether the merchant took this account out of use; its code is deleted."""
        return self.state is AccountState.STOPPED and self.stopped_because == DEACTIVATED

    @property
    def offers_test_mode(self) -> bool:
        """Whether the gateway takes test cases from this account."""
        return TEST_MODE in self.terms.capabilities


class PortalAccount(DomainModel):
    """A connector to a shop or marketplace; ``customer_number`` is the atriga account it feeds, if any.

    ``is_left_out`` says that it feeds none because the merchant chose so; it is not connected by itself then.
    """

    portal_account_id: str
    name: str
    customer_number: str | None = None
    is_left_out: bool = False
