"""The bench for exports on a budget of requests: the worker as the function puts it together, DreamRobot over HTTP."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from functions.export import worker_handler
from shared.connections import DreamRobotConnector
from shared.domain.export import Export, ExportItem, ExportSource
from shared.work import ExportWork
from tests.component.atomic import AtomicCalls
from tests.component.dreamrobot_over_http import DreamRobotOverHttp
from tests.component.world import MERCHANT, World, make_merchant

if TYPE_CHECKING:
    import pytest

    from functions.export.worker import ExportWorker

WORK = ExportWork(merchant_id=MERCHANT, export_id="export-1")


class BudgetBench:
    """An export that was taken in, and the worker as the function puts it together, with DreamRobot over HTTP."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch, *, orders: int, daily_requests: int) -> None:
        self.calls = AtomicCalls(monkeypatch)
        self.world = world
        self.order_ids = [f"{number}_2026_09" for number in range(1, orders + 1)]
        world.activate()
        merchant = make_merchant().model_copy(update={"daily_requests": daily_requests})
        world.stores.merchants_of(MERCHANT).save(merchant)
        self.dreamrobot = DreamRobotOverHttp(world)
        self.exports = world.stores.exports_of(MERCHANT)
        monkeypatch.setattr(
            worker_handler,
            "DreamRobotConnector",
            partial(DreamRobotConnector, transport=self.dreamrobot.transport),
        )
        self.worker: ExportWorker = worker_handler.compose(worker_handler.Settings.load(world.environment), world.clock)
        self.exports.add(
            Export(
                export_id="export-1",
                source=ExportSource.APP,
                body_digest="digest",
                order_count=orders,
                created_at=world.clock(),
            )
        )
        items = [ExportItem(order_id=order_id, number=number) for number, order_id in enumerate(self.order_ids)]
        self.exports.add_items("export-1", items)

    def work(self) -> Export:
        self.worker.work(WORK, self.world.clock() + timedelta(seconds=300))
        export = self.exports.get("export-1")
        assert export is not None
        return export

    def wait_until_woken(self, export: Export) -> None:
        """Let the time pass until the planner would queue the export again."""
        assert export.waiting_until is not None
        sleepers = self.world.stores.sleepers()
        assert list(sleepers.list_due_exports(export.waiting_until - timedelta(seconds=1), of_each_shard=9)) == []
        assert len(list(sleepers.list_due_exports(export.waiting_until, of_each_shard=9))) == 1
        self.world.clock.now = export.waiting_until
