"""The list of exports as programs and the page read it, page by page."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from functions.export.handler import Settings, compose
from shared.domain.api_token import Scope
from shared.web.paging import write_cursor
from tests.component.export_bench import ExportBench, make_order
from tests.component.programs import Program, give_token
from tests.component.signed_in import SignedIn
from tests.component.world import OTHER_MERCHANT, START

if TYPE_CHECKING:
    from shared.web.application import Application
    from tests.component.calls import Answer
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> ExportBench:
    """An export that is through, whose first two orders were kept back because they seemed paid."""
    bench = ExportBench(world)
    for order_id in ("1_2026_09", "2_2026_09"):
        bench.dreamrobot.orders[order_id] = make_order(order_id, paid_amount=Decimal("119.00"))
    bench.work()
    return bench


@pytest.fixture
def application(bench: ExportBench) -> Application:
    return compose(Settings.load(bench.world.environment), bench.world.clock)


@pytest.fixture
def program(bench: ExportBench, application: Application) -> Program:
    return Program(application, give_token(bench.world, Scope.EXPORTS_READ, Scope.EXPORTS_WRITE))


@pytest.fixture
def stranger(bench: ExportBench, application: Application) -> Program:
    bench.world.activate(OTHER_MERCHANT, "20002")
    return Program(application, give_token(bench.world, *Scope, merchant_id=OTHER_MERCHANT, secret="o" * 43))


def take_in(bench: ExportBench, *export_ids: str) -> None:
    """Take exports in, a second after each other."""
    for export_id in export_ids:
        bench.world.clock.move(timedelta(seconds=1))
        bench.take_in(export_id)


def ids(answer: Answer) -> list[str]:
    return [one["export_id"] for one in answer.json["items"]]


def fields_of(answer: Answer) -> list[str]:
    assert (answer.status, answer.json["code"]) == (422, "invalid_request")
    return [error["field"] for error in answer.json["errors"]]


def test_exports_are_listed_with_how_far_they_are(bench: ExportBench, program: Program) -> None:
    take_in(bench, "export-2")
    second, first = program.get("/exports").json["items"]
    address = "https://app.example/exports/export-1"
    assert first == {
        "export_id": "export-1",
        "source": "app",
        "created_at": START.isoformat(),
        "state": "done",
        "waiting_for": None,
        "waiting_until": None,
        "total": 3,
        "counts": {"total": 3, "evaluated": 3, "blocked": 2, "cases": 1, "drafts": 0},
        "status_url": address,
        "page_url": address,
    }
    assert (second["export_id"], second["state"], second["counts"]) == ("export-2", "running", None)


def test_the_list_is_read_page_by_page_to_its_end(bench: ExportBench, program: Program) -> None:
    take_in(bench, "export-2", "export-3", "export-4")
    first = program.get("/exports", limit="2")
    assert ids(first) == ["export-4", "export-3"]
    take_in(bench, "export-5")
    last = program.get("/exports", limit="2", cursor=first.json["next_cursor"])
    assert (ids(last), last.json["next_cursor"]) == (["export-2", "export-1"], None)


def test_the_page_leads_to_older_exports_and_back(bench: ExportBench, application: Application) -> None:
    take_in(bench, "export-2", "export-3")
    merchant = SignedIn(application, bench.world, "/exports/export-1/items/1_2026_09")
    assert "Ältere Exporte" not in merchant.get("/exports").body
    newest = merchant.get("/exports", limit="2").body
    assert 'href="/exports/export-3"' in newest
    assert 'href="/exports/export-1"' not in newest
    cursor = write_cursor(f"{START + timedelta(seconds=1):%Y-%m-%dT%H:%M:%S.%f+00:00}#export-2")
    assert f'rel="next" href="/exports?limit=2&amp;cursor={cursor}">Ältere Exporte</a>' in newest
    oldest = merchant.get("/exports", limit="2", cursor=str(cursor)).body
    assert 'href="/exports/export-1"' in oldest
    assert 'href="/exports?limit=2">Zurück zum Anfang</a>' in oldest


@pytest.mark.parametrize(
    "place",
    [
        "no place",
        f"{START.isoformat()}#export-9",
        f"{START.isoformat(timespec='microseconds')}#export-9",
        f"{START + timedelta(days=1):%Y-%m-%dT%H:%M:%S.%f+00:00}#export-1",
        f"{START.isoformat(timespec='microseconds')}#export-1#",
        "2026-11-24#case-1",
    ],
)
def test_a_cursor_that_the_app_did_not_make_is_refused(program: Program, place: str) -> None:
    assert fields_of(program.get("/exports", cursor=str(write_cursor(place)))) == ["cursor"]
    assert fields_of(program.get("/exports", cursor=place)) == ["cursor"]


@pytest.mark.parametrize("limit", ["0", "201", "-1", "many", "", "1.5"])
def test_a_limit_out_of_bounds_is_refused(program: Program, limit: str) -> None:
    assert fields_of(program.get("/exports", limit=limit)) == ["limit"]


def test_a_cursor_of_another_merchant_leads_nowhere(bench: ExportBench, program: Program, stranger: Program) -> None:
    take_in(bench, "export-2")
    cursor = program.get("/exports", limit="1").json["next_cursor"]
    assert fields_of(stranger.get("/exports", cursor=cursor)) == ["cursor"]
    assert stranger.get("/exports").json == {"items": [], "next_cursor": None}


def test_a_token_needs_the_scope_for_reading(bench: ExportBench, program: Program) -> None:
    writer = Program(program.application, give_token(bench.world, Scope.EXPORTS_WRITE, secret="w" * 43))
    refused = writer.get("/exports")
    assert (refused.status, refused.json["code"]) == (403, "insufficient_scope")
