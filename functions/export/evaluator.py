"""Evaluating one order of an export: fetch it, gather what is known beside it, apply the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.domain.account import GatewayTerms, HandOverSettings
from shared.domain.evaluation import (
    EvaluationFacts,
    already_handed_over,
    evaluate,
    order_not_found,
    order_unreadable,
)
from shared.domain.export import ItemState
from shared.domain.merchant_days import day_of
from shared.domain.orders.credit_notes import read_credit_note
from shared.dreamrobot.errors import BadRequestError, OrderNotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from functions.export.ports import HandedOverOrders, OrderSource
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount, PortalAccount
    from shared.domain.export import ExportItem
    from shared.domain.finding import Finding
    from shared.domain.orders.order import Order, PaymentMethod


@dataclass(frozen=True, slots=True)
class OrderEvaluator:
    """Evaluates orders of one merchant during one run of the worker."""

    orders: OrderSource
    handed_over_orders: HandedOverOrders
    atriga_accounts: Mapping[str, AtrigaAccount]
    portal_accounts: Mapping[str, PortalAccount]
    payment_methods: Mapping[str, PaymentMethod]
    clock: Clock

    def evaluate(self, item: ExportItem) -> ExportItem:
        """Return the item with its findings and, where it is eligible, its claim.

        An order that is in a running case already is not fetched: each request counts against the
        merchant's daily quota.

        Raises:
            DreamRobotError: The order could not be read now.
        """
        handed_over = self.handed_over_orders.find_handed_over(item.order_id)
        if handed_over is not None:
            return _blocked(item, already_handed_over(handed_over))
        try:
            order = self.orders.get_order(item.order_id)
        except OrderNotFoundError:
            return _blocked(item, order_not_found(item.order_id))
        except BadRequestError:
            return _blocked(item, order_unreadable(item.order_id))
        return self._evaluate_order(item, order)

    def _evaluate_order(self, item: ExportItem, order: Order) -> ExportItem:
        now = self.clock()
        account, answers = self._account_for(order), item.answers
        credit_note = read_credit_note(order)
        evaluation = evaluate(
            order,
            account.settings if account else HandOverSettings(),
            EvaluationFacts(
                terms=account.terms if account else GatewayTerms(),
                portal_account_connected=account is not None,
                payment_method=self.payment_methods.get(order.payment_method_id or ""),
                reminders=item.known_reminders,
                debtor_kind=answers.debtor_kind if answers else None,
                disputed=answers.disputed if answers else None,
                returned=answers.returned if answers else None,
                time_barred_override_reason=answers.time_barred_override_reason if answers else None,
            ),
            day_of(now),
        )
        eligible = account is not None and not evaluation.is_blocked
        return item.model_copy(
            update={
                "state": ItemState.EVALUATED if eligible else ItemState.BLOCKED,
                "findings": evaluation.findings,
                "debtor": evaluation.debtor,
                "position": evaluation.position,
                "portal_account_id": order.portal_account_id,
                "customer_number": account.customer_number if account else None,
                "customer_id": order.customer.customer_id,
                "credits": credit_note.amount if credit_note else None,
                "read_at": now,
            }
        )

    def _account_for(self, order: Order) -> AtrigaAccount | None:
        """Find the atriga account that the order's portal account feeds.

        How an order names its portal account is assumed, not known. Where it names none, the account is
        certain all the same when every portal account feeds the same one.
        """
        if order.portal_account_id is not None:
            portal_account = self.portal_accounts.get(order.portal_account_id)
            return self.atriga_accounts.get(portal_account.customer_number or "") if portal_account else None
        fed = {portal_account.customer_number for portal_account in self.portal_accounts.values()}
        return self.atriga_accounts.get(next(iter(fed)) or "") if len(fed) == 1 else None


def _blocked(item: ExportItem, finding: Finding) -> ExportItem:
    return item.model_copy(update={"state": ItemState.BLOCKED, "findings": (finding,)})
