"""An order that leaves its case before atriga has it is told on the export that handed it over."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from shared.boss.errors import CaseRefusedError
from shared.domain.cases.case import Transfer
from shared.domain.cases.command import FieldProblem
from shared.domain.export import Export, ExportItem, ExportSource, ItemState, count_items
from shared.domain.finding import FindingCode
from shared.work import CommandWork
from tests.component.submit_bench import SECOND, Bench, an_order, let_time_pass, open_case_of_two
from tests.component.world import MERCHANT, START

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from shared.store.exports import ExportRepository
    from tests.component.world import World

FIRST_OF_TWO, OF_ANOTHER_CASE = "1003_2026_09", "1004_2026_09"


@pytest.fixture
def bench(world: World) -> Bench:
    bench = Bench(world)
    open_case_of_two(bench)
    exports = exports_of(bench)
    export = Export(
        export_id=case_of(bench).export_id,
        source=ExportSource.APP,
        body_digest="",
        order_count=3,
        created_at=START,
    )
    exports.add(export)
    items = [
        ExportItem(order_id=order_id, number=number, state=ItemState.HANDED_OVER, case_id=case_id)
        for number, (order_id, case_id) in enumerate(
            [(FIRST_OF_TWO, "case-2"), (SECOND, "case-2"), (OF_ANOTHER_CASE, "case-9")]
        )
    ]
    exports.add_items(export.export_id, items)
    exports.note_done(export.export_id, START, count_items(items), rounds=0)
    return bench


def exports_of(bench: Bench) -> ExportRepository:
    return bench.world.stores.exports_of(MERCHANT)


def case_of(bench: Bench) -> Case:
    case = bench.world.stores.cases_of(MERCHANT).get("case-2")
    assert case is not None
    return case


def items_of(bench: Bench) -> dict[str, ExportItem]:
    return {item.order_id: item for item in exports_of(bench).list_items(case_of(bench).export_id)}


def carry_out(bench: Bench) -> None:
    work = CommandWork(merchant_id=MERCHANT, case_id="case-2", command_id="command-2")
    bench.carrier.carry_out(work, bench.world.clock() + timedelta(seconds=60))


def test_an_order_that_the_last_look_takes_out_is_kept_back_in_its_export(bench: Bench) -> None:
    let_time_pass(bench)
    an_order(bench, FIRST_OF_TWO, paid_amount=Decimal("119.00"))
    an_order(bench, SECOND)

    carry_out(bench)

    items = items_of(bench)
    assert (items[FIRST_OF_TWO].state, items[FIRST_OF_TWO].case_id) == (ItemState.BLOCKED, None)
    assert [finding.code for finding in items[FIRST_OF_TWO].findings] == [FindingCode.PAID]
    assert (items[SECOND].state, items[SECOND].case_id) == (ItemState.HANDED_OVER, "case-2")
    assert items[OF_ANOTHER_CASE].state is ItemState.HANDED_OVER


def test_the_kept_counts_of_the_export_follow(bench: Bench) -> None:
    let_time_pass(bench)
    an_order(bench, FIRST_OF_TWO, paid_amount=Decimal("119.00"))
    an_order(bench, SECOND)

    carry_out(bench)

    export = exports_of(bench).get(case_of(bench).export_id)
    assert export is not None
    assert export.counts is not None
    assert (export.counts.blocked, export.counts.cases) == (1, 2)


def test_a_case_of_which_no_order_stays_keeps_all_of_them_back(bench: Bench) -> None:
    let_time_pass(bench)
    for order_id in (FIRST_OF_TWO, SECOND):
        an_order(bench, order_id, paid_amount=Decimal("119.00"))

    carry_out(bench)

    assert case_of(bench).transfer is Transfer.DISCARDED
    items = items_of(bench)
    assert {items[order_id].state for order_id in (FIRST_OF_TWO, SECOND)} == {ItemState.BLOCKED}


def test_what_the_gateway_does_not_even_receive_is_kept_back_with_its_reason(bench: Bench) -> None:
    problem = FieldProblem(field="debtor.address.postal_code", code="invalid", message="No such code.")
    bench.gateway.fail_before = [CaseRefusedError(status=422, code="invalid", problems=(problem,))]

    carry_out(bench)

    assert case_of(bench).transfer is Transfer.REJECTED
    items = items_of(bench)
    for order_id in (FIRST_OF_TWO, SECOND):
        assert items[order_id].state is ItemState.BLOCKED
        assert [finding.code for finding in items[order_id].findings] == [FindingCode.ADDRESS_INVALID]
    assert items[OF_ANOTHER_CASE].state is ItemState.HANDED_OVER


def test_an_order_that_is_in_another_case_by_now_is_left_alone(bench: Bench) -> None:
    exports, export_id = exports_of(bench), case_of(bench).export_id
    elsewhere = items_of(bench)[FIRST_OF_TWO].model_copy(update={"case_id": "case-7"})
    exports.save_item(export_id, elsewhere)
    let_time_pass(bench)
    an_order(bench, FIRST_OF_TWO, paid_amount=Decimal("119.00"))
    an_order(bench, SECOND)

    carry_out(bench)

    item = items_of(bench)[FIRST_OF_TWO]
    assert (item.state, item.case_id) == (ItemState.HANDED_OVER, "case-7")
