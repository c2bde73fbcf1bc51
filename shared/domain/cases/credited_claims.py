"""Credit notes among the orders of an export: what was credited is no claim, and is known without any request.

DreamRobot books a credit note as an order of its own with a negative amount. That it names its customer as the
order did, and the same amount, is all that ties the two together (assumed). The watch over running cases, which
knows more, is more exact (``shared.domain.orders.credit_notes``); here a claim that may be none is kept back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.domain.export import ExportItem


def find_credited(items: Iterable[ExportItem], claims: Iterable[ExportItem]) -> dict[str, str]:
    """Return which of the ``claims`` were credited: order id to order id of the credit note among ``items``.

    A claim fits by its whole amount or by what is open of it. Where two fit one credit note, nobody knows which
    was meant, and both are kept back; the merchant can say that a claim was not returned.
    """
    notes = {(item.customer_id, item.credits): item.order_id for item in items if item.customer_id and item.credits}
    credited: dict[str, str] = {}
    for claim in claims:
        position, customer_id = claim.position, claim.customer_id
        if position is None or customer_id is None or (claim.answers and claim.answers.returned is False):
            continue
        amounts = ((customer_id, position.principal), (customer_id, position.open))
        note = next((notes[amount] for amount in amounts if amount in notes), None)
        if note is not None:
            credited[claim.order_id] = note
    return credited
