"""Evaluating an order: may it become a claim, and what exactly would be claimed from whom?

``evaluate(order, settings, facts, today)`` is pure. It collects every finding, never only the first, never
raises for whatever an order holds, and never fills a gap with an invented value: where a fact is missing it
says so in a finding and leaves ``position`` or ``debtor`` out.
"""

from __future__ import annotations

from shared.domain.evaluation.evaluate import evaluate
from shared.domain.evaluation.facts import EvaluationFacts
from shared.domain.evaluation.result import Evaluation
from shared.domain.evaluation.still_owed import review_position
from shared.domain.evaluation.without_reading import (
    already_handed_over,
    credited,
    discarded,
    order_not_found,
    order_not_read,
    order_unreadable,
    portal_account_gone,
)

__all__ = [
    "Evaluation",
    "EvaluationFacts",
    "already_handed_over",
    "credited",
    "discarded",
    "evaluate",
    "order_not_found",
    "order_not_read",
    "order_unreadable",
    "portal_account_gone",
    "review_position",
]
