"""Everything that an action, a command or a refusal can be has words in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from functions.cases_api.case.atriga import Trouble
from functions.submit.procedures.answering import UNKNOWN_INQUIRY
from functions.submit.procedures.deciding import ADVANCE_CHANGED, NOTHING_TO_DECIDE
from functions.submit.procedures.pausing import NOT_PAUSABLE
from functions.submit.procedures.uploading import CONTENT_MISSING, TOO_LARGE
from functions.submit.procedures.withdrawing import NOT_WITHDRAWABLE
from shared.domain.account import Locale
from shared.domain.cases.case_actions import ACTIONS, Obstacle
from shared.domain.cases.command import CommandState, FieldProblem
from shared.domain.cases.command_payloads import (
    AnswerInquiry,
    CommandKind,
    CommandPayload,
    CourtDecision,
    DecideCourt,
    DocumentKind,
    PauseCase,
    ReduceClaim,
    ReductionReason,
    ReportPayment,
    ResumeCase,
    SubmitCase,
    UploadDocument,
    WithdrawalReason,
    WithdrawCase,
)
from shared.web.presentation.action_texts import MEANINGS, describe_action, describe_obstacle
from shared.web.presentation.command_texts import describe_payload, summarize_payload
from shared.web.presentation.refusal_texts import ADVICE, REASONS, describe_refusal
from shared.web.presentation.trouble_texts import TROUBLES, describe_trouble
from tests.unit.web.case_samples import order
from tests.unit.web.samples import euros

PAYLOADS: dict[CommandKind, tuple[CommandPayload, set[str]]] = {
    CommandKind.SUBMIT: (SubmitCase(), set()),
    CommandKind.REPORT_PAYMENT: (
        ReportPayment(amount=euros(5000), value_date=date(2026, 11, 20), order_id="473_2026_07"),
        {"€50.00", "20\N{NO-BREAK SPACE}Nov\N{NO-BREAK SPACE}2026", "473_2026_07"},
    ),
    CommandKind.REDUCE: (ReduceClaim(reason=ReductionReason.RETURN, amount=euros(500)), {"€5.00", "Goods returned"}),
    CommandKind.WITHDRAW: (
        WithdrawCase(reason=WithdrawalReason.PAID, note="Danke", accepted_fee=euros(1500)),
        {"The debtor paid", "Danke", "€15.00"},
    ),
    CommandKind.PAUSE: (
        PauseCase(until=date(2026, 12, 24)),
        {"24\N{NO-BREAK SPACE}Dec\N{NO-BREAK SPACE}2026"},
    ),
    CommandKind.RESUME: (ResumeCase(), set()),
    CommandKind.ANSWER_INQUIRY: (AnswerInquiry(inquiry_id="i1", answer="yes", comment="Ja"), {"yes", "Ja"}),
    CommandKind.UPLOAD_DOCUMENT: (
        UploadDocument(
            document_kind=DocumentKind.INVOICE,
            file_name="re.pdf",
            media_type="application/pdf",
            content_digest="0" * 64,
        ),
        {"Invoice", "re.pdf"},
    ),
    CommandKind.DECIDE_COURT: (DecideCourt(decision=CourtDecision.DECLINE), {"No, not at court"}),
}


@pytest.mark.parametrize("kind", CommandKind)
def test_what_a_command_carries_is_told_whole(kind: CommandKind) -> None:
    payload, values = PAYLOADS[kind]
    assert {row.value for row in describe_payload(payload, Locale.ENGLISH)} == values
    assert all(value in summarize_payload(payload, Locale.ENGLISH) for value in values)


@pytest.mark.parametrize("locale", Locale)
def test_every_action_and_every_obstacle_has_its_sentence(locale: Locale) -> None:
    assert MEANINGS.keys() == ACTIONS.keys()
    assert all(describe_action(kind, locale) for kind in ACTIONS)
    assert all(describe_obstacle(obstacle, locale) for obstacle in Obstacle)


def test_every_trouble_has_its_sentence() -> None:
    assert TROUBLES.keys() == {trouble.value for trouble in Trouble}
    assert describe_trouble(Trouble.AWAY, Locale.GERMAN).startswith("atriga ist jetzt nicht erreichbar")


def test_every_code_that_the_app_itself_gives_to_a_refusal_has_its_reason() -> None:
    codes = {ADVANCE_CHANGED, NOTHING_TO_DECIDE, NOT_PAUSABLE, CONTENT_MISSING, TOO_LARGE, NOT_WITHDRAWABLE}
    assert codes | {UNKNOWN_INQUIRY} <= REASONS.keys()


@pytest.mark.parametrize("kind", CommandKind)
@pytest.mark.parametrize("locale", Locale)
def test_every_refused_command_is_told_with_what_to_do(kind: CommandKind, locale: Locale) -> None:
    command = order(PAYLOADS[kind][0], CommandState.REFUSED, last_error="a_code_of_the_future")
    text = describe_refusal(command, locale)
    assert text.reason
    assert "a_code_of_the_future" not in text.reason
    assert kind in ADVICE
    assert text.advice


def test_what_atriga_said_of_several_fields_is_told_once_each() -> None:
    problems = tuple(
        FieldProblem(field=field, code="c", message=message)
        for field, message in (("amount", "Zu viel."), ("currency", "Zu viel."), ("day", ""), ("x", "Zu spät."))
    )
    command = order(PAYLOADS[CommandKind.REDUCE][0], CommandState.REFUSED, last_error="refused", problems=problems)
    assert describe_refusal(command, Locale.ENGLISH).reason == "atriga did not take it. atriga says: Zu viel.; Zu spät."
