"""Withdrawals that the app orders by itself, because an order was cancelled and atriga asks nothing for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.domain.cases.command_payloads import WithdrawCase
from shared.domain.cases.timeline import Actor
from shared.domain.watching.proposal import Proposal, ProposalKind, ProposalReason

if TYPE_CHECKING:
    from datetime import datetime

    from shared.domain.cases.command import Command

_PREFIX: Final = "withdrawal-"


def name_withdrawal(order_id: str) -> str:
    """Return the id of what is ordered, or proposed, because an order was cancelled."""
    return _PREFIX + order_id


def propose_again(refused: Command, now: datetime) -> Proposal | None:
    """Return what is proposed where atriga did not take a case back as the app ordered it, for a fee perhaps.

    The watch sees each cancellation once, so nothing else would ask the merchant. ``None`` for what the merchant
    ordered: that it was refused is told anyway, and the merchant knows what it wanted.
    """
    is_ours = isinstance(refused.payload, WithdrawCase) and refused.ordered_by is Actor.APP
    if not is_ours or not refused.command_id.startswith(_PREFIX):
        return None
    return Proposal(
        proposal_id=f"refused-{refused.command_id}",
        case_id=refused.case_id,
        order_id=refused.command_id.removeprefix(_PREFIX),
        kind=ProposalKind.WITHDRAW,
        reason=ProposalReason.ORDER_CANCELLED,
        made_at=now,
    )
