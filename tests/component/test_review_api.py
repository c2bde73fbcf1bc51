"""The review as JSON: a program lists, reads, corrects, approves and discards drafts, each as it was seen."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from functions.cases_api.review import review as reviewing
from shared.boss.submission import write_submission
from shared.domain.api_token import Scope
from shared.domain.cases.case import Transfer
from shared.domain.cases.corrections import correct
from shared.domain.cases.timeline import Actor, CaseEvent, EventKind
from shared.domain.parties.debtor import DebtorKind, ReminderChannel
from shared.store.drafts import DraftRepository
from tests.component.programs import call, give_token
from tests.component.review_bench import Bench
from tests.component.world import MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from tests.component.calls import Answer
    from tests.component.world import World


class Program(Bench):
    """The bench of the review with a program of the merchant's at it."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.api_token = give_token(world, *Scope)

    def read(self, path: str, **query: str) -> Answer:
        return call(self.merchant.application, self.api_token, "GET", path, query=query)

    def send(self, path: str, body: object, *, token: str | None = None) -> Answer:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return call(self.merchant.application, token or self.api_token, "POST", path, body=raw)

    def tell(self, case: Case, action: str, revision: int | None = None, **parts: object) -> Answer:
        seen = self.now(case).revision if revision is None else revision
        return self.send(f"/review/{case.case_id}", {"action": action, "revision": seen, **parts})

    def tell_many(self, action: str, *seen: tuple[str, int]) -> dict[str, dict[str, Any]]:
        drafts = [{"case_id": case_id, "revision": revision} for case_id, revision in seen]
        answer = self.send("/review", {"action": action, "drafts": drafts})
        assert answer.status == 200
        return {one["case_id"]: one for one in answer.json["items"]}

    def look(self, case: Case) -> tuple[str, int]:
        return case.case_id, self.now(case).revision


@pytest.fixture
def bench(world: World) -> Program:
    return Program(world)


def errors_of(answer: Answer) -> set[str]:
    assert (answer.status, answer.json["code"]) == (422, "invalid_request"), answer.body
    return {error["field"] for error in answer.json["errors"]}


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
    told, cursor = [], {}
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


def test_a_correction_is_kept_beside_what_was_read(bench: Program) -> None:
    answer = bench.tell(
        bench.first,
        "correct",
        debtor={
            "kind": "business",
            "company": "Beispiel GmbH",
            "first_name": None,
            "address": {"house_number": "14 b", "country": "de"},
        },
        positions=[{"order_id": "2_2026_09", "subject": "Ein Topf"}],
        reminders=[
            {"sent_on": "2026-10-15"},
            {"sent_on": "2026-10-01", "channel": "letter", "credit_agency_notice": True},
        ],
        disputed=False,
    )
    case = bench.now(bench.first)
    assert answer.status == 200
    assert (answer.json["outcome"], answer.json["revision"]) == ("corrected", case.revision)
    assert case.original == bench.first.claim
    assert (case.debtor.kind, case.debtor.company, case.debtor.first_name, case.debtor.last_name) == (
        DebtorKind.BUSINESS,
        "Beispiel GmbH",
        None,
        "Beispiel",
    )
    assert (case.debtor.address.house_number, case.debtor.address.street) == ("14 b", "Musterstraße")
    assert [position.subject for position in case.positions] == [bench.first.positions[0].subject, "Ein Topf"]
    assert {(one.sent_on.day, one.channel, one.credit_agency_notice) for one in case.reminders} == {
        (15, ReminderChannel.UNKNOWN, None),
        (1, ReminderChannel.LETTER, True),
    }
    assert case.disputed is False
    assert {correction.actor for correction in case.corrections} == {Actor.MERCHANT}
    assert bench.events(bench.first) == [EventKind.CORRECTED]


