"""Questions of the agency: which are open, how urgent they are, and which command answers one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shared.domain.account import AccountState, AtrigaAccount, GatewayTerms
from shared.domain.cases.case import Case, Closing, Transfer
from shared.domain.cases.command import CommandState
from shared.domain.cases.inquiries import (
    Answer,
    AnswerObstacle,
    AnswerType,
    Standing,
    Urgency,
    answer_id,
    answer_type_of,
    obstacle_to_answer,
    open_inquiries,
    urgency_at,
)
from tests.unit.web.samples import NOW, make_account, make_case, make_command, make_inquiry, make_snapshot

TODAY = date(2026, 11, 24)


def asked(*inquiries: object, **changes: object) -> Case:
    return make_case(snapshot=make_snapshot(closing=None, inquiries=inquiries), **changes)


def test_the_nearest_day_comes_first_and_a_question_without_a_day_last() -> None:
    case = asked(
        make_inquiry("none", due_on=None),
        make_inquiry("late", due_on=date(2026, 12, 24)),
        make_inquiry("answered", answered=True),
        make_inquiry("near", due_on=date(2026, 11, 25)),
        make_inquiry("earlier", due_on=date(2026, 12, 24), asked_at=NOW - timedelta(days=1)),
    )
    assert [inquiry.inquiry_id for inquiry in open_inquiries(case)] == ["near", "earlier", "late", "none"]


@pytest.mark.parametrize(
    "case",
    [
        make_case(snapshot=None),
        make_case(
            snapshot=make_snapshot(inquiries=(make_inquiry(),), closing=Closing(code="paid", text="", closed_at=NOW))
        ),
        asked(make_inquiry(), transfer=Transfer.WITHDRAWN),
        asked(make_inquiry(), transfer=Transfer.REJECTED),
        asked(),
    ],
    ids=["never told of", "closed", "withdrawn", "rejected", "nothing asked"],
)
def test_a_case_that_is_over_asks_nothing(case: Case) -> None:
    assert open_inquiries(case) == ()


def test_a_case_that_is_still_examined_may_ask() -> None:
    assert len(open_inquiries(asked(make_inquiry(), transfer=Transfer.SUBMITTED))) == 1


@pytest.mark.parametrize(
    ("due_on", "urgency"),
    [
        (None, Urgency.NO_DAY),
        (date(2026, 11, 23), Urgency.OVERDUE),
        (date(2026, 11, 24), Urgency.TODAY),
        (date(2026, 11, 27), Urgency.SOON),
        (date(2026, 11, 28), Urgency.LATER),
    ],
)
def test_a_day_is_as_urgent_as_it_is_near(due_on: date | None, urgency: Urgency) -> None:
    assert urgency_at(make_inquiry(due_on=due_on), TODAY) is urgency


@pytest.mark.parametrize("kind", AnswerType)
def test_a_known_form_of_an_answer_is_asked_for(kind: AnswerType) -> None:
    assert answer_type_of(make_inquiry(answer_type=kind.value)) is kind


def test_a_form_that_nobody_knows_is_free_text() -> None:
    assert answer_type_of(make_inquiry(answer_type="multiple_choice")) is AnswerType.TEXT


def test_answers_to_two_questions_or_attempts_never_share_an_id() -> None:
    ids = {answer_id(case, inquiry, attempt) for case in ("a", "b") for inquiry in ("1", "2") for attempt in (1, 2)}
    assert len(ids) == 8
    assert answer_id("a", "1", 1) == answer_id("a", "1", 1)


@pytest.mark.parametrize(
    ("state", "standing", "next_attempt"),
    [
        (CommandState.PENDING, Standing.ON_ITS_WAY, 1),
        (CommandState.RUNNING, Standing.ON_ITS_WAY, 1),
        (CommandState.UNKNOWN, Standing.ON_ITS_WAY, 1),
        (CommandState.DONE, Standing.ARRIVED, 1),
        (CommandState.REFUSED, Standing.REFUSED, 2),
    ],
)
def test_only_a_refused_answer_may_be_followed_by_another(
    state: CommandState, standing: Standing, next_attempt: int
) -> None:
    assert Answer().standing is Standing.OPEN
    answer = Answer().followed_by(make_command().model_copy(update={"state": state}))
    assert (answer.standing, answer.attempt) == (standing, next_attempt)


OFFERING = GatewayTerms(capabilities=frozenset({"inquiries"}))


@pytest.mark.parametrize(
    ("case", "account", "obstacle"),
    [
        (asked(make_inquiry()), make_account(terms=OFFERING), None),
        (asked(make_inquiry()), make_account(), AnswerObstacle.NOT_OFFERED),
        (
            asked(make_inquiry()),
            make_account(terms=OFFERING, state=AccountState.STOPPED),
            AnswerObstacle.ACCOUNT_STOPPED,
        ),
        (asked(make_inquiry()), None, AnswerObstacle.ACCOUNT_STOPPED),
        (
            make_case(snapshot=make_snapshot(inquiries=(make_inquiry(),))),
            make_account(terms=OFFERING),
            AnswerObstacle.CLOSED,
        ),
    ],
)
def test_a_question_is_answered_only_where_atriga_takes_it(
    case: Case, account: AtrigaAccount | None, obstacle: AnswerObstacle | None
) -> None:
    assert obstacle_to_answer(case, make_inquiry(), account) is obstacle


def test_an_answered_question_is_answered_whatever_else_stands_in_the_way() -> None:
    assert obstacle_to_answer(make_case(), make_inquiry(answered=True), None) is AnswerObstacle.ANSWERED
