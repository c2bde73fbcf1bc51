"""Waking the commands that waited for an atriga account to work again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shared.work import CommandWork, queue_kept

if TYPE_CHECKING:
    from shared.store.commands import HeldCommand
    from shared.work import WorkSink


class HeldCommands(Protocol):
    """The commands of one merchant, as far as they wait for an atriga account."""

    def list_held(self, customer_number: str) -> list[HeldCommand]:
        """Read which commands wait for an account."""

    def release(self, customer_number: str, held: HeldCommand) -> None:
        """Forget that a command waits."""


@dataclass(frozen=True, slots=True)
class Waking:
    """Queues the held commands of one merchant; a repeat queues what is still held."""

    merchant_id: str
    commands: HeldCommands
    queue: WorkSink[CommandWork]

    def wake(self, customer_number: str) -> None:
        """Queue every command that was held for the account, and forget that it was.

        Where the queue does not take them all they stay held, and the sweeper brings them later: the account works
        again all the same.
        """
        held = self.commands.list_held(customer_number)
        work = [
            CommandWork(merchant_id=self.merchant_id, case_id=one.case_id, command_id=one.command_id) for one in held
        ]
        if queue_kept(self.queue, work):
            for one in held:
                self.commands.release(customer_number, one)
