"""How long taking an export in keeps its function busy: as many orders as one may have, against a tenth of them."""

from __future__ import annotations

import json
import statistics
import time
from itertools import count
from typing import TYPE_CHECKING, cast

from functions.export.acceptance import ExportAcceptance
from functions.export.request import ExportRequest
from shared.domain.export import MAXIMUM_ORDERS
from shared.store.stores import Stores
from shared.web.request import parse_json
from tests.component.world import MERCHANT, START, make_atriga_account, make_merchant
from tests.simulation.memory_dynamodb import MemoryDynamoDB
from tests.simulation.side_effects import SideEffects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.work import ExportWork

RUNS = 15
BOUND_SECONDS = 1.0


class _Queue:
    """A queue that takes messages and forgets them."""

    def send(self, work: Iterable[ExportWork], *, delay_seconds: int = 0) -> None:
        assert list(work)
        assert delay_seconds == 0


def show_export_post(show: Callable[[str], None]) -> None:
    """Print the time that the function itself takes, on tables in memory; what AWS takes for its requests is beside."""
    side_effects = SideEffects()
    stores = Stores(cast("DynamoDBClient", MemoryDynamoDB(side_effects)), "accounts", "cases", "runtime")
    stores.merchants_of(MERCHANT).save(make_merchant())
    stores.accounts_of(MERCHANT).save_activated(make_atriga_account(), due_at=START)
    acceptance = ExportAcceptance(
        merchants_of=stores.merchants_of,
        accounts_of=stores.accounts_of,
        exports_of=stores.exports_of,
        queue=_Queue(),
        clock=lambda: START,
    )
    numbers = count()
    tenth, whole = (
        statistics.median(_time(acceptance, f"export-{next(numbers)}", orders) for _ in range(RUNS))
        for orders in (MAXIMUM_ORDERS // 10, MAXIMUM_ORDERS)
    )
    show(
        f"{'an export of 1,000 orders':32}  {whole:.2f} s to take in, {whole / BOUND_SECONDS:.2f} of the bound, "
        f"{whole / tenth:.1f} times a tenth of them"
    )


def _time(acceptance: ExportAcceptance, export_id: str, orders: int) -> float:
    order_ids = [f"{number}_2026_09" for number in range(1, orders + 1)]
    body = json.dumps({"merchant_id": MERCHANT, "order_ids": order_ids}).encode()
    start = time.perf_counter()
    acceptance.accept(export_id, parse_json(body, ExportRequest), body)
    return time.perf_counter() - start
