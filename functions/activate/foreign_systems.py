"""What activation and settings ask of atriga and of DreamRobot, and what may go wrong there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.domain.account import AtrigaAccount, GatewayTerms, PortalAccount
    from shared.domain.orders.order import PaymentMethod


@dataclass(frozen=True, slots=True)
class GatewayAccount:
    """What the gateway told about an account whose credentials are right."""

    name: str
    terms: GatewayTerms


class RefusalCause(StrEnum):
    """Why the gateway did not confirm an account."""

    CREDENTIALS_REFUSED = "credentials_refused"
    ACCOUNT_NOT_ACTIVATED = "account_not_activated"
    BANK_ACCOUNT_UNVERIFIED = "bank_account_unverified"
    QUERIES_NOT_ENABLED = "queries_not_enabled"
    NOT_READY = "not_ready"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"


class AccountRefusedError(Exception):
    """Raised where the gateway did not confirm an account; ``retry_after`` are the seconds it asked to wait."""

    def __init__(self, cause: RefusalCause, retry_after: int | None = None) -> None:
        super().__init__(cause)
        self.cause = cause
        self.retry_after = retry_after


class UnknownAccountError(Exception):
    """Raised where the merchant has no such account."""


class ChangedMeanwhileError(Exception):
    """Raised where somebody else was first: what the merchant saw is not so any more. Nothing was changed."""


class ModeNotOfferedError(Exception):
    """Raised where the gateway takes no test cases from an account."""


class AccountGateway(Protocol):
    """atriga's gateway, as far as activation needs it."""

    def get_account(self, customer_number: str, code: str) -> GatewayAccount:
        """Validate credentials; AccountRefusedError where they do not let in or nobody answers."""

    def check_account(self, merchant_id: str, customer_number: str) -> GatewayAccount:
        """Validate the code that is kept for an account; AccountRefusedError as above."""

    def end_pushes(self, merchant_id: str, accounts: Iterable[AtrigaAccount]) -> None:
        """Ask for no more pushes about a merchant's accounts, as far as the gateway answers."""


class DreamRobotCause(StrEnum):
    """Why DreamRobot did not tell what it was asked."""

    REFUSED = "dreamrobot_refused"
    QUOTA = "dreamrobot_quota"
    UNAVAILABLE = "dreamrobot_unavailable"


class DreamRobotUnreadableError(Exception):
    """Raised where DreamRobot did not tell what it was asked."""

    def __init__(self, cause: DreamRobotCause) -> None:
        super().__init__(cause)
        self.cause = cause


class DreamRobotSource(Protocol):
    """DreamRobot, as far as this function needs it; both methods raise DreamRobotUnreadableError."""

    def list_portal_accounts(self, merchant_id: str) -> list[PortalAccount]:
        """Read a merchant's portal accounts, connected to nothing."""

    def list_payment_methods(self, merchant_id: str) -> list[PaymentMethod]:
        """Read a merchant's payment methods."""
