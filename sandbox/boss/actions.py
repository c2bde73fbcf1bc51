"""The table of steps that the console offers: name, label, inputs, and when each is possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.boss import agency_steps
from sandbox.boss.closing import CLOSING_TEXTS
from sandbox.boss.inquiries import ANSWER_TYPES
from sandbox.boss.problems import ProblemError, not_found
from sandbox.boss.schedule import REJECTION_TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.boss.case_record import CaseRecord
    from sandbox.boss.gateway import Desk
    from sandbox.boss.parameters import Parameters


@dataclass(frozen=True)
class Input:
    """A parameter in the console's form; ``choices`` make it a list to pick from."""

    name: str
    label: str
    kind: str = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Action:
    """One step of the agency, as the console and the control routes know it."""

    name: str
    label: str
    step: Callable[[Desk, CaseRecord, Parameters], None]
    is_possible: Callable[[CaseRecord], bool]
    inputs: tuple[Input, ...] = ()


def _is_pending(case: CaseRecord) -> bool:
    return case.acceptance == "pending" and case.is_open and case.close_at is None


def _is_running(case: CaseRecord) -> bool:
    return case.is_running


def _is_unpaused(case: CaseRecord) -> bool:
    return case.is_running and case.paused_until is None


def _is_paused(case: CaseRecord) -> bool:
    return case.paused_until is not None


def _has_kept_plan(case: CaseRecord) -> bool:
    return case.is_running and case.instalment_plan is not None and case.instalment_plan.kept


def _is_closed(case: CaseRecord) -> bool:
    return case.closing is not None and case.acceptance == "accepted"


# A test case never moves money.
def _is_payable(case: CaseRecord) -> bool:
    return case.balance.payable.cents > 0 and not case.test


def _always(_: CaseRecord) -> bool:
    return True


_REJECT_INPUTS = (
    Input("code", "Grund", choices=tuple(REJECTION_TEXTS)),
    Input("text", "Text (statt des üblichen)"),
)
_INQUIRY_INPUTS = (
    Input("question", "Frage"),
    Input("answer_type", "Art der Antwort", choices=ANSWER_TYPES),
    Input("due_on", "Frist", "date"),
)
_DOCUMENT_INPUTS = (Input("title", "Titel"), Input("kind", "Art"))
_INSTALMENT_INPUTS = (Input("rate", "Rate"), Input("next_due", "Nächste Rate am", "date"))
_COURT_INPUTS = (Input("advance", "Vorschuss"), Input("until", "Entscheidung bis", "date"))

ACTIONS = (
    Action("accept", "Annehmen", agency_steps.accept, _is_pending),
    Action("reject", "Ablehnen", agency_steps.reject, _is_pending, _REJECT_INPUTS),
    Action("letter", "Brief senden", agency_steps.send_letter, _is_running),
    Action("call", "Anruf", agency_steps.call_debtor, _is_running),
    Action("payment", "Zahlung eingegangen", agency_steps.receive_payment, _is_running, (Input("amount", "Betrag"),)),
    Action("instalments", "Ratenzahlung vereinbaren", agency_steps.agree_instalments, _is_running, _INSTALMENT_INPUTS),
    Action("break-instalments", "Rate geplatzt", agency_steps.break_instalments, _has_kept_plan),
    Action("inquiry", "Rückfrage stellen", agency_steps.ask, _is_running, _INQUIRY_INPUTS),
    Action("document", "Dokument hinzufügen", agency_steps.add_document, _always, _DOCUMENT_INPUTS),
    Action("pause", "Pausieren", agency_steps.pause, _is_unpaused, (Input("until", "Bis", "date"),)),
    Action("resume", "Fortsetzen", agency_steps.resume, _is_paused),
    Action("court", "Gerichtliche Entscheidung anfragen", agency_steps.ask_court_decision, _is_running, _COURT_INPUTS),
    Action("renumber", "Aktenzeichen ersetzen", agency_steps.replace_number, _always),
    Action(
        "close", "Schließen", agency_steps.close, _is_running, (Input("code", "Grund", choices=tuple(CLOSING_TEXTS)),)
    ),
    Action("reopen", "Wieder öffnen", agency_steps.reopen, _is_closed),
    Action("payout", "Auszahlung erstellen", agency_steps.pay_out, _is_payable),
    Action("unknown-status", "Unbekannten Status senden", agency_steps.send_unknown_status, _is_running),
)

_BY_NAME = {action.name: action for action in ACTIONS}


def possible_actions(case: CaseRecord) -> list[Action]:
    """Return the steps that the case may take now."""
    return [action for action in ACTIONS if action.is_possible(case)]


def carry_out(desk: Desk, case: CaseRecord, name: str, parameters: Parameters) -> Action:
    """Let a case take a step.

    Raises:
        ProblemError: 404 for a step that does not exist, 409 for one that is not possible now, 422 for a
            parameter that makes no sense.
    """
    action = _BY_NAME.get(name)
    if action is None:
        raise not_found()
    if not action.is_possible(case):
        raise ProblemError(409, "not_possible", f"„{action.label}“ geht bei diesem Fall jetzt nicht.")
    action.step(desk, case, parameters)
    return action
