"""atriga's gateway and DreamRobot as activation sees them: what they tell, and what their errors mean to a person."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from functions.activate.foreign_systems import (
    AccountRefusedError,
    DreamRobotCause,
    DreamRobotUnreadableError,
    GatewayAccount,
    RefusalCause,
)
from shared.boss.errors import AccountNotReadyError, BossError, CredentialsRefusedError, RateLimitedError
from shared.domain.account import PortalAccount
from shared.domain.request_budget import RequestPurpose
from shared.dreamrobot.errors import AccessRefusedError, DreamRobotError, NoRequestsLeftError
from shared.observability import logger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from shared.boss.client import AccountAnswer, BossClient
    from shared.domain.account import AtrigaAccount
    from shared.domain.orders.order import PaymentMethod
    from shared.dreamrobot.client import DreamRobotClient

_NOT_READY_CAUSES = {
    cause.value: cause
    for cause in (
        RefusalCause.ACCOUNT_NOT_ACTIVATED,
        RefusalCause.BANK_ACCOUNT_UNVERIFIED,
        RefusalCause.QUERIES_NOT_ENABLED,
    )
}


class KeptAccount(Protocol):
    """The gateway for one account, with the code that is kept for it."""

    def get_account(self) -> AccountAnswer:
        """Validate the code and learn what the account may do."""


class GatewaySignIn(Protocol):
    """Makes clients of the gateway."""

    def sign_in(self, customer_number: str, authentication_code: str) -> BossClient:
        """Make a client with a code that somebody just typed."""

    def sign_in_again(self, merchant_id: str, customer_number: str) -> KeptAccount:
        """Make a client with the code that is kept, to learn what the account may do."""

    def connect(self, merchant_id: str, account: AtrigaAccount) -> BossClient:
        """Make a client with the code that is kept."""


class DreamRobotConnection(Protocol):
    """Makes clients of DreamRobot."""

    def connect(self, merchant_id: str, purpose: RequestPurpose) -> DreamRobotClient:
        """Make the client of one merchant; AccessRefusedError where there is no access."""


@dataclass(frozen=True, slots=True)
class BossAccounts:
    """Validates credentials at the gateway."""

    gateway: GatewaySignIn

    def get_account(self, customer_number: str, code: str) -> GatewayAccount:
        """Validate credentials.

        Raises:
            AccountRefusedError: They do not let in, or the gateway does not answer.
        """
        return _ask(self.gateway.sign_in(customer_number, code).get_account)

    def check_account(self, merchant_id: str, customer_number: str) -> GatewayAccount:
        """Validate the code that is kept for an account.

        Raises:
            AccountRefusedError: It does not let in any more, there is none, or the gateway does not answer.
        """
        return _ask(self.gateway.sign_in_again(merchant_id, customer_number).get_account)

    def end_pushes(self, merchant_id: str, accounts: Iterable[AtrigaAccount]) -> None:
        """Ask for no more pushes about accounts that were subscribed.

        A gateway that does not answer is not asked twice: without the keys, which go next, a push is refused anyway.
        """
        try:
            for account in accounts:
                if account.subscribed_at is not None:
                    self.gateway.connect(merchant_id, account).unsubscribe()
        except BossError as error:
            logger.warning("the gateway did not end the pushes", extra={"error": type(error).__name__})


@dataclass(frozen=True, slots=True)
class DreamRobotReadings:
    """Reads from DreamRobot what is the same for all orders.

    Both methods raise ``DreamRobotUnreadableError`` where DreamRobot does not tell.
    """

    dreamrobot: DreamRobotConnection

    def list_portal_accounts(self, merchant_id: str) -> list[PortalAccount]:
        """Read a merchant's portal accounts, connected to nothing."""
        listings = self._read(merchant_id, lambda client: client.list_portal_accounts())
        return [PortalAccount(portal_account_id=listing.portal_account_id, name=listing.name) for listing in listings]

    def list_payment_methods(self, merchant_id: str) -> list[PaymentMethod]:
        """Read a merchant's payment methods."""
        return self._read(merchant_id, lambda client: client.list_payment_methods())

    def _read[Result](self, merchant_id: str, read: Callable[[DreamRobotClient], Result]) -> Result:
        try:
            return read(self.dreamrobot.connect(merchant_id, RequestPurpose.ACTIVATION))
        except AccessRefusedError:
            raise DreamRobotUnreadableError(DreamRobotCause.REFUSED) from None
        except NoRequestsLeftError:
            raise DreamRobotUnreadableError(DreamRobotCause.QUOTA) from None
        except DreamRobotError:
            raise DreamRobotUnreadableError(DreamRobotCause.UNAVAILABLE) from None


def _ask(get_account: Callable[[], AccountAnswer]) -> GatewayAccount:
    try:
        account = get_account()
    except BossError as error:
        # The error of the client is not chained: the page needs no more than the cause.
        raise AccountRefusedError(_cause_of(error), _whole_seconds(error.retry_after)) from None
    return GatewayAccount(account.name, account.terms)


def _cause_of(error: BossError) -> RefusalCause:
    match error:
        case CredentialsRefusedError():
            return RefusalCause.CREDENTIALS_REFUSED
        case AccountNotReadyError():
            return _NOT_READY_CAUSES.get(error.code or "", RefusalCause.NOT_READY)
        case RateLimitedError():
            return RefusalCause.RATE_LIMITED
        case _:
            return RefusalCause.UNAVAILABLE


def _whole_seconds(seconds: float | None) -> int | None:
    return None if seconds is None else math.ceil(seconds)
