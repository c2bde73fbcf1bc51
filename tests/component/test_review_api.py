"""The review as JSON: a program lists, reads, corrects, approves and discards drafts, each as it was seen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from functions.cases_api.review import review as reviewing
from shared.boss.submission import write_submission
from shared.domain.api_token import Scope
from shared.domain.cases.case import Transfer
from shared.domain.cases.timeline import Actor, EventKind
from shared.store.drafts import DraftRepository
from tests.component.programs import call, give_token
from tests.component.review_program import Program, errors_of
from tests.component.world import MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> Program:
    return Program(world)


def test_the_list_tells_what_is_missing_first(bench: Program) -> None:
    bench.tell(bench.first, "correct", reminders=[{"sent_on": "2026-10-01"}])
    answer = bench.read("/review")
    assert answer.status == 200
    first, second = answer.json["items"]
    assert [first["case_id"], second["case_id"]] == [bench.second.case_id, bench.first.case_id]
    assert first["missing_facts"] == ["reminders"]
    assert second["missing_facts"] == []
    assert second["orders"] == ["1_2026_09", "2_2026_09"]
    assert (second["debtor_name"], second["total"], second["currency"]) == ("Erika Beispiel", "238.00", "EUR")
    assert second["revision"] == bench.now(bench.first).revision
    assert second["page_url"].endswith(f"/review/{bench.first.case_id}")
    assert answer.json["next_cursor"] is None


def test_the_list_goes_on_with_its_cursor(bench: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.cases_api.review.api.DRAFTS_AT_ONCE", 1)
    told: list[str] = []
    cursor: dict[str, str] = {}
    for _ in range(3):
        answer = bench.read("/review", **cursor).json
        told += [one["case_id"] for one in answer["items"]]
        if answer["next_cursor"] is None:
            break
        cursor = {"cursor": answer["next_cursor"]}
    assert set(told) == bench.drafts()
    assert errors_of(bench.read("/review", cursor="none of ours")) == {"cursor"}


def test_a_draft_is_told_whole_with_exactly_what_would_be_sent(bench: Program) -> None:
    bench.tell(bench.first, "correct", debtor={"last_name": "Anders"}, disputed=True)
    case = bench.now(bench.first)
    told = bench.read(f"/review/{case.case_id}").json
    assert told["submission"] == write_submission(case)
    assert told["submission"]["debtor"]["last_name"] == "Anders"
    assert [(one["code"], one["field"]) for one in told["obstacles"]] == [("disputed", "disputed")]
    assert told["obstacles"][0]["text"]
    assert [one["order_id"] for one in told["findings"]] == ["1_2026_09", "2_2026_09"]
    assert [(one["field"], one["before"], one["after"], one["actor"]) for one in told["corrections"]] == [
        ("debtor.last_name", "Beispiel", "Anders", "merchant"),
        ("disputed", None, "yes", "merchant"),
    ]
    assert told["corrections"][0]["at"] == bench.world.clock().isoformat()
    assert told["revision"] == case.revision


def test_what_is_no_draft_any_more_leads_to_its_case(bench: Program) -> None:
    bench.tell(bench.first, "approve")
    answer = bench.read(f"/review/{bench.first.case_id}")
    assert (answer.status, answer.headers["Location"]) == (303, f"/cases/{bench.first.case_id}")
    assert bench.read("/review/none").status == 404


def test_a_browser_gets_pages_on_the_same_addresses(bench: Program) -> None:
    for path in ("/review", f"/review/{bench.first.case_id}"):
        assert bench.merchant.get(path).headers["Content-Type"].startswith("text/html")
        assert bench.read(path).headers["Content-Type"] == "application/json"


def test_approving_is_kept_as_the_merchants_and_hands_over_once(bench: Program) -> None:
    answer = bench.tell(bench.first, "approve")
    assert answer.status == 200
    assert answer.json == {
        "case_id": bench.first.case_id,
        "outcome": "approved",
        "transfer": "ready",
        "revision": None,
        "findings": [],
    }
    [event] = bench.world.stores.timelines_of(MERCHANT).list_events(bench.first.case_id)
    assert (event.kind, event.actor) == (EventKind.APPROVED, Actor.MERCHANT)
    again = bench.tell(bench.first, "approve")
    assert (again.status, again.json["code"]) == (409, "decided_before")
    assert bench.tell(bench.first, "discard").json["code"] == "decided_before"
    assert len(bench.world.take_messages("commands")) == 1


def test_discarding_frees_the_orders(bench: Program) -> None:
    assert bench.tell(bench.first, "discard").json["outcome"] == "discarded"
    assert bench.now(bench.first).transfer is Transfer.DISCARDED
    assert bench.cases.find_handed_over("1_2026_09") is None
    assert bench.world.take_messages("commands") == []


def test_what_something_keeps_back_is_not_approved_and_says_at_which_field(bench: Program) -> None:
    bench.tell(bench.first, "correct", disputed=True)
    answer = bench.tell(bench.first, "approve")
    assert (answer.status, answer.json["code"]) == (422, "kept_back")
    assert [error["field"] for error in answer.json["errors"]] == ["disputed"]
    assert bench.now(bench.first).is_draft


def test_some_are_approved_and_each_is_told_what_became_of_it(bench: Program) -> None:
    bench.tell(bench.second, "correct", disputed=True)
    told = bench.tell_many("approve", bench.look(bench.first), bench.look(bench.second), ("none", 1))
    assert {case_id: one["outcome"] for case_id, one in told.items()} == {
        bench.first.case_id: "approved",
        bench.second.case_id: "kept_back",
        "none": "unknown",
    }
    assert [one["field"] for one in told[bench.second.case_id]["findings"]] == ["disputed"]
    assert told["none"]["transfer"] is None
    assert len(bench.world.take_messages("commands")) == 1
    again = bench.tell_many("approve", (bench.first.case_id, 1))
    assert (again[bench.first.case_id]["outcome"], again[bench.first.case_id]["transfer"]) == (
        "decided_before",
        "ready",
    )
    assert bench.world.take_messages("commands") == []
    assert bench.events(bench.first) == [EventKind.APPROVED]


@pytest.mark.parametrize("action", ["approve", "discard"])
def test_some_that_were_changed_meanwhile_stay_as_they_are(bench: Program, action: str) -> None:
    seen = bench.look(bench.first)
    bench.tell(bench.first, "correct", debtor={"last_name": "Anders"})
    told = bench.tell_many(action, seen, bench.look(bench.second))
    assert told[bench.first.case_id]["outcome"] == "changed"
    assert told[bench.second.case_id]["outcome"] == {"approve": "approved", "discard": "discarded"}[action]
    assert bench.drafts() == {bench.first.case_id}


def test_all_are_approved_save_what_is_kept_back(bench: Program) -> None:
    bench.tell(bench.second, "correct", disputed=True)
    for first_time in (True, False):
        answer = bench.send("/review", {"action": "approve_all"})
        assert answer.status == 200
        outcomes = {one["case_id"]: one["outcome"] for one in answer.json["items"]}
        assert outcomes.get(bench.first.case_id) == ("approved" if first_time else None)
        assert outcomes[bench.second.case_id] == "kept_back"
        assert answer.json["next_cursor"] is None
    assert len(bench.world.take_messages("commands")) == 1


def test_where_time_is_over_the_cursor_goes_on_with_the_rest(bench: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "_OF_ALL_AT_ONCE", 1)
    real: Any = DraftRepository.approve

    def take_long(*arguments: object) -> None:
        real(*arguments)
        bench.world.clock.move(timedelta(seconds=9))

    monkeypatch.setattr(DraftRepository, "approve", take_long)
    answer = bench.send("/review", {"action": "approve_all"}).json
    assert len(answer["items"]) == 1
    rest = bench.send("/review", {"action": "approve_all", "cursor": answer["next_cursor"]}).json
    assert {one["case_id"] for one in (*answer["items"], *rest["items"])} == {
        bench.first.case_id,
        bench.second.case_id,
    }
    assert bench.drafts() == set()


FAULTY_DECISIONS: list[tuple[object, set[str]]] = [
    ({"action": "approve"}, {"drafts"}),
    ({"action": "discard", "drafts": []}, {"drafts"}),
    ({"action": "approve", "drafts": [{"case_id": "a"}]}, {"drafts.0.revision"}),
    ({"action": "approve", "drafts": [{"case_id": "", "revision": 1}]}, {"drafts.0.case_id"}),
    ({"action": "approve", "drafts": [{"case_id": "x" * 3000, "revision": 1}]}, {"drafts.0.case_id"}),
    ({"action": "approve", "drafts": [{"case_id": 1, "revision": 1}]}, {"drafts.0.case_id"}),
    ({"action": "approve", "drafts": [{"case_id": "a", "revision": 1}] * 51}, {"drafts"}),
    ({"action": "approve", "drafts": [{"case_id": "a", "revision": 1}], "cursor": "a"}, {"cursor"}),
    ({"action": "approve_all", "drafts": [{"case_id": "a", "revision": 1}]}, {"drafts"}),
    ({"action": "approve_all", "cursor": "none of ours"}, {"cursor"}),
    ({"action": "discard_all"}, {"action"}),
    ({}, {"action"}),
    (b"null", {"body"}),
]


def test_what_cannot_be_read_does_nothing_with_many(bench: Program) -> None:
    for body, fields in FAULTY_DECISIONS:
        assert errors_of(bench.send("/review", body)) == fields, body
    assert bench.drafts() == {bench.first.case_id, bench.second.case_id}


def test_a_body_that_is_too_large_is_refused(bench: Program) -> None:
    answer = bench.send("/review", b" " * (256 * 1024 + 1))
    assert (answer.status, answer.json["code"]) == (413, "too_large")


def test_the_scopes_open_only_their_side(bench: Program) -> None:
    narrow = {
        Scope.CASES_READ: give_token(bench.world, Scope.CASES_READ, secret="r" * 43),
        Scope.CASES_ACT: give_token(bench.world, Scope.CASES_ACT, secret="a" * 43),
    }
    path = f"/review/{bench.first.case_id}"
    for one in ("/review", path):
        assert call(bench.merchant.application, narrow[Scope.CASES_ACT], "GET", one).status == 403
        assert call(bench.merchant.application, narrow[Scope.CASES_READ], "GET", one).status == 200
    body = {"action": "approve", "revision": 1}
    assert bench.send(path, body, token=narrow[Scope.CASES_READ]).json["code"] == "insufficient_scope"
    many = {"action": "approve_all"}
    assert bench.send("/review", many, token=narrow[Scope.CASES_READ]).json["code"] == "insufficient_scope"
    assert bench.now(bench.first).is_draft
    assert bench.send(path, body, token=narrow[Scope.CASES_ACT]).status == 200


def test_another_merchants_program_sees_and_decides_nothing(bench: Program) -> None:
    bench.world.activate(OTHER_MERCHANT, "20002")
    theirs = give_token(bench.world, *Scope, merchant_id=OTHER_MERCHANT)
    path = f"/review/{bench.first.case_id}"
    assert call(bench.merchant.application, theirs, "GET", "/review").json["items"] == []
    assert call(bench.merchant.application, theirs, "GET", path).status == 404
    for action in ("approve", "discard", "correct"):
        assert bench.send(path, {"action": action, "revision": 1}, token=theirs).status == 404
    drafts = [{"case_id": bench.first.case_id, "revision": 1}]
    for action in ("approve", "discard"):
        [one] = bench.send("/review", {"action": action, "drafts": drafts}, token=theirs).json["items"]
        assert (one["outcome"], one["transfer"], one["revision"]) == ("unknown", None, None)
    assert bench.send("/review", {"action": "approve_all"}, token=theirs).json["items"] == []
    assert bench.now(bench.first) == bench.first
