"""Ordering one thing for one case: checked, priced and kept as a command, which ``submit`` alone tells to atriga.

The id of the command comes from the form that was confirmed, or from the proposal that is taken, so a form that is
sent twice orders once. A message that does not get through is made up for by the sweeper.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from shared.domain.cases.command import new_command
from shared.domain.cases.command_payloads import DecideCourt, WithdrawCase
from shared.domain.cases.reported_by_hand import WATCH_PREFIX
from shared.domain.cases.timeline import Actor, CaseEvent, EventKind
from shared.domain.watching.proposal import ProposalKind
from shared.work import CommandWork, queue_kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from functions.cases_api.case.desk import CaseDesk
    from shared.clock import Clock
    from shared.domain.cases.command_payloads import CommandPayload
    from shared.domain.money import Money
    from shared.domain.watching.proposal import Proposal
    from shared.work import WorkSink

_PROPOSALS: Final = UUID("7d6f9a52-3a0e-4c5b-9c39-0f8d1f0f6c11")
"""The name space of the commands that take proposals; what it is does not matter, only that it stays."""


class Outcome(StrEnum):
    """What became of an order."""

    ORDERED = "ordered"
    ORDERED_BEFORE = "ordered_before"
    ORDERED_OTHERWISE = "ordered_otherwise"
    DECIDED_BEFORE = "decided_before"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be ordered for a case: ``token`` tells the form from every other."""

    case_id: str
    payload: CommandPayload
    token: UUID
    proposal: Proposal | None = None
    content: bytes | None = None

    @property
    def command_id(self) -> str:
        """The id of the command."""
        return name_command(self.case_id, self.token, self.proposal)


@dataclass(frozen=True, slots=True)
class Ordering:
    """Takes orders of all merchants."""

    desk_of: Callable[[str], CaseDesk]
    queue: WorkSink[CommandWork]
    clock: Clock

    def order(self, desk: CaseDesk, order: Order) -> Outcome:
        """Keep what was ordered, and let it be told to atriga."""
        command = new_command(order.command_id, order.case_id, order.payload, self.clock(), ordered_by=Actor.MERCHANT)
        if order.content is not None:
            desk.files.put(order.case_id, command.command_id, order.content)
        if order.proposal is None:
            is_new = desk.commands.add(command)
        else:
            taken = _tell(order.proposal, EventKind.PROPOSAL_TAKEN, self.clock)
            is_new = desk.decisions.take_proposal(order.proposal, command, taken)
        if not is_new:
            kept = desk.commands.get(order.case_id, command.command_id)
            if kept is None:
                return Outcome.DECIDED_BEFORE
            if kept.payload != order.payload:
                return Outcome.ORDERED_OTHERWISE
        work = CommandWork(merchant_id=desk.merchant_id, case_id=order.case_id, command_id=command.command_id)
        queue_kept(self.queue, [work])
        return Outcome.ORDERED if is_new else Outcome.ORDERED_BEFORE

    def put_aside(self, desk: CaseDesk, proposal: Proposal) -> bool:
        """Close a proposal without doing anything; False where somebody decided on it before."""
        return desk.decisions.put_aside(proposal, _tell(proposal, EventKind.PROPOSAL_PUT_ASIDE, self.clock))

    def was_taken(self, desk: CaseDesk, proposal: Proposal) -> bool:
        """Whether what was proposed was ordered."""
        return desk.commands.get(proposal.case_id, _name_taking(proposal)) is not None


def name_command(case_id: str, token: UUID, proposal: Proposal | None) -> str:
    """Return the id of the command that a form orders; a proposal is taken under one id, by whichever form."""
    return str(uuid5(token, case_id)) if proposal is None else _name_taking(proposal)


def _name_taking(proposal: Proposal) -> str:
    """Return the id of the command that takes a proposal.

    A payment that was proposed is one that the watch saw, so it covers no further one that the watch will see.
    """
    name = str(uuid5(_PROPOSALS, f"{proposal.case_id}#{proposal.proposal_id}"))
    return f"{WATCH_PREFIX}{name}" if proposal.kind is ProposalKind.REPORT_PAYMENT else name


def accepted_price(payload: CommandPayload) -> Money | None:
    """Return the price that a payload carries as accepted."""
    match payload:
        case WithdrawCase():
            return payload.accepted_fee
        case DecideCourt():
            return payload.accepted_advance
        case _:
            return None


def _tell(proposal: Proposal, kind: EventKind, clock: Clock) -> CaseEvent:
    return CaseEvent(
        event_id=f"{kind.value}-{proposal.proposal_id}",
        at=clock(),
        actor=Actor.MERCHANT,
        kind=kind,
        parameters={"order": proposal.order_id},
    )
