from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest

from shared.dreamrobot.client import MAXIMUM_PAGES
from shared.dreamrobot.errors import BudgetUsedUpError, EndlessListError, UnavailableError
from shared.dreamrobot.wire import NEEDED_FIELDS, ListedOrder
from tests.unit.dreamrobot.examples import list_body, order_body, token_body
from tests.unit.dreamrobot.fakes import Bench

FIRST_DAY, LAST_DAY = date(2026, 5, 1), date(2026, 5, 31)
END: dict[str, Any] = {"order": [], "ack": "success"}


def ok(body: dict[str, Any]) -> httpx.Response:
    return httpx.Response(200, json=body)


def read_all(bench: Bench) -> list[tuple[ListedOrder, ...]]:
    return list(bench.client.list_orders(FIRST_DAY, LAST_DAY))


def ids_of(pages: list[tuple[ListedOrder, ...]]) -> list[list[str]]:
    return [[listed.order_id for listed in page] for page in pages]


def test_pages_are_counted_from_one_until_an_empty_one() -> None:
    bench = Bench(ok(token_body()), ok(list_body("1_2026_05", "2_2026_05")), ok(list_body("3_2026_05")), ok(END))
    assert ids_of(read_all(bench)) == [["1_2026_05", "2_2026_05"], ["3_2026_05"]]
    assert [dict(request.url.params) for request in bench.http.requests[1:]] == [
        {
            "filter[date][from]": "2026-05-01",
            "filter[date][to]": "2026-05-31",
            "pagination[page]": page,
            "pagination[limit]": "200",
        }
        for page in ("1", "2", "3")
    ]


def test_a_page_is_asked_for_only_when_somebody_wants_it() -> None:
    bench = Bench(ok(token_body()), ok(list_body("1_2026_05")))
    next(iter(bench.client.list_orders(FIRST_DAY, LAST_DAY)))
    assert len(bench.http) == bench.budget.taken == 2


@pytest.mark.parametrize("end", [END, {"order": None, "ack": "success"}, {"order": {}, "ack": "warning"}])
def test_a_list_may_end_the_php_way(end: dict[str, Any]) -> None:
    assert read_all(Bench(ok(token_body()), ok(end))) == []


@pytest.mark.parametrize("body", [{"ack": "success"}, {"order": "none", "ack": "success"}])
def test_a_list_that_is_missing_is_not_an_empty_one(body: dict[str, Any]) -> None:
    with pytest.raises(UnavailableError):
        read_all(Bench(ok(token_body()), ok(body)))


def test_a_whole_order_in_a_list_lacks_nothing_and_is_read_as_if_it_were_alone() -> None:
    bench = Bench(ok(token_body()), ok(list_body("1_2026_05", "2_2026_05")), ok(END), ok(order_body(id="2_2026_05")))
    [[_, listed]] = read_all(bench)
    assert listed.absent == frozenset()
    assert listed.order == bench.client.get_order("2_2026_05")


def test_what_a_list_leaves_out_is_named() -> None:
    short = {"id": "1_2026_05", "paid_amount": "5.00", "status": {"is_paid": "0"}, "customer": {"id": 5}}
    bench = Bench(ok(token_body()), ok({"order": [short], "ack": "success"}), ok(END))
    [[listed]] = read_all(bench)
    assert listed.absent == set(NEEDED_FIELDS) - {"paid_amount", "status.is_paid"}
    assert str(listed.order.paid_amount) == "5.00"


def test_what_is_unreadable_is_noted_at_its_own_order() -> None:
    broken = {**order_body(id="1_2026_05")["order"], "paid_amount": "12,50"}
    body = {"order": [broken, order_body(id="2_2026_05")["order"]], "ack": "success"}
    [page] = read_all(Bench(ok(token_body()), ok(body), ok(END)))
    assert [listed.order.unreadable for listed in page] == [("paid_amount",), ()]


def test_an_order_that_moved_to_the_next_page_comes_once() -> None:
    pages = [list_body("3_2026_05", "2_2026_05"), list_body("2_2026_05", "1_2026_05"), END]
    bench = Bench(ok(token_body()), *[ok(page) for page in pages])
    assert ids_of(read_all(bench)) == [["3_2026_05", "2_2026_05"], ["1_2026_05"]]


@pytest.mark.parametrize(
    "page", [list_body("1_2026_05"), {"order": [{"infos": "no id"}], "ack": "success"}], ids=["repeated", "nameless"]
)
def test_a_list_that_goes_round_in_circles_is_left(page: dict[str, Any]) -> None:
    bench = Bench(ok(token_body()), *[ok(page)] * 3)
    with pytest.raises(EndlessListError):
        read_all(bench)
    assert len(bench.http) <= 3


def test_the_number_of_pages_is_bounded() -> None:
    bench = Bench(ok(token_body()), *[ok(list_body(f"{number}_2026_05")) for number in range(1, MAXIMUM_PAGES + 2)])
    with pytest.raises(EndlessListError):
        read_all(bench)
    assert len(bench.http) == MAXIMUM_PAGES + 1


def test_pages_that_were_read_before_the_budget_ended_are_not_lost() -> None:
    bench = Bench(ok(token_body()), ok(list_body("1_2026_05")), ok(list_body("2_2026_05")))
    bench.budget.most = 2
    pages = bench.client.list_orders(FIRST_DAY, LAST_DAY)
    assert [listed.order_id for listed in next(pages)] == ["1_2026_05"]
    with pytest.raises(BudgetUsedUpError):
        next(pages)
    assert len(bench.http) == 2
