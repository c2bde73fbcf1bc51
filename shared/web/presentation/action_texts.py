"""The actions of a case in words: what each does to the money, and why one is not to be had now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.domain.cases.case_actions import Obstacle
from shared.domain.cases.command_payloads import CommandKind
from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.domain.account import Locale

MEANINGS: Final[Mapping[CommandKind, str]] = {
    CommandKind.REPORT_PAYMENT: msgid(
        "Report only money that came to you. What the debtor pays to atriga, atriga knows by itself."
    ),
    CommandKind.REDUCE: msgid(
        "atriga asks the debtor for so much less, for example after a return. This cannot be undone here."
    ),
    CommandKind.PAUSE: msgid("atriga stops working on this case until the day that you choose."),
    CommandKind.RESUME: msgid("The pause ends, and atriga goes on with this case."),
    CommandKind.DECIDE_COURT: msgid(
        "atriga goes to court only if you want it. You lay out the advance for the court's fees; without your consent "
        "none is due."
    ),
    CommandKind.UPLOAD_DOCUMENT: msgid("atriga gets the document with this case, for example the invoice."),
    CommandKind.WITHDRAW: msgid(
        "atriga ends its work on this case, and the debtor is not asked any more. Its orders can be handed over anew "
        "afterwards. This cannot be undone here."
    ),
}

OBSTACLES: Final[Mapping[Obstacle, str]] = {
    Obstacle.ACCOUNT_STOPPED: msgid(
        "atriga does not let the atriga account of this case work at present. Please check it in the settings."
    ),
    Obstacle.NOT_OFFERED: msgid("atriga does not offer this for the atriga account of this case. Please ask atriga."),
    Obstacle.NOT_RUNNING: msgid("atriga does not work on this case: it is not there yet, or it is over."),
    Obstacle.NOT_ACCEPTED: msgid("atriga still examines this case. This is possible once it has taken the case."),
    Obstacle.PAUSED_ALREADY: msgid("This case rests already."),
    Obstacle.NOT_PAUSED: msgid("This case does not rest at present."),
    Obstacle.NOTHING_TO_DECIDE: msgid("atriga asks for no decision about court proceedings at present."),
    Obstacle.ON_ITS_WAY: msgid("You ordered this already, and it is being told to atriga."),
    Obstacle.BEING_WITHDRAWN: msgid("The case is being withdrawn."),
}


def describe_action(kind: CommandKind, locale: Locale) -> str:
    """Return what an action does."""
    return translate(MEANINGS[kind], locale)


def describe_obstacle(obstacle: Obstacle, locale: Locale) -> str:
    """Return why an action is not offered."""
    return translate(OBSTACLES[obstacle], locale)
