"""The atriga accounts that the simulator knows: fixed sample data, one account for each way a sign-in can end.

| customer number | what it shows |
|---|---|
| 10001 | everything works; the account that the demonstration uses |
| 10002 | a second accounting circle of the same merchant, with a higher minimum and Swiss francs |
| 20002 | another merchant, everything works |
| 30003 | few abilities: payments and documents only, Germany only, no test cases, one order for each case |
| 50005 | everything works, and the account's name is markup: for the pages that must show it as text |
| 40001 | 403 ``account_not_activated``: atriga has not activated the account yet |
| 40002 | 403 ``bank_account_unverified``: the PIN of the one-cent transfer was not entered |
| 40003 | 403 ``queries_not_enabled``: "Abfragen freischalten" is not ticked |

The authentication code of each is ``sandbox-code-<customer number>``; everything else is 401.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass

from sandbox.boss.problems import ProblemError
from shared.domain.money import Money

ALL_CAPABILITIES = (
    "payments",
    "reductions",
    "withdrawals",
    "pauses",
    "documents",
    "document_upload",
    "inquiries",
    "court_decision",
    "payouts",
    "push",
    "test_mode",
    "bundling",
)

_REFUSALS = {
    "account_not_activated": "Das Kundenkonto ist noch nicht freigeschaltet.",
    "bank_account_unverified": "Die Bankverbindung ist noch nicht mit der PIN bestätigt.",
    "queries_not_enabled": "Im DebitManager ist „Abfragen freischalten“ nicht gesetzt.",
}


_USUAL_MINIMUM = Money(cents=1000, currency="EUR")


@dataclass(frozen=True)
class Account:
    """A customer number at atriga; ``refusal`` is the 403 code of an account that may not work yet."""

    customer_number: str
    name: str
    capabilities: tuple[str, ...] = ALL_CAPABILITIES
    countries: tuple[str, ...] = ("DE", "AT", "CH", "NL", "BE", "LU", "FR", "IT", "PL", "CZ", "DK")
    currencies: tuple[str, ...] = ("EUR",)
    minimum_amount: Money = _USUAL_MINIMUM
    refusal: str | None = None

    @property
    def authentication_code(self) -> str:
        """The code that opens this account; sample data, so it may be told."""
        return f"sandbox-code-{self.customer_number}"

    def require_capability(self, capability: str) -> None:
        """Refuse an ability that this account was not announced.

        The contract names no answer for this; 403 with code ``capability_not_granted`` is assumed.
        """
        if capability not in self.capabilities:
            raise ProblemError(403, "capability_not_granted", f"Das Kundenkonto hat „{capability}“ nicht.")


SAMPLE_ACCOUNTS = (
    Account("10001", "Nordlicht Handel GmbH"),
    Account(
        "10002",
        "Nordlicht Handel GmbH, Großkunden",
        currencies=("EUR", "CHF"),
        minimum_amount=Money(cents=5000, currency="EUR"),
    ),
    Account("20002", "Alpenkontor Versand e. K."),
    Account("30003", "Kleine Werkstatt", capabilities=("payments", "documents"), countries=("DE",)),
    Account("50005", "\"'><img class=outside src=x> & Söhne"),
    Account("40001", "Noch nicht freigeschaltet", refusal="account_not_activated"),
    Account("40002", "Bankverbindung offen", refusal="bank_account_unverified"),
    Account("40003", "Abfragen nicht freigeschaltet", refusal="queries_not_enabled"),
)


class AccountDirectory:
    """Finds the account that a request speaks for."""

    def __init__(self, accounts: tuple[Account, ...] = SAMPLE_ACCOUNTS) -> None:
        self.accounts = accounts
        self._by_number = {account.customer_number: account for account in accounts}

    def authenticate(self, authorization: str | None) -> Account:
        """Return the account named by a Basic ``Authorization`` header.

        Raises:
            ProblemError: 401 ``invalid_credentials`` where number or code is wrong; 403 with the cause
                where both are right and the account may not work yet.
        """
        customer_number, code = _read_basic(authorization)
        account = self._by_number.get(customer_number)
        if account is None or not secrets.compare_digest(code.encode(), account.authentication_code.encode()):
            raise ProblemError(
                401,
                "invalid_credentials",
                "Kundennummer oder Authentifizierungscode stimmt nicht.",
                headers={"WWW-Authenticate": 'Basic realm="BOSS-Gateway"'},
            )
        if account.refusal is not None:
            raise ProblemError(403, account.refusal, _REFUSALS[account.refusal])
        return account


def _read_basic(authorization: str | None) -> tuple[str, str]:
    scheme, _, encoded = (authorization or "").partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        number, _, code = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return number, code
