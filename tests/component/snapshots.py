"""What atriga tells of a case, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from shared.domain.cases.case import Acceptance, Balance, CaseSnapshot, StatusText
from shared.domain.money import Money
from tests.component.world import START


def make_snapshot(version: int = 1, client_reference: str = "case-1", **changes: Any) -> CaseSnapshot:
    snapshot = CaseSnapshot(
        case_number="26-000001",
        client_reference=client_reference,
        submitted_at=START,
        changed_at=START + timedelta(minutes=version),
        version=version,
        acceptance=Acceptance.ACCEPTED,
        stage="extrajudicial",
        processing="in_progress",
        payment="unpaid",
        status=StatusText(code="letter_1", text="Erstes Schreiben versandt"),
        balance=Balance(total_open=Money(cents=14500, currency="EUR")),
    )
    return snapshot.model_copy(update=changes)
