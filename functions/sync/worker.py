"""One run of the status sync for one atriga account: what atriga tells first, then everything that follows from it.

Running twice, or two at once, changes nothing: each step is safe to repeat by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.boss.errors import AccountNotReadyError, CredentialsRefusedError, TryLaterError
from shared.domain.account import AccountState
from shared.observability import logger
from shared.store.errors import ConditionFailedError, TransactionLostError
from shared.store.instants import sortable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from functions.sync.change_stream import ChangeStream
    from functions.sync.ports import Accounts, Gateway, Leases, Step
    from functions.sync.resting import Resting
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount
    from shared.work import SyncWork, WorkSink

TIME_KEPT_BACK = timedelta(seconds=45)
"""What a run leaves of its time, so that a page is stored whole before the function is cut off."""

LEASE_MARGIN = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class MerchantDesk:
    """Everything of one merchant that a run needs; ``steps`` follow the changes, in their order."""

    accounts: Accounts
    leases: Leases
    changes: ChangeStream
    connect_gateway: Callable[[AtrigaAccount], Gateway]
    steps: Sequence[Step] = ()


@dataclass(frozen=True, slots=True)
class SyncWorker:
    """Runs the sync for all merchants; the desk is made for the merchant at hand."""

    desk_of: Callable[[str], MerchantDesk]
    queue: WorkSink[SyncWork]
    resting: Resting
    clock: Clock

    def run(self, work: SyncWork, deadline: datetime) -> None:
        """Bring one atriga account up to date, or as far as the time allows and the rest in a new message.

        A gateway that is away or asks for patience ends the run; the next one is planned already.

        Raises:
            StoreError, QueueError, BossError: Something that was not foreseen; the message has to come again.
        """
        desk = self.desk_of(work.merchant_id)
        lease = desk.leases.acquire(f"SYNC#{work.customer_number}", now=self.clock(), until=deadline + LEASE_MARGIN)
        if lease is None:
            logger.info("another worker has the account in hand")
            return
        is_finished = True
        try:
            is_finished = self._run_steps(desk, work.customer_number, deadline - TIME_KEPT_BACK)
        except TryLaterError as error:
            logger.warning("the gateway is away", extra={"error": type(error).__name__})
        except (CredentialsRefusedError, AccountNotReadyError) as error:
            logger.warning("the gateway refuses the account", extra={"error": type(error).__name__})
            desk.accounts.stop(work.customer_number, error.code or "credentials_refused", self.clock())
        except TransactionLostError:
            # Every step tries a lost transaction again by itself. What is lost at every try would be lost for ever,
            # and quietly, were it taken for a race: the message comes again, and the dead letters tell.
            raise
        except ConditionFailedError:
            logger.info("another run was quicker")
        finally:
            desk.leases.release(lease)
        if not is_finished:
            self.queue.send([work])

    def _run_steps(self, desk: MerchantDesk, customer_number: str, stop_at: datetime) -> bool:
        """Take the steps one after the other; False where only the time is up."""
        state = desk.accounts.get_sync_state(customer_number)
        if state is None or state.account.state is AccountState.STOPPED:
            return True
        now = self.clock()
        if state.due_at is not None and state.due_at <= sortable(now):
            # A push brought this run; without this the planner would bring another one.
            desk.accounts.postpone(
                customer_number, was_due_at=state.due_at, due_at=now + self.resting.pause_of(state.account, now)
            )
        gateway = desk.connect_gateway(state.account)
        reading = desk.changes.read(state.account, gateway, stop_at)
        if reading.entries:
            now = self.clock()
            desk.accounts.note_time(customer_number, "last_change_at", now)
            if state.account.subscribed_at is None:
                # Where there are pushes, the next change brings its own run.
                desk.accounts.bring_forward(customer_number, now + self.resting.pace.shortest)
        return reading.is_finished and all(step.take(state.account, gateway, stop_at) for step in desk.steps)