def test_null_takes_back_what_was_known_and_what_is_left_out_stays(bench: Program) -> None:
    bench.tell(
        bench.first, "correct", debtor={"kind": "business"}, reminders=[{"sent_on": "2026-10-15"}], disputed=False
    )
    bench.tell(bench.first, "correct", debtor={"last_name": "Anders"})
    kept = bench.now(bench.first)
    assert (kept.debtor.kind, len(kept.reminders), kept.disputed) == (DebtorKind.BUSINESS, 1, False)
    bench.tell(bench.first, "correct", debtor={"kind": None}, reminders=[], disputed=None)
    emptied = bench.now(bench.first)
    assert (emptied.debtor.kind, emptied.reminders, emptied.disputed) == (DebtorKind.UNKNOWN, (), None)
    bench.tell(bench.first, "correct", reminders=[{"sent_on": "2026-10-15"}])
    bench.tell(bench.first, "correct", reminders=None)
    assert bench.now(bench.first).reminders == ()


def test_a_correction_that_changes_nothing_writes_nothing(bench: Program) -> None:
    answer = bench.tell(bench.first, "correct", debtor={"last_name": "Beispiel"})
    assert (answer.status, answer.json["revision"]) == (200, bench.first.revision)
    assert bench.tell(bench.first, "correct").status == 200
    assert bench.now(bench.first) == bench.first


FAULTY_CORRECTIONS: list[tuple[dict[str, Any], str]] = [
    ({"debtor": {"address": {"postal_code": "1011"}}}, "debtor.address.postal_code"),
    ({"debtor": {"address": {"street": None}}}, "debtor.address.street"),
    ({"debtor": {"address": {"street": "Packstation 12"}}}, "debtor.address"),
    ({"debtor": {"address": {"country": "US"}}}, "debtor.address.country"),
    ({"debtor": {"address": {"house_number": "1" * 100_000}}}, "debtor.address.house_number"),
    ({"debtor": {"last_name": ""}}, "debtor.last_name"),
    ({"debtor": {"company": "x" * 121}}, "debtor.company"),
    ({"debtor": {"kind": "alien"}}, "debtor.kind"),
    ({"debtor": {"email": "a@b.example"}}, "debtor.email"),
    ({"debtor": None}, "debtor"),
    ({"debtor": {"first_name": 1}}, "debtor.first_name"),
    ({"positions": [{"order_id": "2_2026_09", "subject": " "}]}, "positions.0.subject"),
    ({"positions": [{"order_id": "2_2026_09", "subject": "x" * 251}]}, "positions.0.subject"),
    ({"positions": [{"order_id": "3_2026_09", "subject": "Topf"}]}, "positions.0.order_id"),
    ({"positions": [{"order_id": "1_2026_09", "subject": "a"}] * 2}, "positions.1.order_id"),
    ({"positions": [{"order_id": "1_2026_09", "subject": "a"}] * 41}, "positions"),
    ({"positions": [{"subject": "a"}]}, "positions.0.order_id"),
    ({"reminders": [{"sent_on": "2026-10-15"}, {"sent_on": "2026-09-17"}]}, "reminders.1.sent_on"),
    ({"reminders": [{"sent_on": "2026-11-25"}]}, "reminders.0.sent_on"),
    ({"reminders": [{"sent_on": "31.10.2026"}]}, "reminders.0.sent_on"),
    ({"reminders": [{"sent_on": 20261015}]}, "reminders.0.sent_on"),
    ({"reminders": [{"sent_on": "2026-10-15", "channel": "pigeon"}]}, "reminders.0.channel"),
    ({"reminders": [{"sent_on": "2026-10-15"}] * 31}, "reminders"),
    ({"disputed": "yes"}, "disputed"),
    ({"principal": "1.00"}, "principal"),
]


def test_a_correction_is_judged_by_the_rules_of_the_form_at_its_field(bench: Program) -> None:
    for parts, field in FAULTY_CORRECTIONS:
        answer = bench.tell(bench.first, "correct", 1, **parts)
        assert any(named.startswith(field) for named in errors_of(answer)), answer.body
    assert bench.now(bench.first) == bench.first


