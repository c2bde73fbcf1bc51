"""Correcting drafts: judged by the rules for orders, kept beside what was read, and seen before it is approved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from shared.boss.submission import write_submission
from shared.domain.cases.case import Transfer
from shared.domain.cases.timeline import EventKind
from shared.domain.parties.debtor import DebtorKind, Reminder, ReminderChannel
from tests.component.review_bench import APPROVE, Bench
from tests.component.world import MERCHANT

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


def test_a_disputed_draft_is_not_handed_over(bench: Bench) -> None:
    assert bench.act(bench.first, action="correct", disputed="yes").status == 303
    assert bench.now(bench.first).disputed is True
    answer = bench.act(bench.first, **APPROVE)
    assert answer.status == 422
    assert "als bestritten markiert" in answer.body
    assert bench.now(bench.first).is_draft
    bench.act(bench.first, action="correct", disputed="no")
    assert bench.act(bench.first, **APPROVE).status == 303
    assert bench.now(bench.first).transfer is Transfer.READY


def test_what_was_corrected_is_sent_and_what_was_read_is_kept(bench: Bench) -> None:
    answer = bench.act(
        bench.first,
        action="correct",
        **{
            "debtor.kind": "business",
            "debtor.company": "Beispiel GmbH",
            "debtor.first_name": "",
            "debtor.address.house_number": "14 b",
            "debtor.address.country": "de",
            "positions.1.subject": "Ein Topf",
            "reminders.0.sent_on": "2026-10-15",
            "reminders.1.sent_on": "2026-10-01",
            "reminders.1.channel": "letter",
            "reminders.1.credit_agency_notice": "yes",
            "disputed": "no",
        },
    )
    assert (answer.status, answer.headers["Location"]) == (303, f"/review/{bench.first.case_id}")
    case = bench.now(bench.first)
    assert case.original == bench.first.claim
    assert (case.debtor.kind, case.debtor.company, case.debtor.first_name) == (
        DebtorKind.BUSINESS,
        "Beispiel GmbH",
        None,
    )
    assert Reminder(sent_on=date(2026, 10, 1), channel=ReminderChannel.LETTER, credit_agency_notice=True) in (
        case.reminders
    )
    written: Any = write_submission(case)
    assert written["debtor"]["address"]["house_number"] == "14 b"
    assert written["positions"][1]["subject"] == "Ein Topf"
    assert [reminder["sent_on"] for reminder in written["reminders"]] == ["2026-10-01", "2026-10-15"]
    assert written["disputed"] is False
    assert {correction.field for correction in case.corrections} == {
        "debtor.kind",
        "debtor.company",
        "debtor.first_name",
        "debtor.address.house_number",
        "positions.1.subject",
        "reminders",
        "disputed",
    }


def test_approving_saves_what_was_typed_and_hands_over_that(bench: Bench) -> None:
    typed = {"debtor.kind": "business", "debtor.company": "Beispiel GmbH"}
    wrong = bench.act(bench.first, action="approve", **typed, **{"debtor.address.postal_code": "1"})
    assert (wrong.status, bench.now(bench.first).transfer) == (422, Transfer.DRAFT)
    assert 'value="Beispiel GmbH"' in wrong.body
    answer = bench.act(bench.first, action="approve", **typed)
    assert (answer.status, answer.headers["Location"]) == (303, f"/cases/{bench.first.case_id}")
    case = bench.now(bench.first)
    assert (case.transfer, case.debtor.kind, case.debtor.company) == (
        Transfer.READY,
        DebtorKind.BUSINESS,
        "Beispiel GmbH",
    )
    assert {correction.field for correction in case.corrections} == set(typed)
    # Both at one instant of a clock that stands still, so in no order.
    assert sorted(bench.events(bench.first)) == [EventKind.APPROVED, EventKind.CORRECTED]


def test_a_draft_that_was_changed_meanwhile_is_not_approved_with_what_was_typed_before(bench: Bench) -> None:
    bench.act(bench.first, action="correct", **{"debtor.last_name": "Anders"})
    fields = {"action": "approve", "revision": "1", "debtor.kind": "business"}
    assert bench.merchant.post(f"/review/{bench.first.case_id}", fields).status == 409
    assert bench.now(bench.first).is_draft


def test_the_timeline_names_the_fields_and_no_value(bench: Bench) -> None:
    bench.act(bench.first, action="correct", **{"debtor.last_name": "Geheim"})
    [event] = bench.world.stores.timelines_of(MERCHANT).list_events(bench.first.case_id)
    assert event.kind is EventKind.CORRECTED
    assert event.parameters == {"fields": "debtor.last_name"}
    assert "Vor der Übergabe berichtigt: Nachname" in bench.merchant.get(f"/cases/{bench.first.case_id}").body


def test_a_correction_that_changes_nothing_writes_nothing(bench: Bench) -> None:
    assert bench.act(bench.first, action="correct", **{"debtor.last_name": "Beispiel"}).status == 303
    assert bench.now(bench.first) == bench.first
    assert bench.events(bench.first) == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"debtor.address.postal_code": "1011"}, "Diese Postleitzahl passt nicht zum Land"),
        ({"debtor.address.street": "", "debtor.address.city": ""}, "Bitte füllen Sie das aus"),
        ({"debtor.address.street": "Packstation 12"}, "Dort kann kein Brief zugestellt werden"),
        ({"debtor.address.country": "US", "debtor.address.postal_code": "10115"}, "In diesem Land zieht atriga"),
        ({"debtor.address.house_number": "1" * 13}, "Das ist länger"),
        ({"debtor.last_name": ""}, "Bitte füllen Sie das aus"),
        ({"debtor.company": "x" * 121}, "Das ist länger"),
        ({"debtor.kind": "alien"}, "Das ist nicht lesbar"),
        ({"positions.0.subject": " "}, "Bitte füllen Sie das aus"),
        ({"positions.0.subject": "x" * 251}, "Das ist länger"),
        ({"reminders.0.sent_on": "2026-09-17"}, "Eine Mahnung zählt erst nach dem Fälligkeitstag"),
        ({"reminders.3.sent_on": "2026-11-25"}, "Eine Mahnung zählt erst nach dem Fälligkeitstag"),
        ({"reminders.0.sent_on": "31.10.2026"}, "Das ist nicht lesbar"),
    ],
)
def test_a_correction_is_judged_by_the_rules_for_orders_at_its_field(
    bench: Bench, fields: dict[str, str], message: str
) -> None:
    answer = bench.act(bench.first, action="correct", **{"debtor.first_name": "Typed", **fields})
    assert answer.status == 422
    assert 'class="field-error"' in answer.body
    assert message in answer.body
    assert 'value="Typed"' in answer.body
    assert bench.now(bench.first) == bench.first


def test_nobody_approves_or_corrects_what_they_did_not_see(bench: Bench) -> None:
    bench.act(bench.first, action="correct", **{"debtor.last_name": "Anders"})
    path = f"/review/{bench.first.case_id}"
    for action in ("approve", "discard", "correct"):
        answer = bench.merchant.post(path, {"revision": "1", "action": action, "debtor.last_name": "Alt"})
        assert answer.status == 409
        assert "inzwischen geändert" in answer.body
    assert bench.now(bench.first).is_draft
    assert bench.now(bench.first).debtor.last_name == "Anders"
