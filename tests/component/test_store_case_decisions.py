"""Decisions about proposals: written whole or not at all, and once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.domain.cases.command import Command
from shared.domain.cases.command_payloads import ReduceClaim, ReductionReason
from shared.domain.cases.timeline import Actor, CaseEvent, EventKind
from shared.store.errors import TransactionLostError
from tests.component.case_bench import CaseBench, euros
from tests.component.world import MERCHANT, OTHER_MERCHANT, START

if TYPE_CHECKING:
    from tests.component.world import World

EVENT = CaseEvent(event_id="e1", at=START, actor=Actor.MERCHANT, kind=EventKind.PROPOSAL_TAKEN)
PAYLOAD = ReduceClaim(reason=ReductionReason.RETURN, amount=euros("1.00"))
COMMAND = Command(command_id="c1", case_id="case-1", payload=PAYLOAD, created_at=START, due_at=START)


@pytest.fixture
def bench(world: World) -> CaseBench:
    return CaseBench(world)


def test_taking_a_proposal_writes_command_timeline_and_end_together(bench: CaseBench) -> None:
    stores, proposal = bench.world.stores, bench.propose()
    decisions = stores.case_decisions_of(MERCHANT)
    assert decisions.take_proposal(proposal, COMMAND, EVENT)
    assert bench.commands == [COMMAND]
    assert stores.timelines_of(MERCHANT).list_events("case-1") == [EVENT]
    proposals = stores.proposals_of(MERCHANT)
    assert proposals.list_open_of_case("case-1") == []
    assert proposals.find_open("case-1", proposal.proposal_id) is None
    assert proposals.get("case-1", proposal.proposal_id) == proposal


def test_a_proposal_that_was_decided_on_leaves_nothing_behind(bench: CaseBench) -> None:
    stores, proposal = bench.world.stores, bench.propose()
    decisions = stores.case_decisions_of(MERCHANT)
    assert decisions.put_aside(proposal, EVENT)
    second = EVENT.model_copy(update={"event_id": "e2"})
    assert not decisions.take_proposal(proposal, COMMAND, second)
    assert not decisions.put_aside(proposal, second)
    assert bench.commands == []
    assert stores.timelines_of(MERCHANT).list_events("case-1") == [EVENT]


def test_nobody_closes_the_proposal_of_another_merchant(bench: CaseBench) -> None:
    proposal = bench.propose()
    other = bench.world.stores.case_decisions_of(OTHER_MERCHANT)
    assert not other.take_proposal(proposal, COMMAND, EVENT)
    assert bench.world.stores.proposals_of(MERCHANT).find_open("case-1", proposal.proposal_id) == proposal


def test_two_clicks_at_once_are_sorted_out_by_another_try(bench: CaseBench, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal, decisions = bench.propose(), bench.world.stores.case_decisions_of(MERCHANT)
    table = decisions._table
    transact, conflicts = table.transact, [TransactionLostError(())]

    def conflict_once(writes: list[object]) -> None:
        if conflicts:
            raise conflicts.pop()
        transact(writes)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(table, "transact", conflict_once)
    assert decisions.take_proposal(proposal, COMMAND, EVENT)


def test_conflicts_without_end_are_an_error_and_no_decision(bench: CaseBench, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal, decisions = bench.propose(), bench.world.stores.case_decisions_of(MERCHANT)

    def conflict(_: object) -> None:
        raise TransactionLostError(())

    monkeypatch.setattr(decisions._table, "transact", conflict)
    with pytest.raises(TransactionLostError):
        decisions.put_aside(proposal, EVENT)
