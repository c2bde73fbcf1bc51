"""Orders of one debtor become one case, and never those of two."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.account import HandOverSettings
from shared.domain.cases.bundling import MAXIMUM_POSITIONS, bundle_items, make_claim
from shared.domain.money import Money
from shared.domain.parties.debtor import DebtorKind, ReminderChannel
from tests.unit.domain.export_items import (
    CUSTOMER_NUMBER,
    TODAY,
    make_address,
    make_answers,
    make_company,
    make_debtor,
    make_item,
    make_position,
    reminded,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.domain.export import ExportItem
    from shared.domain.parties.debtor import Debtor

NO_FIRST_NAME = {"first_name": None}


def bundle(items: Sequence[ExportItem], most: int = 48, **settings: Any) -> list[list[int]]:
    bundles = bundle_items(items, {CUSTOMER_NUMBER: HandOverSettings(**settings)}, TODAY, most)
    return [[item.number for item in one] for one in bundles]


def are_joined(one: Debtor, other: Debtor, **settings: Any) -> bool:
    return bundle([make_item(1, one), make_item(2, other)], **settings) == [[1, 2]]


def test_orders_of_one_debtor_become_one_case() -> None:
    other = make_debtor(first_name="Erika", customer_id="4712")
    assert bundle([make_item(1), make_item(2, other), make_item(3), make_item(4)]) == [[1, 3, 4], [2]]


def test_bundling_can_be_switched_off() -> None:
    assert bundle([make_item(1), make_item(2)], bundles_orders=False) == [[1], [2]]


@pytest.mark.parametrize(
    "other",
    [
        make_debtor(customer_id="another account of the same person"),
        make_debtor(customer_id=None),
        make_debtor(last_name="MUELLER", first_name="Jo\N{COMBINING DIAERESIS}rg"),
        make_debtor(email="other@example.org", phone="+4930123456"),
        make_debtor(kind=DebtorKind.UNKNOWN),
        make_debtor(address=make_address(street="Musterstr.", house_number="12A")),
        make_debtor(address=make_address(street="MUSTERSTRASSE", addition="c/o Meier")),
    ],
)
def test_another_spelling_is_the_same_debtor(other: Debtor) -> None:
    assert are_joined(make_debtor(), other)


@pytest.mark.parametrize(
    "other",
    [
        make_debtor(first_name="Jana"),
        make_debtor(last_name="Meier"),
        make_debtor(address=make_address(house_number="12 b")),
        make_debtor(address=make_address(postal_code="10117")),
        make_debtor(address=make_address(city="Potsdam")),
        make_debtor(address=make_address(country="AT")),
        make_debtor(kind=DebtorKind.BUSINESS, vat_id="DE123456788"),
        make_company(),
        make_debtor(first_name=None),
    ],
)
def test_another_name_or_address_is_another_debtor_even_under_one_customer_number(other: Debtor) -> None:
    assert not are_joined(make_debtor(), other)


def test_a_last_name_alone_is_one_debtor_only_under_one_customer_number() -> None:
    assert are_joined(make_debtor(**NO_FIRST_NAME), make_debtor(**NO_FIRST_NAME))
    assert not are_joined(make_debtor(**NO_FIRST_NAME), make_debtor(**NO_FIRST_NAME, customer_id="4712"))
    nobody = make_debtor(**NO_FIRST_NAME, customer_id=None)
    assert not are_joined(nobody, nobody)


def test_two_vat_ids_or_two_flats_are_two_debtors_and_who_tells_none_belongs_to_neither() -> None:
    one, two, none = make_company(vat_id="DE123456788"), make_company(vat_id="DE136695976"), make_company()
    assert bundle([make_item(1, one), make_item(2, two), make_item(3, none), make_item(4, one)]) == [[1, 4], [2], [3]]
    assert are_joined(one, none)
    left, right = (make_debtor(address=make_address(addition=flat)) for flat in ("Whg 1", "Whg 2"))
    assert not are_joined(left, right)


@pytest.mark.parametrize(
    "changes",
    [
        {"customer_number": "10002"},
        {"position": make_position(2, principal=Money(cents=11900, currency="CHF"), paid=Money.zero("CHF"))},
    ],
)
def test_another_atriga_account_or_currency_is_another_case(changes: dict[str, Any]) -> None:
    assert bundle([make_item(1), make_item(2, **changes)]) == [[1], [2]]


def test_orders_of_several_portal_accounts_share_a_case() -> None:
    assert bundle([make_item(1), make_item(2, portal_account_id="22015")]) == [[1, 2]]


def test_no_case_holds_more_orders_than_the_gateway_or_the_table_takes() -> None:
    items = [make_item(number) for number in range(120)]
    assert [len(numbers) for numbers in bundle(items, most=500)] == [MAXIMUM_POSITIONS, MAXIMUM_POSITIONS, 20]
    assert [len(numbers) for numbers in bundle(items, most=48)] == [48, 48, 24]


@given(order=st.permutations(range(12)), most=st.integers(1, 5))
def test_the_order_of_the_items_does_not_matter(order: list[int], most: int) -> None:
    debtors = [
        make_debtor(),
        make_debtor(first_name="Jana"),
        make_company(vat_id="DE123456788"),
        make_company(vat_id="DE136695976"),
        make_company(),
    ]
    items = [make_item(number, debtors[number % 5]) for number in range(12)]
    bundles = bundle([items[number] for number in order], most)
    assert bundles == bundle(items, most)
    assert sorted(number for numbers in bundles for number in numbers) == list(range(12))


def test_a_claim_of_one_order_is_that_order() -> None:
    item = make_item(1, reminders=reminded("2026-10-01", "2026-10-20", channel=ReminderChannel.LETTER))
    claim = make_claim([item], TODAY)
    assert (claim.debtor, claim.positions, claim.reminders) == (item.debtor, (item.position,), item.reminders)
    assert claim.disputed is None


def test_a_reminder_before_the_due_day_or_one_to_come_is_not_told() -> None:
    item = make_item(1, reminders=reminded("2026-09-17", "2026-11-25", "2026-09-18"))
    assert make_claim([item], TODAY).reminders == reminded("2026-09-18")


def test_a_reminder_for_one_order_is_never_told_as_one_for_another() -> None:
    first = make_item(1, reminders=reminded("2026-10-01", "2026-10-15"))
    assert make_claim([first, make_item(2)], TODAY).reminders == ()
    second = make_item(2, reminders=reminded("2026-10-15", "2026-11-01"))
    assert make_claim([first, second], TODAY).reminders == reminded("2026-10-15")
    not_due = make_item(3, reminders=reminded("2026-10-15"), position=make_position(3, due_date=date(2026, 10, 20)))
    assert make_claim([first, second, not_due], TODAY).reminders == ()


def test_how_orders_were_reminded_is_told_where_it_is_the_same() -> None:
    one = make_item(1, reminders=reminded("2026-10-01", channel=ReminderChannel.EMAIL, credit_agency_notice=True))
    same = make_item(2, reminders=one.reminders)
    other = make_item(3, reminders=reminded("2026-10-01", channel=ReminderChannel.LETTER, credit_agency_notice=False))
    assert make_claim([one, same], TODAY).reminders == one.reminders
    assert make_claim([one, other], TODAY).reminders == reminded("2026-10-01")


def test_where_a_case_must_have_a_reminder_only_orders_that_were_reminded_alike_share_one() -> None:
    items = [
        make_item(1, reminders=reminded("2026-10-01")),
        make_item(2, reminders=reminded("2026-10-02")),
        make_item(3, reminders=reminded("2026-10-01")),
    ]
    assert bundle(items) == [[1, 2, 3]]
    assert bundle(items, missing_reminder_blocks=True) == [[1, 3], [2]]


def test_what_the_merchant_answered_counts_as_a_reminder_of_its_order() -> None:
    item = make_item(1, answers=make_answers(reminders=reminded("2026-10-01")))
    assert make_claim([item], TODAY).reminders == reminded("2026-10-01")


def test_details_that_differ_are_left_out_and_those_that_agree_are_kept() -> None:
    one = make_debtor(email="joerg@example.org", phone=None, customer_id="4711")
    two = make_debtor(email="mueller@example.org", phone="+4930123456", customer_id="4712")
    debtor = make_claim([make_item(1, one), make_item(2, two)], TODAY).debtor
    assert (debtor.email, debtor.phone, debtor.customer_id) == (None, "+4930123456", None)


def test_the_latest_order_spells_the_name_and_an_earlier_one_may_add_the_flat() -> None:
    one = make_debtor(last_name="MÜLLER", address=make_address(street="Musterstr.", addition="Whg 3"))
    two = make_debtor()
    debtor = make_claim([make_item(2, two), make_item(1, one)], TODAY).debtor
    assert (debtor.last_name, debtor.address.street, debtor.address.addition) == ("Müller", "Musterstraße", "Whg 3")


def test_a_kind_that_the_orders_read_differently_is_not_known() -> None:
    items = [make_item(1), make_item(2, make_debtor(kind=DebtorKind.UNKNOWN))]
    assert make_claim(items, TODAY).debtor.kind is DebtorKind.UNKNOWN


def test_contacts_of_a_company_that_differ_are_left_out() -> None:
    one, two = make_company(), make_company()
    one = one.model_copy(update={"first_name": "Heike", "last_name": "Tannhof"})
    assert make_claim([make_item(1, one), make_item(2, one)], TODAY).debtor.last_name == "Tannhof"
    assert make_claim([make_item(1, two), make_item(2, one)], TODAY).debtor.last_name is None


def test_a_bundle_is_undisputed_only_where_the_merchant_said_so_of_every_order() -> None:
    undisputed = make_item(1, answers=make_answers(disputed=False))
    assert make_claim([undisputed], TODAY).disputed is False
    assert make_claim([undisputed, make_item(2)], TODAY).disputed is None
