"""The gateway's pushes: each says that something changed, and nothing that it says is believed beyond that.

A push brings the account's next run forward and queues it at once, so that a queue that fails delays it to the next
plan at most. Repeats and floods are harmless: an account that is due already is not queued again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.web.signature import InvalidSignatureError, verify
from shared.work import SyncWork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from functions.sync.ports import Accounts
    from shared.clock import Clock
    from shared.work import WorkSink


class CustomerNumbers(Protocol):
    """Whose a customer number is."""

    def list_merchants(self, customer_number: str) -> list[str]:
        """List the merchants that activated it."""


class Notification(BaseModel):
    """A push as far as it is read; ``case_number`` is of no use, because the run reads all changes anyway."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    customer_number: Annotated[str, Field(min_length=1, max_length=32)]


@dataclass(frozen=True, slots=True)
class Notifications:
    """Takes pushes. ``keys_of`` returns the keys of a merchant's customer number."""

    customer_numbers: CustomerNumbers
    keys_of: Callable[[str, str], Iterable[str]]
    accounts_of: Callable[[str], Accounts]
    queue: WorkSink[SyncWork]
    clock: Clock

    def take(self, headers: Mapping[str, str], content: bytes) -> None:
        """Bring the syncs forward of all merchants that activated the customer number.

        The number is read before the signature is checked, only to find the keys to check it with. The gateway keeps
        one subscription for a number, so a push that one of its merchants' keys proves is news to all of them.

        Raises:
            InvalidSignatureError: The push is forged, too old, or about a number that nobody activated.
        """
        number = _read_customer_number(content)
        merchant_ids = self.customer_numbers.list_merchants(number)
        now = self.clock()
        verify(
            headers, content, [key for merchant_id in merchant_ids for key in self.keys_of(merchant_id, number)], now
        )
        self.queue.send(
            SyncWork(merchant_id=merchant_id, customer_number=number)
            for merchant_id in merchant_ids
            if self.accounts_of(merchant_id).bring_forward(number, now)
        )


def _read_customer_number(content: bytes) -> str:
    try:
        return Notification.model_validate_json(content).customer_number
    except ValidationError:
        raise InvalidSignatureError from None
