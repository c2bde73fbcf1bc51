"""What is next in a case."""

from __future__ import annotations

from datetime import date

import pytest

from shared.domain.cases.case import Closing, CourtQuestion, Inquiry, Transfer
from shared.domain.cases.case_row import LONGEST_TEXT, row_of
from shared.domain.cases.next_step import Next, NextStep, next_step_of
from tests.unit.web.samples import NOW, make_case, make_rejected_case, make_snapshot

DAY = date(2026, 12, 3)


def ask(day: date | None, *, answered: bool = False) -> Inquiry:
    return Inquiry(inquiry_id="1", asked_at=NOW, due_on=day, question="?", answer_type="text", answered=answered)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, Next(NextStep.COLLECTION)),
        ({"processing": "paused"}, Next(NextStep.PAUSED)),
        ({"processing": "something_new"}, Next(NextStep.COLLECTION)),
        ({"processing": "waiting_for_client"}, Next(NextStep.ASK_ATRIGA)),
        ({"inquiries": (ask(date(2027, 1, 1)), ask(DAY), ask(None))}, Next(NextStep.ANSWER, DAY)),
        ({"inquiries": (ask(None),)}, Next(NextStep.ANSWER)),
        ({"inquiries": (ask(DAY, answered=True),)}, Next(NextStep.COLLECTION)),
        ({"court_decision_needed": CourtQuestion(until=DAY)}, Next(NextStep.DECIDE_COURT, DAY)),
        ({"closing": Closing(code="paid", text="", closed_at=NOW), "inquiries": (ask(DAY),)}, None),
    ],
)
def test_the_next_step_follows_what_atriga_tells(told: dict[str, object], expected: Next | None) -> None:
    assert next_step_of(make_case(snapshot=make_snapshot(**{"closing": None, **told}))) == expected


@pytest.mark.parametrize(
    ("transfer", "expected"),
    [
        (Transfer.DRAFT, Next(NextStep.REVIEW)),
        (Transfer.READY, Next(NextStep.SENDING)),
        (Transfer.SUBMITTING, Next(NextStep.SENDING)),
        (Transfer.UNKNOWN, Next(NextStep.SENDING)),
        (Transfer.SUBMITTED, Next(NextStep.EXAMINATION)),
        (Transfer.REJECTED, None),
        (Transfer.WITHDRAWN, None),
        (Transfer.DISCARDED, None),
    ],
)
def test_before_atriga_took_the_case_the_transfer_tells(transfer: Transfer, expected: Next | None) -> None:
    assert next_step_of(make_case(transfer=transfer, snapshot=None)) == expected


def test_it_is_the_merchants_turn_only_where_nothing_goes_on_otherwise() -> None:
    turns = {step for step in NextStep if step.is_the_merchants}
    assert turns == {NextStep.REVIEW, NextStep.ANSWER, NextStep.DECIDE_COURT, NextStep.ASK_ATRIGA}


def test_a_row_keeps_long_texts_of_the_agency_short() -> None:
    status = make_snapshot().status.model_copy(update={"text": "x" * 5000})
    row = row_of(make_case(snapshot=make_snapshot(status=status)))
    assert row.status_text is not None
    assert len(row.status_text) == LONGEST_TEXT
    assert row.status_text.endswith("…")


def test_a_row_sums_what_was_paid_and_knows_nothing_before_a_balance() -> None:
    row = row_of(make_case())
    assert row.paid is not None
    assert row.paid.cents == 20000
    assert row_of(make_rejected_case()).paid is None
