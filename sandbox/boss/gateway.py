"""The whole gateway in memory: one book for each account, behind one lock.

Guarantee: everything that is due by the clock has happened before anybody sees a book, so that an acceptance
never depends on a task having run; ``settle`` merely lets it happen when nobody looks.
"""

from __future__ import annotations

import secrets
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox.boss.accounts import AccountDirectory
from sandbox.boss.book import AccountBook
from sandbox.boss.numbering import Numbering
from sandbox.boss.problems import not_found
from sandbox.boss.schedule import carry_out_due_steps
from sandbox.boss.stream import Stream
from sandbox.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sandbox.boss.accounts import Account
    from sandbox.boss.case_record import CaseRecord
    from sandbox.boss.push import Push
    from sandbox.clock import Clock

DEFAULT_ACCEPTANCE_DELAY = timedelta(seconds=2)


@dataclass(frozen=True)
class Desk:
    """An open book and the instant at which it is worked on."""

    book: AccountBook
    now: datetime


class Gateway:
    """The state of the simulator. ``acceptance_delay`` of ``None`` leaves every decision to a person."""

    def __init__(
        self,
        clock: Clock = utc_now,
        acceptance_delay: timedelta | None = DEFAULT_ACCEPTANCE_DELAY,
        directory: AccountDirectory | None = None,
        link_key: bytes | None = None,
    ) -> None:
        self.clock = clock
        self.directory = directory or AccountDirectory()
        self.acceptance_delay = acceptance_delay
        self.link_key = link_key or secrets.token_bytes(32)
        self.first_acceptance_delay = acceptance_delay
        self._lock = threading.RLock()
        self._generation = 0
        self.delivered_pushes = 0
        self.failed_pushes = 0
        self._books = self._make_books()

    @contextmanager
    def open_book(self, account: Account) -> Iterator[Desk]:
        """Give exclusive access to the book of one account, brought up to the present instant."""
        with self._lock:
            book, now = self._books[account.customer_number], self.clock()
            carry_out_due_steps(book, now)
            yield Desk(book, now)

    @contextmanager
    def open_case(self, case_number: str) -> Iterator[tuple[Desk, CaseRecord]]:
        """Give the console exclusive access to one case of any account; 404 where there is none."""
        with self.open_all() as desks:
            for desk in desks:
                case = desk.book.find_case(case_number)
                if case is not None:
                    yield desk, case
                    return
            raise not_found()

    @contextmanager
    def open_all(self) -> Iterator[list[Desk]]:
        """Give the console exclusive access to all books."""
        with self._lock:
            now = self.clock()
            for book in self._books.values():
                carry_out_due_steps(book, now)
            yield [Desk(book, now) for book in self._books.values()]

    def take_pushes(self) -> list[Push]:
        """Bring everything up to the present instant and hand out the pushes that wait."""
        with self.open_all() as desks:
            pushes = [push for desk in desks for push in desk.book.pushes]
            for desk in desks:
                desk.book.pushes.clear()
            return pushes

    def expire_cursors(self) -> None:
        """Make every cursor that was given out so far too old."""
        with self._lock:
            self._generation += 1
            for number, book in self._books.items():
                book.changes.name = self._name_stream("changes", number)

    def reset(self) -> None:
        """Forget every case and go back to how the simulator was started."""
        with self._lock:
            self._generation += 1
            self.acceptance_delay = self.first_acceptance_delay
            self.delivered_pushes = self.failed_pushes = 0
            self._books = self._make_books()

    def _make_books(self) -> dict[str, AccountBook]:
        self._numbering = Numbering(self.clock())
        return {
            account.customer_number: AccountBook(
                account=account,
                numbering=self._numbering,
                changes=Stream(self._name_stream("changes", account.customer_number)),
                payouts=Stream(self._name_stream("payouts", account.customer_number)),
            )
            for account in self.directory.accounts
        }

    def _name_stream(self, kind: str, customer_number: str) -> str:
        return f"{kind}-{customer_number}-{self._numbering.run}-{self._generation}"
