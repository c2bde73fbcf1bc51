"""Making cases of evaluated orders, exactly once, whatever else happens at the same time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.domain.account import AccountMode
from shared.domain.cases.bundling import make_claim
from shared.domain.cases.case import Case, Transfer
from shared.domain.cases.command import new_submit_command
from shared.domain.evaluation import already_handed_over, portal_account_gone
from shared.domain.export import ItemState
from shared.domain.merchant_days import day_of
from shared.store.errors import ConditionFailedError, TransactionLostError
from shared.work import CommandWork

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from functions.export.ports import Drafts, Exports, HandedOverOrders, HandOvers
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount, Merchant, PortalAccount
    from shared.domain.export import ExportItem
    from shared.domain.finding import Finding

_TRIES = 3


@dataclass(frozen=True, slots=True)
class HandOver:
    """Hands bundles of evaluated orders of one merchant over during one run of the worker."""

    merchant: Merchant
    atriga_accounts: Mapping[str, AtrigaAccount]
    portal_accounts: Mapping[str, PortalAccount]
    hand_overs: HandOvers
    drafts: Drafts
    handed_over_orders: HandedOverOrders
    exports: Exports
    clock: Clock
    new_id: Callable[[], str]

    def hand_over(self, export_id: str, bundle: Sequence[ExportItem]) -> CommandWork | None:
        """Make one case of a bundle and return its command's message.

        ``None`` where the case is held back as a draft, or nothing is left to hand over. An order that turned out
        to be in a case already is taken out and says so; the rest of its bundle goes on.

        Raises:
            TransactionLostError: Others were in the way at every try; nothing was written.
        """
        account = self.atriga_accounts.get(bundle[0].customer_number or "")
        if account is None:
            for item in bundle:
                self.keep_back(export_id, item, portal_account_gone())
            return None
        rest, conflicts = list(bundle), 0
        while rest:
            try:
                return self._write(export_id, account, rest)
            except TransactionLostError:
                free = [item for item in rest if not self._settle_lost_race(export_id, item)]
                conflicts += len(free) == len(rest)
                if conflicts == _TRIES:
                    raise
                rest = free
        return None

    def _write(self, export_id: str, account: AtrigaAccount, items: Sequence[ExportItem]) -> CommandWork | None:
        case = self._case_of(export_id, account, items)
        if case.is_draft:
            self.drafts.open(case, _through(items, ItemState.DRAFT, case))
            return None
        command = new_submit_command(self.new_id(), case.case_id, case.created_at)
        self.hand_overs.write(case, command, export_id, _through(items, ItemState.HANDED_OVER, case))
        return CommandWork(merchant_id=self.merchant.merchant_id, case_id=case.case_id, command_id=command.command_id)

    def _settle_lost_race(self, export_id: str, item: ExportItem) -> bool:
        handed_over = self.handed_over_orders.find_handed_over(item.order_id)
        if handed_over is None:
            return False
        self.keep_back(export_id, item, already_handed_over(handed_over))
        return True

    def keep_back(self, export_id: str, item: ExportItem, finding: Finding) -> None:
        """Take an evaluated order out, and say why."""
        blocked = item.model_copy(update={"state": ItemState.BLOCKED, "findings": (*item.findings, finding)})
        try:
            self.exports.save_item(export_id, blocked)
        except ConditionFailedError:
            # Another worker of this very export handed the order over and wrote the item.
            return

    def _case_of(self, export_id: str, account: AtrigaAccount, items: Sequence[ExportItem]) -> Case:
        now = self.clock()
        claim = make_claim(items, day_of(now))
        # Orders of several portal accounts have none in common: the label is then left out.
        portal_ids = {item.portal_account_id for item in items}
        portal_id = portal_ids.pop() if len(portal_ids) == 1 else None
        portal_account = self.portal_accounts.get(portal_id or "")
        return Case(
            case_id=self.new_id(),
            export_id=export_id,
            customer_number=account.customer_number,
            creditor_name=self.merchant.name,
            portal_account_id=portal_id,
            portal_account_name=portal_account.name if portal_account else None,
            test=account.mode is AccountMode.TEST,
            transfer=Transfer.DRAFT if account.settings.holds_for_review else Transfer.READY,
            debtor=claim.debtor,
            positions=claim.positions,
            reminders=claim.reminders,
            disputed=claim.disputed,
            created_at=now,
            changed_at=now,
        )


def _through(items: Sequence[ExportItem], state: ItemState, case: Case) -> list[ExportItem]:
    return [item.model_copy(update={"state": state, "case_id": case.case_id}) for item in items]
