"""What is proposed to a merchant, in words: what was seen, what it means for the money, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from shared.domain.watching.proposal import ProposalKind, ProposalReason
from shared.web.presentation.formats import format_money
from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.domain.account import Locale
    from shared.domain.money import Money
    from shared.domain.watching.proposal import Proposal


@dataclass(frozen=True, slots=True)
class ProposalText:
    """A heading, what was seen, what it means and what to do, and the word on the button that does it."""

    title: str
    seen: str
    advice: str
    deed: str


_TITLES: Final[Mapping[ProposalKind, str]] = {
    ProposalKind.WITHDRAW: msgid("Withdraw the case?"),
    ProposalKind.REPORT_PAYMENT: msgid("Report a payment?"),
    ProposalKind.REDUCE: msgid("Reduce the claim?"),
}

_DEEDS: Final[Mapping[ProposalKind, str]] = {
    ProposalKind.WITHDRAW: msgid("See the price and withdraw"),
    ProposalKind.REPORT_PAYMENT: msgid("Report it to atriga"),
    ProposalKind.REDUCE: msgid("Reduce the claim"),
}

_SEEN: Final[Mapping[ProposalReason, str]] = {
    ProposalReason.ORDER_CANCELLED: msgid(
        "Order %(order)s was cancelled in DreamRobot, and with it the last order of this case."
    ),
    ProposalReason.PERHAPS_COLLECTED: msgid("DreamRobot shows %(amount)s more paid for order %(order)s."),
    ProposalReason.CREDIT_NOTE_UNCLEAR: msgid(
        "There is a credit note in DreamRobot that may belong to order %(order)s; %(amount)s of it would be for this "
        "claim."
    ),
    ProposalReason.NOT_OFFERED: msgid("Something changed at order %(order)s that atriga was not told of."),
}

_ADVICE: Final[Mapping[ProposalReason, str]] = {
    ProposalReason.ORDER_CANCELLED: msgid(
        "As long as the case runs, the debtor is asked for the money. Withdraw it if nothing is owed any more; you see "
        "the price first."
    ),
    ProposalReason.PERHAPS_COLLECTED: msgid(
        "atriga has collected as much itself, so this may be money that atriga paid out to you. Report it only if the "
        "debtor paid you directly; else put this aside."
    ),
    ProposalReason.CREDIT_NOTE_UNCLEAR: msgid(
        "If it belongs to this order, reduce the claim: otherwise the debtor is asked for too much. If it belongs to "
        "another one, put this aside."
    ),
    ProposalReason.NOT_OFFERED: msgid("Please tell atriga yourself if it matters for the claim, and put this aside."),
}

_LAST_PRICE: Final = msgid("When it was seen, withdrawing cost %(fee)s.")
_NOT_KNOWN: Final = "\N{HORIZONTAL ELLIPSIS}"


def describe_proposal(proposal: Proposal, locale: Locale) -> ProposalText:
    """Return the words for a proposal; what the app does not know of it is left out or marked."""
    values = {"order": proposal.order_id, "amount": _write(proposal.amount, locale)}
    advice = translate(_ADVICE[proposal.reason], locale)
    if proposal.fee is not None:
        advice += " " + translate(_LAST_PRICE, locale) % {"fee": format_money(proposal.fee, locale)}
    return ProposalText(
        title=translate(_TITLES[proposal.kind], locale),
        seen=translate(_SEEN[proposal.reason], locale) % values,
        advice=advice,
        deed=translate(_DEEDS[proposal.kind], locale),
    )


def _write(amount: Money | None, locale: Locale) -> str:
    return _NOT_KNOWN if amount is None else format_money(amount, locale)
