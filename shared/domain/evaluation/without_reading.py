"""The findings that need no look into the order: it cannot be had, or it is in a case already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.evaluation.making_findings import block
from shared.domain.finding import FindingCode

if TYPE_CHECKING:
    from shared.domain.cases.case import HandedOver
    from shared.domain.finding import Finding


def order_not_found(order_id: str) -> Finding:
    """Make the finding for an id that DreamRobot does not know. Parameter: ``order_id``."""
    return block(FindingCode.ORDER_NOT_FOUND, order_id=order_id)


def order_unreadable(order_id: str) -> Finding:
    """Make the finding for an order that DreamRobot will not give out. Parameter: ``order_id``."""
    return block(FindingCode.ORDER_UNREADABLE, order_id=order_id)


def order_not_read(order_id: str, tries: int) -> Finding:
    """Make the finding for an order that DreamRobot gave out at no try. Parameters: ``order_id``, ``tries``."""
    return block(FindingCode.ORDER_NOT_READ, order_id=order_id, tries=str(tries))


def portal_account_gone() -> Finding:
    """Make the finding for an order whose atriga account was taken away since it was evaluated. No parameters."""
    return block(FindingCode.PORTAL_ACCOUNT_NOT_CONNECTED, "creditor.portal_account")


def credited(credit_note_order_id: str) -> Finding:
    """Make the finding for a claim that a credit note fits. Parameter: ``credit_note_order``."""
    return block(FindingCode.RETURN_OPEN, credit_note_order=credit_note_order_id)


def discarded(case_id: str) -> Finding:
    """Make the finding for an order whose draft the merchant discarded. Parameter: ``case_id``."""
    return block(FindingCode.DISCARDED, case_id=case_id)


def already_handed_over(handed_over: HandedOver) -> Finding:
    """Make the finding for an order in a running case. Parameters: ``case`` (file number, else id), ``case_id``."""
    case = handed_over.case_number or handed_over.case_id
    return block(FindingCode.ALREADY_HANDED_OVER, case=case, case_id=handed_over.case_id)
