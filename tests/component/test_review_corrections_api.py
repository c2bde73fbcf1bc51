"""Correcting drafts as JSON: judged as the form is, kept beside what was read, and never over what was not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.domain.cases.corrections import correct
from shared.domain.cases.timeline import Actor, CaseEvent, EventKind
from shared.domain.parties.debtor import DebtorKind, ReminderChannel
from shared.store.drafts import DraftRepository
from tests.component.review_program import Program, errors_of
from tests.component.world import MERCHANT

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> Program:
    return Program(world)


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
    parts: dict[str, Any] = {"debtor": {"last_name": "Danach"}} if action == "correct" else {}
    answer = bench.tell(bench.first, action, **parts)
    assert (answer.status, answer.json["code"]) == (409, "changed")
    assert len(writes) == 1
    assert bench.now(bench.first).is_draft
    assert bench.now(bench.first).debtor.last_name == "Zuerst"
    assert bench.world.take_messages("commands") == []


def test_no_correction_is_repeated_in_an_error_or_a_log(bench: Program, capsys: pytest.CaptureFixture[str]) -> None:
    answer = bench.tell(bench.first, "correct", debtor={"last_name": "Geheim" * 30, "kind": "Geheimnis"})
    assert "Geheim" not in answer.body
    bench.tell(bench.first, "correct", debtor={"last_name": "Geheim"})
    assert "Geheim" not in capsys.readouterr().out
