"""How each kind of command is carried out, and how it is found out whether it was: the one table of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from functions.submit.procedures.answering import ANSWERING
from functions.submit.procedures.booking import REDUCING, REPORTING_PAYMENT
from functions.submit.procedures.deciding import DECIDING_COURT
from functions.submit.procedures.pausing import PAUSING, RESUMING
from functions.submit.procedures.procedure import Done, NotTaken, Outcome, Procedure, Task
from functions.submit.procedures.submitting import SUBMITTING
from functions.submit.procedures.uploading import UPLOADING
from functions.submit.procedures.withdrawing import WITHDRAWING
from shared.domain.cases.command_payloads import CommandKind

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PROCEDURES", "Done", "NotTaken", "Outcome", "Procedure", "Task"]

PROCEDURES: Final[Mapping[CommandKind, Procedure]] = {
    CommandKind.SUBMIT: SUBMITTING,
    CommandKind.REPORT_PAYMENT: REPORTING_PAYMENT,
    CommandKind.REDUCE: REDUCING,
    CommandKind.WITHDRAW: WITHDRAWING,
    CommandKind.PAUSE: PAUSING,
    CommandKind.RESUME: RESUMING,
    CommandKind.ANSWER_INQUIRY: ANSWERING,
    CommandKind.UPLOAD_DOCUMENT: UPLOADING,
    CommandKind.DECIDE_COURT: DECIDING_COURT,
}
