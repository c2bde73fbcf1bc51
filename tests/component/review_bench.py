"""The bench of the review: an export that became two drafts, and the merchant at its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from functions.cases_api.handler import compose
from functions.cases_api.settings import Settings
from shared.domain.account import HandOverSettings
from tests.component.export_bench import ExportBench, make_customer, make_order
from tests.component.signed_in import SignedIn
from tests.component.world import MERCHANT, START, make_atriga_account

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from shared.domain.cases.timeline import EventKind
    from tests.component.world import World

APPROVE, DISCARD = {"action": "approve"}, {"action": "discard"}


class Bench(ExportBench):
    """An export that became two drafts, the first of two orders."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        accounts = world.stores.accounts_of(MERCHANT)
        portal_accounts = accounts.list_portal_accounts()
        accounts.remove_all()
        settings = HandOverSettings(holds_for_review=True)
        accounts.save_activated(make_atriga_account(settings=settings), due_at=START)
        accounts.learn_portal_accounts(portal_accounts)
        self.dreamrobot.orders["2_2026_09"] = make_order("2_2026_09", customer=make_customer(1))
        self.work()
        self.merchant = SignedIn(compose(Settings.load(world.environment), world.clock), world, "/review")
        self.first, self.second = (self.case_of(number) for number in (0, 2))

    def case_of(self, number: int) -> Case:
        case_id = self.items()[number].case_id
        assert case_id is not None
        case = self.cases.get(case_id)
        assert case is not None
        return case

    def now(self, case: Case) -> Case:
        kept = self.cases.get(case.case_id)
        assert kept is not None
        return kept

    def act(self, case: Case, **fields: str) -> Any:
        return self.merchant.post(f"/review/{case.case_id}", {"revision": str(self.now(case).revision), **fields})

    def decide(self, action: str, *cases: Case) -> Any:
        return self.merchant.post(
            "/review", {"action": action, **{f"case.{case.case_id}": str(self.now(case).revision) for case in cases}}
        )

    def events(self, case: Case) -> list[EventKind]:
        return [event.kind for event in self.world.stores.timelines_of(MERCHANT).list_events(case.case_id)]

    def drafts(self) -> set[str]:
        return {case.case_id for case in self.world.stores.drafts_of(MERCHANT).list_missing_facts_first(50).drafts}
