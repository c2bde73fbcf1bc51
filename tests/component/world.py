"""What component tests share: the world that functions run in, and things to put into it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from shared import aws
from shared.domain.account import AtrigaAccount, GatewayTerms, Merchant, PortalAccount
from shared.domain.cases.case import Case, Position, Transfer
from shared.domain.cases.command import Command
from shared.domain.money import Money
from shared.domain.parties.debtor import Debtor, DebtorKind, PostalAddress
from shared.store.table import Table

if TYPE_CHECKING:
    from shared.store.stores import Stores
    from shared.store.writes import Put

KEYS = {
    "signing_keys": ["whsec_c2lnbmluZy1rZXktb2YtdGhlLXRlc3Rz"],
    "launch_keys": ["launch-key-of-the-tests-of-32-bytes"],
}
SECRET_PREFIX = "test/merchants/"
MERCHANT = "merchant-1"
OTHER_MERCHANT = "merchant-2"
CUSTOMER_NUMBER = "10001"
CODE = "code-of-the-tests"
MAIL_FROM = "news@app.example"
START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> None:
        self.now += by


@dataclass
class World:
    """The tables, queues and secrets of a test, and the environment that names them."""

    stores: Stores
    environment: dict[str, str]
    queue_urls: dict[str, str]
    clock: Clock = field(default_factory=Clock)

    def take_messages(self, queue: str) -> list[dict[str, Any]]:
        """Take all messages off a queue."""
        client = aws.queue_client()
        taken: list[dict[str, Any]] = []
        while messages := client.receive_message(QueueUrl=self.queue_urls[queue], MaxNumberOfMessages=10).get(
            "Messages"
        ):
            for message in messages:
                taken.append(json.loads(message["Body"]))
                client.delete_message(QueueUrl=self.queue_urls[queue], ReceiptHandle=message["ReceiptHandle"])
        return taken

    def put(self, write: Put) -> None:
        """Write one item of the table of cases alone, which production writes together with others.

        Raises:
            ConditionFailedError: It cannot be written as things are.
        """
        Table(aws.dynamodb_client(), self.environment["CASES_TABLE_NAME"]).put(write)

    def activate(self, merchant_id: str = MERCHANT, customer_number: str = CUSTOMER_NUMBER) -> None:
        """Install a merchant and activate one atriga account that two portal accounts feed."""
        self.stores.merchants_of(merchant_id).save(make_merchant(merchant_id))
        accounts = self.stores.accounts_of(merchant_id)
        accounts.save_activated(make_atriga_account(customer_number), due_at=self.clock())
        accounts.learn_portal_accounts(
            PortalAccount(portal_account_id=portal_id, name=name, customer_number=customer_number)
            for portal_id, name in (("22014", "webseite"), ("22015", "ebay"))
        )


def make_merchant(merchant_id: str = MERCHANT) -> Merchant:
    return Merchant(merchant_id=merchant_id, name="Musterhandel GmbH", installed_at=START)


def make_atriga_account(customer_number: str = CUSTOMER_NUMBER, **changes: Any) -> AtrigaAccount:
    terms = GatewayTerms(
        capabilities=frozenset({"payments"}), countries=frozenset({"DE", "AT", "CH"}), currencies=frozenset({"EUR"})
    )
    account = AtrigaAccount(
        customer_number=customer_number, name="Musterhandel", terms=terms, activated_at=START, checked_at=START
    )
    return account.model_copy(update=changes)


def make_debtor() -> Debtor:
    return Debtor(
        kind=DebtorKind.CONSUMER,
        first_name="Erika",
        last_name="Beispiel",
        address=PostalAddress(
            street="Musterstraße", house_number="12 a", postal_code="10115", city="Berlin", country="DE"
        ),
    )


def make_position(order_id: str = "1001_2026_09") -> Position:
    return Position(
        order_id=order_id,
        contract_date=date(2026, 9, 1),
        due_date=date(2026, 9, 17),
        subject="2 x Teekanne",
        principal=Money(cents=11900, currency="EUR"),
        paid=Money(cents=2000, currency="EUR"),
        read_at=START,
    )


def make_case(case_id: str = "case-1", order_id: str = "1001_2026_09", **changes: Any) -> Case:
    case = Case(
        case_id=case_id,
        export_id="export-1",
        customer_number=CUSTOMER_NUMBER,
        creditor_name="Musterhandel GmbH",
        portal_account_name="webseite",
        transfer=Transfer.READY,
        debtor=make_debtor(),
        positions=(make_position(order_id),),
        created_at=START,
        changed_at=START,
    )
    return case.model_copy(update=changes)


def make_command(case: Case, command_id: str = "command-1", **changes: Any) -> Command:
    command = Command(
        command_id=command_id,
        case_id=case.case_id,
        created_at=START,
        due_at=START + timedelta(minutes=2),
    )
    return command.model_copy(update=changes)
