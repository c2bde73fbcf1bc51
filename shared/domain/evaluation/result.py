"""The result of evaluating one order."""

from __future__ import annotations

from shared.domain.cases.case import Position
from shared.domain.finding import Finding
from shared.domain.model import DomainModel
from shared.domain.parties.debtor import Debtor


class Evaluation(DomainModel):
    """All findings, and the claim that could be made of the order.

    ``position`` and ``debtor`` are ``None`` where facts that they cannot do without are missing; a
    blocking finding then says which.
    """

    findings: tuple[Finding, ...] = ()
    position: Position | None = None
    debtor: Debtor | None = None

    @property
    def is_blocked(self) -> bool:
        """Whether the order must not be handed over."""
        return any(finding.blocks for finding in self.findings) or self.position is None or self.debtor is None
