"""The case table on the tables: each filter, combinations, search, paging, marks; and never another merchant's."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from shared.domain.cases.case import Inquiry, Transfer
from shared.domain.cases.case_view import Column, Order, SavedView
from shared.domain.money import Money
from shared.store.errors import UnknownPlaceError
from tests.component.shelf import Shelf
from tests.component.snapshots import make_snapshot
from tests.component.world import OTHER_MERCHANT, START, make_command, make_debtor, make_position

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def shelf(world: World) -> Shelf:
    return Shelf(world)


def euros(amount: int) -> dict[str, Any]:
    return {"balance": make_snapshot().balance.model_copy(update={"total_open": Money.of(amount, "EUR")})}


@pytest.mark.parametrize(
    ("wanted", "told", "changes"),
    [
        ({"stage": "judicial"}, {"stage": "judicial"}, {}),
        ({"processing": "paused"}, {"processing": "paused"}, {}),
        ({"payment": "partially_paid"}, {"payment": "partially_paid"}, {}),
        ({"transfer": "draft"}, None, {"transfer": Transfer.DRAFT}),
        ({"portal": "22015"}, None, {"portal_account_id": "22015"}),
        ({"portal": "otto"}, None, {"portal_account_name": "otto"}),
        ({"atriga": "10002"}, None, {"customer_number": "10002"}),
        ({"needs_me": True}, {"processing": "waiting_for_client"}, {}),
        ({"test": True}, None, {"test": True}),
        ({"open_from": Decimal("500.00")}, euros(500), {}),
        ({"open_to": Decimal("10.50")}, euros(10), {}),
        ({"handed_over_from": date(2026, 12, 1)}, {"submitted_at": START + timedelta(days=7)}, {}),
        ({"handed_over_to": date(2026, 11, 1)}, {"submitted_at": START - timedelta(days=30)}, {}),
    ],
)
def test_each_filter_finds_what_it_asks_for_and_nothing_else(
    shelf: Shelf, wanted: dict[str, Any], told: dict[str, Any] | None, changes: dict[str, Any]
) -> None:
    shelf.add("case-1", told={})
    shelf.add("case-2", told=told, **changes)
    shelf.add("case-3", told={})
    assert shelf.ids(**wanted) == ["case-2"]
    combined = {**wanted, "test": changes.get("test", False)}
    assert shelf.ids(**combined) == ["case-2"]
    assert shelf.ids(**{**combined, "mark": "none"}) == []


def test_live_cases_are_told_from_test_cases(shelf: Shelf) -> None:
    shelf.add("case-1")
    shelf.add("case-2", test=True)
    assert shelf.ids(test=False) == ["case-1"]
    assert shelf.ids() == ["case-2", "case-1"]


def test_filters_are_combined(shelf: Shelf) -> None:
    shelf.add("case-1", told={"stage": "judicial", "payment": "unpaid"})
    shelf.add("case-2", told={"stage": "judicial", "payment": "fully_paid"})
    shelf.add("case-3", told={"stage": "extrajudicial", "payment": "fully_paid"})
    assert shelf.ids(stage="judicial", payment="fully_paid") == ["case-2"]


def test_a_case_leaves_the_list_of_a_value_that_it_has_no_longer(shelf: Shelf) -> None:
    asked = Inquiry(
        inquiry_id="1", asked_at=START, due_on=date(2026, 12, 3), question="?", answer_type="text", answered=False
    )
    case = shelf.add("case-1", told={"stage": "judicial", "inquiries": (asked,)})
    assert shelf.ids(stage="judicial") == shelf.ids(needs_me=True) == ["case-1"]
    shelf.follow(case, START + timedelta(days=1), stage="enforcement")
    assert shelf.ids(stage="judicial") == shelf.ids(needs_me=True) == []
    assert shelf.ids(stage="enforcement") == ["case-1"]


@pytest.mark.parametrize("descending", [True, False])
def test_the_whole_table_is_sorted_by_amount_and_by_hand_over(shelf: Shelf, descending: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    for number, amount in enumerate((90, 1000, 200), start=1):
        shelf.add(f"case-{number}", told={**euros(amount), "submitted_at": START - timedelta(days=amount)})
    step = -1 if descending else 1
    by_amount = shelf.see(order=Order(column=Column.OPEN, descending=descending))
    assert [row.case_id for row in by_amount.rows] == ["case-1", "case-3", "case-2"][::step]
    by_day = shelf.see(order=Order(column=Column.HANDED_OVER, descending=descending))
    assert [row.case_id for row in by_day.rows] == ["case-2", "case-3", "case-1"][::step]


def test_bounds_of_an_amount_are_both_included(shelf: Shelf) -> None:
    for number, amount in enumerate((99, 100, 200, 201), start=1):
        shelf.add(f"case-{number}", told=euros(amount))
    assert shelf.ids(open_from=Decimal(100), open_to=Decimal(200)) == ["case-3", "case-2"]


def test_days_of_the_hand_over_are_those_of_germany(shelf: Shelf) -> None:
    midnight = START.replace(month=7, day=1, hour=22, minute=0)
    shelf.add("case-1", told={"submitted_at": midnight - timedelta(seconds=1)})
    shelf.add("case-2", told={"submitted_at": midnight})
    assert shelf.ids(handed_over_from=date(2026, 7, 2), handed_over_to=date(2026, 7, 2)) == ["case-2"]
    assert shelf.ids(handed_over_to=date(2026, 7, 1)) == ["case-1"]


def test_a_case_is_found_by_everything_that_names_it(shelf: Shelf) -> None:
    debtor = make_debtor().model_copy(update={"company": "Müller & Söhne-Groß GmbH"})
    position = make_position("4711_2026_09").model_copy(update={"invoice_number": "RE-2026/815"})
    told = {"case_number": "AT26-000042", "previous_case_numbers": ("AT25-000007",)}
    shelf.add("case-1", told=told, debtor=debtor, positions=(position,))
    shelf.add("case-2", told={})
    for typed in (
        "AT26-000042",
        "AT25-000007",
        "4711_2026_09",
        "4711",
        "RE-2026/815",
        "re2026",
        "Müller",
        "MUELLER",
        "Groß gmbh",
        "soehne 4711",
    ):
        assert shelf.ids(search=typed) == ["case-1"], typed
    for typed in ("4712", "Müllerin", "müller 4712"):
        assert shelf.ids(search=typed) == [], typed


def test_a_corrected_name_is_found_and_the_old_one_no_longer(shelf: Shelf) -> None:
    case = shelf.add("case-1")
    after = case.model_copy(update={"debtor": case.debtor.model_copy(update={"last_name": "Muster"})})
    shelf.cases.save_progress(case, after, make_command(case, "command-of-case-1"))
    assert shelf.ids(search="muster") == ["case-1"]
    assert shelf.ids(search="beispiel") == []


def test_a_case_that_two_words_lead_to_is_found_once(shelf: Shelf) -> None:
    positions = tuple(make_position(f"47{number}_2026_09") for number in range(5))
    shelf.add("case-1", positions=positions)
    shelf.add("case-2", order_id="479_2026_09")
    seen: list[str] = []
    cursor = None
    while True:
        page = shelf.see(search="47", limit=1, cursor=cursor)
        seen += [row.case_id for row in page.rows]
        cursor = page.cursor
        if cursor is None:
            break
    assert sorted(seen) == ["case-1", "case-2"]


def test_pages_hold_still_while_cases_move(shelf: Shelf) -> None:
    cases = [shelf.add(f"case-{number}", told={}) for number in range(1, 8)]
    first = shelf.see(limit=3, stage="extrajudicial")
    shelf.follow(cases[0], START + timedelta(days=1))
    shelf.add("case-8", told={})
    second = shelf.see(limit=3, stage="extrajudicial", cursor=first.cursor)
    assert [row.case_id for row in first.rows] == ["case-7", "case-6", "case-5"]
    assert [row.case_id for row in second.rows] == ["case-4", "case-3", "case-2"]
    assert second.cursor is None


def test_a_page_that_looks_too_far_says_how_far_and_goes_on(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.store.case_table.MOST_ROWS_LOOKED_AT", 3)
    shelf.add("case-1", told={"payment": "fully_paid", "stage": "judicial"})
    for number in range(2, 6):
        shelf.add(f"case-{number}", told={"payment": "fully_paid"})
    first = shelf.see(payment="fully_paid", stage="judicial")
    assert (first.rows, first.looked_at) == ([], 3)
    assert first.looked_back_to == START + timedelta(minutes=3)
    second = shelf.see(payment="fully_paid", stage="judicial", cursor=first.cursor)
    assert [row.case_id for row in second.rows] == ["case-1"]
    assert second.cursor is None


@pytest.mark.parametrize(
    ("cursor", "wanted"),
    [
        ("000000000001000#case-1", {"search": "47"}),
        ("../../x", {}),
        ("M#merchant-2#CASE#case-1", {"mark": "a"}),
        ("000000000000001#case-1", {"open_from": Decimal(5)}),
    ],
)
def test_a_place_of_another_view_is_refused(shelf: Shelf, cursor: str, wanted: dict[str, Any]) -> None:
    with pytest.raises(UnknownPlaceError):
        shelf.see(cursor=cursor, **wanted)


def test_nothing_of_another_merchant_is_seen(shelf: Shelf, world: World) -> None:
    other = Shelf(world, OTHER_MERCHANT)
    other.add("case-1", told={"stage": "judicial"}, order_id="4711_2026_09", portal_account_id="22015")
    other.add("case-2", told={"stage": "judicial"})
    other.notes.mark("case-1", "Anwalt", START)
    other.settings.save_view(SavedView(name="a", query=""))
    for wanted in ({}, {"stage": "judicial"}, {"search": "4711"}, {"mark": "Anwalt"}, {"open_from": Decimal(0)}):
        cursor = other.see(limit=1, **wanted).cursor
        assert shelf.see(**wanted).rows == []
        assert shelf.see(cursor=cursor, **wanted).rows == []
    settings = shelf.settings.read()
    assert (settings.marks, settings.views) == ([], [])
