"""Orders that an export had handed over, and that leave their case again before atriga has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.cases.case import Transfer
from shared.domain.finding import Finding, FindingCode, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.domain.cases.case import Case


def find_kept_back(before: Case, after: Case) -> Mapping[str, tuple[Finding, ...]]:
    """Return the orders that left a case between two of its states, each with why.

    The last look takes single orders out; what the gateway does not even receive frees all of them. A case that
    atriga had keeps its orders, however it ended.
    """
    if after.snapshot is not None:
        return {}
    known = {out.order_id for out in before.taken_out}
    kept_back = {out.order_id: out.findings for out in after.taken_out if out.order_id not in known}
    if after.transfer is Transfer.REJECTED and before.transfer is not Transfer.REJECTED:
        findings = after.findings or (_refused(after),)
        kept_back |= dict.fromkeys(after.order_ids, findings)
    return kept_back


def _refused(case: Case) -> Finding:
    text = case.rejection.text if case.rejection else ""
    return Finding(
        code=FindingCode.REFUSED_BY_GATEWAY,
        severity=Severity.BLOCK,
        parameters={"gateway": text} if text else {},
    )
