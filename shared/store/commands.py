"""The commands of cases, each beside its case, and which of them wait for an atriga account to work again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shared.domain.cases.command import Command
from shared.store.errors import ConditionFailedError, TransactionLostError
from shared.store.instants import sortable
from shared.store.keys import case_key, held_key, shard
from shared.store.news import put_news
from shared.store.proposals import ProposalRepository
from shared.store.table import IS_NEW, Put, Table, has_revision
from shared.store.timeline import TimelineRepository

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.domain.cases.timeline import CaseEvent
    from shared.domain.news.news import NewsItem
    from shared.domain.watching.proposal import Proposal
    from shared.store.table import Item

COMMANDS_WAKE_PREFIX = "WAKE_COMMAND"
COMMAND_PREFIX = "COMMAND#"
_HELD = "CASE#"
_TRIES = 3


class HeldCommand(NamedTuple):
    """A command that waits for its atriga account."""

    case_id: str
    command_id: str


class CommandRepository:
    """The commands of the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id

    def get(self, case_id: str, command_id: str) -> Command | None:
        """Read a command."""
        item = self._table.get(self._pk(case_id), COMMAND_PREFIX + command_id)
        return Command.model_validate(item["body"]) if item else None

    def list_all(self, case_id: str) -> list[Command]:
        """Read all commands of a case, oldest first: the order in which they are carried out."""
        items = self._table.query_all(self._pk(case_id), COMMAND_PREFIX)
        commands = [Command.model_validate(item["body"]) for item in items]
        return sorted(commands, key=lambda command: (command.created_at, command.command_id))

    def find_oldest_open(self, case_id: str) -> Command | None:
        """Find the one command of a case that may be carried out now."""
        return next((command for command in self.list_all(case_id) if command.state.is_open), None)

    def add(self, command: Command) -> bool:
        """Keep a new command; False where one of this id is kept already, which is what a repeat finds."""
        try:
            self._table.put(self.put_new(command))
        except ConditionFailedError:
            return False
        return True

    def add_together(self, commands: Sequence[Command]) -> bool:
        """Keep new commands, all or none; False where one of them is kept already.

        Raises:
            TransactionLostError: Another write was in the way at every try.
        """
        for attempt in range(1, _TRIES + 1):
            try:
                self._table.transact([self.put_new(command) for command in commands])
            except TransactionLostError as error:
                if error.failed:
                    return False
                if attempt == _TRIES:
                    raise
            else:
                return True
        return False

    def read_many(self, keys: Iterable[tuple[str, str]]) -> list[Command]:
        """Read commands by case and id, in no particular order; missing ones are missing.

        They may lag behind what was written just now.
        """
        items = self._table.get_many([(self._pk(case_id), COMMAND_PREFIX + command_id) for case_id, command_id in keys])
        return [Command.model_validate(item["body"]) for item in items]

    def save(
        self,
        command: Command,
        event: CaseEvent | None = None,
        news: tuple[NewsItem, ...] = (),
        proposal: Proposal | None = None,
    ) -> Command:
        """Write a command that was read before, and return it with its new revision.

        ``event`` tells of it in the case's timeline, ``news`` in feed and mails, ``proposal`` is what the merchant has
        to decide on after it; all are written, or none.

        Raises:
            ConditionFailedError: Another worker wrote it in between.
        """
        put = self.put(command)
        timeline = TimelineRepository(self._table, self._merchant_id)
        beside = [timeline.put_event(command.case_id, event)] if event else []
        beside += put_news(self._merchant_id, news)
        beside += [ProposalRepository(self._table, self._merchant_id).put_new(proposal)] if proposal else []
        if beside:
            self._table.transact([put, *beside])
        else:
            self._table.put(put)
        return Command.model_validate(put.item["body"])

    def put_new(self, command: Command) -> Put:
        """Make the write of a new command, for a transaction."""
        return Put(self._item(command), IS_NEW)

    def put(self, command: Command) -> Put:
        """Make the write of a command that was read before, for a transaction."""
        raised = command.model_copy(update={"revision": command.revision + 1})
        return Put(self._item(raised), has_revision(command.revision))

    def hold(self, command: Command, customer_number: str) -> None:
        """Note that a command waits until its atriga account works again; noting it twice is noting it once."""
        item: Item = {
            "pk": held_key(self._merchant_id, customer_number),
            "sk": f"{_HELD}{command.case_id}#{command.command_id}",
            "case_id": command.case_id,
            "command_id": command.command_id,
        }
        try:
            self._table.put(Put(item, IS_NEW))
        except ConditionFailedError:
            return

    def list_held(self, customer_number: str) -> list[HeldCommand]:
        """Read which commands wait for an atriga account; one that was carried out meanwhile may be among them."""
        items = self._table.query_all(held_key(self._merchant_id, customer_number), _HELD)
        return [HeldCommand(item["case_id"], item["command_id"]) for item in items]

    def release(self, customer_number: str, held: HeldCommand) -> None:
        """Forget that a command waits."""
        self._table.delete(held_key(self._merchant_id, customer_number), f"{_HELD}{held.case_id}#{held.command_id}")

    def _item(self, command: Command) -> Item:
        item: Item = {
            "pk": self._pk(command.case_id),
            "sk": COMMAND_PREFIX + command.command_id,
            "revision": command.revision,
            "body": command.model_dump(mode="json"),
        }
        if command.state.is_open:
            item |= {"wake_shard": shard(COMMANDS_WAKE_PREFIX, self._merchant_id), "wake_at": sortable(command.due_at)}
        return item

    def _pk(self, case_id: str) -> str:
        return case_key(self._merchant_id, case_id)
