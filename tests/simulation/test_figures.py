"""The figures of a merchant are the sum over all its cases: after any history, and while others write and fold."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.cases.case import Transfer
from shared.domain.cases.case_progress import follow_snapshot, note_transfer
from shared.domain.cases.figures import FIGURE_RULES
from shared.domain.money import Money
from shared.store import figures as figures_module
from shared.store.errors import TransactionLostError
from shared.store.keys import figures_key
from shared.store.stores import Stores
from tests.component.snapshots import make_snapshot
from tests.component.world import MERCHANT, OTHER_MERCHANT, START, make_position
from tests.simulation.figures_shop import Shop

FEW = 3
"""So many differences are folded at once here, that a short history has several folds."""

STAGES = ("extrajudicial", "judicial")
POINTS = range(1, 7)
"""The requests before which somebody else is let in; a recount and a reading have seven."""

ENDS = (Transfer.REJECTED, Transfer.WITHDRAWN, Transfer.DISCARDED)


@pytest.fixture(autouse=True)
def folds_are_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures_module, "FOLDED_AT_ONCE", FEW)


@pytest.fixture
def shop() -> Shop:
    """A merchant with eight cases of all kinds, some of them folded."""
    made = Shop()
    for number in range(8):
        case = made.open(test=number == 1, portal_account_id=str(number % 3))
        made.tell(case.case_id, number * 500)
    made.end("case-2", Transfer.WITHDRAWN)
    made.tell("case-3", 9900, is_closed=True)
    made.later()
    made.fold()
    made.fold()
    return made


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[str, int, int, bool]]:
    kinds = st.sampled_from(["open", "tell", "tell", "tell", "end", "fold", "fold", "later", "recount"])
    step = st.tuples(kinds, st.integers(0, 5), st.integers(0, 12_000), st.booleans())
    return draw(st.lists(step, max_size=30))


@settings(max_examples=60, deadline=None)
@given(steps())
def test_the_figures_are_those_of_a_full_recount_after_any_history(history: list[tuple[str, int, int, bool]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures_module, "FOLDED_AT_ONCE", FEW)
        shop = Shop()
        for kind, number, cents, flag in history:
            _take(shop, kind, number, cents, flag=flag)
            assert shop.read == shop.counted


def _take(shop: Shop, kind: str, number: int, cents: int, *, flag: bool) -> None:
    case_id = f"case-{number % max(len(shop.cases), 1)}"
    if kind == "open":
        currency = "CHF" if cents % 5 == 0 else "EUR"
        position = make_position(f"{len(shop.cases)}_2026_09")
        amount = position.principal.model_copy(update={"currency": currency})
        position = position.model_copy(update={"principal": amount, "paid": Money.zero(currency)})
        portal = str(cents % 2) if cents % 3 else None
        transfer = Transfer.DRAFT if cents % 7 == 0 else Transfer.READY
        shop.open(test=flag, positions=(position,), portal_account_id=portal, transfer=transfer)
    elif kind == "fold":
        shop.fold()
    elif kind == "later":
        shop.later()
    elif kind == "recount":
        assert shop.figures.recount(shop.now)
    elif shop.cases and kind == "tell":
        shop.tell(case_id, cents, stage=STAGES[cents % 2], is_closed=flag)
    elif shop.cases:
        shop.end(case_id, ENDS[cents % 3])


def test_a_change_that_moves_no_figure_leaves_no_difference(shop: Shop) -> None:
    before = shop.outstanding()
    case = shop.cases["case-4"]
    assert case.snapshot is not None
    told = case.snapshot.model_copy(update={"version": 9, "status": make_snapshot().status, "documents": 3})
    shop.save(case, follow_snapshot(case, told, shop.now))
    assert shop.outstanding() == before


def test_a_transaction_that_is_lost_leaves_no_difference(shop: Shop) -> None:
    case, before = shop.cases["case-4"], shop.read
    stale = case.model_copy(update={"revision": case.revision - 1})
    with pytest.raises(TransactionLostError):
        shop.save(stale, note_transfer(stale, Transfer.WITHDRAWN, shop.now))
    assert shop.read == before


def test_folding_leaves_few_differences_and_the_same_sum(shop: Shop) -> None:
    while shop.fold():
        pass
    assert shop.outstanding() < FEW
    assert shop.read == shop.counted


def test_young_differences_are_left_for_a_recount_to_see(shop: Shop) -> None:
    while shop.fold():
        pass
    for number in range(4, 8):
        shop.tell(f"case-{number}", 7000)
    assert not shop.fold()
    assert shop.outstanding() >= FEW
    shop.later()
    assert shop.fold()


@pytest.mark.parametrize("point", POINTS)
def test_a_fold_in_the_midst_of_a_reading_counts_nothing_twice_and_loses_nothing(shop: Shop, point: int) -> None:
    def fold_all() -> None:
        while shop.fold():
            pass

    shop.client.requests, shop.client.intrude_at, shop.client.intruder = 0, point, fold_all
    assert shop.read == shop.counted
    assert shop.read == shop.counted


@pytest.mark.parametrize("point", POINTS)
def test_a_change_in_the_midst_of_a_recount_counts_once(shop: Shop, point: int) -> None:
    def change() -> None:
        shop.tell("case-0", 8000, is_closed=True)
        shop.open()

    shop.client.requests, shop.client.intrude_at, shop.client.intruder = 0, point, change
    assert shop.figures.recount(shop.now)
    assert shop.read == shop.counted


@pytest.mark.parametrize("point", POINTS)
def test_a_fold_in_the_midst_of_a_recount_goes_before_it(shop: Shop, point: int) -> None:
    shop.client.requests, shop.client.intrude_at, shop.client.intruder = 0, point, lambda: cast("None", shop.fold())
    shop.figures.recount(shop.now)
    assert shop.read == shop.counted


@pytest.mark.parametrize("point", POINTS)
def test_two_folds_at_once_count_each_difference_once(shop: Shop, point: int) -> None:
    shop.client.requests, shop.client.intrude_at, shop.client.intruder = 0, point, lambda: cast("None", shop.fold())
    with suppress(TransactionLostError):
        shop.fold()
    assert shop.read == shop.counted


def test_a_recount_with_an_index_that_lags_is_right_all_the_same(shop: Shop) -> None:
    shop.client.index_as_it_was = deepcopy(shop.client.tables)
    shop.tell("case-0", 8000, is_closed=True)
    shop.end("case-4", Transfer.REJECTED)
    shop.open()
    assert shop.figures.recount(shop.now)
    assert shop.read == shop.counted


def test_a_total_that_is_wrong_is_made_anew_from_the_cases(shop: Shop) -> None:
    total = shop.client.tables["cases"][figures_key(MERCHANT), "TOTAL"]
    total["figures"] = '{"cases##":4711}'
    assert shop.read != shop.counted
    assert shop.figures.recount(shop.now)
    assert shop.read == shop.counted


def test_a_total_of_other_rules_is_made_anew_before_anything_is_folded(shop: Shop) -> None:
    shop.client.tables["cases"][figures_key(MERCHANT), "TOTAL"] |= {"rules": 0, "figures": '{"cases##":4711}'}
    for number in range(4, 8):
        shop.tell(f"case-{number}", 7000)
    shop.later()
    assert shop.fold()
    assert shop.client.tables["cases"][figures_key(MERCHANT), "TOTAL"]["rules"] == FIGURE_RULES
    assert shop.read == shop.counted


def test_cases_from_before_there_were_figures_are_in_the_first_total() -> None:
    shop = Shop()
    for _ in range(4):
        shop.open()
    for key in [key for key in shop.client.tables["cases"] if key[0] == figures_key(MERCHANT)]:
        del shop.client.tables["cases"][key]
    for number in range(4):
        shop.tell(f"case-{number}", 0)
    shop.later()
    assert shop.fold()
    assert shop.read == shop.counted


def test_where_there_are_too_many_differences_the_page_is_told_how_far_it_counted(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shop.figures.read().counted_to is None
    monkeypatch.setattr(figures_module, "MOST_DELTAS", 4)
    monkeypatch.setattr(figures_module, "_AT_ONCE", 2)
    kept = shop.figures.read()
    assert kept.counted_to is not None
    assert START < kept.counted_to < shop.now
    while shop.fold():
        pass
    assert shop.figures.read() == (shop.counted, None)


def test_another_merchant_sees_nothing_of_it(shop: Shop) -> None:
    other = Stores(cast("Any", shop.client), "accounts", "cases", "runtime").figures_of(OTHER_MERCHANT)
    assert other.recount(shop.now)
    assert other.read() == ({}, None)
