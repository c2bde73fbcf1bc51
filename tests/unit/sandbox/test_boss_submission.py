from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.unit.sandbox.boss_world import START, BossWorld, euro, submission


def test_a_case_is_received_and_waits_for_a_decision() -> None:
    answer = BossWorld().submit()
    assert answer.status_code == 201
    case = answer.json()
    assert (case["acceptance"], case["stage"], case["payment"], case["version"]) == ("pending", "review", "unpaid", 1)
    assert case["balance"]["principal"] == {"owed": euro("119.00"), "paid": euro("19.00")}
    assert case["balance"]["total_open"] == euro("105.00")


def test_the_same_submission_again_gets_the_first_answer() -> None:
    world = BossWorld()
    first = world.submit()
    world.wait(seconds=60)
    again = world.submit()
    assert (again.status_code, again.json()) == (200, first.json())


def test_the_same_key_with_another_body_is_a_conflict_that_names_the_case() -> None:
    world = BossWorld()
    number = world.submit().json()["case_number"]
    answer = world.submit(submission(note="anders"))
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_reused")
    assert answer.json()["case_number"] == number


def test_the_same_key_in_another_mode_is_a_conflict() -> None:
    world = BossWorld()
    world.submit()
    assert world.submit(X_Boss_Mode="test").json()["code"] == "idempotency_key_reused"


def test_the_same_reference_under_another_key_is_a_conflict_that_names_the_case() -> None:
    world = BossWorld()
    number = world.submit().json()["case_number"]
    answer = world.submit(key="key-2")
    assert answer.status_code == 409
    assert answer.json() | {"message": ""} == {"code": "duplicate_reference", "message": "", "case_number": number}


def test_many_submissions_at_once_make_one_case() -> None:
    world = BossWorld()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: world.submit(), range(16)))
    assert sorted(answer.status_code for answer in answers) == [200] * 15 + [201]
    assert len({answer.json()["case_number"] for answer in answers}) == 1


def test_a_refused_submission_leaves_its_key_and_reference_free() -> None:
    world = BossWorld()
    assert world.submit(submission(debtor__address__country="US")).status_code == 422
    assert world.submit().status_code == 201


def test_a_test_case_is_marked_and_has_a_number_range_of_its_own() -> None:
    case = BossWorld().submit(X_Boss_Mode="test").json()
    assert case["test"] is True
    assert case["case_number"].startswith("TEST")


def test_the_accounts_keep_their_keys_and_references_apart() -> None:
    world = BossWorld()
    first, second = world.submit(), world.submit(customer_number="20002")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["case_number"] != second.json()["case_number"]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"debtor__address__postal_code": 20095}, "debtor.address.postal_code", "invalid_type"),
        ({"debtor__address__country": "Germany"}, "debtor.address.country", "invalid_format"),
        ({"debtor__address__country": "US"}, "debtor.address.country", "country_not_supported"),
        ({"debtor__address__city": " "}, "debtor.address.city", "required"),
        ({"debtor__address__street": "x" * 81}, "debtor.address.street", "too_long"),
        ({"debtor__kind": "person"}, "debtor.kind", "not_allowed"),
        ({"debtor__last_name": None}, "debtor.last_name", "required"),
        ({"positions": []}, "positions", "too_few"),
        ({"positions": submission()["positions"] * 51}, "positions", "too_many"),
        ({"positions": submission()["positions"] * 2}, "positions.1.order_reference", "duplicate_order"),
        ({"positions__0": {}}, "positions.0.principal", "required"),
        ({"positions__0__due_date": "16.08.2026"}, "positions.0.due_date", "invalid_format"),
        ({"positions__0__principal": euro("119.0")}, "positions.0.principal.amount", "invalid_format"),
        ({"positions__0__paid": euro("119.01")}, "positions.0.paid", "paid_exceeds_principal"),
        ({"positions__0__paid": euro("109.01")}, "positions", "below_minimum"),
        ({"positions__0__paid": euro("-1.00")}, "positions.0.paid", "negative_amount"),
        (
            {"positions__0__principal": {"amount": "119.00", "currency": "CHF"}},
            "positions.0.principal",
            "currency_not_supported",
        ),
        ({"charges__0__kind": "coffee"}, "charges.0.kind", "not_allowed"),
    ],
)
def test_what_cannot_be_taken_is_named_by_its_path(changes: dict[str, object], field: str, code: str) -> None:
    world = BossWorld()
    answer = world.submit(submission(**changes))
    assert answer.status_code == 422
    assert (field, code) in {(error["field"], error["code"]) for error in answer.json()["errors"]}
    assert world.changes() == []


