"""Writing a merchant's secret, one writer after the other.

All codes of a merchant stand in one secret, and Secrets Manager knows no condition on what stood there: whoever
wrote what it read a moment ago would take back what another one wrote meanwhile. So each writer holds a lease while
it reads and writes.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

from shared.store.errors import TransactionLostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from functions.activate.ports import Secrets
    from shared.clock import Clock
    from shared.store.leases import Lease

LEASE: Final = "SECRET"

HELD_AT_MOST: Final = timedelta(seconds=60)
"""For a writer that dies; longer than this function runs, so that none is overtaken while it writes."""

_TRIES: Final = 30
_SECONDS_BETWEEN: Final = 0.2


class Leases(Protocol):
    """Where it stands who has what in hand."""

    def acquire(self, name: str, *, now: datetime, until: datetime) -> Lease | None:
        """Take a lease; ``None`` where somebody else holds it."""

    def release(self, lease: Lease) -> None:
        """Give a lease back."""


@dataclass(frozen=True, slots=True)
class SerialSecrets:
    """The secret of one merchant, for writers who may be several at once.

    Each method raises ``TransactionLostError`` where others were writing for all the time that it waited.
    """

    secrets: Secrets
    leases: Leases
    clock: Clock
    wait: Callable[[float], None] = time.sleep

    def set_dreamrobot_access(self, username: str, password: str) -> None:
        """Keep the access to DreamRobot's REST API."""
        with self._alone():
            self.secrets.set_dreamrobot_access(username, password)

    def set_authentication_code(self, customer_number: str, code: str, *, push_key: str | None = None) -> None:
        """Keep one authentication code and the newest key of the gateway's pushes, leaving the others as they are."""
        with self._alone():
            self.secrets.set_authentication_code(customer_number, code, push_key=push_key)

    def remove_authentication_code(self, customer_number: str) -> None:
        """Forget one authentication code for good."""
        with self._alone():
            self.secrets.remove_authentication_code(customer_number)

    def delete(self) -> None:
        """Delete all codes for good; where there are none, there stay none."""
        with self._alone():
            self.secrets.delete()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        for _ in range(_TRIES):
            now = self.clock()
            lease = self.leases.acquire(LEASE, now=now, until=now + HELD_AT_MOST)
            if lease is not None:
                try:
                    yield
                finally:
                    self.leases.release(lease)
                return
            self.wait(_SECONDS_BETWEEN)
        raise TransactionLostError(())