FAULTY_BODIES: list[tuple[object, set[str]]] = [
    (b"{", {"body"}),
    (b"[]", {"body"}),
    (b'"approve"', {"body"}),
    ({"action": "approve"}, {"revision"}),
    ({"revision": 1}, {"action"}),
    ({"action": "hand over", "revision": 1}, {"action"}),
    ({"action": "approve", "revision": "1"}, {"revision"}),
    ({"action": "approve", "revision": True}, {"revision"}),
    ({"action": "approve", "revision": 0}, {"revision"}),
    ({"action": "approve", "revision": 1, "disputed": False}, {"disputed"}),
    ({"action": "discard", "revision": 1, "debtor": {}, "reminders": []}, {"debtor", "reminders"}),
    ({"action": "approve", "revision": 1, "case_id": "another"}, {"case_id"}),
]


def test_what_cannot_be_read_does_nothing_with_a_draft(bench: Program) -> None:
    for body, fields in FAULTY_BODIES:
        assert errors_of(bench.send(f"/review/{bench.first.case_id}", body)) == fields, body
    assert bench.now(bench.first) == bench.first


def test_nobody_decides_on_or_corrects_what_they_did_not_see(bench: Program) -> None:
    bench.tell(bench.first, "correct", debtor={"last_name": "Anders"})
    corrected = bench.now(bench.first)
    for action, revision in (("approve", 1), ("discard", 1), ("correct", 1), ("approve", 10**30)):
        answer = bench.tell(bench.first, action, revision)
        assert (answer.status, answer.json["code"]) == (409, "changed")
    assert bench.now(bench.first) == corrected


def correct_elsewhere(bench: Program, correct_in_store: Any) -> None:
    """Let another window give the debtor another name."""
    case = bench.now(bench.first)
    debtor = case.debtor.model_copy(update={"last_name": "Zuerst"})
    claim = case.claim.model_copy(update={"debtor": debtor})
    at = bench.world.clock()
    event = CaseEvent(event_id="elsewhere", at=at, actor=Actor.MERCHANT, kind=EventKind.CORRECTED)
    after = correct(case, claim, at, Actor.MERCHANT)
    correct_in_store(bench.world.stores.drafts_of(MERCHANT), case, after, event)


@pytest.mark.parametrize("action", ["approve", "discard", "correct"])
def test_who_was_first_in_between_is_not_overwritten(
    bench: Program, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    correct_in_store: Any = DraftRepository.correct
    real: Any = getattr(DraftRepository, action)
    writes: list[object] = []

    def come_second(*arguments: object) -> object:
        if not writes:
            correct_elsewhere(bench, correct_in_store)
        writes.append(arguments)
        return real(*arguments)

    monkeypatch.setattr(DraftRepository, action, come_second)
    parts = {"debtor": {"last_name": "Danach"}} if action == "correct" else {}
    answer = bench.tell(bench.first, action, **parts)
    assert (answer.status, answer.json["code"]) == (409, "changed")
    assert len(writes) == 1
    assert bench.now(bench.first).is_draft
    assert bench.now(bench.first).debtor.last_name == "Zuerst"
    assert bench.world.take_messages("commands") == []


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
    monkeypatch.setattr(reviewing, "DRAFTS_AT_ONCE", 1)
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


def test_no_correction_is_repeated_in_an_error_or_a_log(bench: Program, capsys: pytest.CaptureFixture[str]) -> None:
    answer = bench.tell(bench.first, "correct", debtor={"last_name": "Geheim" * 30, "kind": "Geheimnis"})
    assert "Geheim" not in answer.body
    bench.tell(bench.first, "correct", debtor={"last_name": "Geheim"})
    assert "Geheim" not in capsys.readouterr().out
