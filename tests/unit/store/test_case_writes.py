"""The writes of a case: as few as what changed, and never more than a transaction holds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.domain.cases.case import Case, Transfer
from shared.domain.cases.case_progress import follow_snapshot, note_transfer
from shared.domain.cases.recovery import Recovery
from shared.store.case_finding import MOST_WRITES, find_items
from shared.store.case_lists import list_items
from shared.store.case_numbers import MOST_NUMBERS_AT_ONCE
from shared.store.case_writes import CaseWrites
from shared.store.change_records import CHANGES_AT_ONCE
from shared.store.drafts import MAXIMUM_ORDERS_OF_A_CASE as MOST_ORDERS
from shared.store.writes import IS_NEW, Delete, Put, Write
from tests.unit.web.samples import NOW, make_case, make_debtor, make_inquiry, make_position, make_snapshot

MERCHANT = "merchant-1"
LATER = NOW + timedelta(minutes=1)
WRITES = CaseWrites(MERCHANT)
ASKED = tuple(make_inquiry(f"inquiry-{number}") for number in range(30))


def make_new_case(orders: int, **changes: object) -> Case:
    positions = tuple(
        make_position(f"{number}_2026_07").model_copy(update={"invoice_number": f"RE-{number}"})
        for number in range(orders)
    )
    debtor = make_debtor(company="Eins Zwei Drei Vier Fünf Sechs Sieben Acht GmbH")
    case = make_case(snapshot=None, transfer=Transfer.DRAFT, positions=positions, debtor=debtor, test=True)
    return case.model_copy(update={"handed_over_at": None, "portal_account_id": "1", **changes})


def keys(writes: list[Write]) -> list[str]:
    return [write.item["sk"] if isinstance(write, Put) else write.sk for write in writes]


@pytest.mark.parametrize("orders", range(1, MOST_ORDERS + 1))
def test_opening_a_case_fits_into_one_transaction_whatever_its_orders(orders: int) -> None:
    marker_or_command, guards_and_items = 1, 2 * orders
    assert len(WRITES.put_new(make_new_case(orders))) + marker_or_command + guards_and_items <= MOST_WRITES


@pytest.mark.parametrize("transfer", [Transfer.READY, Transfer.DISCARDED])
def test_deciding_on_the_largest_draft_fits_into_one_transaction(transfer: Transfer) -> None:
    case = make_new_case(MOST_ORDERS)
    moved = WRITES.put(case, note_transfer(case, transfer, LATER))
    marker_event_command_and_note, guards_and_items = 4, 2 * MOST_ORDERS
    assert len(moved) + marker_event_command_and_note + guards_and_items <= MOST_WRITES


@pytest.mark.parametrize("orders", range(1, MOST_ORDERS + 1))
def test_taking_a_snapshot_over_leaves_room_for_changes_numbers_and_guards(orders: int) -> None:
    case = make_new_case(orders, transfer=Transfer.SUBMITTED)
    numbers = tuple(f"A-{number}" for number in range(8))
    asked = make_snapshot(previous_case_numbers=numbers, processing="paused", closing=None, inquiries=ASKED)
    after = follow_snapshot(case, asked, LATER)
    note, news, events = 1, 1, 4
    beside = CHANGES_AT_ONCE + MOST_NUMBERS_AT_ONCE + note + news + events
    assert len(WRITES.put(case, after)) + orders + beside <= MOST_WRITES


def test_every_word_of_a_case_of_usual_size_is_written() -> None:
    assert len(find_items(MERCHANT, make_new_case(19))) == 6 + 2 * 19


def test_a_change_rewrites_the_lists_and_no_word() -> None:
    case = make_case()
    moved = WRITES.put(case, case.model_copy(update={"changed_at": LATER}))
    assert keys(moved) == ["CASE", *list_items(MERCHANT, case)]


def test_what_did_not_change_is_not_written() -> None:
    case = make_case()
    assert keys(WRITES.put(case, case.model_copy(update={"disputed": True}))) == ["CASE"]


def test_a_change_that_moves_a_figure_writes_the_difference_once_beside_the_lists() -> None:
    known = Recovery(cents=19550, first_on=NOW.date(), by_month={"2026-11": 19550})
    case = make_case(snapshot=make_snapshot(closing=None), recovery=known)
    moved = WRITES.put(case, follow_snapshot(case, make_snapshot(version=4, closing=None, stage="judicial"), LATER))
    [delta] = [write for write in moved if isinstance(write, Put) and write.item["sk"].startswith("DELTA#")]
    assert delta.item["sk"] == f"DELTA#{LATER.isoformat(timespec='microseconds')}#case-1#{case.revision + 1:010}"
    assert delta.item["figures"] == '{"state##stage:judicial":1,"state##stage:extrajudicial":-1}'
    assert delta.condition == IS_NEW


def test_a_word_that_is_gone_is_removed() -> None:
    case = make_case()
    moved = WRITES.put(case, case.model_copy(update={"debtor": make_debtor(company="Wohlfahrt GmbH")}))
    gone = [write for write in moved if isinstance(write, Delete)]
    assert [write.sk for write in gone] == ["soehne#case-1"]
    assert [write.pk for write in gone] == ["M#merchant-1#FIND#so"]


def test_every_key_begins_with_the_merchant() -> None:
    case = make_case()
    for write in WRITES.put_new(case):
        assert isinstance(write, Put)
        assert write.item["pk"].startswith("M#merchant-1#")
        assert write.item.get("list_key", "M#merchant-1#").startswith("M#merchant-1#")


def test_a_value_of_the_gateway_cannot_make_a_key_too_long() -> None:
    case = make_case(snapshot=make_snapshot(stage="x" * 5000, processing="#" * 5000))
    assert all(len(item["list_key"].encode()) < 1024 for item in list_items(MERCHANT, case).values())
