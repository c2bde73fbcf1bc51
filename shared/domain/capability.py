"""Abilities that the gateway may announce for an atriga account; the app offers only what is announced."""

from __future__ import annotations

from enum import StrEnum


class Capability(StrEnum):
    """The abilities that this app knows, by their names in ``contracts/boss-gateway.openapi.yaml`` (assumed)."""

    PAYMENTS = "payments"
    REDUCTIONS = "reductions"
    WITHDRAWALS = "withdrawals"
    PAUSES = "pauses"
    DOCUMENTS = "documents"
    DOCUMENT_UPLOAD = "document_upload"
    INQUIRIES = "inquiries"
    COURT_DECISION = "court_decision"
    PAYOUTS = "payouts"
    PUSH = "push"
    TEST_MODE = "test_mode"
    BUNDLING = "bundling"
