"""A finding as programs read it, the same wherever the API tells one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from shared.domain.finding import Severity
from shared.web.presentation.finding_texts import describe_finding

if TYPE_CHECKING:
    from shared.domain import finding as domain
    from shared.domain.account import Locale


class Finding(BaseModel):
    """What the rules say about an order, with its text in the merchant's language."""

    code: str
    severity: Severity
    field: str | None
    text: str


def show_finding(finding: domain.Finding, locale: Locale) -> dict[str, Any]:
    """Return a finding as ``contracts/app.openapi.yaml`` shows it."""
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "field": finding.field,
        "text": describe_finding(finding, locale),
    }
