"""Every request that leaves is taken out of the budget, and nothing leaves without it."""

from __future__ import annotations

from datetime import datetime, timedelta

import httpx
import pytest

from shared.dreamrobot.access import Token
from shared.dreamrobot.errors import BudgetUsedUpError, NoRequestsLeftError, QuotaUsedUpError, UnavailableError
from tests.unit.dreamrobot.examples import ORDER_ID, error_answer, order_body, token_body
from tests.unit.dreamrobot.fakes import NOW, Bench

GOOD_TOKEN = Token("good", NOW + timedelta(minutes=30))
NEXT_DAY = datetime.fromisoformat("2026-11-25T00:05:00+01:00")


def ok(body: dict[str, object]) -> httpx.Response:
    return httpx.Response(200, json=body)


def test_token_order_and_second_try_are_three_requests() -> None:
    bench = Bench(ok(token_body()), httpx.Response(503), ok(order_body()))
    bench.client.get_order(ORDER_ID)
    assert bench.budget.taken == len(bench.http) == 3


@pytest.mark.parametrize("most", [0, 1, 2])
def test_nothing_leaves_without_a_budget(most: int) -> None:
    bench = Bench(ok(token_body()), httpx.Response(503), ok(order_body()))
    bench.budget.most = most
    with pytest.raises(BudgetUsedUpError):
        bench.client.get_order(ORDER_ID)
    assert len(bench.http) == most
    assert bench.renewals.in_hand == 0


@pytest.mark.parametrize(
    "failure", [httpx.ConnectError("refused"), httpx.ConnectTimeout("slow"), httpx.PoolTimeout("")]
)
def test_what_certainly_did_not_leave_is_given_back(failure: httpx.RequestError) -> None:
    bench = Bench(failure, failure, token=GOOD_TOKEN)
    with pytest.raises(UnavailableError):
        bench.client.get_order(ORDER_ID)
    assert bench.budget.taken == 0


@pytest.mark.parametrize("failure", [httpx.ReadTimeout("slow"), httpx.WriteError("cut"), httpx.RemoteProtocolError("")])
def test_what_may_have_arrived_counts(failure: httpx.RequestError) -> None:
    bench = Bench(failure, failure, token=GOOD_TOKEN)
    with pytest.raises(UnavailableError):
        bench.client.get_order(ORDER_ID)
    assert bench.budget.taken == 2


@pytest.mark.parametrize("status", [403, 429])
def test_a_quota_that_is_used_up_closes_the_budget_until_the_next_day(status: int) -> None:
    bench = Bench(error_answer(status, "quota_exceeded"), token=GOOD_TOKEN)
    with pytest.raises(QuotaUsedUpError):
        bench.client.get_order(ORDER_ID)
    assert bench.budget.closed_until == NEXT_DAY


@pytest.mark.parametrize(
    ("retry_after", "until"),
    [("30", NOW + timedelta(seconds=30)), ("3600", NOW + timedelta(hours=1)), ("86400", NEXT_DAY), ("soon", NEXT_DAY)],
)
def test_a_pause_that_is_asked_for_closes_it_no_longer_than_that(retry_after: str, until: datetime) -> None:
    answer = httpx.Response(429, headers={"Retry-After": retry_after})
    bench = Bench(answer, token=GOOD_TOKEN)
    with pytest.raises(QuotaUsedUpError) as caught:
        bench.client.get_order(ORDER_ID)
    assert bench.budget.closed_until == until
    assert caught.value.over_at(NOW) == until


def test_a_quota_that_refuses_even_a_token_closes_the_budget() -> None:
    bench = Bench(error_answer(429, "quota_exceeded"))
    with pytest.raises(QuotaUsedUpError):
        bench.client.get_order(ORDER_ID)
    assert bench.budget.closed_until == NEXT_DAY
    assert bench.renewals.in_hand == 0


def test_both_ends_of_the_requests_are_one_kind_of_error() -> None:
    for error in (BudgetUsedUpError(), QuotaUsedUpError(status=429)):
        assert isinstance(error, NoRequestsLeftError)
        assert error.over_at(NOW) == NEXT_DAY
