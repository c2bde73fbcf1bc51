"""What planning and running the sync needs of the world; the adapters are put in by the handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from shared.boss.answers import ChangePage, PayoutPage
    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case, Change
    from shared.domain.cases.timeline import CaseEvent
    from shared.domain.cases.withdrawal_quote import WithdrawalQuote
    from shared.store.accounts import Stream, SyncState, TimeMark
    from shared.store.accounts_of_all import DueAccount
    from shared.store.leases import Lease
    from shared.store.waking import SleepingCommand, SleepingExport


class DueAccounts(Protocol):
    """Which atriga accounts of all merchants are due."""

    def list_due(self, now: datetime) -> Iterator[DueAccount]:
        """Yield what is due."""


class Sleepers(Protocol):
    """Which commands and exports of all merchants have waited long enough."""

    def list_due_commands(self, now: datetime, *, of_each_shard: int) -> Iterator[SleepingCommand]:
        """Yield commands that are to be woken."""

    def list_due_exports(self, now: datetime, *, of_each_shard: int) -> Iterator[SleepingExport]:
        """Yield exports that are to be woken."""

    def postpone(self, sleeper: SleepingCommand | SleepingExport, until: datetime) -> None:
        """Let a sleeper rest until an instant."""


class Accounts(Protocol):
    """Where one merchant's atriga accounts stand."""

    def get_sync_state(self, customer_number: str) -> SyncState | None:
        """Read one atriga account and when it is due."""

    def stop(self, customer_number: str, because: str, told_at: datetime | None = None) -> None:
        """Note that the gateway refuses the account, and tell the merchant so."""

    def move_cursor(
        self, customer_number: str, *, before: str | None, after: str | None, stream: Stream = "cursor"
    ) -> None:
        """Move a cursor; ConditionFailedError where another run did so."""

    def note_time(self, customer_number: str, mark: TimeMark, at: datetime) -> None:
        """Note when something was last done or seen for an account."""

    def postpone(self, customer_number: str, *, was_due_at: str, due_at: datetime) -> None:
        """Set when the account is due next."""

    def bring_forward(self, customer_number: str, due_at: datetime) -> bool:
        """Let the account be due at an instant at the latest; False where it was so already."""


class Cases(Protocol):
    """Where one merchant's cases are kept."""

    def get(self, case_id: str) -> Case | None:
        """Read a case."""


class ChangeRecords(Protocol):
    """Where what atriga tells is written."""

    def record(self, before: Case, after: Case, changes: Sequence[Change], events: Sequence[CaseEvent] = ()) -> Case:
        """Append changes that are new and write the case; TransactionLostError on a race."""


class Leases(Protocol):
    """Where it stands who has what in hand."""

    def acquire(self, name: str, *, now: datetime, until: datetime) -> Lease | None:
        """Take a lease; ``None`` where somebody else holds it."""

    def release(self, lease: Lease) -> None:
        """Give a lease back."""


class Gateway(Protocol):
    """The BOSS-Gateway, signed in as one atriga account."""

    def list_changes(self, after: str | None, limit: int) -> ChangePage:
        """Read a page of changes after a cursor, oldest first."""

    def list_payouts(self, after: str | None, limit: int) -> PayoutPage:
        """Read a page of payouts after a cursor, oldest first."""

    def subscribe(self, url: str, secret: str) -> None:
        """Ask for a push on every change."""

    def quote_withdrawal(self, case_number: str) -> WithdrawalQuote:
        """Ask what taking a case back would cost now."""


class Step(Protocol):
    """Something that a run does after the changes are in."""

    def take(self, account: AtrigaAccount, gateway: Gateway, stop_at: datetime) -> bool:
        """Do it; False where only the time is up."""
