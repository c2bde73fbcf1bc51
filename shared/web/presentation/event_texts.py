"""What was done about a case on this side, in both languages.

Guarantee: an event without its parameters is told all the same, and one that nobody here knows as its kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.domain.cases.timeline import EventKind
from shared.web.presentation.formats import format_parameter
from shared.web.presentation.submission_preview import name_of
from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.domain.account import Locale
    from shared.domain.cases.timeline import CaseEvent

WORDINGS: Final[Mapping[EventKind, str]] = {
    EventKind.CORRECTED: msgid("Corrected before the hand-over: {fields}"),
    EventKind.APPROVED: msgid("Approved for the hand-over"),
    EventKind.DISCARDED: msgid("Discarded"),
    EventKind.CHANGES_MISSED: msgid(
        "Changes told by atriga that never reached us: {count}. The state shown is the newest all the same."
    ),
    EventKind.REOPENED_ELSEWHERE: msgid(
        "atriga goes on with this case, but order {order} is in another case by now. Its payments are not watched for "
        "this case: please tell atriga which of the two is to end."
    ),
    EventKind.PAYMENT_SEEN: msgid("Payment of {amount} for order {order} seen in DreamRobot and reported to atriga"),
    EventKind.PAYMENT_REPORTED_BEFORE: msgid(
        "DreamRobot shows {amount} more paid for order {order}. You had reported as much to atriga, so it was not "
        "reported again. If it is another payment, please report it."
    ),
    EventKind.PAYMENT_PERHAPS_COLLECTED: msgid(
        "DreamRobot shows {amount} more paid for order {order}, but atriga has collected as much. It was not reported, "
        "because it may be money that atriga paid out. If the debtor paid you, please report it."
    ),
    EventKind.PAYMENT_NOT_REPORTABLE: msgid(
        "Payment of {amount} for order {order} seen in DreamRobot. Your atriga account takes no reports of payments: "
        "please tell atriga."
    ),
    EventKind.PAYMENT_TAKEN_BACK: msgid(
        "DreamRobot shows {after} instead of {before} paid for order {order}. Nothing was reported: please tell atriga "
        "if a payment was taken back."
    ),
    EventKind.INVOICE_LOWERED: msgid("{amount} less is owed for order {order}"),
    EventKind.INVOICE_RAISED: msgid(
        "DreamRobot shows an invoice of {after} instead of {before} for order {order}. No more is claimed."
    ),
    EventKind.CREDIT_NOTE_SEEN: msgid("Credit note of {amount} for order {order} seen in DreamRobot"),
    EventKind.CREDIT_NOTE_UNCLEAR: msgid(
        "Credit note {credit_note} of {amount} may be for order {order}. Please reduce the claim if it is."
    ),
    EventKind.REDUCTION_NOT_REPORTABLE: msgid(
        "Your atriga account takes no reductions: please tell atriga that {amount} less is owed."
    ),
    EventKind.ORDER_CANCELLED: msgid("Order {order} was cancelled in DreamRobot"),
    EventKind.ORDER_GONE: msgid(
        "DreamRobot does not know order {order} any more. It may have been merged; "
        "payments are not seen by the app now."
    ),
    EventKind.WITHDRAWN_FREE: msgid("The case is being withdrawn, because it costs nothing"),
    EventKind.WITHDRAWAL_PROPOSED: msgid("Please decide whether to withdraw the case"),
    EventKind.PROPOSAL_TAKEN: msgid("Did what was proposed for order {order}"),
    EventKind.PROPOSAL_PUT_ASIDE: msgid("Put aside what was proposed for order {order}"),
    EventKind.NOTE_WRITTEN: msgid("The state was written into the notes of the orders"),
    EventKind.NOTE_GIVEN_UP: msgid(
        "The state could not be written into the notes of the orders: DreamRobot took it on none of {days} days. The "
        "next change of the state is tried again."
    ),
    EventKind.MARKED_PAID: msgid("The orders were marked as paid in DreamRobot"),
}

_NOT_KNOWN: Final = "\N{HORIZONTAL ELLIPSIS}"


class _Parameters(dict[str, str]):
    """Parameters of a text; one that is missing leaves a mark and no failure."""

    def __missing__(self, name: str) -> str:
        return _NOT_KNOWN


def describe_event(event: CaseEvent, locale: Locale) -> str:
    """Return the sentence that tells what was done."""
    values = _Parameters({name: _write(name, value, locale) for name, value in event.parameters.items()})
    return translate(WORDINGS[event.kind], locale).format_map(values)


def _write(name: str, value: str, locale: Locale) -> str:
    if name == "fields":
        return ", ".join(dict.fromkeys(name_of(field, locale) for field in value.split(",")))
    return format_parameter(value, locale)
