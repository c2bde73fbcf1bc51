"""What is known of the payments of an order whose case is at atriga: seen last, and accounted for already."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shared.domain.model import DomainModel
from shared.domain.money import Money

if TYPE_CHECKING:
    from shared.domain.cases.case import Case, Position


class WatchedOrder(DomainModel):
    """One order of a running case. Every change of it is written together with what follows from it.

    Attributes:
        order_id: The order.
        case_id: The case that it is in.
        ordered_on: Its day in DreamRobot, under which pages of orders hold it.
        watched_since: The day (UTC) on which atriga got the case; fresh cases are looked at more often.
        seen_paid: What DreamRobot showed as paid when it was last read.
        seen_invoiced: What it showed as invoiced.
        accounted_paid: The highest paid amount that atriga knows of: from the hand-over, or reported since. It never
            falls, so a payment that is taken back in DreamRobot and put in again is reported once.
        accounted_invoiced: The lowest invoiced amount that atriga knows of; it never rises.
        reported: What the watch reported as paid, all together.
        matched: What was not reported because atriga had collected as much itself.
        covered_cents: What was not reported because the merchant had reported as much by hand, in cents of the same
            currency.
        customer_id: Whose order it is; known from the first reading on.
        credit_notes: Credit notes that were taken for this order.
        unclear_credit_notes: Credit notes that were shown to the merchant as perhaps for it.
        is_cancelled: Whether it was seen as cancelled.
        is_gone: Whether DreamRobot knew no such order any more.
        revision: Grows by one with every write.
    """

    order_id: str
    case_id: str
    ordered_on: date
    watched_since: date
    seen_paid: Money
    seen_invoiced: Money
    accounted_paid: Money
    accounted_invoiced: Money
    reported: Money
    matched: Money
    covered_cents: int = 0
    customer_id: str | None = None
    credit_notes: tuple[str, ...] = ()
    unclear_credit_notes: tuple[str, ...] = ()
    is_cancelled: bool = False
    is_gone: bool = False
    revision: int = 1

    def knows_credit_note(self, order_id: str) -> bool:
        """Whether a credit note was taken for it, or shown as perhaps for it."""
        return order_id in self.credit_notes or order_id in self.unclear_credit_notes


def begin_watching(case: Case, position: Position) -> WatchedOrder:
    """Return what is known of an order as its case begins to run: what was handed over."""
    nothing = Money.zero(position.principal.currency)
    return WatchedOrder(
        order_id=position.order_id,
        case_id=case.case_id,
        ordered_on=position.contract_date,
        watched_since=(case.handed_over_at or case.changed_at).date(),
        seen_paid=position.paid,
        seen_invoiced=position.principal,
        accounted_paid=position.paid,
        accounted_invoiced=position.principal,
        reported=nothing,
        matched=nothing,
    )
