"""DreamRobot fills its own collection table: by orders and by what changed, and misses nothing between pages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from functions.cases_api.collection.routes import ROWS_OF_A_PAGE, SETTLED_AFTER
from shared.domain.cases.case import Transfer
from tests.component.calls import Answer, Context, http_event, read_answer, signature_headers
from tests.component.cases_bench import Bench, add, add_accepted
from tests.component.programs import give_token
from tests.component.world import MERCHANT, OTHER_MERCHANT, START

if TYPE_CHECKING:
    from tests.component.world import World

PATH = "/dreamrobot/collection-data"


@pytest.fixture
def bench(world: World) -> Bench:
    world.activate()
    made = Bench(world)
    world.clock.move(timedelta(days=1))
    return made


def ask(bench: Bench, *pairs: tuple[str, str], signed: str | None = None, merchant_id: str = MERCHANT) -> Answer:
    query = urlencode([("merchant_id", merchant_id), *pairs])
    event = http_event("GET", PATH) | {"rawQueryString": query}
    signed_path = f"{PATH}?{query}" if signed is None else signed
    event["headers"] = signature_headers("msg-1", bench.world.clock(), signed_path.encode())
    return read_answer(bench.application.resolve(event, Context()))


def ids(answer: Answer) -> list[str]:
    assert answer.status == 200, answer.body
    return [row["case_id"] for row in answer.json["items"]]


def read_all(bench: Bench, *pairs: tuple[str, str]) -> list[str]:
    found: list[str] = []
    cursor: list[tuple[str, str]] = []
    while True:
        answer = ask(bench, *pairs, *cursor)
        found += ids(answer)
        if answer.json["next_cursor"] is None:
            return found
        cursor = [("cursor", answer.json["next_cursor"])]


def test_the_rows_of_orders_come_in_the_order_of_the_question(bench: Bench) -> None:
    for number in range(4):
        add(bench, number)
    asked = [("order_id", f"{number}_2026_09") for number in (3, 1, 9, 3)]
    answer = ask(bench, *asked)
    assert ids(answer) == ["case-3", "case-1"]
    assert answer.json["next_cursor"] is None
    assert answer.json["items"][0]["orders"] == ["3_2026_09"]


def test_a_row_of_a_case_that_is_over_is_told_too_and_carries_the_marks(bench: Bench) -> None:
    add_accepted(bench, 1)
    bench.world.stores.case_notes_of(MERCHANT).mark("case-1", "Anwalt", START)
    [row] = ask(bench, ("order_id", "1_2026_09")).json["items"]
    assert (row["transfer"], row["case_number"], row["marks"]) == ("accepted", "26-000001", ["Anwalt"])


def test_nothing_of_another_merchant_is_told(bench: Bench) -> None:
    add(bench, 1, OTHER_MERCHANT)
    assert ids(ask(bench, ("order_id", "1_2026_09"))) == []
    assert read_all(bench) == []


def test_what_changed_comes_page_by_page_the_oldest_change_first(bench: Bench) -> None:
    for number in range(ROWS_OF_A_PAGE + 5):
        add(bench, number)
    since = (START + timedelta(minutes=2)).isoformat()
    assert read_all(bench, ("changed_since", since)) == [f"case-{n}" for n in range(2, ROWS_OF_A_PAGE + 5)]


def test_cases_that_changed_at_the_same_instant_are_all_told_once(bench: Bench) -> None:
    for number in range(ROWS_OF_A_PAGE + 5):
        add(bench, number, changed_at=START)
    found = read_all(bench, ("changed_since", START.isoformat()))
    assert sorted(found) == sorted(f"case-{number}" for number in range(ROWS_OF_A_PAGE + 5))


def test_a_case_that_changes_while_pages_are_read_is_told_again(bench: Bench) -> None:
    for number in range(ROWS_OF_A_PAGE + 1):
        add(bench, number)
    first = ask(bench)
    cases = bench.world.stores.cases_of(MERCHANT)
    case = cases.get("case-0")
    command = bench.world.stores.commands_of(MERCHANT).get("case-0", "command-of-case-0")
    assert case is not None
    assert command is not None
    now = bench.world.clock()
    cases.save_progress(case, case.model_copy(update={"transfer": Transfer.SUBMITTING, "changed_at": now}), command)
    bench.world.clock.move(timedelta(minutes=1))
    second = ask(bench, ("cursor", first.json["next_cursor"]))
    assert ids(second) == [f"case-{ROWS_OF_A_PAGE}", "case-0"]


@pytest.mark.parametrize(
    ("since", "is_told"),
    [
        ("0001-01-01T00:00:00+14:00", True),
        ("0001-01-01T00:00:00Z", True),
        ("9999-12-31T23:59:59-14:00", False),
    ],
)
def test_an_instant_beyond_what_utc_can_tell_is_before_all_or_after_all(
    bench: Bench, since: str, *, is_told: bool
) -> None:
    add(bench, 1)
    assert (read_all(bench, ("changed_since", since)) == ["case-1"]) is is_told
    assert (ids(ask(bench, ("order_id", "1_2026_09"), ("changed_since", since))) == ["case-1"]) is is_told


def test_a_change_that_may_not_have_settled_is_told_at_the_next_call(bench: Bench) -> None:
    add(bench, 1, changed_at=bench.world.clock())
    assert read_all(bench) == []
    assert ids(ask(bench, ("order_id", "1_2026_09"))) == ["case-1"]
    bench.world.clock.move(SETTLED_AFTER + timedelta(milliseconds=1))
    assert read_all(bench) == ["case-1"]


def test_orders_and_an_instant_together_narrow(bench: Bench) -> None:
    add(bench, 1)
    add(bench, 2)
    asked = [("order_id", "1_2026_09"), ("order_id", "2_2026_09")]
    since = (START + timedelta(minutes=2)).isoformat()
    assert ids(ask(bench, *asked, ("changed_since", since))) == ["case-2"]


@pytest.mark.parametrize(
    ("pairs", "field"),
    [
        ([("order_id", "1")], "order_id.0"),
        ([("order_id", f"{number}_2026_09") for number in range(101)], "order_id"),
        ([("changed_since", "yesterday")], "changed_since"),
        ([("changed_since", "2026-11-24T09:00:00")], "changed_since"),
        ([("cursor", "none")], "cursor"),
        ([("order_id", "1_2026_09"), ("cursor", "MjAyNi0xMS0yNFQwOTowMTowMC4wMDAwMDArMDA6MDAjY2FzZS0x")], "cursor"),
        (
            [
                ("changed_since", "2026-11-25T09:00:00Z"),
                ("cursor", "MjAyNi0xMS0yNFQwOTowMTowMC4wMDAwMDArMDA6MDAjY2FzZS0x"),
            ],
            "cursor",
        ),
    ],
)
def test_a_question_that_cannot_be_read_is_refused_by_field(
    bench: Bench, pairs: list[tuple[str, str]], field: str
) -> None:
    answer = ask(bench, *pairs)
    assert (answer.status, answer.json["code"]) == (422, "invalid_request")
    assert field in {error["field"] for error in answer.json["errors"]}


def test_more_parameters_than_can_be_meant_are_refused(bench: Bench) -> None:
    assert ask(bench, *[("x", "1")] * 200).status == 422


def test_an_instant_may_come_with_a_plus_sign_that_was_not_encoded(bench: Bench) -> None:
    add(bench, 1)
    query = f"merchant_id={MERCHANT}&changed_since=2026-11-24T09:00:00+00:00"
    headers = signature_headers("msg-1", bench.world.clock(), f"{PATH}?{query}".encode())
    event = http_event("GET", PATH, headers=headers) | {"rawQueryString": query}
    assert ids(read_answer(bench.application.resolve(event, Context()))) == ["case-1"]


def test_whoever_does_not_sign_is_told_nothing(bench: Bench) -> None:
    add(bench, 1)
    for signed in ("", PATH, f"{PATH}?merchant_id={OTHER_MERCHANT}"):
        answer = ask(bench, signed=signed)
        assert (answer.status, answer.json["code"]) == (401, "invalid_signature")
    token = give_token(bench.world)
    headers = {"Authorization": f"Bearer {token}"}
    event = http_event("GET", PATH, headers=headers, query={"merchant_id": MERCHANT})
    assert read_answer(bench.application.resolve(event, Context())).status == 401


@pytest.mark.parametrize("merchant_id", ["nobody", OTHER_MERCHANT])
def test_a_merchant_without_the_app_is_not_known(bench: Bench, merchant_id: str) -> None:
    answer = ask(bench, merchant_id=merchant_id)
    assert (answer.status, answer.json["code"]) == (404, "unknown_merchant")
