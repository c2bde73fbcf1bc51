"""A case as the case table shows it: everything that a row needs, and nothing of the debtor but the name."""

from __future__ import annotations

from datetime import date, datetime
from functools import reduce
from typing import TYPE_CHECKING

from shared.domain.cases.case import Closing, Rejection, Transfer
from shared.domain.cases.next_step import NextStep, next_step_of
from shared.domain.cases.recovery import Recovery
from shared.domain.model import DomainModel
from shared.domain.money import Money

if TYPE_CHECKING:
    from shared.domain.cases.case import Case, CaseSnapshot

LONGEST_TEXT = 300
"""A text of the agency is cut here: a row is written many times over, and its case page has the whole text."""


class CaseRow(DomainModel):
    """One row. ``paid`` is what atriga booked, ``None`` before it told of any balance.

    ``recovery`` is what of it came in since the hand-over.
    """

    case_id: str
    case_number: str | None = None
    order_ids: tuple[str, ...]
    debtor_name: str
    portal_account_id: str | None = None
    portal_account_name: str | None = None
    customer_number: str
    handed_over_at: datetime | None = None
    total: Money
    paid: Money | None = None
    open: Money
    recovery: Recovery = Recovery()
    transfer: Transfer
    stage: str | None = None
    processing: str | None = None
    payment: str | None = None
    status_text: str | None = None
    rejection: Rejection | None = None
    closing: Closing | None = None
    changed_at: datetime
    documents: int = 0
    test: bool = False
    next_step: NextStep | None = None
    next_step_until: date | None = None

    @property
    def currency(self) -> str:
        """The one currency of the case."""
        return self.total.currency

    @property
    def portal_account(self) -> str | None:
        """What tells the portal account from others: its id, or its name where the order carried no id."""
        return self.portal_account_id or self.portal_account_name

    @property
    def is_running(self) -> bool:
        """Whether atriga has the case and has not closed it."""
        return (
            self.case_number is not None
            and self.closing is None
            and self.transfer in {Transfer.SUBMITTED, Transfer.ACCEPTED}
        )

    @property
    def needs_merchant(self) -> bool:
        """Whether nothing goes on before the merchant did something."""
        return self.next_step is not None and self.next_step.is_the_merchants


def row_of(case: Case) -> CaseRow:
    """Make the row of a case."""
    following = next_step_of(case)
    row = CaseRow(
        case_id=case.case_id,
        order_ids=case.order_ids,
        debtor_name=cut(case.debtor.display_name),
        portal_account_id=case.portal_account_id,
        portal_account_name=case.portal_account_name,
        customer_number=case.customer_number,
        handed_over_at=case.handed_over_at,
        total=case.total,
        open=case.open,
        recovery=case.recovery,
        transfer=case.transfer,
        rejection=_cut_rejection(case.rejection),
        changed_at=case.changed_at,
        test=case.test,
        next_step=following.step if following else None,
        next_step_until=following.until if following else None,
    )
    return row if case.snapshot is None else row.model_copy(update=_told_by(case.snapshot))


def cut(text: str) -> str:
    """Return a text no longer than a row has room for, with the mark that something is missing."""
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def _told_by(snapshot: CaseSnapshot) -> dict[str, object]:
    closing = snapshot.closing
    return {
        "case_number": snapshot.case_number,
        "stage": snapshot.stage,
        "processing": snapshot.processing,
        "payment": snapshot.payment,
        "status_text": cut(snapshot.status.text),
        "closing": closing.model_copy(update={"text": cut(closing.text)}) if closing else None,
        "paid": _paid(snapshot),
        "documents": snapshot.documents,
    }


def _paid(snapshot: CaseSnapshot) -> Money | None:
    balance = snapshot.balance
    lines = (balance.principal, balance.interest, balance.client_charges, balance.agency_costs)
    paid = [line.paid for line in lines if line is not None]
    return reduce(Money.__add__, paid) if paid else None


def _cut_rejection(rejection: Rejection | None) -> Rejection | None:
    return rejection.model_copy(update={"text": cut(rejection.text)}) if rejection else None
