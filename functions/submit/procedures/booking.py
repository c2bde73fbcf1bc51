"""Payments and reductions: the command's id is their reference, so a repeat is the same booking."""

from __future__ import annotations

from functions.submit.procedures.procedure import Done, Outcome, Procedure, Task
from shared.domain.cases.command_payloads import ReduceClaim, ReportPayment


def _report_payment(task: Task) -> Outcome:
    payment = task.payload(ReportPayment)
    return Done(task.gateway.report_payment(task.case_number, payment, reference=task.command.command_id))


def _reduce(task: Task) -> Outcome:
    reduction = task.payload(ReduceClaim)
    return Done(task.gateway.reduce_claim(task.case_number, reduction, reference=task.command.command_id))


REPORTING_PAYMENT = Procedure(carry_out=_report_payment)
REDUCING = Procedure(carry_out=_reduce)
