"""A case as the gateway tells it, turned into the domain's snapshot.

Stage, processing, payment, status and the codes are open lists: whatever text stands there is kept. Optional
parts that cannot be read are left out; a rejection or a closing that cannot be read breaks the contract,
because it decides what becomes of a claim.
"""

from __future__ import annotations

from shared.boss.errors import ContractBrokenError
from shared.boss.fields import Fields
from shared.domain.cases.case import (
    Acceptance,
    Balance,
    BalanceLine,
    CaseSnapshot,
    Closing,
    CourtQuestion,
    Inquiry,
    InstalmentPlan,
    Rejection,
    StatusText,
)


def read_case(body: object) -> CaseSnapshot:
    """Read ``Case`` of the contract."""
    return read_case_fields(Fields(body))


def read_cases(body: object) -> list[CaseSnapshot]:
    """Read a list of ``Case`` of the contract."""
    return [read_case_fields(case) for case in Fields(body).parts("items")]


def read_inquiry(body: object) -> Inquiry:
    """Read ``Inquiry`` of the contract."""
    return _read_inquiry(Fields(body))


def read_case_fields(case: Fields) -> CaseSnapshot:
    """Read ``Case`` where it stands inside something else."""
    status = case.part("status")
    return CaseSnapshot(
        case_number=case.identifier("case_number"),
        previous_case_numbers=case.optional(case.texts, "previous_case_numbers") or (),
        client_reference=case.identifier("client_reference"),
        test=case.optional(case.flag, "test") or False,
        submitted_at=case.optional(case.instant, "submitted_at"),
        changed_at=case.instant("changed_at"),
        version=case.count("version"),
        acceptance=_read_acceptance(case),
        rejection=_read_rejection(case.nullable_part("rejection")),
        stage=case.text("stage"),
        processing=case.text("processing"),
        payment=case.text("payment"),
        status=StatusText(code=status.text("code"), text=status.text("text")),
        balance=_read_balance(case.part("balance")),
        solvency=case.optional(case.text, "solvency"),
        instalment_plan=case.optional(lambda name: _read_plan(case.part(name)), "instalment_plan"),
        court_decision_needed=case.optional(
            lambda name: _read_court_question(case.part(name)), "court_decision_needed"
        ),
        inquiries=_read_inquiries(case),
        documents=case.optional(case.count, "documents") or 0,
        closing=_read_closing(case.nullable_part("closing")),
    )


def _read_acceptance(case: Fields) -> Acceptance:
    # A closed list: a fourth value would leave open whether a claim was taken.
    try:
        return Acceptance(case.text("acceptance"))
    except ValueError:
        raise ContractBrokenError(path=case.path_of("acceptance")) from None


def _read_rejection(rejection: Fields | None) -> Rejection | None:
    if rejection is None:
        return None
    return Rejection(
        code=rejection.text("code"), text=rejection.text("text"), field=rejection.optional(rejection.text, "field")
    )


def _read_closing(closing: Fields | None) -> Closing | None:
    if closing is None:
        return None
    return Closing(code=closing.text("code"), text=closing.text("text"), closed_at=closing.instant("closed_at"))


def _read_balance(balance: Fields) -> Balance:
    def read_line(name: str) -> BalanceLine:
        line = balance.part(name)
        return BalanceLine(owed=line.money("owed"), paid=line.money("paid"))

    return Balance(
        principal=balance.optional(read_line, "principal"),
        interest=balance.optional(read_line, "interest"),
        client_charges=balance.optional(read_line, "client_charges"),
        agency_costs=balance.optional(read_line, "agency_costs"),
        total_open=balance.money("total_open"),
    )


def _read_inquiries(case: Fields) -> tuple[Inquiry, ...]:
    inquiries: list[Inquiry] = []
    for inquiry in case.optional(case.parts, "inquiries") or ():
        try:
            inquiries.append(_read_inquiry(inquiry))
        except ContractBrokenError:
            continue
    return tuple(inquiries)


def _read_inquiry(inquiry: Fields) -> Inquiry:
    return Inquiry(
        inquiry_id=inquiry.identifier("inquiry_id"),
        asked_at=inquiry.instant("asked_at"),
        due_on=inquiry.optional(inquiry.day, "due_on"),
        question=inquiry.text("question"),
        answer_type=inquiry.text("answer_type"),
        answered=inquiry.flag("answered"),
    )


def _read_plan(plan: Fields) -> InstalmentPlan:
    return InstalmentPlan(
        rate=plan.optional(plan.money, "rate"),
        next_due=plan.optional(plan.day, "next_due"),
        kept=plan.optional(plan.flag, "kept"),
    )


def _read_court_question(question: Fields) -> CourtQuestion:
    return CourtQuestion(
        advance=question.optional(question.money, "advance"),
        until=question.optional(question.day, "until"),
        solvency=question.optional(question.text, "solvency"),
    )
