"""atriga's gateway and DreamRobot as fakes that refuse on demand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from functions.activate.foreign_systems import GatewayAccount
from shared.domain.account import GatewayTerms, PortalAccount
from shared.domain.orders.order import PaymentMethod

if TYPE_CHECKING:
    from collections.abc import Iterable

    from functions.activate.foreign_systems import AccountRefusedError, DreamRobotUnreadableError
    from shared.domain.account import AtrigaAccount

TERMS = GatewayTerms(capabilities=frozenset({"payments"}), countries=frozenset({"DE"}))


@dataclass
class FakeGateway:
    """Confirms every account, unless it is told to refuse."""

    refusal: AccountRefusedError | None = None
    terms: GatewayTerms = TERMS
    asked: list[tuple[str, str]] = field(default_factory=list)
    checked: list[tuple[str, str]] = field(default_factory=list)
    without_pushes: list[tuple[str, str]] = field(default_factory=list)

    def end_pushes(self, merchant_id: str, accounts: Iterable[AtrigaAccount]) -> None:
        self.without_pushes += [(merchant_id, account.customer_number) for account in accounts]

    def get_account(self, customer_number: str, code: str) -> GatewayAccount:
        self.asked.append((customer_number, code))
        return self._answer(customer_number)

    def check_account(self, merchant_id: str, customer_number: str) -> GatewayAccount:
        self.checked.append((merchant_id, customer_number))
        return self._answer(customer_number)

    def _answer(self, customer_number: str) -> GatewayAccount:
        if self.refusal is not None:
            raise self.refusal
        return GatewayAccount(f"Konto {customer_number}", self.terms)


@dataclass
class FakeDreamRobotReadings:
    """Lists two portal accounts and two payment methods, unless it is told to fail."""

    names: dict[str, str] = field(default_factory=lambda: {"22014": "webseite", "22015": "ebay"})
    failure: DreamRobotUnreadableError | None = None
    asked: list[str] = field(default_factory=list)

    def list_portal_accounts(self, merchant_id: str) -> list[PortalAccount]:
        self.asked.append(merchant_id)
        if self.failure is not None:
            raise self.failure
        return [PortalAccount(portal_account_id=portal_id, name=name) for portal_id, name in self.names.items()]

    def list_payment_methods(self, merchant_id: str) -> list[PaymentMethod]:
        self.asked.append(merchant_id)
        if self.failure is not None:
            raise self.failure
        return [
            PaymentMethod(payment_method_id="7", name="Rechnung"),
            PaymentMethod(payment_method_id="8", name="Vorkasse", is_prepaid=True),
        ]
