"""Building orders: one that is eligible without a single finding, and changed copies of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from shared.domain.account import GatewayTerms, HandOverSettings
from shared.domain.evaluation import Evaluation, EvaluationFacts, evaluate
from shared.domain.money import Money
from shared.domain.orders.order import (
    Order,
    OrderAddress,
    OrderCustomer,
    OrderLine,
    OrderShipping,
    OrderStatus,
    PaymentMethod,
)
from shared.domain.parties.debtor import Reminder, ReminderChannel

if TYPE_CHECKING:
    from shared.domain.finding import Finding, FindingCode

TODAY = date(2026, 11, 24)
ORDERED_ON = date(2026, 9, 1)
SHIPPED_ON = date(2026, 9, 3)
DUE_DAY = date(2026, 9, 17)


def make_address(**changes: object) -> OrderAddress:
    """Make a complete German address."""
    address = OrderAddress(
        name="Erika Mustermann",
        street="Lindenallee 12 a",
        postal_code="10115",
        city="Berlin",
        country="Deutschland",
        country_code="DE",
    )
    return address.model_copy(update=changes)


def make_customer(**changes: object) -> OrderCustomer:
    """Make a consumer with contact data; changes of the address go by ``address``."""
    customer = OrderCustomer(
        customer_id="4711", email="erika@mustermann.example", phone="+493012345678", address=make_address()
    )
    return customer.model_copy(update=changes)


def make_line(**changes: object) -> OrderLine:
    """Make a line of two lamps for 57.05 EUR each."""
    line = OrderLine(name="Lampe", quantity=Decimal(2), unit_price=Decimal("57.05"), tax_rate=Decimal(19))
    return line.model_copy(update=changes)


def make_order(**changes: object) -> Order:
    """Make an order that nothing speaks against: shipped, due, unpaid, of a person with a whole address."""
    order = Order(
        order_id="473_2026_09",
        portal_account_id="7",
        platform="Shopware",
        ordered_on=ORDERED_ON,
        invoice_number="R-1001",
        invoice_amount=Decimal("119.00"),
        paid_amount=Decimal("0.00"),
        currency="EUR",
        payment_method_id="3",
        customer=make_customer(),
        shipping=OrderShipping(fee=Decimal("4.90"), shipped_on=SHIPPED_ON),
        status=OrderStatus(is_shipped=True, shipped_on=SHIPPED_ON),
        lines=(make_line(),),
    )
    return order.model_copy(update=changes)


def make_order_at(**changes: object) -> Order:
    """Make the order with a changed billing address."""
    return make_order(customer=make_customer(address=make_address(**changes)))


def make_status(**changes: object) -> OrderStatus:
    """Make the status of a shipped order."""
    return OrderStatus(is_shipped=True, shipped_on=SHIPPED_ON).model_copy(update=changes)


def make_facts(**changes: object) -> EvaluationFacts:
    """Make facts of a merchant who sells on invoice and has reminded the debtor."""
    facts = EvaluationFacts(
        terms=GatewayTerms(
            countries=frozenset({"DE", "AT", "CH", "FR"}),
            currencies=frozenset({"EUR", "CHF"}),
            minimum_amount=Money.of("10.00", "EUR"),
        ),
        payment_method=PaymentMethod(payment_method_id="3", name="Rechnung"),
        reminders=(Reminder(sent_on=date(2026, 10, 5), channel=ReminderChannel.EMAIL),),
    )
    return facts.model_copy(update=changes)


def make_settings(**changes: object) -> HandOverSettings:
    """Make the default settings with changes."""
    return HandOverSettings().model_copy(update=changes)


def evaluate_order(
    order: Order | None = None,
    *,
    settings: HandOverSettings | None = None,
    facts: EvaluationFacts | None = None,
    today: date = TODAY,
) -> Evaluation:
    """Evaluate an order with whatever the test does not care about left as it is."""
    return evaluate(order or make_order(), settings or make_settings(), facts or make_facts(), today)


def only_finding(evaluation: Evaluation) -> Finding:
    """Return the one finding of an evaluation that has exactly one."""
    (finding,) = evaluation.findings
    return finding


def codes_of(evaluation: Evaluation) -> list[FindingCode]:
    """Return the codes of all findings, in their order."""
    return [finding.code for finding in evaluation.findings]
