"""Corrections are kept beside what was read, with who and when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from shared.domain.cases.case import Case, Transfer
from shared.domain.cases.corrections import correct, missing_facts
from shared.domain.cases.timeline import Actor
from shared.domain.parties.debtor import DebtorKind, ReminderChannel
from tests.unit.domain.export_items import NOW, make_address, make_debtor, make_position, reminded

LATER = NOW + timedelta(hours=1)


def make_draft(**changes: Any) -> Case:
    case = Case(
        case_id="case-1",
        export_id="export-1",
        customer_number="10001",
        creditor_name="Musterhandel GmbH",
        transfer=Transfer.DRAFT,
        debtor=make_debtor(),
        positions=(make_position(1), make_position(2)),
        created_at=NOW,
        changed_at=NOW,
    )
    return case.model_copy(update=changes)


def test_what_was_corrected_is_handed_over_and_what_was_read_is_kept() -> None:
    case = make_draft()
    claim = case.claim.model_copy(
        update={
            "debtor": make_debtor(kind=DebtorKind.BUSINESS, address=make_address(house_number="14")),
            "reminders": reminded("2026-10-01", channel=ReminderChannel.EMAIL, credit_agency_notice=True),
            "disputed": False,
            "positions": (make_position(1, subject="Ein Topf"), make_position(2)),
        }
    )
    corrected = correct(case, claim, LATER, Actor.MERCHANT)
    assert corrected.claim == claim
    assert corrected.original == case.claim
    assert corrected.changed_at == LATER
    assert [(one.field, one.before, one.after) for one in corrected.corrections] == [
        ("debtor.kind", "consumer", "business"),
        ("debtor.address.house_number", "12 a", "14"),
        ("positions.0.subject", "2 x Teekanne", "Ein Topf"),
        ("reminders", None, "2026-10-01 email yes"),
        ("disputed", None, "no"),
    ]
    assert {(one.at, one.actor) for one in corrected.corrections} == {(LATER, Actor.MERCHANT)}


def test_a_second_correction_keeps_the_first_and_what_was_read_at_the_beginning() -> None:
    case = make_draft()
    first = correct(case, case.claim.model_copy(update={"debtor": make_debtor(last_name="Meyer")}), NOW, Actor.MERCHANT)
    second = correct(
        first, first.claim.model_copy(update={"debtor": make_debtor(last_name="Meier")}), LATER, Actor.MERCHANT
    )
    assert second.original == case.claim
    assert [(one.before, one.after) for one in second.corrections] == [("Müller", "Meyer"), ("Meyer", "Meier")]


def test_nothing_changed_is_the_case_as_it_was() -> None:
    case = make_draft()
    assert correct(case, case.claim, LATER, Actor.MERCHANT) is case


def test_amounts_days_and_contact_data_cannot_be_corrected() -> None:
    case = make_draft()
    other = make_position(1, paid=make_position(1).principal, due_date=NOW.date(), subject="Ein Topf")
    claim = case.claim.model_copy(
        update={"positions": (other, make_position(2)), "debtor": make_debtor(email="somebody@example.org")}
    )
    corrected = correct(case, claim, LATER, Actor.MERCHANT)
    assert corrected.positions[0] == make_position(1, subject="Ein Topf")
    assert corrected.debtor == case.debtor


def test_missing_facts_are_those_that_a_review_may_add() -> None:
    assert missing_facts(make_draft()) == ("reminders",)
    unknown = make_draft(debtor=make_debtor(kind=DebtorKind.UNKNOWN), reminders=reminded("2026-10-01"))
    assert missing_facts(unknown) == ("debtor.kind",)
    assert missing_facts(make_draft(reminders=reminded("2026-10-01"))) == ()
