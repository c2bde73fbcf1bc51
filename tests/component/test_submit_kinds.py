"""Commands of every kind through the one mechanism: carried out once, in order, and refused with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.boss.document_calls import DocumentTooLargeError
from shared.boss.errors import (
    CapabilityMissingError,
    CaseRefusedError,
    NotFoundError,
    OutcomeUnknownError,
    RateLimitedError,
)
from shared.domain.cases.case import CourtQuestion, Transfer
from shared.domain.cases.command import Command, CommandState, FieldProblem
from shared.domain.cases.command_payloads import (
    CommandPayload,
    CourtDecision,
    DecideCourt,
    ResumeCase,
)
from shared.domain.cases.timeline import Actor, EventKind
from shared.domain.money import Money
from shared.domain.watching.free_withdrawals import name_withdrawal
from shared.domain.watching.proposal import ProposalKind, ProposalReason
from tests.component.step_bench import (
    ALL_STEPS,
    ANSWER,
    CONSENT,
    CONTENT,
    PAUSE,
    PAYMENT,
    UPLOAD,
    WITHDRAWAL,
    StepBench,
)
from tests.component.submit_bench import Bench
from tests.component.world import MERCHANT, START

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> StepBench:
    return StepBench(world)


@pytest.mark.parametrize("kind", ALL_STEPS)
def test_a_step_of_every_kind_is_carried_out_and_the_case_follows(bench: StepBench, kind: str) -> None:
    payload, done = ALL_STEPS[kind]
    bench.add(payload)
    bench.carry_step()
    bench.carry_step()
    assert bench.gateway.done == done
    assert bench.step().state is CommandState.DONE
    if kind not in {"answer", "upload"}:
        assert bench.case.snapshot == bench.gateway.cases["case-1"]


@pytest.mark.parametrize("kind", ALL_STEPS)
def test_a_lost_answer_of_every_kind_leads_to_no_second_carrying_out(bench: StepBench, kind: str) -> None:
    payload, done = ALL_STEPS[kind]
    bench.add(payload)
    bench.gateway.fail_after = [OutcomeUnknownError()]
    bench.carry_step()
    assert bench.step().state is CommandState.UNKNOWN
    bench.come_back()
    bench.carry_step()
    assert bench.step().state is CommandState.DONE
    # Pausing twice until the same day, or going on twice, is the same as once.
    assert set(bench.gateway.done) == set(done)
    assert len(bench.gateway.done) == 1 or kind in {"pause", "resume"}


@pytest.mark.parametrize("kind", ALL_STEPS)
def test_a_refused_step_says_why_and_leaves_the_case_alone(bench: StepBench, kind: str) -> None:
    problems = (FieldProblem(field="amount", code="exceeds_open", message="Mehr als offen."),)
    bench.add(ALL_STEPS[kind][0])
    bench.gateway.fail_before = [CaseRefusedError(status=422, code="invalid", problems=problems)]
    if kind == "court decision":
        bench.gateway.fail_before.insert(0, None)
    bench.carry_step()
    assert (bench.step().state, bench.step().problems) == (CommandState.REFUSED, problems)
    assert bench.case.transfer is Transfer.ACCEPTED
    assert not bench.queued_again()


def test_an_ability_that_is_missing_refuses_the_step(bench: StepBench) -> None:
    bench.add(PAYMENT)
    bench.gateway.fail_before = [CapabilityMissingError("payments")]
    bench.carry_step()
    assert (bench.step().state, bench.step().last_error) == (CommandState.REFUSED, "capability_missing")


def test_whatever_command_a_message_names_the_oldest_is_carried_out_first(bench: StepBench) -> None:
    steps: list[CommandPayload] = [PAUSE, ResumeCase(), PAYMENT]
    for number, payload in enumerate(steps):
        bench.add(payload, f"step-{number}")
    bench.carry_step("step-2")
    assert bench.gateway.done == ["pause 2026-12-24", "resume", "payment 10.00"]
    assert bench.gateway.calls == ["pause", "resume", "payment"]


def test_a_pause_of_the_oldest_holds_the_later_ones_back(bench: StepBench) -> None:
    bench.add(PAUSE, "step-1")
    bench.add(ResumeCase(), "step-2")
    bench.gateway.fail_before = [RateLimitedError(status=429, retry_after=60)]
    bench.carry_step("step-1")
    bench.carry_step("step-2")
    assert bench.gateway.calls == ["pause"]
    bench.world.clock.move(timedelta(seconds=60))
    bench.carry_step("step-2")
    assert bench.gateway.done == ["pause 2026-12-24", "resume"]


def test_a_longer_pause_than_a_message_can_wait_is_kept_whole(bench: StepBench) -> None:
    bench.add(PAYMENT)
    bench.gateway.fail_before = [RateLimitedError(status=429, retry_after=3600)]
    bench.carry_step()
    assert not bench.queued_again()
    assert bench.step().due_at == bench.world.clock() + timedelta(hours=1)
    bench.come_back()
    bench.carry_step()
    assert bench.gateway.calls == ["payment"]


def test_no_more_is_spent_than_was_accepted_for_a_withdrawal(bench: StepBench) -> None:
    bench.gateway.fee = Money.of("45.00", "EUR")
    bench.add(WITHDRAWAL)
    bench.carry_step()
    assert (bench.step().state, bench.step().last_error) == (CommandState.REFUSED, "fee_changed")
    assert bench.gateway.done == []


def test_a_second_withdrawal_does_not_reach_atriga_while_the_first_may_still_close_the_case(bench: StepBench) -> None:
    bench.add(WITHDRAWAL, "step-1", ordered_by=Actor.MERCHANT)
    bench.add(WITHDRAWAL, "step-2", ordered_by=Actor.MERCHANT)
    bench.carry_step("step-1")
    bench.carry_step("step-2")
    assert bench.gateway.calls == ["withdraw"]
    assert (bench.step("step-2").state, bench.step("step-2").last_error) == (CommandState.REFUSED, "withdrawn_before")


def test_a_free_withdrawal_that_is_not_free_any_more_is_proposed_to_the_merchant(bench: StepBench) -> None:
    bench.gateway.fee = Money.of("45.00", "EUR")
    name = name_withdrawal("1_2026_09")
    bench.add(WITHDRAWAL.model_copy(update={"accepted_fee": Money.of("0.00", "EUR")}), name)
    bench.carry_step(name)
    bench.carry_step(name)
    events = bench.world.stores.timelines_of(MERCHANT).list_events("case-1")
    assert [event.kind for event in events] == [EventKind.WITHDRAWAL_PROPOSED]
    assert bench.step(name).state is CommandState.REFUSED
    [proposal] = bench.world.stores.proposals_of(MERCHANT).list_open(10).proposals
    assert (proposal.kind, proposal.reason) == (ProposalKind.WITHDRAW, ProposalReason.ORDER_CANCELLED)
    assert (proposal.case_id, proposal.order_id, proposal.fee) == ("case-1", "1_2026_09", None)


def test_a_withdrawal_of_the_merchant_that_is_refused_is_proposed_by_nobody(bench: StepBench) -> None:
    bench.gateway.fee = Money.of("45.00", "EUR")
    bench.add(WITHDRAWAL, ordered_by=Actor.MERCHANT)
    bench.carry_step()
    assert bench.step().state is CommandState.REFUSED
    assert bench.world.stores.timelines_of(MERCHANT).list_events("case-1") == []
    assert bench.world.stores.proposals_of(MERCHANT).list_open(10).proposals == []


def test_no_more_is_laid_out_than_was_accepted_for_the_court(bench: StepBench) -> None:
    bench.gateway.change("case-1", court_decision_needed=CourtQuestion(advance=Money.of("33.00", "EUR")))
    bench.add(CONSENT)
    bench.carry_step()
    assert (bench.step().state, bench.step().last_error) == (CommandState.REFUSED, "advance_changed")
    assert bench.gateway.calls == ["get"]


def test_consent_without_an_accepted_advance_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="advance"):
        DecideCourt(decision=CourtDecision.APPROVE)


def test_a_question_that_is_gone_is_not_decided(bench: StepBench) -> None:
    bench.gateway.change("case-1", court_decision_needed=None)
    bench.add(CONSENT)
    bench.carry_step()
    assert (bench.step().state, bench.step().last_error) == (CommandState.REFUSED, "nothing_to_decide")


def test_a_question_that_somebody_answered_is_answered(bench: StepBench) -> None:
    bench.add(ANSWER, "step-1")
    bench.add(ANSWER.model_copy(update={"answer": "no"}), "step-2")
    bench.carry_step()
    assert bench.step("step-2").state is CommandState.DONE
    assert bench.gateway.done == ["answer yes"]


def test_an_inquiry_that_the_gateway_does_not_know_is_refused(bench: StepBench) -> None:
    bench.add(ANSWER)
    bench.gateway.fail_before = [NotFoundError(status=404, code="not_found")]
    bench.carry_step()
    assert (bench.step().state, bench.step().last_error) == (CommandState.REFUSED, "unknown_inquiry")


def test_a_document_arrives_whole_and_is_not_kept_after_that(bench: StepBench) -> None:
    bench.add(UPLOAD)
    bench.carry_step()
    assert bench.gateway.uploads == {"step-1": CONTENT}
    assert bench.kept_files() == []


def test_a_document_that_is_refused_is_not_kept_either(bench: StepBench) -> None:
    bench.add(UPLOAD)
    bench.gateway.fail_before = [DocumentTooLargeError("too large")]
    bench.carry_step()
    assert (bench.step().state, bench.step().last_error) == (CommandState.REFUSED, "too_large")
    assert bench.kept_files() == []


def test_the_document_that_was_ordered_goes_out_and_not_one_that_was_cut_off_before(bench: StepBench) -> None:
    bench.world.stores.files_of(MERCHANT).put("case-1", "step-1", b"%PDF another" * 50_000)
    bench.add(UPLOAD)
    bench.carry_step()
    assert bench.gateway.uploads == {"step-1": CONTENT}
    assert bench.kept_files() == []


def test_a_document_whose_content_is_gone_is_refused(bench: StepBench) -> None:
    bench.add(UPLOAD)
    bench.world.stores.files_of(MERCHANT).delete("case-1", "step-1")
    bench.carry_step()
    assert (bench.step().state, bench.step().last_error) == (CommandState.REFUSED, "content_missing")


def test_a_step_of_a_case_that_was_never_taken_is_refused(world: World) -> None:
    bench = Bench(world)
    bench.gateway.fail_before = [CaseRefusedError(status=422, code="invalid", problems=())]
    step = Command(
        command_id="step-1", case_id="case-1", payload=PAYMENT, created_at=START + timedelta(1), due_at=START
    )
    world.stores.commands_of(MERCHANT).add(step)
    bench.carry_out()
    kept = world.stores.commands_of(MERCHANT).get("case-1", "step-1")
    assert kept is not None
    assert (kept.state, kept.last_error) == (CommandState.REFUSED, "case_is_over")
    assert bench.gateway.calls == ["submit"]
