"""What stands in the form of an action when it is opened: what was proposed, and else nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.cases.command_payloads import CommandKind, ReductionReason, WithdrawalReason
from shared.domain.merchant_days import day_of
from shared.domain.watching.proposal import ProposalReason
from shared.web.presentation.amounts import write_amount

if TYPE_CHECKING:
    from shared.domain.account import Locale
    from shared.domain.watching.proposal import Proposal


def prefill(kind: CommandKind, proposal: Proposal | None, locale: Locale) -> dict[str, str]:
    """Return the fields of a form as they are at first.

    The day of a payment that was seen is that of the look, as for those that the app reports by itself.
    """
    if proposal is None:
        return {}
    typed = {"order_id": proposal.order_id}
    if proposal.amount is not None:
        typed["amount"] = write_amount(proposal.amount.amount, locale)
    if kind is CommandKind.REPORT_PAYMENT:
        typed["value_date"] = day_of(proposal.made_at).isoformat()
    if kind is CommandKind.REDUCE and proposal.reason is ProposalReason.CREDIT_NOTE_UNCLEAR:
        typed["reason"] = ReductionReason.CREDIT_NOTE.value
    if kind is CommandKind.WITHDRAW:
        typed["reason"] = WithdrawalReason.OTHER.value
    return typed
