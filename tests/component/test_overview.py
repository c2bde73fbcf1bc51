"""The overview over HTTP: the same figures as a page and as JSON, and nothing of another merchant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from functions.cases_api.overview.schemas import OverviewFigures
from shared import aws
from shared.domain.cases.case import Balance, BalanceLine, Transfer
from shared.domain.money import Money
from tests.component.cases_bench import HTML, Bench, add, add_accepted
from tests.component.world import MERCHANT, OTHER_MERCHANT, make_position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> Bench:
    world.activate()
    return Bench(world)


def paid(cents: int) -> dict[str, Any]:
    before = make_position().paid.cents
    line = BalanceLine(
        owed=Money(cents=9900 + before, currency="EUR"), paid=Money(cents=before + cents, currency="EUR")
    )
    return {"balance": Balance(principal=line, total_open=Money(cents=9900 - cents, currency="EUR"))}


def fill(bench: Bench) -> None:
    add(bench, 1, transfer=Transfer.DRAFT)
    add(bench, 2, test=True)
    add_accepted(bench, 3, **paid(4000), case_number="26-3")
    add_accepted(bench, 4, stage="judicial", processing="waiting_for_client", case_number="26-4", **paid(0))


def entries_of(told: Any) -> Iterator[tuple[str, int]]:
    """Yield each number of cases with the address at which they are listed."""
    for amounts in told["amounts"]:
        yield amounts["recovered_url"], amounts["recovered_cases"]
        yield amounts["running_url"], amounts["running_cases"]
    for entry in (*told["states"], *told["needs_attention"], *told["portal_accounts"], told["first_payment"]):
        yield entry["page_url"], entry["cases"]


def test_a_program_gets_the_figures(bench: Bench) -> None:
    fill(bench)
    told = bench.get("/overview").json
    assert (told["cases"], told["test_cases"], told["is_complete"]) == (3, 1, True)
    [amounts] = told["amounts"]
    assert (amounts["recovered"], amounts["open"], amounts["claimed"]) == ("40.00", "158.00", "198.00")
    assert amounts["months"][-1] == {
        "month": "2026-11",
        "recovered": "40.00",
        "page_url": "https://app.example/cases?recovered_in=2026-11&test=no",
    }
    assert {(one["kind"], one["value"], one["cases"]) for one in told["states"]} == {
        ("transfer", "draft", 1),
        ("stage", "extrajudicial", 1),
        ("stage", "judicial", 1),
    }
    assert {(one["value"], one["cases"]) for one in told["needs_attention"]} == {("review", 1), ("ask_atriga", 1)}
    assert (told["first_payment"]["median_days"], told["first_payment"]["cases"]) == ("0", 1)


def test_what_programs_get_is_what_the_description_says(bench: Bench) -> None:
    fill(bench)
    told = bench.get("/overview").json
    again = OverviewFigures.model_validate(told).model_dump(mode="json")
    assert again | {"as_of": told["as_of"]} == told


def test_each_number_of_cases_leads_to_as_many_cases(bench: Bench) -> None:
    fill(bench)
    entries = list(entries_of(bench.get("/overview").json))
    assert len(entries) == 9
    for address, cases in entries:
        query = dict(parse_qsl(urlsplit(address).query))
        assert len(bench.get("/cases", MERCHANT, None, **query).json["items"]) == cases, address


def test_a_person_gets_a_page_with_the_names_of_the_portal_accounts(bench: Bench) -> None:
    fill(bench)
    answer = bench.get("/overview", headers=HTML)
    assert answer.status == 200
    assert "40,00\N{NO-BREAK SPACE}€" in answer.body
    assert "webseite" in answer.body


def test_before_the_first_case_the_page_says_what_to_do(bench: Bench) -> None:
    assert "Es gibt noch keinen Fall" in bench.get("/overview", headers=HTML).body
    assert bench.get("/overview").json["amounts"] == []


def test_another_merchant_sees_nothing_of_it(bench: Bench) -> None:
    fill(bench)
    told = bench.get("/overview", OTHER_MERCHANT).json
    assert (told["cases"], told["test_cases"], told["amounts"], told["portal_accounts"]) == (0, 0, [], [])
    assert "webseite" not in bench.get("/overview", OTHER_MERCHANT, HTML).body


def test_without_a_session_there_is_no_overview(bench: Bench) -> None:
    bench.cookies[MERCHANT] = "__Host-session=nonsense"
    for headers in (None, HTML):
        assert bench.get("/overview", headers=headers).status == 401


def test_the_overview_makes_the_same_few_requests_however_many_cases_there_are(bench: Bench) -> None:
    calls: list[str] = []
    aws.dynamodb_client().meta.events.register("before-call.dynamodb", lambda model, **_: calls.append(model.name))
    counts = []
    for first, last in ((10, 12), (12, 60)):
        for number in range(first, last):
            add(bench, number)
        calls.clear()
        assert bench.get("/overview", headers=HTML).status == 200
        counts.append(len(calls))
    assert counts[0] == counts[1] <= 6


def test_the_start_of_a_money_list_is_the_money(bench: Bench) -> None:
    fill(bench)
    for query, expected in (
        ({"recovered": "yes"}, ["case-3"]),
        ({"recovered_in": "2026-11"}, ["case-3"]),
        ({"recovered_in": "2026-10"}, []),
        ({"recovered": "no", "running": "yes"}, ["case-4"]),
        ({"next_step": "ask_atriga"}, ["case-4"]),
        ({"next_step": "collection"}, ["case-3"]),
        ({"currency": "CHF"}, []),
        ({"running": "no", "test": "no"}, ["case-1"]),
    ):
        found = bench.get("/cases", MERCHANT, None, **query).json["items"]
        assert [row["case_id"] for row in found] == expected, query
