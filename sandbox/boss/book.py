"""What the gateway keeps for one customer number. Nothing in a book is ever reachable through another account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.boss.problems import not_found
from sandbox.boss.push import Push
from sandbox.boss.wire import write_case, write_money

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.boss.accounts import Account
    from sandbox.boss.case_record import CaseRecord, Inquiry
    from sandbox.boss.numbering import Numbering
    from sandbox.boss.push import Subscription
    from sandbox.boss.stream import Stream
    from sandbox.boss.wire import Json
    from shared.domain.money import Money


@dataclass
class AccountBook:
    """The cases, changes, payouts and subscription of one account.

    ``pushes`` are the notices that wait for being sent. Whoever works on a book holds the gateway's lock.
    """

    account: Account
    numbering: Numbering
    changes: Stream
    payouts: Stream
    cases: list[CaseRecord] = field(default_factory=list)
    subscription: Subscription | None = None
    pushes: list[Push] = field(default_factory=list)

    def record(self, case: CaseRecord, kind: str, text: str, now: datetime, amount: Money | None = None) -> None:
        """Note one step of a case: the case's version grows by one and the stream gets the whole case."""
        case.version += 1
        case.changed_at = now
        snapshot = write_case(case)
        change_id = self.numbering.next_id("change")
        self.changes.entries.append(
            {
                "change_id": change_id,
                "changed_at": snapshot["changed_at"],
                "kind": kind,
                "text": text,
                "amount": None if amount is None else write_money(amount),
                "case": snapshot,
            }
        )
        if self.subscription is not None:
            self.pushes.append(Push(change_id, self.account.customer_number, case.case_number, self.subscription))

    def find_case(self, case_number: str) -> CaseRecord | None:
        """Return the case with this number, present or earlier."""
        return next((case for case in self.cases if case.answers_to(case_number)), None)

    def require_case(self, case_number: str) -> CaseRecord:
        """Return the case with this number; 404 where this account has none."""
        case = self.find_case(case_number)
        if case is None:
            raise not_found()
        return case

    def find_by_reference(self, client_reference: str) -> CaseRecord | None:
        """Return the case with the client's own reference."""
        return next((case for case in self.cases if case.client_reference == client_reference), None)

    def find_by_key(self, idempotency_key: str) -> CaseRecord | None:
        """Return the case that was received under this key."""
        return next((case for case in self.cases if case.idempotency_keys[0] == idempotency_key), None)

    def require_inquiry(self, inquiry_id: str) -> tuple[CaseRecord, Inquiry]:
        """Return a question and its case; 404 where this account was not asked it."""
        for case in self.cases:
            for inquiry in case.inquiries:
                if inquiry.inquiry_id == inquiry_id:
                    return case, inquiry
        raise not_found()

    def history_of(self, case: CaseRecord) -> list[Json]:
        """Return the changes of one case, newest first."""
        own = [entry for entry in self.changes.entries if case.answers_to(entry["case"]["case_number"])]
        return own[::-1]
