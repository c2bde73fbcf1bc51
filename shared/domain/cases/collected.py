"""What of a payment seen in DreamRobot is the debtor's own, and what is money that atriga collected.

A merchant who gets a payout books it on the order, and DreamRobot shows it like any payment. Reported as one, it
would be counted twice, and the merchant's claim would lose it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.domain.cases.case import Case
    from shared.domain.cases.payout import PayoutShare
    from shared.domain.money import Money
    from shared.domain.watching.watched_order import WatchedOrder


class Weighed(NamedTuple):
    """A payment in two parts: what the debtor paid to the merchant, and what atriga had collected already."""

    direct: Money
    collected: Money


def weigh_payment(amount: Money, case: Case, orders: Iterable[WatchedOrder], shares: Iterable[PayoutShare]) -> Weighed:
    """Split a payment.

    What atriga collected itself is at least what it paid out, and at least what it counts as paid on the principal
    beyond what was paid before the hand-over and what was reported, by hand too. Of that, what was matched with
    earlier payments is used up. Where in doubt the part is not reported but shown to the merchant, who alone knows
    where the money came from; par. 367 BGB puts payments to costs and interest first, so both figures can only be too
    low.

    Args:
        amount: What was seen.
        case: The case, with atriga's balance.
        orders: All orders of the case as they are watched, the one at hand included.
        shares: What was paid out for the case.
    """
    known = list(orders)
    reported = sum(order.reported.cents + order.covered_cents for order in known)
    matched = sum(order.matched.cents for order in known)
    paid_out = sum(share.principal.cents for share in shares if share.principal.currency == amount.currency)
    collected = max(paid_out, _counted_by_atriga(case, amount.currency) - reported)
    left = min(max(collected - matched, 0), amount.cents)
    part = amount.model_copy(update={"cents": left})
    return Weighed(direct=amount - part, collected=part)


def _counted_by_atriga(case: Case, currency: str) -> int:
    principal = case.snapshot.balance.principal if case.snapshot else None
    if principal is None or principal.paid.currency != currency:
        return 0
    paid_before = sum(position.paid.cents for position in case.positions)
    # Assumed: the line begins with what was invoiced and what was paid before the hand-over.
    return principal.paid.cents - paid_before
