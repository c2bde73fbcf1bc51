"""Whatever DreamRobot sends as an order: nothing raises on the way to BOSS, and nothing arrives that nobody wrote.

The way is the app's own: the JSON of an answer, read loosely, evaluated, made a case and written as a submission.
"""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from shared.boss.submission import write_submission
from shared.domain.account import HandOverSettings
from shared.domain.cases.case import Case, Transfer
from shared.domain.evaluation import Evaluation, EvaluationFacts, evaluate
from shared.domain.parties.debtor import Reminder
from shared.dreamrobot.loose import LooseObject
from shared.dreamrobot.wire import read_order
from tests.unit.damage import JSON_VALUES
from tests.unit.damaged_orders import (
    CONTROL,
    FLAWLESS,
    HUGE,
    OTHER_TYPES,
    TODAY,
    damaged_orders,
    paths_of,
    place_at,
)
from tests.unit.provenance import assert_everything_was_written, part_of

if TYPE_CHECKING:
    from shared.domain.orders.order import Order
    from tests.unit.damaged_orders import Json, Path

REMINDERS = (Reminder(sent_on=date(2026, 11, 20)),)
SETTINGS = HandOverSettings(undelivered_blocks=False, non_postal_address_blocks=False)


def receive(order: Json) -> Any:
    """Bring an order over the wire, as the client reads it: fractions as decimals."""
    return json.loads(json.dumps(order), parse_float=Decimal)


def read_and_evaluate(received: object) -> tuple[Order, Evaluation]:
    order = read_order(LooseObject(received), "473_2026_09")
    return order, evaluate(order, SETTINGS, EvaluationFacts(reminders=REMINDERS), TODAY)


def submit(evaluation: Evaluation) -> Json:
    """Write what BOSS would get of an order that nothing blocks."""
    assert evaluation.debtor is not None
    assert evaluation.position is not None
    now = datetime(2026, 11, 24, tzinfo=UTC)
    case = Case(
        case_id="case-1",
        export_id="export-1",
        customer_number="400123",
        creditor_name="Nordlicht",
        transfer=Transfer.READY,
        debtor=evaluation.debtor,
        positions=(evaluation.position,),
        reminders=REMINDERS,
        created_at=now,
        changed_at=now,
    )
    return write_submission(case)


@settings(max_examples=150)
@given(damaged_orders())
def test_no_damaged_order_raises_or_reaches_boss_with_an_invented_value(damaged: Json) -> None:
    received = receive(damaged)

    order, evaluation = read_and_evaluate(received)

    assert evaluation.is_blocked == any(finding.blocks for finding in evaluation.findings), "a gap has a finding"
    assert len(evaluation.model_dump_json()) < 20_000
    if not evaluation.is_blocked:
        assert_nothing_speaks_against(received, order)
        assert_everything_was_written(submit(evaluation), received)


@settings(max_examples=100)
@given(JSON_VALUES)
def test_what_is_no_order_at_all_never_raises_and_is_blocked(value: object) -> None:
    _, evaluation = read_and_evaluate(value)

    assert evaluation.is_blocked


@pytest.mark.parametrize("order", FLAWLESS, ids=lambda order: order["id"])
def test_a_flawless_order_gets_through_and_only_with_what_was_written(order: Json) -> None:
    received = receive(order)

    _, evaluation = read_and_evaluate(received)

    assert not evaluation.is_blocked
    assert_everything_was_written(submit(evaluation), received)


@pytest.mark.parametrize("path", sorted({path for order in FLAWLESS for path in paths_of(order)}, key=str), ids=str)
def test_each_place_of_an_order_may_be_gone_or_hold_anything(path: Path) -> None:
    for order in (order for order in FLAWLESS if place_at(order, path)):
        for odd in ("gone", *HUGE, *CONTROL, *OTHER_TYPES):
            damaged = deepcopy(order)
            place = place_at(damaged, path)
            assert place is not None
            if odd == "gone":
                place.remove()
            else:
                place.write(odd)
            received = receive(damaged)
            _, evaluation = read_and_evaluate(received)
            if not evaluation.is_blocked:
                assert_everything_was_written(submit(evaluation), received)
        break


def assert_nothing_speaks_against(received: Json, order: Order) -> None:
    """An order that gets through is plainly neither paid nor cancelled, with amounts that are plainly numbers."""
    status = part_of(received, "status")
    for flag in ("is_paid", "is_cancelled"):
        value = status.get(flag)
        assert value in (None, False, 0, []) or str(value).strip().lower() in ("", "0", "false"), flag
    assert isinstance(received["invoice_amount"], int | Decimal | str)
    assert order.invoice_amount is not None
    assert "\N{REPLACEMENT CHARACTER}" not in json.dumps(
        received["customer"]["address"].get("street"), ensure_ascii=False
    )
