"""What each refusal means for the person who sees its page, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from shared.web.presentation.trouble_texts import TROUBLES
from shared.web.texts import msgid, translate, translations_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.domain.account import Locale
    from shared.web.problem import Problem


@dataclass(frozen=True, slots=True)
class ProblemText:
    """A heading, and sentences about what happened and what to do now."""

    title: str
    advice: str


_SECONDS_OF_A_MINUTE: Final = 60

_OPEN_AGAIN: Final = msgid(
    "Open the app again from DreamRobot: there it signs you in by itself. Nothing that you have exported is lost."
)

PROBLEM_TEXTS: Final[Mapping[str, ProblemText]] = {
    "not_signed_in": ProblemText(msgid("You are signed out"), _OPEN_AGAIN),
    "invalid_launch_token": ProblemText(msgid("This way in does not work any more"), _OPEN_AGAIN),
    "unknown_merchant": ProblemText(
        msgid("The app is not set up for you yet"),
        msgid("Switch the app on in DreamRobot first and then open it from there."),
    ),
    "merchant_not_active": ProblemText(
        msgid("The app is not activated yet"),
        msgid("Enter your customer number and your authentication code on the activation page first."),
    ),
    "invalid_csrf_token": ProblemText(
        msgid("This page was open for too long"),
        msgid("Nothing was changed. Go back, load the page again and repeat what you did."),
    ),
    "not_found": ProblemText(
        msgid("There is nothing here"),
        msgid("The address may be mistyped, or what it showed is gone. The overview of your cases shows all there is."),
    ),
    "atriga_away": ProblemText(
        msgid("atriga is not reachable now"),
        msgid("Nothing was done. Please try again in a minute."),
    ),
    "account_refused": ProblemText(msgid("atriga refuses the account"), TROUBLES["account_refused"]),
    "action_not_offered": ProblemText(msgid("This is not possible now"), TROUBLES["action_not_offered"]),
    "case_unknown_to_atriga": ProblemText(msgid("atriga does not know this case"), TROUBLES["case_unknown_to_atriga"]),
    "document_gone": ProblemText(
        msgid("This document is gone"),
        msgid("atriga does not have it with this case any more. The page of the case shows what there is."),
    ),
    "document_address_refused": ProblemText(
        msgid("We do not open this document"),
        msgid(
            "Its address at atriga is not safe. Please tell us the reference below, and open it in the DebitManager."
        ),
    ),
    "method_not_allowed": ProblemText(
        msgid("This address works differently"),
        msgid("Go back to the page that you came from and use its buttons."),
    ),
    "too_many_requests": ProblemText(
        msgid("That was too much at once"),
        msgid("What was taken so far goes on by itself. Wait before you send more."),
    ),
    "too_large": ProblemText(
        msgid("That is too large"),
        msgid("Nothing was changed. Send less at once."),
    ),
    "try_again": ProblemText(
        msgid("Not just now"),
        msgid("Something that we need did not answer, and nothing is lost: a repeat does nothing twice."),
    ),
    "internal_error": ProblemText(
        msgid("We have a fault"),
        msgid("It is our fault, not yours. Try again in a minute. If it stays, tell us the reference below."),
    ),
}

_REFUSED: Final = ProblemText(
    msgid("That did not work"),
    msgid("Nothing was changed. Go back, check what you entered and try again."),
)


def describe_problem(problem: Problem, locale: Locale) -> ProblemText:
    """Return the text for a problem; a code without one of its own is told by whose fault it is."""
    is_ours = problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    text = PROBLEM_TEXTS.get(problem.code) or (PROBLEM_TEXTS["internal_error"] if is_ours else _REFUSED)
    return ProblemText(translate(text.title, locale), translate(text.advice, locale))


def describe_wait(seconds: int | None, locale: Locale) -> str:
    """Return when to try again, as whoever is away asked for it; ``None`` where nobody said."""
    if seconds is None:
        return translate(msgid("Try again in some minutes."), locale)
    if seconds < _SECONDS_OF_A_MINUTE:
        return translate(msgid("Try again in a moment."), locale)
    texts, minutes = translations_for(locale), -(-seconds // _SECONDS_OF_A_MINUTE)
    return texts.ngettext("Try again in %(num)s minute.", "Try again in %(num)s minutes.", minutes) % {"num": minutes}
