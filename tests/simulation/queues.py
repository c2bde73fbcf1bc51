"""Queues in memory that keep the simulation's time: delays, visibility, receives, dead letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from tests.component.world import Clock
    from tests.simulation.side_effects import SideEffects

RECEIVES_BEFORE_DEAD_LETTER = 5


@dataclass
class Message:
    """A message, and when it can be received next."""

    queue: str
    body: str
    visible_at: datetime
    receives: int = 0


@dataclass
class SimulatedQueues:
    """What the app sees of SQS (``send_message_batch``), and what SQS does by itself.

    ``copies`` is how often each message is delivered; ``newest_first`` delivers out of order.
    """

    clock: Clock
    side_effects: SideEffects
    copies: int = 1
    newest_first: bool = False
    waiting: list[Message] = field(default_factory=list)
    dead_letters: list[Message] = field(default_factory=list)

    def send_message_batch(self, QueueUrl: str, Entries: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803 -- boto3's own names
        self.side_effects.reach(f"before send to {QueueUrl}")
        for entry in Entries:
            visible_at = self.clock() + timedelta(seconds=entry.get("DelaySeconds", 0))
            self.waiting += [Message(QueueUrl, entry["MessageBody"], visible_at) for _ in range(self.copies)]
        self.side_effects.reach(f"after send to {QueueUrl}")
        return {"Successful": [], "Failed": []}

    def receive(self) -> Message | None:
        """Return a message that is visible now, of whatever queue."""
        visible = [message for message in self.waiting if message.visible_at <= self.clock()]
        if not visible:
            return None
        return visible[-1] if self.newest_first else visible[0]

    def hide(self, message: Message, visibility: timedelta) -> None:
        """Hide a message that is being worked on; one that was received too often becomes a dead letter."""
        message.receives += 1
        message.visible_at = self.clock() + visibility
        if message.receives > RECEIVES_BEFORE_DEAD_LETTER:
            self.waiting.remove(message)
            self.dead_letters.append(message)

    def delete(self, message: Message) -> None:
        """Remove a message that was worked on."""
        self.waiting.remove(message)

    def next_visible_at(self) -> datetime | None:
        """Return when something can be received next."""
        return min((message.visible_at for message in self.waiting), default=None)
