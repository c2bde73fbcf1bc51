"""Cases over HTTP, as JSON and as pages."""

from __future__ import annotations

from datetime import timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from shared.domain.cases.case import Change, Closing, StatusText
from shared.domain.cases.case_progress import follow_snapshot
from shared.domain.cases.timeline import Actor, CaseEvent, EventKind
from tests.component.calls import Context, http_event, read_answer
from tests.component.cases_bench import HTML, Bench
from tests.component.snapshots import make_snapshot
from tests.component.world import MERCHANT, OTHER_MERCHANT, START, make_case, make_debtor

if TYPE_CHECKING:
    from shared.domain.parties.debtor import Debtor
    from tests.component.world import World

HOSTILE = '<script>alert("1")</script>'


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


class Scripts(HTMLParser):
    """Counts elements that would run something."""

    def __init__(self) -> None:
        super().__init__()
        self.inline = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has_source = any(name == "src" for name, _ in attrs)
        self.inline += (tag == "script" and not has_source) + sum(name.startswith("on") for name, _ in attrs)


def test_a_case_without_an_answer_yet_is_shown_with_what_is_known(bench: Bench) -> None:
    bench.add(make_case())
    assert bench.get("/cases").json == {
        "items": [
            {
                "case_id": "case-1",
                "case_number": None,
                "transfer": "ready",
                "stage": None,
                "processing": None,
                "payment": None,
                "status_text": None,
                "rejection": None,
                "closing": None,
                "orders": ["1001_2026_09"],
                "debtor_name": "Erika Beispiel",
                "portal_account": "webseite",
                "atriga_account": "10001",
                "total": "99.00",
                "paid": None,
                "open": "99.00",
                "currency": "EUR",
                "handed_over_at": None,
                "changed_at": "2026-11-24T09:00:00+00:00",
                "marks": [],
                "documents": 0,
                "next_step": "sending",
                "next_step_until": None,
                "needs_me": False,
                "test": False,
                "page_url": "https://app.example/cases/case-1",
            }
        ],
        "next_cursor": None,
    }


def test_a_case_follows_what_atriga_tells(bench: Bench) -> None:
    case = bench.add(make_case())
    closing = Closing(code="paid", text="Bezahlt", closed_at=START)
    snapshot = make_snapshot(version=4, closing=closing, payment="fully_paid")
    change = Change(change_id="change-1", changed_at=START, kind="closed", text="Fall beendet", snapshot=snapshot)
    later = START + timedelta(minutes=7)
    bench.world.stores.change_records_of(MERCHANT).record(case, follow_snapshot(case, snapshot, later), [change])
    row = bench.get("/cases/case-1").json
    assert (row["case_number"], row["transfer"], row["payment"]) == ("26-000001", "accepted", "fully_paid")
    assert (row["open"], row["closing"]["code"]) == ("145.00", "paid")
    assert row["changed_at"] == "2026-11-24T09:07:00+00:00"
    html = bench.get("/cases/case-1", headers=HTML).body
    assert "Fall beendet" in html
    assert "26-000001" in html


def test_the_page_shows_changes_events_and_commands_as_one_list(bench: Bench) -> None:
    case = bench.add(make_case())
    change = Change(
        change_id="change-1",
        changed_at=START + timedelta(minutes=2),
        kind="telepathy",
        text="<b>Gedanken</b>",
        snapshot=make_snapshot(stage="dream", status=StatusText(code="x", text="Neuer Stand")),
    )
    records = bench.world.stores.change_records_of(MERCHANT)
    records.record(case, follow_snapshot(case, change.snapshot, START), [change])
    event = CaseEvent(event_id="1", at=START + timedelta(minutes=1), actor=Actor.MERCHANT, kind=EventKind.APPROVED)
    bench.world.put(bench.world.stores.timelines_of(MERCHANT).put_event("case-1", event))
    html = bench.get("/cases/case-1", headers=HTML).body
    told = html.index("<strong>&lt;b&gt;Gedanken")
    assert 0 < told < html.index("Zur Übergabe freigegeben") < html.rindex("Fall übergeben")
    assert "dream" in html
    assert "Neuer Stand" in html


