"""The one write of what a merchant decides about a case: the command, the proposal that it takes, the timeline.

A proposal is closed together with what follows from it, so that nobody takes one twice or loses one by a crash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.store.errors import TransactionLostError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.domain.cases.command import Command
    from shared.domain.cases.timeline import CaseEvent
    from shared.domain.watching.proposal import Proposal
    from shared.store.commands import CommandRepository
    from shared.store.proposals import ProposalRepository
    from shared.store.table import Table
    from shared.store.timeline import TimelineRepository
    from shared.store.writes import Write

_TRIES: Final = 3


class CaseDecisionRepository:
    """Writes the decisions of the one merchant whose repositories it was given."""

    def __init__(
        self,
        cases_table: Table,
        commands: CommandRepository,
        timelines: TimelineRepository,
        proposals: ProposalRepository,
    ) -> None:
        self._table = cases_table
        self._commands = commands
        self._timelines = timelines
        self._proposals = proposals

    def take_proposal(self, proposal: Proposal, command: Command, event: CaseEvent) -> bool:
        """Order what was proposed, and close the proposal; False where somebody decided on it before."""
        closed, told = self._proposals.put_closed(proposal), self._timelines.put_event(proposal.case_id, event)
        return self._write([self._commands.put_new(command), closed, told])

    def put_aside(self, proposal: Proposal, event: CaseEvent) -> bool:
        """Close a proposal without doing anything; False where somebody decided on it before."""
        closed, told = self._proposals.put_closed(proposal), self._timelines.put_event(proposal.case_id, event)
        return self._write([closed, told])

    def _write(self, writes: Sequence[Write]) -> bool:
        for attempt in range(1, _TRIES + 1):
            try:
                self._table.transact(writes)
            except TransactionLostError as error:
                if error.failed:
                    return False
                # Two clicks at once: which of them was first is known at the next try.
                if attempt == _TRIES:
                    raise
            else:
                return True
        return False