def test_amounts_of_two_currencies_do_not_mix() -> None:
    body = submission(positions__0__paid={"amount": "19.00", "currency": "CHF"})
    assert _codes(BossWorld().submit(body, customer_number="10002").json()) == {"currency_mixed"}


def test_every_missing_field_is_named_at_once() -> None:
    errors = BossWorld().submit({"client_reference": "case-1"}).json()["errors"]
    assert [error["field"] for error in errors] == ["creditor", "debtor", "positions"]


def test_an_account_without_bundling_takes_one_order_for_each_case() -> None:
    second = submission()["positions"][0] | {"order_reference": "2_2026_07"}
    body = submission(positions=[submission()["positions"][0], second])
    assert _codes(BossWorld().submit(body, customer_number="30003").json()) == {"bundling_not_granted"}
    assert BossWorld().submit(body).status_code == 201


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Idempotency-Key": ""}, "required"),
        ({"Idempotency-Key": "k" * 65}, "too_long"),
        ({"Idempotency-Key": "k", "X-Boss-Mode": "dry"}, "not_allowed"),
    ],
)
def test_headers_are_checked(headers: dict[str, str], code: str) -> None:
    answer = BossWorld().client().post("/cases", json=submission(), headers=headers)
    assert (answer.status_code, _codes(answer.json())) == (422, {code})


def test_an_account_without_test_mode_takes_no_test_cases() -> None:
    answer = BossWorld().submit(customer_number="30003", X_Boss_Mode="test")
    assert _codes(answer.json()) == {"test_mode_not_granted"}


def test_a_body_that_is_no_json_is_refused() -> None:
    answer = BossWorld().client().post("/cases", content=b"{", headers={"Idempotency-Key": "k"})
    assert _codes(answer.json()) == {"malformed"}


def test_a_case_is_accepted_when_its_time_has_come() -> None:
    world = BossWorld()
    number = world.submit().json()["case_number"]
    world.wait(seconds=1.9)
    assert world.case(number)["acceptance"] == "pending"
    world.wait(seconds=0.1)
    case = world.case(number)
    assert (case["acceptance"], case["stage"], case["version"]) == ("accepted", "extrajudicial", 2)
    assert case["balance"]["total_open"] == euro("121.00")
    assert case["submitted_at"] == START.isoformat(timespec="milliseconds")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"debtor__address__postal_code": "99999"}, "address_unknown", "debtor.address.postal_code"),
        ({"debtor__last_name": "Müller-Insolvent"}, "debtor_insolvent", None),
    ],
)
def test_what_the_sample_rules_reject_is_rejected_with_a_reason(
    changes: dict[str, object], code: str, field: str | None
) -> None:
    world = BossWorld()
    number = world.submit(submission(**changes)).json()["case_number"]
    world.wait(seconds=2)
    case = world.case(number)
    assert (case["acceptance"], case["processing"]) == ("rejected", "closed")
    assert (case["rejection"]["code"], case["rejection"]["field"]) == (code, field)


def test_nothing_is_decided_by_itself_where_a_person_decides() -> None:
    world = BossWorld(acceptance_delay=None)
    number = world.submit().json()["case_number"]
    world.wait(days=30)
    assert world.case(number)["acceptance"] == "pending"
    world.move(number, "accept").raise_for_status()
    assert world.case(number)["acceptance"] == "accepted"


def test_a_case_is_found_by_its_reference_and_only_by_its_own_account() -> None:
    world = BossWorld()
    number = world.submit().json()["case_number"]
    found = world.client().get("/cases", params={"client_reference": "case-1"}).json()["items"]
    assert [case["case_number"] for case in found] == [number]
    assert world.client().get("/cases", params={"client_reference": "case-2"}).json() == {"items": []}
    assert world.client("20002").get("/cases", params={"client_reference": "case-1"}).json() == {"items": []}
    assert world.client("20002").get(f"/cases/{number}").status_code == 404
    assert world.client().get("/cases").status_code == 422


def _codes(body: dict[str, list[dict[str, str]]]) -> set[str]:
    return {error["code"] for error in body["errors"]}
