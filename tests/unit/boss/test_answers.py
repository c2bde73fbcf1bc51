from __future__ import annotations

from datetime import UTC, datetime

import pytest

from shared.boss.answers import AccountAnswer, read_account, read_change_page
from shared.boss.case_answers import read_case, read_cases
from shared.domain.account import GatewayTerms
from shared.domain.cases.case import (
    Acceptance,
    Balance,
    BalanceLine,
    CaseSnapshot,
    Change,
    Closing,
    Rejection,
    StatusText,
)
from shared.domain.money import Money
from tests.unit.boss.examples import (
    CASE_ID,
    CASE_NUMBER,
    account_body,
    case_body,
    change_body,
    change_page_body,
    closed_case_body,
    money_body,
    rejected_case_body,
    smallest_case_body,
)


def euros(amount: str) -> Money:
    return Money.of(amount, "EUR")


def line(owed: str, paid: str = "0") -> BalanceLine:
    return BalanceLine(owed=euros(owed), paid=euros(paid))


def test_a_case_is_read_whole() -> None:
    assert read_case(case_body()) == CaseSnapshot(
        case_number=CASE_NUMBER,
        previous_case_numbers=("A-2025-9",),
        client_reference=CASE_ID,
        submitted_at=datetime(2026, 11, 24, 10, 0, tzinfo=UTC),
        changed_at=datetime(2026, 11, 24, 10, 30, tzinfo=UTC),
        version=3,
        acceptance=Acceptance.ACCEPTED,
        stage="extrajudicial",
        processing="in_progress",
        payment="partially_paid",
        status=StatusText(code="letter_sent", text="Erstes Schreiben ist raus"),
        balance=Balance(
            principal=line("99.50", "10"),
            interest=line("1.23"),
            client_charges=line("0"),
            agency_costs=line("32.40"),
            total_open=euros("123.13"),
        ),
        solvency="good",
        documents=2,
    )


def test_a_case_needs_no_more_than_the_contract_promises() -> None:
    case = read_case(smallest_case_body())
    assert case.balance == Balance(total_open=euros("99.50"))
    assert (case.test, case.documents, case.solvency, case.previous_case_numbers) == (False, 0, None, ())


@pytest.mark.parametrize("field", ["stage", "processing", "payment"])
def test_an_unknown_state_is_kept_as_text(field: str) -> None:
    assert getattr(read_case(case_body(**{field: "hibernating"})), field) == "hibernating"


def test_unknown_codes_are_kept_as_text() -> None:
    case = read_case(case_body(status={"code": "x-17", "text": "Neu", "colour": "red"}))
    assert case.status == StatusText(code="x-17", text="Neu")


def test_unknown_fields_are_ignored() -> None:
    assert read_case(case_body(mood="good")) == read_case(case_body())


def test_a_rejection_says_why_and_where() -> None:
    case = read_case(rejected_case_body())
    assert case.acceptance is Acceptance.REJECTED
    assert case.rejection == Rejection(code="address_wrong", text="Anschrift unbekannt", field="debtor.address.street")


def test_a_closing_says_how_and_when() -> None:
    case = read_case(closed_case_body())
    assert case.closing == Closing(code="paid", text="Bezahlt", closed_at=datetime(2026, 11, 25, 8, tzinfo=UTC))


@pytest.mark.parametrize("wrong", [None, 5, "x", [], {}, True, {"owed": "much"}])
def test_what_is_not_promised_and_cannot_be_read_is_left_out(wrong: object) -> None:
    body = case_body(
        previous_case_numbers=wrong, submitted_at=wrong, documents={"count": wrong}, solvency={"is": wrong}
    )
    body["balance"] = {"total_open": money_body("1.00"), "principal": wrong, "interest": wrong}
    case = read_case(body)
    assert case.submitted_at is None
    assert case.documents == 0
    assert case.solvency is None
    assert case.previous_case_numbers == ()
    assert case.balance == Balance(total_open=euros("1.00"))


def test_cases_are_read_from_a_list() -> None:
    assert read_cases({"items": []}) == []
    assert [case.case_number for case in read_cases({"items": [case_body()]})] == [CASE_NUMBER]


def test_a_page_of_changes_is_read_in_its_order() -> None:
    page = read_change_page(change_page_body(more=True))
    assert page.changes[0] == Change(
        change_id="c-1",
        changed_at=datetime(2026, 11, 24, 10, 30, tzinfo=UTC),
        kind="payment_received",
        text="Zahlung erhalten",
        amount=euros("10.00"),
        snapshot=read_case(case_body()),
    )
    assert [change.change_id for change in page.changes] == ["c-1", "c-2"]
    assert (page.next_cursor, page.more) == ("n-2", True)


def test_an_unknown_kind_of_change_is_kept_as_text() -> None:
    page = read_change_page(change_page_body(items=[change_body(kind="pigeon_sent", amount="much", text=7)]))
    assert (page.changes[0].kind, page.changes[0].amount, page.changes[0].text) == ("pigeon_sent", None, None)


def test_an_account_is_read_with_abilities_that_nobody_knows_yet() -> None:
    assert read_account(account_body()) == AccountAnswer(
        name="Lampenladen GmbH",
        terms=GatewayTerms(
            capabilities=frozenset({"payments", "test_mode", "levitation"}),
            countries=frozenset({"DE", "AT"}),
            currencies=frozenset({"EUR"}),
            minimum_amount=euros("10.00"),
            debit_manager_url="https://debit.example/cases/{case_number}",
        ),
    )


def test_an_account_needs_a_name_and_abilities_only() -> None:
    answer = read_account({"customer_number": "4711", "name": "L", "capabilities": []})
    assert answer == AccountAnswer(name="L", terms=GatewayTerms())


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//debit.example", "ftp://x", "", None, 5])
def test_only_a_web_address_becomes_a_link(address: object) -> None:
    assert read_account(account_body(debit_manager_url=address)).terms.debit_manager_url is None
