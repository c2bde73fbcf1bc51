"""A merchant's program reads cases and hands orders over with a token, as far as its scopes reach."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from functions.export.handler import Settings as ExportSettings
from functions.export.handler import compose as compose_export
from shared.domain.api_token import Scope
from shared.store.errors import TransactionLostError
from shared.store.table import Table
from shared.store.token_buckets import TokenBucketRepository
from shared.web.rate_limits import OF_A_TOKEN
from tests.component.cases_bench import HTML, Bench, add
from tests.component.programs import call, give_token
from tests.component.world import MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from shared.web.application import Application
    from tests.component.world import World

BODY = json.dumps({"merchant_id": MERCHANT, "order_ids": ["1_2026_09"], "source": "app"}).encode()
KEYED = {"Idempotency-Key": "export-1"}


@pytest.fixture
def bench(world: World) -> Bench:
    world.activate()
    return Bench(world)


@pytest.fixture
def export(world: World) -> Application:
    world.activate()
    return compose_export(ExportSettings.load(world.environment), world.clock)


def test_a_token_reads_the_cases_of_its_merchant_alone(bench: Bench) -> None:
    add(bench, 1)
    add(bench, 2, OTHER_MERCHANT)
    token = give_token(bench.world, Scope.CASES_READ)
    answer = call(bench.application, token, "GET", "/cases", headers=HTML)
    assert [row["case_id"] for row in answer.json["items"]] == ["case-1"]
    assert answer.cookies == []
    assert call(bench.application, token, "GET", "/cases/case-1").json["case_id"] == "case-1"
    assert call(bench.application, token, "GET", "/cases/case-2").status == 404
    assert call(bench.application, token, "GET", "/cases.csv").status == 200


def test_a_token_marks_only_with_the_scope_for_it(bench: Bench) -> None:
    add(bench, 1)
    narrow, wide = give_token(bench.world, Scope.CASES_READ), give_token(bench.world, Scope.CASES_ACT, secret="u" * 43)
    body = b'{"add": ["Anwalt"]}'
    refused = call(bench.application, narrow, "POST", "/cases/case-1/marks", body=body)
    assert (refused.status, refused.json["code"]) == (403, "insufficient_scope")
    assert bench.world.stores.case_notes_of(MERCHANT).get("case-1").marks == ()
    assert call(bench.application, wide, "POST", "/cases/case-1/marks", body=body).json == {"marks": ["Anwalt"]}


def test_a_mark_that_met_others_at_every_try_is_to_be_tried_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*_: object) -> None:
        raise TransactionLostError(())

    add(bench, 1)
    token = give_token(bench.world, Scope.CASES_ACT)
    with monkeypatch.context() as patch:
        patch.setattr(Table, "transact", lose)
        answer = call(bench.application, token, "POST", "/cases/case-1/marks", body=b'{"add": ["Anwalt"]}')
    assert (answer.status, answer.json["code"], answer.headers["Retry-After"]) == (503, "try_again", "5")
    repeated = call(bench.application, token, "POST", "/cases/case-1/marks", body=b'{"add": ["Anwalt"]}')
    assert repeated.json == {"marks": ["Anwalt"]}


def test_a_token_that_was_revoked_lets_nobody_in(bench: Bench) -> None:
    token = give_token(bench.world, Scope.CASES_READ)
    tokens = bench.world.stores.api_tokens_of(MERCHANT)
    tokens.revoke(tokens.list_all()[0].token_id, [])
    answer = call(bench.application, token, "GET", "/cases")
    assert (answer.status, answer.json["code"]) == (401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    assert token not in answer.body


def test_a_token_of_one_merchant_is_none_of_another(bench: Bench) -> None:
    token = give_token(bench.world, Scope.CASES_READ)
    assert call(bench.application, token.replace(MERCHANT, OTHER_MERCHANT), "GET", "/cases").status == 401


def test_a_program_hands_orders_over_and_repeats_it_safely(world: World, export: Application) -> None:
    token = give_token(world, Scope.EXPORTS_WRITE, Scope.EXPORTS_READ)
    first, second = (call(export, token, "POST", "/exports", body=BODY, headers=KEYED) for _ in range(2))
    assert (first.status, second.status) == (202, 202)
    assert call(export, token, "GET", "/exports/export-1").json["counts"]["total"] == 1
    other = BODY.replace(b"1_2026", b"2_2026")
    assert call(export, token, "POST", "/exports", body=other, headers=KEYED).json["code"] == "export_id_reused"
    assert call(export, token, "POST", "/exports", body=BODY).status == 422
    foreign = BODY.replace(MERCHANT.encode(), OTHER_MERCHANT.encode())
    assert call(export, token, "POST", "/exports", body=foreign, headers=KEYED).json["code"] == "unknown_merchant"
    assert len(world.take_messages("exports")) == 1


def test_a_program_that_calls_too_often_waits_as_long_as_it_is_told(bench: Bench) -> None:
    token = give_token(bench.world, Scope.CASES_READ)
    answers = [call(bench.application, token, "GET", "/cases/none") for _ in range(OF_A_TOKEN.rate.capacity)]
    assert {answer.status for answer in answers} == {404}
    assert answers[0].headers["RateLimit-Policy"] == '"token";q=100;w=20'
    assert answers[0].headers["RateLimit"] == '"token";r=99;t=1'
    refused = call(bench.application, token, "GET", "/cases")
    assert (refused.status, refused.json["code"]) == (429, "too_many_requests")
    bench.world.clock.move(timedelta(seconds=int(refused.headers["Retry-After"])))
    assert call(bench.application, token, "GET", "/cases").status == 200


def test_a_table_that_does_not_count_keeps_nobody_out(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, "UpdateItem")

    token = give_token(bench.world, Scope.CASES_READ)
    monkeypatch.setattr(TokenBucketRepository, "draw", fail)
    answer = call(bench.application, token, "GET", "/cases")
    assert answer.status == 200
    assert "RateLimit" not in answer.headers


def test_the_last_use_of_a_token_is_known(bench: Bench) -> None:
    token = give_token(bench.world, Scope.CASES_READ)
    call(bench.application, token, "GET", "/cases")
    [token_id] = [one.token_id for one in bench.world.stores.api_tokens_of(MERCHANT).list_all()]
    uses = bench.world.stores.token_buckets_of(MERCHANT).list_last_draws(OF_A_TOKEN.bucket())
    assert uses == {token_id: bench.world.clock()}
