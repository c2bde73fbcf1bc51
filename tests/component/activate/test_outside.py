from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pytest

from functions.activate.foreign_systems import (
    AccountRefusedError,
    DreamRobotCause,
    DreamRobotUnreadableError,
    RefusalCause,
)
from functions.activate.outside import BossAccounts, DreamRobotReadings
from shared.boss.client import AccountAnswer
from shared.boss.errors import (
    AccountNotReadyError,
    BossError,
    CredentialsRefusedError,
    OutcomeUnknownError,
    RateLimitedError,
    UnavailableError,
)
from shared.domain.account import GatewayTerms, PortalAccount
from shared.domain.orders.order import PaymentMethod
from shared.domain.request_budget import RequestPurpose
from shared.dreamrobot.errors import (
    AccessRefusedError,
    BadRequestError,
    BudgetUsedUpError,
    DreamRobotError,
    QuotaUsedUpError,
)
from shared.dreamrobot.wire import PortalAccountListing
from tests.component.world import START, make_atriga_account

if TYPE_CHECKING:
    from shared.boss.client import BossClient
    from shared.domain.account import AtrigaAccount
    from shared.dreamrobot.client import DreamRobotClient


@dataclass
class FakeBoss:
    """The gateway's client and what makes it."""

    error: BossError | None = None
    signed_in: tuple[str, str] | None = None
    connected: tuple[str, str] | None = None
    unsubscribed: list[str] = field(default_factory=list)

    def unsubscribe(self) -> None:
        if self.connected is not None:
            self.unsubscribed.append(self.connected[1])
        if self.error is not None:
            raise self.error

    def sign_in(self, customer_number: str, authentication_code: str) -> BossClient:
        self.signed_in = (customer_number, authentication_code)
        return cast("BossClient", self)

    def connect(self, merchant_id: str, account: AtrigaAccount) -> BossClient:
        self.connected = (merchant_id, account.customer_number)
        return cast("BossClient", self)

    def sign_in_again(self, merchant_id: str, customer_number: str) -> BossClient:
        self.connected = (merchant_id, customer_number)
        return cast("BossClient", self)

    def get_account(self) -> AccountAnswer:
        if self.error is not None:
            raise self.error
        return AccountAnswer(name="Musterhandel", terms=GatewayTerms())


@dataclass
class FakeDreamRobot:
    """DreamRobot's client and what makes it."""

    error: DreamRobotError | None = None
    connects: bool = True

    def connect(self, merchant_id: str, purpose: RequestPurpose) -> DreamRobotClient:
        if not self.connects:
            raise AccessRefusedError
        assert (merchant_id, purpose) == ("merchant-1", RequestPurpose.ACTIVATION)
        return cast("DreamRobotClient", self)

    def list_payment_methods(self) -> list[PaymentMethod]:
        if self.error is not None:
            raise self.error
        return [PaymentMethod(payment_method_id="7", name="Rechnung")]

    def list_portal_accounts(self) -> list[PortalAccountListing]:
        if self.error is not None:
            raise self.error
        return [PortalAccountListing(portal_account_id="1", name="ebay")]


def test_a_confirmed_account_is_told_with_its_terms() -> None:
    boss = FakeBoss()
    account = BossAccounts(boss).get_account("400123", "code")
    assert boss.signed_in == ("400123", "code")
    assert (account.name, account.terms) == ("Musterhandel", GatewayTerms())


@pytest.mark.parametrize(
    ("error", "cause", "retry_after"),
    [
        (CredentialsRefusedError(status=401), RefusalCause.CREDENTIALS_REFUSED, None),
        (AccountNotReadyError(code="account_not_activated"), RefusalCause.ACCOUNT_NOT_ACTIVATED, None),
        (AccountNotReadyError(code="bank_account_unverified"), RefusalCause.BANK_ACCOUNT_UNVERIFIED, None),
        (AccountNotReadyError(code="queries_not_enabled"), RefusalCause.QUERIES_NOT_ENABLED, None),
        (AccountNotReadyError(code="rate_limited"), RefusalCause.NOT_READY, None),
        (AccountNotReadyError(), RefusalCause.NOT_READY, None),
        (RateLimitedError(retry_after=1.2), RefusalCause.RATE_LIMITED, 2),
        (UnavailableError(retry_after=60.0), RefusalCause.UNAVAILABLE, 60),
        (OutcomeUnknownError(), RefusalCause.UNAVAILABLE, None),
    ],
)
def test_each_error_of_the_gateway_has_its_cause(
    error: BossError, cause: RefusalCause, retry_after: int | None
) -> None:
    with pytest.raises(AccountRefusedError) as caught:
        BossAccounts(FakeBoss(error)).get_account("400123", "code")
    assert (caught.value.cause, caught.value.retry_after) == (cause, retry_after)


def test_pushes_end_where_they_were_asked_for() -> None:
    boss = FakeBoss()
    accounts = [make_atriga_account("10001", subscribed_at=START), make_atriga_account("10002")]
    BossAccounts(boss).end_pushes("merchant-1", accounts)
    assert boss.unsubscribed == ["10001"]


def test_a_gateway_that_is_away_is_asked_once_and_holds_nobody_up() -> None:
    boss = FakeBoss(UnavailableError())
    accounts = [make_atriga_account(number, subscribed_at=START) for number in ("10001", "10002")]
    BossAccounts(boss).end_pushes("merchant-1", accounts)
    assert boss.unsubscribed == ["10001"]


def test_a_kept_code_is_checked_without_being_typed_again() -> None:
    boss = FakeBoss()
    account = BossAccounts(boss).check_account("merchant-1", "400123")
    assert (boss.connected, boss.signed_in) == (("merchant-1", "400123"), None)
    assert account.name == "Musterhandel"
    with pytest.raises(AccountRefusedError) as caught:
        BossAccounts(FakeBoss(CredentialsRefusedError(code="no_authentication_code"))).check_account("m", "400123")
    assert caught.value.cause is RefusalCause.CREDENTIALS_REFUSED


def test_payment_methods_are_told_as_they_are() -> None:
    found = DreamRobotReadings(FakeDreamRobot()).list_payment_methods("merchant-1")
    assert [method.name for method in found] == ["Rechnung"]


def test_portal_accounts_come_connected_to_nothing() -> None:
    found = DreamRobotReadings(FakeDreamRobot()).list_portal_accounts("merchant-1")
    assert found == [PortalAccount(portal_account_id="1", name="ebay", customer_number=None)]


@pytest.mark.parametrize(
    ("dreamrobot", "cause"),
    [
        (FakeDreamRobot(connects=False), DreamRobotCause.REFUSED),
        (FakeDreamRobot(AccessRefusedError()), DreamRobotCause.REFUSED),
        (FakeDreamRobot(QuotaUsedUpError()), DreamRobotCause.QUOTA),
        (FakeDreamRobot(BudgetUsedUpError()), DreamRobotCause.QUOTA),
        (FakeDreamRobot(BadRequestError()), DreamRobotCause.UNAVAILABLE),
        (FakeDreamRobot(DreamRobotError()), DreamRobotCause.UNAVAILABLE),
    ],
)
def test_each_error_of_dreamrobot_has_its_cause(dreamrobot: FakeDreamRobot, cause: DreamRobotCause) -> None:
    with pytest.raises(DreamRobotUnreadableError) as caught:
        DreamRobotReadings(dreamrobot).list_portal_accounts("merchant-1")
    assert caught.value.cause is cause
    with pytest.raises(DreamRobotUnreadableError) as caught:
        DreamRobotReadings(dreamrobot).list_payment_methods("merchant-1")
    assert caught.value.cause is cause
