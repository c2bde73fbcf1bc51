"""The sentences for all findings, in English; each says what is wrong and what the merchant can do about it.

A code may have several wordings, the most telling first. A wording is used where a finding carries all
parameters that stand in it and all that it is ``told_by``; the last wording of each code needs none.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Final

from shared.domain.finding import FindingCode
from shared.web.texts import msgid

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence with places for parameters; ``told_by`` names a parameter that it goes with but does not show."""

    text: str
    told_by: str | None = None

    @property
    def needs(self) -> set[str]:
        """The parameters without which this wording cannot be used."""
        shown = {name for _, name, _, _ in Formatter().parse(self.text) if name}
        return shown | ({self.told_by} if self.told_by else set())


WORDINGS: Final[Mapping[FindingCode, tuple[Wording, ...]]] = {
    FindingCode.ORDER_NOT_FOUND: (
        Wording(
            msgid(
                "DreamRobot does not know this order; perhaps it was merged into another one. "
                "Look it up in DreamRobot and export the order that it became."
            )
        ),
    ),
    FindingCode.ORDER_UNREADABLE: (
        Wording(
            msgid(
                "DreamRobot did not give this order out, and asking again will not help. "
                "Open it in DreamRobot; if it looks right there, ask DreamRobot's support."
            )
        ),
    ),
    FindingCode.ORDER_NOT_READ: (
        Wording(
            msgid(
                "DreamRobot did not give this order out, though we asked {tries} times. "
                "Open it in DreamRobot, and then have it evaluated again here."
            )
        ),
        Wording(
            msgid(
                "DreamRobot did not give this order out in several tries. "
                "Open it in DreamRobot, and then have it evaluated again here."
            )
        ),
    ),
    FindingCode.ALREADY_HANDED_OVER: (
        Wording(msgid("This order is in case {case} already. Nothing is left to do.")),
        Wording(msgid("This order was handed over already. Nothing is left to do.")),
    ),
    FindingCode.CANCELLED: (
        Wording(
            msgid(
                "DreamRobot does not tell clearly whether the order is cancelled. "
                "Check that in DreamRobot and export it again."
            ),
            told_by="unreadable",
        ),
        Wording(
            msgid(
                "The order was cancelled on {day}, so nothing is owed. If that is wrong, undo the cancellation in "
                "DreamRobot and export it again."
            )
        ),
        Wording(
            msgid(
                "The order is cancelled, so nothing is owed. If that is wrong, undo the cancellation in DreamRobot "
                "and export it again."
            )
        ),
    ),
    FindingCode.CREDIT_NOTE: (
        Wording(
            msgid("This is a credit note and no claim. Export the order that it belongs to, if that is still unpaid.")
        ),
    ),
    FindingCode.PAID: (
        Wording(
            msgid(
                "DreamRobot does not tell clearly whether the order is paid. "
                "Check that in DreamRobot and export it again."
            ),
            told_by="unreadable",
        ),
        Wording(msgid("Only {open} is open, which counts as paid. Nothing is left to do.")),
        Wording(
            msgid(
                "The order is paid. If the payment was booked by mistake, correct it in DreamRobot and export it again."
            )
        ),
    ),
    FindingCode.NOT_DELIVERED: (
        Wording(
            msgid(
                "The order is neither marked as shipped nor as arrived. "
                "If the goods went out, note that in DreamRobot and export it again."
            )
        ),
    ),
    FindingCode.PARKED: (
        Wording(
            msgid("DreamRobot does not tell clearly whether the order is parked. Please check it there."),
            told_by="unreadable",
        ),
        Wording(msgid("The order is parked in DreamRobot. Make sure that it is really meant to be collected.")),
    ),
    FindingCode.PREPAYMENT: (
        Wording(
            msgid(
                "The order was to be paid in advance by “{payment_method}”. As long as the goods are still with you, "
                "cancel it instead. If they went out, correct the payment method in DreamRobot and export it again."
            )
        ),
        Wording(
            msgid(
                "The order was to be paid in advance. As long as the goods are still with you, cancel it instead. "
                "If they went out, correct the payment method in DreamRobot and export it again."
            )
        ),
    ),
    FindingCode.FOREIGN_CLAIM: (
        Wording(
            msgid(
                "With “{payment_method}” the claim belongs to the payment provider, who collects it. "
                "Ask the provider if your money did not come. If the claim is yours, take “{word}” off the list in "
                "the settings."
            )
        ),
        Wording(
            msgid(
                "With “{payment_method}” the claim belongs to the payment provider, who collects it. "
                "Ask the provider if your money did not come."
            )
        ),
        Wording(
            msgid(
                "The claim belongs to the payment provider, who collects it. "
                "Ask the provider if your money did not come."
            )
        ),
    ),
    FindingCode.BELOW_MINIMUM: (
        Wording(
            msgid(
                "{open} is open, and cases are taken from {minimum} on. If that is your own minimum, change it in the "
                "settings; if it is atriga's, claim the amount yourself."
            )
        ),
        Wording(msgid("The open amount is below the smallest that cases are taken for. Claim it yourself.")),
    ),
    FindingCode.CURRENCY_NOT_SUPPORTED: (
        Wording(
            msgid("atriga does not take claims in {currency} for your account. Ask atriga whether that can be changed.")
        ),
        Wording(
            msgid(
                "atriga does not take claims in this currency for your account. Ask atriga whether that can be changed."
            )
        ),
    ),
    FindingCode.DISPUTED: (
        Wording(msgid("You marked the claim as disputed. Settle that with the customer before you hand it over.")),
    ),
    FindingCode.RETURN_OPEN: (
        Wording(
            msgid(
                "Credit note {credit_note_order} of the same customer has the same amount. "
                "Settle the return in DreamRobot and export what is left. If it belongs to another order, say so here."
            )
        ),
        Wording(msgid("Something came back. Settle the return in DreamRobot and export what is left.")),
    ),
    FindingCode.PORTAL_ACCOUNT_NOT_CONNECTED: (
        Wording(
            msgid(
                "The order's portal account is not connected to an atriga account. "
                "Connect it in the settings and export the order again."
            )
        ),
    ),
    FindingCode.DISCARDED: (
        Wording(msgid("You discarded the draft of this order. To take it up again, have it evaluated again here.")),
    ),
    FindingCode.REFUSED_BY_GATEWAY: (
        Wording(
            msgid(
                "atriga did not take this: “{gateway}”. If it can be put right, correct it in DreamRobot and export "
                "the order again."
            )
        ),
        Wording(msgid("atriga did not take this value. Correct it in DreamRobot and export the order again.")),
    ),
}
"""Findings about how an order stands; those about facts within it are in ``finding_wordings_of_facts``."""
