"""The table of rules, and their use on one order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.domain.evaluation import (
    rules_of_address,
    rules_of_debtor,
    rules_of_money,
    rules_of_state,
    rules_of_time,
)
from shared.domain.evaluation.making_claims import make_debtor, make_position
from shared.domain.evaluation.reading import OrderReading
from shared.domain.evaluation.result import Evaluation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from shared.domain.account import HandOverSettings
    from shared.domain.evaluation.facts import EvaluationFacts
    from shared.domain.finding import Finding
    from shared.domain.orders.order import Order

    type Rule = Callable[[OrderReading], Iterator[Finding]]

# In the order in which a merchant wants to read them: first what ends the matter, then what can be put right.
RULES: Final[tuple[Rule, ...]] = (
    rules_of_state.find_already_handed_over,
    rules_of_state.find_cancelled,
    rules_of_money.find_credit_note,
    rules_of_money.find_paid,
    rules_of_state.find_not_delivered,
    rules_of_state.find_parked,
    rules_of_state.find_prepayment,
    rules_of_state.find_foreign_claim,
    rules_of_time.find_not_due,
    rules_of_money.find_below_minimum,
    rules_of_money.find_currency_not_supported,
    rules_of_address.find_country_not_supported,
    rules_of_address.find_address_incomplete,
    rules_of_address.find_address_invalid,
    rules_of_address.find_address_not_postal,
    rules_of_address.find_address_unclear,
    rules_of_debtor.find_debtor_unnamed,
    rules_of_debtor.find_name_unclear,
    rules_of_debtor.find_debtor_kind_unknown,
    rules_of_debtor.find_vat_id_invalid,
    rules_of_state.find_disputed,
    rules_of_state.find_return_open,
    rules_of_state.find_portal_account_not_connected,
    rules_of_money.find_no_invoice_number,
    rules_of_time.find_no_reminder_known,
    rules_of_time.find_time_barred,
    rules_of_time.find_limitation_near,
    rules_of_money.find_amount_unclear,
    rules_of_money.find_sensitive_subject,
)


def evaluate(order: Order, settings: HandOverSettings, facts: EvaluationFacts, today: date) -> Evaluation:
    """Evaluate one order.

    Args:
        order: The order as it was just read.
        settings: The rules of the atriga account that would take it.
        facts: What is known beside the order; ``None`` in it means not known, never "no".
        today: The day in the merchant's time zone.

    Returns:
        Every finding, and position and debtor as far as the facts allow. Never raises for what an order holds.
    """
    reading = OrderReading(order, settings, facts, today)
    return Evaluation(
        findings=tuple(finding for rule in RULES for finding in rule(reading)),
        position=make_position(reading),
        debtor=make_debtor(reading),
    )
