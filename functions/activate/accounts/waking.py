"""Waking the commands that waited for an atriga account to work again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shared.observability import logger
from shared.work import CommandWork, QueueError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.store.commands import HeldCommand


class HeldCommands(Protocol):
    """The commands of one merchant, as far as they wait for an atriga account."""

    def list_held(self, customer_number: str) -> list[HeldCommand]:
        """Read which commands wait for an account."""

    def release(self, customer_number: str, held: HeldCommand) -> None:
        """Forget that a command waits."""


class CommandsQueue(Protocol):
    """Where commands are queued."""

    def send(self, work: Iterable[CommandWork]) -> None:
        """Queue messages; QueueError where one was not taken."""


@dataclass(frozen=True, slots=True)
class Waking:
    """Queues the held commands of one merchant; a repeat queues what is still held."""

    merchant_id: str
    commands: HeldCommands
    queue: CommandsQueue

    def wake(self, customer_number: str) -> None:
        """Queue every command that was held for the account, and forget that it was.

        Where the queue does not take them all they stay held, and the sweeper brings them later: the account works
        again all the same.
        """
        held = self.commands.list_held(customer_number)
        try:
            self.queue.send(
                CommandWork(merchant_id=self.merchant_id, case_id=one.case_id, command_id=one.command_id)
                for one in held
            )
        except QueueError:
            logger.warning("what waited for an account was not queued whole")
            return
        for one in held:
            self.commands.release(customer_number, one)
