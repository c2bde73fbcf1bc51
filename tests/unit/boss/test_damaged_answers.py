"""Whatever comes back, a caller meets a value of the domain or a ``BossError``, and nothing else."""

from __future__ import annotations

from contextlib import suppress

import httpx
from hypothesis import given
from hypothesis import strategies as st

from shared.boss.errors import BossError
from tests.unit.boss.examples import (
    CASE_ID,
    CASE_NUMBER,
    a_case,
    account_body,
    case_body,
    change_page_body,
    validation_problem_body,
)
from tests.unit.boss.fakes import Bench
from tests.unit.damage import damaged

STATUSES = st.sampled_from([200, 200, 201, 204, 302, 400, 401, 403, 404, 408, 409, 410, 422, 429, 500, 503])

BODIES = st.one_of(
    st.binary(max_size=30),
    damaged(account_body()),
    damaged(case_body()),
    damaged({"items": [case_body()]}),
    damaged(change_page_body()),
    damaged({**validation_problem_body(), "case_number": CASE_NUMBER}),
)


@given(status=STATUSES, body=BODIES)
def test_a_damaged_answer_raises_nothing_else(status: int, body: bytes) -> None:
    bench = Bench(*[lambda _: httpx.Response(status, content=body)] * 5)
    with suppress(BossError):
        assert bench.client.get_account().name is not None
    with suppress(BossError):
        assert bench.client.submit_case(a_case(), idempotency_key="k", test=True).client_reference == CASE_ID
    with suppress(BossError):
        found = bench.client.find_case(CASE_ID)
        assert found is None or found.client_reference == CASE_ID
    with suppress(BossError):
        assert bench.client.get_case(CASE_NUMBER).case_number
    with suppress(BossError):
        assert all(change.change_id for change in bench.client.list_changes(None, 1).changes)
    assert len(bench.http) == 5
