"""The case table over HTTP: filters, files, marks, saved views, and orders for many cases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from functions.cases_api.table import routes as table_routes
from functions.cases_api.table.bulk import MOST_CASES_AT_ONCE
from shared import aws
from shared.domain.cases.mark import MOST_MARKS_OF_A_CASE
from tests.component.cases_bench import HTML, Bench, add, where
from tests.component.world import (
    MERCHANT,
    OTHER_MERCHANT,
    make_debtor,
)

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


def ids(bench: Bench, **query: str) -> list[str]:
    return [row["case_id"] for row in bench.get("/cases", MERCHANT, None, **query).json["items"]]


def test_json_and_page_take_the_same_filters(bench: Bench) -> None:
    add(bench, 1)
    add(bench, 2, test=True)
    assert ids(bench, test="yes") == ["case-2"]
    page = bench.get("/cases", headers=HTML, test="yes").body
    assert 'href="/cases/case-2"' in page
    assert 'href="/cases/case-1"' not in page


def test_json_names_each_filter_that_it_cannot_take(bench: Bench) -> None:
    answer = bench.get("/cases", open_from="viel", sort="pk", transfer="gone")
    assert answer.status == 422
    assert {error["field"] for error in answer.json["errors"]} == {"open_from", "sort", "transfer"}
    assert "viel" not in answer.body


def test_a_page_keeps_a_filter_that_it_cannot_take_at_its_field(bench: Bench) -> None:
    add(bench, 1)
    answer = bench.get("/cases", headers=HTML, open_from="viel")
    assert answer.status == 422
    assert 'value="viel"' in answer.body
    assert 'href="/cases/case-1"' in answer.body


def test_a_cursor_of_another_view_is_refused(bench: Bench) -> None:
    for number in range(3):
        add(bench, number)
    cursor = bench.get("/cases", limit="1", sort="open").json["next_cursor"]
    answer = bench.get("/cases", q="beispiel", cursor=cursor)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "cursor")


def test_a_page_makes_the_same_few_requests_however_many_cases_there_are(bench: Bench) -> None:
    calls: list[str] = []
    events = aws.dynamodb_client().meta.events
    events.register("before-call.dynamodb", lambda model, **_: calls.append(model.name))
    counts = []
    for first, last in ((0, 2), (2, 60)):
        for number in range(first, last):
            add(bench, number)
        for query in ({}, {"stage": "judicial"}, {"q": "beispiel"}):
            calls.clear()
            assert bench.get("/cases", MERCHANT, HTML, **query).status == 200
            counts.append(len(calls))
    assert counts[:2] == counts[3:5]
    assert max(counts) <= 7


def test_a_case_is_bold_until_its_page_is_opened(bench: Bench) -> None:
    add(bench, 1)
    assert 'class="news"' in bench.get("/cases", headers=HTML).body
    bench.get("/cases/case-1")
    assert 'class="news"' in bench.get("/cases", headers=HTML).body
    bench.get("/cases/case-1", headers=HTML)
    assert 'class="news"' not in bench.get("/cases", headers=HTML).body


def test_the_file_holds_what_is_shown(bench: Bench) -> None:
    add(bench, 1)
    add(bench, 2, debtor=make_debtor().model_copy(update={"company": "=cmd()"}))
    answer = bench.get("/cases.csv", columns="orders,debtor,open", q="cmd")
    assert answer.status == 200
    headers = {name.lower(): value for name, value in answer.headers.items()}
    assert headers["content-disposition"] == 'attachment; filename="cases-2026-11-24.csv"'
    assert "link" not in headers
    lines = answer.body.split("\r\n")
    assert lines == ["\ufeffAufträge;Schuldner;Offen;Währung", "2_2026_09;'=cmd();99,00;EUR", ""]


def test_a_long_file_comes_in_parts_that_lead_on(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_routes, "MOST_ROWS_OF_A_FILE", 2)
    for number in range(5):
        add(bench, number)
    seen: list[str] = []
    query: dict[str, str] = {"columns": "orders"}
    for part in range(1, 4):
        answer = bench.get("/cases.csv", MERCHANT, None, **query)
        head, *lines = answer.body.split("\r\n")[:-1]
        assert "Aufträge" in head
        if part < 3:
            path, found = where(lines.pop())
            assert path == "/cases.csv"
            query = {name: values[0] for name, values in found.items()}
            assert f"-{part}.csv" in answer.headers["Content-Disposition"]
        seen += [line.partition(";")[0] for line in lines]
    assert seen == [f"{number}_2026_09" for number in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize("path", ["/cases.csv", "/cases/bulk", "/cases/views", "/cases/columns", "/cases/case-1/marks"])
def test_without_a_session_nothing_is_done(bench: Bench, path: str) -> None:
    bench.cookies[MERCHANT] = "__Host-session=nonsense"
    answer = bench.get(path) if path.endswith("csv") else bench.post(path, {}, csrf_token="x")
    assert answer.status == 401


@pytest.mark.parametrize("path", ["/cases/bulk", "/cases/views", "/cases/columns", "/cases/case-1/marks"])
def test_a_form_that_no_page_of_the_session_sent_does_nothing(bench: Bench, path: str) -> None:
    add(bench, 1)
    fields = {"action": "mark", "mark": "a", "case.case-1": "1", "name": "a", "columns": "open", "add": "a"}
    for token in ("", "forged", bench.csrf_token(OTHER_MERCHANT) + "x"):
        assert bench.post(path, fields, csrf_token=token).status == 403
    assert bench.get("/cases").json["items"][0]["marks"] == []


def test_marks_are_changed_by_programs(bench: Bench) -> None:
    add(bench, 1)
    body = json.dumps({"add": ["Anwalt", " Rück\u0000sprache "], "remove": ["nie"]}).encode()
    assert bench.post("/cases/case-1/marks", body).json == {"marks": ["Anwalt", "Rück\ufffdsprache"]}
    assert bench.get("/cases/case-1").json["marks"] == ["Anwalt", "Rück\ufffdsprache"]
    assert ids(bench, mark="Anwalt") == ["case-1"]
    assert bench.post("/cases/case-1/marks", b'{"remove":["Anwalt"]}').json["marks"] == ["Rück\ufffdsprache"]


@pytest.mark.parametrize(
    "body", [b'{"add":[""]}', b'{"add":["' + b"x" * 31 + b'"]}', b'{"add":"a"}', b'{"other":[]}', b"[]", b""]
)
def test_marks_that_cannot_be_taken_change_nothing(bench: Bench, body: bytes) -> None:
    add(bench, 1)
    assert bench.post("/cases/case-1/marks", body).status == 422
    assert bench.get("/cases/case-1").json["marks"] == []


def test_a_case_that_is_full_of_marks_says_so_and_keeps_those_it_has(bench: Bench) -> None:
    add(bench, 1)
    full = [f"m{number}" for number in range(MOST_MARKS_OF_A_CASE)]
    assert bench.post("/cases/case-1/marks", json.dumps({"add": full}).encode()).json["marks"] == full
    refused = bench.post("/cases/case-1/marks", b'{"add":["one more"],"remove":["nie"]}')
    assert (refused.status, refused.json["errors"][0]["field"]) == (422, "add")
    by_form = bench.post("/cases/case-1/marks", {"add": "one more"})
    assert (by_form.status, by_form.headers["Location"]) == (303, "/cases/case-1?told=case_full_of_marks")
    told = bench.get("/cases/case-1", headers=HTML, told="case_full_of_marks").body
    assert "Dieser Fall trägt schon 10 Marken." in told
    assert bench.get("/cases/case-1").json["marks"] == full
    assert bench.post("/cases/case-1/marks", b'{"add":["new","m1"],"remove":["m0"]}').json["marks"] == [
        *full[1:],
        "new",
    ]


def test_a_form_for_more_cases_than_a_page_shows_is_refused(bench: Bench) -> None:
    ticked = {f"case.case-{number}": "1" for number in range(MOST_CASES_AT_ONCE + 1)}
    for action in ("mark", "pause"):
        assert bench.post("/cases/bulk", {**ticked, "action": action, "mark": "a"}).status == 422


def test_a_case_of_another_merchant_is_not_marked(bench: Bench) -> None:
    add(bench, 1, OTHER_MERCHANT)
    assert bench.post("/cases/case-1/marks", b'{"add":["a"]}').status == 404
    bench.post("/cases/bulk", {"action": "mark", "mark": "a", "case.case-1": "1"})
    assert bench.world.stores.case_table_settings_of(MERCHANT).read().marks == []
    assert bench.get("/cases/case-1", OTHER_MERCHANT).json["marks"] == []


def test_ticked_cases_are_marked_and_the_view_stays(bench: Bench) -> None:
    for number in (1, 2, 3):
        add(bench, number)
    fields = {"mark": "Anwalt", "case.case-1": "1", "case.case-3": "1", "view": "sort=-open&stage=judicial"}
    answer = bench.post("/cases/bulk", {**fields, "action": "mark"})
    assert answer.status == 303
    path, query = where(answer.headers["Location"])
    assert path == "/cases"
    assert query == {"stage": ["judicial"], "sort": ["-open"], "told": ["marked"], "count": ["2"]}
    assert sorted(ids(bench, mark="Anwalt")) == ["case-1", "case-3"]
    bench.post("/cases/bulk", {"action": "unmark", "mark": "Anwalt", "case.case-1": "1", "case.case-2": "1"})
    assert ids(bench, mark="Anwalt") == ["case-3"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"action": "mark", "mark": "a"}, "nothing_ticked"),
        ({"action": "mark", "mark": "", "case.case-1": "1"}, "no_mark"),
        ({"action": "mark", "mark": "x" * 31, "case.case-1": "1"}, "no_mark"),
    ],
)
def test_a_form_that_says_too_little_is_told_so(bench: Bench, fields: dict[str, str], told: str) -> None:
    add(bench, 1)
    _, query = where(bench.post("/cases/bulk", fields).headers["Location"])
    assert query["told"] == [told]


def test_there_are_only_so_many_different_marks(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.cases_api.table.marking_routes.MOST_MARKS", 1)
    add(bench, 1)
    bench.post("/cases/case-1/marks", b'{"add":["a"]}')
    assert bench.post("/cases/case-1/marks", b'{"add":["b"]}').status == 422
    _, query = where(bench.post("/cases/bulk", {"action": "mark", "mark": "b", "case.case-1": "1"}).headers["Location"])
    assert query["told"] == ["too_many_marks"]


def test_an_unknown_action_is_refused(bench: Bench) -> None:
    assert bench.post("/cases/bulk", {"action": "withdraw", "case.case-1": "1"}).status == 422


def test_no_view_leads_out_of_the_app(bench: Bench) -> None:
    answer = bench.post("/cases/bulk", {"action": "mark", "view": "//evil.example/?x=1\r\nX: 1&stage=judicial"})
    assert answer.headers["Location"] == "/cases?stage=judicial&told=nothing_ticked&count=0"


def test_a_view_is_saved_and_forgotten(bench: Bench) -> None:
    add(bench, 1)
    bench.post("/cases/views", {"action": "save", "name": "<b>Gericht", "view": "stage=judicial&sort=-open&evil=1"})
    shown = bench.get("/cases", headers=HTML).body
    assert 'href="/cases?stage=judicial&amp;sort=-open">&lt;b&gt;Gericht</a>' in shown
    bench.post("/cases/views", {"action": "forget", "name": "<b>Gericht"})
    assert "&lt;b&gt;Gericht" not in bench.get("/cases", headers=HTML).body
    assert bench.post("/cases/views", {"action": "save", "name": "x" * 61}).status == 422


def test_columns_are_kept_for_the_merchant(bench: Bench) -> None:
    add(bench, 1)
    answer = bench.post("/cases/columns", {"columns": "number,documents", "view": "columns=number&sort=open"})
    assert answer.headers["Location"] == "/cases?sort=open"
    assert "Dokumente</a>" in bench.get("/cases", headers=HTML).body
    assert "Dokumente</a>" not in bench.get("/cases", OTHER_MERCHANT, headers=HTML).body
    assert bench.post("/cases/columns", {"columns": "pk"}).status == 422
