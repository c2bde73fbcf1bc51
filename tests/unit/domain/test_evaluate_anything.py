"""Whatever an order holds: evaluating it never raises, and nothing comes out that nobody put in."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.account import GatewayTerms, HandOverSettings
from shared.domain.cases.case import HandedOver
from shared.domain.evaluation import EvaluationFacts, evaluate
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
from shared.domain.parties.debtor import Reminder
from shared.domain.plain_text import clean
from tests.unit.domain.orders import make_address, make_customer, make_order

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy
    from pydantic import BaseModel

    from shared.domain.evaluation import Evaluation
    from shared.domain.parties.debtor import Debtor

ODD_TEXTS = [
    "",
    " ",
    "\0",
    "\x07",
    "-",
    "0",
    "null",
    "x" * 400,
    "Straße " * 60 + "5",
    "\u202e",
    "\N{REPLACEMENT CHARACTER}",
]
LIKELY_TEXTS = [
    "Eva Klein",
    "Klein, Dr. Eva",
    "Muster GmbH",
    "c/o Meier",
    "Lindenallee 12 a",
    "Packstation 123",
    "12 rue Haute",
    "Nr. 5",
    "10115",
    "D-10115",
    "Berlin",
    "DE",
    "FR",
    "Österreich",
    "EUR",
    "DE136695976",
    "eva@klein.example",
    "+493012345678",
    "030/12345678",
    "0043 1 5331234",
]
TEXTS = st.none() | st.sampled_from(ODD_TEXTS) | st.sampled_from(LIKELY_TEXTS) | st.text(max_size=60)
ODD_NUMBERS = [
    "0",
    "-0.00",
    "-1",
    "119.00",
    "0.005",
    "1E+30",
    "-1E+999999",
    "1E-999999",
    "999999999999.99",
    "999999999999.995",
]
NUMBERS = (
    st.none()
    | st.sampled_from(ODD_NUMBERS).map(Decimal)
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.decimals(min_value=0, max_value=1000, places=2)
)
DAYS = st.none() | st.sampled_from([date.min, date.max]) | st.dates()
LENGTHS = {"street": 80, "house_number": 12, "addition": 80, "postal_code": 12, "city": 60, "country": 2}


def _orders() -> SearchStrategy[Order]:
    addresses = st.builds(OrderAddress, **dict.fromkeys(OrderAddress.model_fields, TEXTS))
    days, flags = DAYS, st.booleans()
    return st.builds(
        Order,
        order_id=st.just("473_2026_09"),
        portal_account_id=TEXTS,
        ordered_on=days,
        invoice_number=TEXTS,
        invoice_amount=NUMBERS,
        paid_amount=NUMBERS,
        currency=TEXTS,
        payment_method_id=TEXTS,
        customer=st.builds(OrderCustomer, customer_id=TEXTS, vat_id=TEXTS, email=TEXTS, phone=TEXTS, address=addresses),
        shipping=st.builds(OrderShipping, fee=NUMBERS, shipped_on=days),
        status=st.builds(
            OrderStatus,
            is_paid=flags,
            is_shipped=flags,
            shipped_on=days,
            is_arrived=flags,
            arrived_on=days,
            is_cancelled=flags,
            cancelled_on=days,
            is_parked=flags,
        ),
        lines=st.lists(
            st.builds(OrderLine, name=TEXTS, quantity=NUMBERS, unit_price=NUMBERS, tax_rate=NUMBERS), max_size=4
        ).map(tuple),
        unreadable=st.lists(
            st.sampled_from(["", "status", "status.is_paid", "paid_amount", "invoice_amount", "shipping.date", "line"])
        ).map(tuple),
    )


SETTINGS = st.builds(
    HandOverSettings,
    paid_tolerance=st.decimals(min_value=0, max_value=50, places=2),
    default_payment_term_days=st.integers(min_value=0, max_value=10**12),
    grace_days=st.integers(min_value=0, max_value=10**12),
    sensitive_words=st.lists(st.text(max_size=5), max_size=2).map(tuple),
)
FACTS = st.builds(
    EvaluationFacts,
    terms=st.sampled_from(
        [GatewayTerms(), GatewayTerms(countries=frozenset({"DE"}), minimum_amount=Money.of("10.00", "EUR"))]
    ),
    portal_account_connected=st.booleans(),
    payment_method=st.none()
    | st.builds(PaymentMethod, payment_method_id=st.just("3"), name=st.text(max_size=20), is_prepaid=st.booleans()),
    reminders=st.lists(st.builds(Reminder, sent_on=st.dates()), max_size=2).map(tuple),
    handed_over=st.none() | st.just(HandedOver(case_id="c")),
    disputed=st.none() | st.booleans(),
    returned=st.none() | st.booleans(),
    credit_note_order_id=TEXTS,
    time_barred_override_reason=TEXTS,
)


def _mix[Model: BaseModel](odd: Model, whole: Model, odd_fields: set[str]) -> Model:
    """Take some fields from one model and the others from another."""
    return whole.model_copy(update={name: getattr(odd, name) for name in odd_fields})


def _partly_odd_orders() -> SearchStrategy[Order]:
    """Make orders most of which is in order, so that what lies behind the first gap is reached as well."""
    addresses = st.builds(
        _mix,
        st.builds(OrderAddress, **dict.fromkeys(OrderAddress.model_fields, TEXTS)),
        st.just(make_address()),
        st.sets(st.sampled_from(sorted(OrderAddress.model_fields)), max_size=2),
    )
    whole = st.builds(lambda address: make_order(customer=make_customer(address=address)), addresses)
    return st.builds(
        _mix, _orders(), whole, st.sets(st.sampled_from(sorted({*Order.model_fields} - {"customer"})), max_size=2)
    )


@given(order=_orders() | _partly_odd_orders(), settings=SETTINGS, facts=FACTS, today=st.dates())
def test_nothing_that_an_order_holds_makes_evaluating_raise_or_invent(
    order: Order, settings: HandOverSettings, facts: EvaluationFacts, today: date
) -> None:
    evaluation = evaluate(order, settings, facts, today)

    _assert_gaps_are_blocked(evaluation)
    _assert_can_be_sent(evaluation)
    if evaluation.debtor is not None:
        _assert_comes_from(order, evaluation.debtor)


def _assert_gaps_are_blocked(evaluation: Evaluation) -> None:
    if evaluation.position is None or evaluation.debtor is None:
        assert any(finding.blocks for finding in evaluation.findings)


def _assert_can_be_sent(evaluation: Evaluation) -> None:
    """Hold what was made against the lengths and forms of the gateway's contract."""
    assert len(evaluation.model_dump_json()) < 20_000
    if evaluation.position is not None:
        position = evaluation.position
        assert 0 < len(position.subject) <= 250
        assert len(position.invoice_number or "") <= 40
        assert re.fullmatch(r"[0-9]{1,12}\.[0-9]{2}", str(position.principal.amount))
        assert re.fullmatch(r"[0-9]{1,12}\.[0-9]{2}", str(position.paid.amount))
    if evaluation.debtor is not None:
        debtor = evaluation.debtor
        assert len(debtor.company or "") <= 120
        assert len(debtor.first_name or "") <= 60
        assert len(debtor.last_name or "") <= 60
        assert debtor.company or debtor.last_name
        for name, longest in LENGTHS.items():
            value = getattr(debtor.address, name)
            assert value is None or 0 < len(value) <= longest
            assert not any(unicodedata.category(character) == "Cc" for character in value or "")


def _assert_comes_from(order: Order, debtor: Debtor) -> None:
    """Every sign of name and address stands in the order's own name or address."""
    address = order.customer.address
    given_lines = (address.name, address.name_2, address.street, address.street_2, address.postal_code, address.city)
    given_signs = {character for line in given_lines for character in clean(line) or ""} | set(" ,-/")
    made = (
        debtor.company,
        debtor.first_name,
        debtor.last_name,
        debtor.address.street,
        debtor.address.house_number,
        debtor.address.addition,
        debtor.address.postal_code,
        debtor.address.city,
    )
    assert {character for part in made for character in part or ""} <= given_signs
    assert debtor.vat_id is None or order.customer.vat_id is not None
    digits = "".join(str(int(sign)) for sign in order.customer.phone or "" if sign.isdecimal())
    assert debtor.phone is None or digits.endswith(debtor.phone[-4:])
    email = (clean(order.customer.email) or "").casefold()
    assert debtor.email is None or debtor.email.casefold() == email or "@xn--" in debtor.email
