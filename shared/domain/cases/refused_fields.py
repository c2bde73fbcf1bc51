"""What atriga's refusal of a field means to the merchant: the one table from its paths to our findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from shared.domain.finding import Finding, FindingCode, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.domain.cases.command import FieldProblem

_CODES: Final = (
    (r"debtor\.address\.country", FindingCode.COUNTRY_NOT_SUPPORTED),
    (r"debtor\.address(\..+)?", FindingCode.ADDRESS_INVALID),
    (r"debtor\.(company|first_name|last_name|salutation)", FindingCode.NAME_UNCLEAR),
    (r"debtor\.kind", FindingCode.DEBTOR_KIND_UNKNOWN),
    (r"debtor\.vat_id", FindingCode.VAT_ID_INVALID),
    (r"positions\.\d+\.due_date", FindingCode.NOT_DUE),
    (r"positions\.\d+\.(principal|paid)\.currency", FindingCode.CURRENCY_NOT_SUPPORTED),
    (r"positions\.\d+\.(principal|paid)(\.amount)?", FindingCode.AMOUNT_UNCLEAR),
    (r"positions\.\d+\.invoice_number", FindingCode.NO_INVOICE_NUMBER),
    (r"reminders(\..+)?", FindingCode.NO_REMINDER_KNOWN),
    (r"disputed", FindingCode.DISPUTED),
)

LONGEST_MESSAGE = 200
_MOST_FINDINGS = 20


def findings_of(problems: Iterable[FieldProblem]) -> tuple[Finding, ...]:
    """Return a blocking finding for each refused field. Parameter: ``gateway``, atriga's own text for people.

    A field that the table does not know is ``refused_by_gateway``, with its path as ``field``.
    """
    return tuple(_finding_of(problem) for problem in list(problems)[:_MOST_FINDINGS])


def _finding_of(problem: FieldProblem) -> Finding:
    code = next((code for path, code in _CODES if re.fullmatch(path, problem.field)), FindingCode.REFUSED_BY_GATEWAY)
    message = problem.message.strip()[:LONGEST_MESSAGE]
    return Finding(
        code=code,
        severity=Severity.BLOCK,
        field=problem.field or None,
        parameters={"gateway": message} if message else {},
    )