def test_pages_of_json_follow_one_another(bench: Bench) -> None:
    for number in range(5):
        bench.add(make_case(f"case-{number}", f"{number}_2026_09", changed_at=START + timedelta(seconds=number)))
    first = bench.get("/cases", limit="2").json
    second = bench.get("/cases", limit="2", cursor=first["next_cursor"]).json
    third = bench.get("/cases", limit="2", cursor=second["next_cursor"]).json
    seen = [row["case_id"] for page in (first, second, third) for row in page["items"]]
    assert seen == ["case-4", "case-3", "case-2", "case-1", "case-0"]
    assert third["next_cursor"] is None


@pytest.mark.parametrize("limit", ["0", "201", "-1", "many", "1e2", "٣", ""])
def test_a_limit_that_makes_no_sense_is_refused(bench: Bench, limit: str) -> None:
    answer = bench.get("/cases", limit=limit)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "limit")


@pytest.mark.parametrize("cursor", ["!", "e30", "bWVyY2hhbnQtMg", "MjAyNi0xMS0yNFQwOTowMDowMCMuLi8"])
def test_a_cursor_that_the_app_did_not_make_is_refused(bench: Bench, cursor: str) -> None:
    answer = bench.get("/cases", cursor=cursor)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "cursor")


def test_a_merchant_sees_its_own_cases_alone(bench: Bench) -> None:
    bench.add(make_case("case-of-1", "1_2026_09"), MERCHANT)
    bench.add(make_case("case-of-2", "2_2026_09"), OTHER_MERCHANT)
    assert [row["case_id"] for row in bench.get("/cases").json["items"]] == ["case-of-1"]
    assert bench.get("/cases/case-of-1").status == 200
    other = bench.get("/cases/case-of-2")
    assert (other.status, other.json["code"]) == (404, "not_found")
    assert bench.get("/cases/case-of-2", headers=HTML).status == 404


def test_a_cursor_of_another_merchant_shows_nothing_of_it(bench: Bench) -> None:
    for number in range(3):
        bench.add(make_case(f"case-{number}", f"{number}_2026_09"), OTHER_MERCHANT)
    cursor = bench.get("/cases", OTHER_MERCHANT, limit="1").json["next_cursor"]
    assert bench.get("/cases", MERCHANT, cursor=cursor).json["items"] == []


@pytest.mark.parametrize("path", ["/cases", "/cases/case-1"])
@pytest.mark.parametrize("cookie", ["", "__Host-session=nonsense", f"__Host-session={MERCHANT}.{'x' * 43}"])
def test_without_a_session_nothing_is_shown(bench: Bench, path: str, cookie: str) -> None:
    bench.add(make_case())
    for headers in ({}, HTML):
        event = http_event("GET", path, headers=headers, cookies=[cookie] if cookie else [])
        answer = read_answer(bench.application.resolve(event, Context()))
        assert answer.status == 401
        assert "Beispiel" not in answer.body


def test_a_session_of_one_merchant_under_the_name_of_another_opens_nothing(bench: Bench) -> None:
    forged = bench.cookies[MERCHANT].replace(MERCHANT, "merchant-3")
    event = http_event("GET", "/cases", cookies=[forged])
    assert read_answer(bench.application.resolve(event, Context())).status == 401


def test_a_session_that_has_ended_opens_nothing(bench: Bench) -> None:
    bench.world.clock.move(timedelta(hours=12))
    assert bench.get("/cases").status == 401


def test_markup_from_outside_is_shown_as_text(bench: Bench) -> None:
    debtor: Debtor = make_debtor().model_copy(update={"last_name": HOSTILE})
    bench.add(make_case(debtor=debtor, portal_account_name=HOSTILE))
    for path in ("/cases", "/cases/case-1"):
        html = bench.get(path, headers=HTML).body
        scripts = Scripts()
        scripts.feed(html)
        assert scripts.inline == 0
        assert "&lt;script&gt;" in html


def test_every_answer_carries_the_security_headers(bench: Bench) -> None:
    for answer in (bench.get("/cases"), bench.get("/cases", headers=HTML), bench.get("/cases/none")):
        headers = {name.lower(): value for name, value in answer.headers.items()}
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
