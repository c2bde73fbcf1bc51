"""Making findings of each weight.

Parameters whose value is not known are left out, so that a text can tell. They are for people to read: a longer
one is cut with an ellipsis, so that no order, whatever it holds, makes a finding that is too big to be kept.
"""

from __future__ import annotations

from shared.domain.finding import Finding, FindingCode, Severity

LONGEST_PARAMETER = 200


def block(code: FindingCode, field: str | None = None, **parameters: str | None) -> Finding:
    """Make a finding that keeps the order out."""
    return _make(code, Severity.BLOCK, field, parameters)


def warning(code: FindingCode, field: str | None = None, **parameters: str | None) -> Finding:
    """Make a finding that is shown and lets the order through."""
    return _make(code, Severity.WARNING, field, parameters)


def note(code: FindingCode, field: str | None = None, **parameters: str | None) -> Finding:
    """Make a finding that only informs."""
    return _make(code, Severity.NOTE, field, parameters)


def block_or_warn(code: FindingCode, field: str | None = None, *, blocks: bool, **parameters: str | None) -> Finding:
    """Make a finding whose weight the merchant has set."""
    return _make(code, Severity.BLOCK if blocks else Severity.WARNING, field, parameters)


def _make(code: FindingCode, severity: Severity, field: str | None, parameters: dict[str, str | None]) -> Finding:
    known = {name: _shorten(value) for name, value in parameters.items() if value is not None}
    return Finding(code=code, severity=severity, field=field, parameters=known)


def _shorten(value: str) -> str:
    return value if len(value) <= LONGEST_PARAMETER else f"{value[: LONGEST_PARAMETER - 1]}…"
