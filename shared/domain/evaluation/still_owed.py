"""Whether an order that was evaluated a while ago is still owed: the same rules, over what it says now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.domain.cases.case import TakenOut
from shared.domain.evaluation.evaluate import evaluate
from shared.domain.evaluation.facts import EvaluationFacts
from shared.domain.evaluation.making_findings import block
from shared.domain.finding import FindingCode
from shared.domain.money import Money
from shared.domain.orders.order_amounts import paid_amount, usable_amount

if TYPE_CHECKING:
    from datetime import date

    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Position
    from shared.domain.orders.order import Order

ENDS_THE_CLAIM: Final = frozenset(
    {FindingCode.CANCELLED, FindingCode.CREDIT_NOTE, FindingCode.PAID, FindingCode.RETURN_OPEN}
)
DOUBTS_NEW_AMOUNTS: Final = frozenset(
    {FindingCode.AMOUNT_UNCLEAR, FindingCode.BELOW_MINIMUM, FindingCode.CURRENCY_NOT_SUPPORTED}
)
"""What counts only where amounts are not those that were handed over for sending: names, days and addresses may
have been corrected by the merchant since and are left as they are."""


def review_position(position: Position, order: Order, account: AtrigaAccount, today: date) -> Position | TakenOut:
    """Return the position with the amounts that its order has now, or why the order is no claim any more.

    Args:
        position: What would be claimed of the order, as it was read before.
        order: The order as it was just read.
        account: The atriga account that would take it, for its settings and terms.
        today: The day in the merchant's time zone.
    """
    evaluation = evaluate(order, account.settings, EvaluationFacts(terms=account.terms), today)
    amounts = _amounts_of(order, position.principal.currency)
    is_unchanged = amounts == (position.principal, position.paid)
    decisive = ENDS_THE_CLAIM if is_unchanged else ENDS_THE_CLAIM | DOUBTS_NEW_AMOUNTS
    findings = tuple(finding for finding in evaluation.findings if finding.blocks and finding.code in decisive)
    if findings or amounts is None:
        doubt = block(FindingCode.AMOUNT_UNCLEAR, "positions.0.principal")
        return TakenOut(order_id=position.order_id, findings=findings or (doubt,))
    return position.model_copy(update={"principal": amounts[0], "paid": amounts[1]})


def _amounts_of(order: Order, currency: str) -> tuple[Money, Money] | None:
    invoiced, paid = usable_amount(order.invoice_amount), paid_amount(order)
    if invoiced is None or paid is None or order.currency != currency:
        return None
    return Money.of(invoiced, currency), Money.of(paid, currency)
