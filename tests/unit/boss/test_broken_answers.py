"""Answers that are not what the contract promises: no gap is filled, nothing is rounded, nothing else is raised."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from shared.boss.answers import read_account, read_change_page
from shared.boss.case_answers import read_case, read_cases
from shared.boss.errors import ContractBrokenError
from shared.domain.money import Money
from shared.http import parse_json
from tests.unit.boss.examples import (
    account_body,
    case_body,
    change_body,
    change_page_body,
    closed_case_body,
    money_body,
    rejected_case_body,
    smallest_case_body,
)
from tests.unit.damage import JSON_VALUES, damaged

if TYPE_CHECKING:
    from collections.abc import Callable


def euros(amount: str) -> Money:
    return Money.of(amount, "EUR")


@pytest.mark.parametrize("missing", sorted(smallest_case_body()))
def test_a_case_that_lacks_what_is_promised_breaks_the_contract(missing: str) -> None:
    body = smallest_case_body()
    del body[missing]
    with pytest.raises(ContractBrokenError) as caught:
        read_case(body)
    assert caught.value.path == missing


def test_a_fourth_kind_of_acceptance_breaks_the_contract() -> None:
    with pytest.raises(ContractBrokenError) as caught:
        read_case(case_body(acceptance="perhaps"))
    assert caught.value.path == "acceptance"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"rejection": "no"}, "rejection"),
        ({"rejection": {"code": "x"}}, "rejection.text"),
        ({"closing": {"code": "paid", "text": ""}}, "closing.closed_at"),
        ({"closing": {"code": "paid", "text": "", "closed_at": "2026-11-25"}}, "closing.closed_at"),
    ],
)
def test_a_rejection_or_closing_that_cannot_be_read_breaks_the_contract(changes: dict[str, Any], path: str) -> None:
    with pytest.raises(ContractBrokenError) as caught:
        read_case(case_body(**changes))
    assert caught.value.path == path


@pytest.mark.parametrize("amount", ["123.13", "123", "123.1", "-5.00", "999999999999.99"])
def test_an_amount_is_read_to_the_cent(amount: str) -> None:
    case = read_case(case_body(balance={"total_open": money_body(amount)}))
    assert case.balance.total_open == euros(amount)


@pytest.mark.parametrize(
    "amount", ["1.005", "1,00", "1e2", "", "NaN", ".5", "1" * 13, "\N{ARABIC-INDIC DIGIT FOUR}", 1.5, 1, None]
)
def test_an_amount_that_would_need_rounding_or_guessing_breaks_the_contract(amount: object) -> None:
    with pytest.raises(ContractBrokenError):
        read_case(case_body(balance={"total_open": {"amount": amount, "currency": "EUR"}}))


@pytest.mark.parametrize("currency", ["eur", "EURO", "", "€", None, 978])
def test_a_currency_that_is_none_breaks_the_contract(currency: object) -> None:
    with pytest.raises(ContractBrokenError):
        read_case(case_body(balance={"total_open": {"amount": "1.00", "currency": currency}}))


@pytest.mark.parametrize(
    "instant",
    [
        *["2026-11-24T10:30:00", "2026-11-24", "now", "", 1764000000, None],
        *["9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"],
    ],
)
def test_an_instant_without_offset_or_sense_breaks_the_contract(instant: object) -> None:
    with pytest.raises(ContractBrokenError) as caught:
        read_case(case_body(changed_at=instant))
    assert caught.value.path == "changed_at"


@pytest.mark.parametrize("version", [None, "3", 3.5, True, -1, 2**63])
def test_a_version_that_cannot_be_compared_breaks_the_contract(version: object) -> None:
    with pytest.raises(ContractBrokenError):
        read_case(case_body(version=version))


@pytest.mark.parametrize("field", ["case_number", "client_reference"])
def test_an_empty_name_of_a_case_breaks_the_contract(field: str) -> None:
    with pytest.raises(ContractBrokenError):
        read_case(case_body(**{field: ""}))


@pytest.mark.parametrize("body", [None, [], "case", 5])
def test_an_answer_that_is_no_object_breaks_the_contract(body: object) -> None:
    with pytest.raises(ContractBrokenError) as caught:
        read_case(body)
    assert caught.value.path == "body"


@pytest.mark.parametrize("body", [{}, {"items": None}, {"items": {}}, {"items": ["x"]}])
def test_a_missing_list_of_cases_is_not_taken_for_an_empty_one(body: object) -> None:
    with pytest.raises(ContractBrokenError):
        read_cases(body)


def test_a_broken_change_is_named_by_its_place() -> None:
    body = change_page_body(items=[change_body(), change_body(case=case_body(version=None))])
    with pytest.raises(ContractBrokenError) as caught:
        read_change_page(body)
    assert caught.value.path == "items.1.case.version"
    assert str(caught.value).endswith(": items.1.case.version")


@pytest.mark.parametrize("missing", ["items", "next_cursor", "more"])
def test_a_page_that_lacks_what_is_promised_breaks_the_contract(missing: str) -> None:
    body = change_page_body()
    del body[missing]
    with pytest.raises(ContractBrokenError):
        read_change_page(body)


@pytest.mark.parametrize(
    ("read", "body"),
    [
        (read_account, account_body()),
        (read_case, rejected_case_body()),
        (read_cases, {"items": [closed_case_body()]}),
        (read_change_page, change_page_body()),
    ],
)
def test_a_damaged_answer_is_read_or_breaks_the_contract_and_nothing_else(
    read: Callable[[object], object], body: dict[str, Any]
) -> None:
    @given(damaged(body))
    def read_damaged(damaged_body: bytes) -> None:
        with suppress(ContractBrokenError):
            assert read(parse_json(damaged_body)) is not None

    read_damaged()


@given(JSON_VALUES)
def test_any_json_is_read_or_breaks_the_contract_and_nothing_else(body: Any) -> None:
    for read in (read_account, read_case, read_cases, read_change_page):
        with pytest.raises(ContractBrokenError):
            read(body)
