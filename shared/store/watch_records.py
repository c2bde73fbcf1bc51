"""The one write of what the watch found: what is known of the order, and everything that follows from it.

A crash before it finds the same again, a crash after it finds nothing: what follows happens once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.news.what_is_news import news_of_proposal
from shared.store.errors import TransactionLostError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.domain.cases.command import Command
    from shared.domain.cases.timeline import CaseEvent
    from shared.domain.watching.proposal import Proposal
    from shared.domain.watching.watched_order import WatchedOrder
    from shared.store.commands import CommandRepository
    from shared.store.news import NewsRepository
    from shared.store.proposals import ProposalRepository
    from shared.store.table import Table
    from shared.store.timeline import TimelineRepository
    from shared.store.watched_orders import WatchedOrderRepository


class WatchRecordRepository:
    """Writes the findings of the one merchant whose repositories it was given."""

    def __init__(
        self,
        cases_table: Table,
        orders: WatchedOrderRepository,
        commands: CommandRepository,
        timelines: TimelineRepository,
        proposals: ProposalRepository,
        news: NewsRepository,
    ) -> None:
        self._table = cases_table
        self._orders = orders
        self._commands = commands
        self._timelines = timelines
        self._proposals = proposals
        self._news = news

    def record(
        self,
        order: WatchedOrder,
        commands: Sequence[Command] = (),
        events: Sequence[CaseEvent] = (),
        proposals: Sequence[Proposal] = (),
    ) -> Sequence[Command]:
        """Write an order that was read before, with what follows; return the commands that are new.

        A command that is kept already was queued by an earlier look at the same total.

        Raises:
            TransactionLostError: Another worker wrote the order or its case in between; nothing was written.
        """
        new = list(commands)
        while True:
            try:
                self._table.transact(
                    [
                        *(self._commands.put_new(command) for command in new),
                        self._orders.put(order),
                        *(self._timelines.put_event(order.case_id, event) for event in events),
                        *(self._proposals.put_new(proposal) for proposal in proposals),
                        *self._news.put([news_of_proposal(proposal) for proposal in proposals]),
                    ]
                )
            except TransactionLostError as error:
                known = {place for place in error.failed if place < len(new)}
                if not known or len(known) < len(error.failed):
                    raise
                new = [command for place, command in enumerate(new) if place not in known]
            else:
                return new
