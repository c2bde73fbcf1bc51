"""Why a command was refused, and what to do now: codes of the app, and those that the gateway is known to send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from shared.domain.cases.command_payloads import CommandKind
from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.domain.account import Locale
    from shared.domain.cases.command import Command

_PRICE_ROSE: Final = msgid("Its price had risen above what you accepted. Nothing was spent.")

REASONS: Final[Mapping[str, str]] = {
    "fee_changed": _PRICE_ROSE,
    "advance_changed": _PRICE_ROSE,
    "not_withdrawable": msgid("atriga does not give this case back any more."),
    "nothing_to_decide": msgid("There is nothing left to decide at atriga."),
    "not_pausable": msgid("atriga does not let this case rest now."),
    "unknown_inquiry": msgid("atriga does not know this question any more."),
    "content_missing": msgid("The file did not get to us whole."),
    "too_large": msgid("The file is larger than atriga takes."),
    "withdrawn_before": msgid("atriga has taken another withdrawal of this case already."),
    "case_is_over": msgid("The case was over before it was told to atriga."),
    "capability_missing": msgid("Your atriga account does not offer this any more."),
    "capability_not_granted": msgid("Your atriga account does not offer this any more."),
}

_UNKNOWN: Final = msgid("atriga did not take it.")
_ATRIGA_SAYS: Final = msgid("atriga says: %(text)s")

ADVICE: Final[Mapping[CommandKind, str]] = {
    CommandKind.SUBMIT: msgid("Correct the orders in DreamRobot and export them anew."),
    CommandKind.REPORT_PAYMENT: msgid(
        "The debtor may still be asked for this money. Report it again with what is right, or tell atriga."
    ),
    CommandKind.REDUCE: msgid(
        "The debtor may still be asked for this money. Reduce the claim again with what is right, or tell atriga."
    ),
    CommandKind.WITHDRAW: msgid("The case goes on. Look at the price and decide again if it is to end."),
    CommandKind.PAUSE: msgid("atriga goes on working on the case. Try another day, or tell atriga."),
    CommandKind.RESUME: msgid("The case may still rest. Try again, or tell atriga."),
    CommandKind.ANSWER_INQUIRY: msgid("Look into your inbox whether the question is still open."),
    CommandKind.UPLOAD_DOCUMENT: msgid("atriga does not have the document. Hand it in again."),
    CommandKind.DECIDE_COURT: msgid("Look at the case and decide again if atriga still asks."),
}


@dataclass(frozen=True, slots=True)
class RefusalText:
    """Why, and what to do now."""

    reason: str
    advice: str


def describe_refusal(command: Command, locale: Locale) -> RefusalText:
    """Return the words for a refused command; what atriga said of its fields is part of the reason."""
    reason = translate(REASONS.get(command.last_error or "", _UNKNOWN), locale)
    said = "; ".join(dict.fromkeys(problem.message for problem in command.problems if problem.message))
    if said:
        reason = f"{reason} {translate(_ATRIGA_SAYS, locale) % {'text': said}}"
    return RefusalText(reason, translate(ADVICE[command.kind], locale))
