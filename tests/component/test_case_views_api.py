"""Saved views and usual columns of the case table as programs read and change them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from shared.domain.api_token import Scope
from shared.domain.cases.case_view import DEFAULT_COLUMNS, Column
from tests.component.cases_bench import HTML, Bench, add
from tests.component.programs import call, give_token
from tests.component.world import MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from tests.component.calls import Answer
    from tests.component.world import World

VIEWS, COLUMNS = "/cases/views", "/cases/columns"


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


def send(bench: Bench, path: str, body: object, merchant_id: str = MERCHANT) -> Answer:
    return bench.post(path, body if isinstance(body, bytes) else json.dumps(body).encode(), merchant_id)


def save(bench: Bench, name: object, query: object = "stage=judicial") -> Answer:
    return send(bench, VIEWS, {"action": "save", "name": name, "query": query})


def test_views_are_saved_listed_replaced_and_forgotten(bench: Bench) -> None:
    add(bench, 1)
    assert bench.get(VIEWS).json == {"items": []}
    save(bench, " Offen ", "sort=-open&open_from=100&columns=number,open")
    gericht = {
        "name": "Gericht",
        "query": "stage=judicial",
        "page_url": "https://app.example/cases?stage=judicial",
    }
    query = "open_from=100&sort=-open&columns=number%2Copen"
    offen = {"name": "Offen", "query": query, "page_url": f"https://app.example/cases?{query}"}
    answer = save(bench, "Gericht")
    assert (answer.status, answer.json) == (200, {"items": [gericht, offen]})
    assert bench.get(VIEWS).json == answer.json
    assert f'href="/cases?{query.replace("&", "&amp;")}">Offen</a>' in bench.get("/cases", headers=HTML).body
    replaced = save(bench, "Offen", "").json["items"][1]
    assert (replaced["query"], replaced["page_url"]) == ("", "https://app.example/cases")
    for _ in range(2):
        assert send(bench, VIEWS, {"action": "forget", "name": "Offen"}).json == {"items": [gericht]}


def test_what_a_view_says_is_what_the_list_answers(bench: Bench) -> None:
    for number in (1, 2):
        add(bench, number)
    save(bench, "eine", "q=2_2026_09")
    [view] = bench.get(VIEWS).json["items"]
    name, _, value = view["query"].partition("=")
    assert [row["case_id"] for row in bench.get("/cases", **{name: value}).json["items"]] == ["case-2"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"no json", "body"),
        ([], "body"),
        ({"name": "a"}, "action"),
        ({"action": "keep", "name": "a"}, "action"),
        ({"action": "save"}, "name"),
        ({"action": "save", "name": 1}, "name"),
        ({"action": "save", "name": " \u200b "}, "name"),
        ({"action": "save", "name": "x" * 61}, "name"),
        ({"action": "forget", "name": ""}, "name"),
        ({"action": "save", "name": "a", "view": "stage=a"}, "view"),
        ({"action": "save", "name": "a", "query": "?stage=a"}, "query"),
        ({"action": "save", "name": "a", "query": "evil=1"}, "query"),
        ({"action": "save", "name": "a", "query": "stage=a&stage=b"}, "query"),
        ({"action": "save", "name": "a", "query": "stage"}, "query"),
        ({"action": "save", "name": "a", "query": "x" * 8001}, "query"),
        ({"action": "save", "name": "a", "query": "&".join(f"a{n}=1" for n in range(200))}, "query"),
        ({"action": "save", "name": "a", "query": "open_from=much"}, "query.open_from"),
        ({"action": "save", "name": "a", "query": "sort=-evil"}, "query.sort"),
    ],
)
def test_a_view_that_cannot_be_saved_is_told_at_its_field(bench: Bench, body: object, field: str) -> None:
    answer = send(bench, VIEWS, body)
    assert (answer.status, answer.json["code"]) == (422, "invalid_request")
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert bench.get(VIEWS).json == {"items": []}


def test_there_are_only_so_many_views(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.store.case_table_settings.MOST_SAVED_VIEWS", 1)
    save(bench, "eine")
    answer = save(bench, "zweite")
    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (422, ["name"])
    assert save(bench, "eine", "").status == 200


def test_columns_are_chosen_in_their_order(bench: Bench) -> None:
    assert bench.get(COLUMNS).json == {"columns": [column.value for column in DEFAULT_COLUMNS]}
    answer = send(bench, COLUMNS, {"columns": ["open", "number", "open"]})
    assert (answer.status, answer.json) == (200, {"columns": ["open", "number"]})
    assert bench.get(COLUMNS).json == answer.json
    assert bench.world.stores.case_table_settings_of(MERCHANT).read().columns == (Column.OPEN, Column.NUMBER)


@pytest.mark.parametrize(
    "body", [b"", [], {}, {"columns": []}, {"columns": ["pk"]}, {"columns": "open"}, {"columns": ["open"], "x": 1}]
)
def test_columns_that_there_are_not_change_nothing(bench: Bench, body: object) -> None:
    answer = send(bench, COLUMNS, body)
    assert (answer.status, answer.json["code"]) == (422, "invalid_request")
    assert bench.world.stores.case_table_settings_of(MERCHANT).read().columns == ()


def test_a_browser_that_asks_for_the_list_is_led_to_the_table(bench: Bench) -> None:
    for path in (VIEWS, COLUMNS):
        answer = bench.get(path, headers=HTML)
        assert (answer.status, answer.headers["Location"]) == (303, "/cases")


def test_every_merchant_has_views_and_columns_of_its_own(bench: Bench) -> None:
    save(bench, "Gericht")
    send(bench, COLUMNS, {"columns": ["open"]})
    assert bench.get(VIEWS, OTHER_MERCHANT).json == {"items": []}
    assert bench.get(COLUMNS, OTHER_MERCHANT).json != {"columns": ["open"]}
    send(bench, VIEWS, {"action": "forget", "name": "Gericht"}, OTHER_MERCHANT)
    assert len(bench.get(VIEWS).json["items"]) == 1


def test_a_token_needs_the_scope_of_what_it_does(bench: Bench) -> None:
    bench.world.activate()
    reader = give_token(bench.world, Scope.CASES_READ)
    writer = give_token(bench.world, Scope.CASES_ACT, secret="w" * 43)
    bodies = {VIEWS: b'{"action": "save", "name": "a"}', COLUMNS: b'{"columns": ["open"]}'}
    for path, body in bodies.items():
        assert call(bench.application, reader, "POST", path, body=body).json["code"] == "insufficient_scope"
        assert call(bench.application, writer, "GET", path).json["code"] == "insufficient_scope"
        assert call(bench.application, writer, "POST", path, body=body).status == 200
        assert call(bench.application, reader, "GET", path).status == 200
