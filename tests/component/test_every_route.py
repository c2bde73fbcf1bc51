"""Whoever does not belong there is turned away at every route of the app, and nothing changes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from shared import aws
from shared.domain.account import Locale
from shared.domain.api_token import Scope, write_token
from shared.web.session import LIFE, find_session, open_session
from tests.component.applications import Applications
from tests.component.calls import Answer, http_event, signature_headers
from tests.component.multipart import UPLOAD_TYPE, write_upload
from tests.component.programs import give_token
from tests.component.review_bench import Bench
from tests.component.route_table import ALL_ROUTES, OPERATIONS, ROWS, Door, routes_with
from tests.component.world import MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from tests.component.world import World

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
MERCHANTS_DOORS = (Door.PAGE, Door.FORM, Door.PROGRAM)


class House:
    """The app with a merchant who has something behind every door, and another one who is signed in."""

    def __init__(self, world: World) -> None:
        self.world = world
        bench = Bench(world)
        world.activate(OTHER_MERCHANT, "10002")
        give_token(world, *Scope, secret="m" * 43)
        [token] = world.stores.api_tokens_of(MERCHANT).list_all()
        self.ids = {
            "case_id": bench.first.case_id,
            "export_id": "export-1",
            "order_id": "2_2026_09",
            "customer_number": "10001",
            "merchant_id": MERCHANT,
            "address": f"{MERCHANT}.{'a' * 43}",
            "file_name": "none.css",
            "token_id": token.token_id,
            "kind": "pause",
            "document_id": "document-of-the-first",
            "proposal_id": "proposal-of-the-first",
            "inquiry_id": "inquiry-of-the-first",
            "payout_id": "payout-of-the-first",
        }
        self.cookies = {one: self._sign_in(one) for one in (MERCHANT, OTHER_MERCHANT)}
        self.app = Applications(world)
        world.take_messages("exports")
        self.before = self.contents()

    def _sign_in(self, merchant_id: str) -> str:
        sessions = self.world.stores.sessions_of(merchant_id)
        cookie = open_session(
            sessions, merchant_id, Locale.GERMAN, f"{merchant_id}-secret-{'x' * 30}", self.world.clock()
        )
        return f"{cookie.name}={cookie.value}"

    def csrf_token(self, merchant_id: str) -> str:
        event = APIGatewayProxyEventV2(http_event("GET", "/", cookies=[self.cookies[merchant_id]]))
        session = find_session(event, self.world.stores.sessions_of, self.world.clock())
        assert session is not None
        return session.csrf_token

    def call(
        self,
        route: str,
        *,
        headers: dict[str, str] | None = None,
        cookie: str | None = None,
        csrf_token: str | None = None,
        method: str | None = None,
    ) -> Answer:
        """Call a route with the ids of the first merchant in its path, and in what its row sends."""
        own_method, template = route.split(" ")
        row = ROWS[route]
        sent = dict(headers or {})
        body = row.body
        if body:
            sent |= JSON | {"Idempotency-Key": "export-of-a-stranger"}
        elif own_method == "POST" and row.door is not Door.SIGNED:
            fields = {name.format(**self.ids): value.format(**self.ids) for name, value in row.fields.items()}
            body = urlencode(fields | ({"csrf_token": csrf_token} if csrf_token else {})).encode()
            sent |= FORM
        path = template.format(**self.ids)
        cookies = [cookie] if cookie else []
        return self.app.answer(http_event(method or own_method, path, body=body, headers=sent, cookies=cookies))

    def contents(self) -> dict[str, Any]:
        """Return all that is kept and queued, save how often somebody called."""
        client = aws.dynamodb_client()
        kept: dict[str, Any] = {}
        for table in ("accounts", "cases", "runtime"):
            for page in client.get_paginator("scan").paginate(TableName=table):
                kept |= {
                    f"{table} {item['pk']['S']} {item['sk']['S']}": item
                    for item in page["Items"]
                    if not item["sk"]["S"].startswith("BUCKET#")
                }
        queues = aws.queue_client()
        for name, url in self.world.queue_urls.items():
            told = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
            kept[name] = told["Attributes"]["ApproximateNumberOfMessages"]
        return kept

    def assert_unchanged(self) -> None:
        after = self.contents()
        assert {key for key in {*self.before, *after} if self.before.get(key) != after.get(key)} == set()


@pytest.fixture
def house(world: World) -> House:
    return House(world)


def wrong(answers: dict[str, Answer], *statuses: int) -> dict[str, tuple[int, str]]:
    """Return the routes that answered anything but one of ``statuses``."""
    return {route: (one.status, one.body[:200]) for route, one in answers.items() if one.status not in statuses}


def without_what_is_lacking(found: dict[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """Leave out what the house cannot answer better, because it holds no such thing."""
    return {route: one for route, one in found.items() if one[0] not in ROWS[route].beside}


def test_every_route_has_a_row() -> None:
    missing, gone = sorted(ALL_ROUTES - ROWS.keys()), sorted(ROWS.keys() - ALL_ROUTES)
    assert not missing, f"{missing}: add a Row to ROWS in tests/component/route_table.py that says who may come in"
    assert not gone, f"{gone}: rows of tests/component/route_table.py without a route"


def test_nobody_is_let_in_without_a_session(house: House) -> None:
    assert wrong({route: house.call(route) for route in routes_with(*MERCHANTS_DOORS)}, 401) == {}
    house.assert_unchanged()


def test_nobody_is_let_in_with_a_session_that_has_expired(house: House) -> None:
    tokens = house.csrf_token(MERCHANT)
    house.world.clock.move(LIFE + timedelta(seconds=1))
    answers = {
        route: house.call(route, cookie=house.cookies[MERCHANT], csrf_token=tokens)
        for route in routes_with(*MERCHANTS_DOORS)
    }
    assert wrong(answers, 401) == {}
    house.assert_unchanged()


@pytest.mark.parametrize("token", ["forged", write_token(MERCHANT, "f" * 43), write_token(OTHER_MERCHANT, "m" * 43)])
def test_nobody_is_let_in_with_a_forged_token_even_beside_a_session(house: House, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    answers = {
        route: house.call(route, headers=headers, cookie=house.cookies[MERCHANT], csrf_token=house.csrf_token(MERCHANT))
        for route in routes_with(*MERCHANTS_DOORS)
    }
    assert wrong(answers, 401) == {}
    house.assert_unchanged()


def test_no_form_is_taken_without_the_token_of_its_session(house: House) -> None:
    forms = routes_with(Door.FORM)
    for csrf_token in (None, house.csrf_token(OTHER_MERCHANT)):
        answers = {route: house.call(route, cookie=house.cookies[MERCHANT], csrf_token=csrf_token) for route in forms}
        assert wrong(answers, 403) == {}
    house.assert_unchanged()


def test_what_programs_send_as_json_is_not_taken_as_a_form_of_another_site(house: House) -> None:
    """A page of another site can make a browser send a form with the cookie, with or without a file."""
    others = house.csrf_token(OTHER_MERCHANT)
    forms = {
        "application/x-www-form-urlencoded": urlencode({"csrf_token": others, "action": "mark"}).encode(),
        UPLOAD_TYPE: write_upload({"csrf_token": others}, ("a.pdf", b"%PDF-1.7")),
        "text/plain": b"{}",
    }
    for route in routes_with(Door.PROGRAM):
        method, template = route.split(" ")
        for kind, body in forms.items() if method == "POST" else ():
            for accept in ("text/html", "*/*"):
                headers = {"Content-Type": kind, "Accept": accept}
                path, cookies = template.format(**house.ids), [house.cookies[MERCHANT]]
                answer = house.app.answer(http_event("POST", path, body=body, headers=headers, cookies=cookies))
                # Without the key that a program sends along an export is no export.
                assert answer.status in ({422} if route == "POST /exports" else {403, 415}), (route, kind, accept)
    house.assert_unchanged()


def test_no_token_sends_a_form_where_json_is_taken_besides(house: House) -> None:
    """What a form alone can do stays with people, and a program is told what to send."""
    headers = {"Authorization": f"Bearer {write_token(MERCHANT, 'm' * 43)}"}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    for route in routes_with(Door.PROGRAM):
        method, template = route.split(" ")
        # An export is never a form.
        if method == "POST" and route != "POST /exports":
            path, body = template.format(**house.ids), urlencode({"action": "approve_all"}).encode()
            answer = house.app.answer(http_event("POST", path, body=body, headers=headers))
            assert (answer.status, answer.json["code"]) == (415, "unsupported_media_type"), route
    house.assert_unchanged()


def test_no_token_opens_a_page_or_a_form_whatever_its_scopes(house: House) -> None:
    headers = {"Authorization": f"Bearer {write_token(MERCHANT, 'm' * 43)}"}
    answers = {route: house.call(route, headers=headers) for route in routes_with(Door.PAGE, Door.FORM)}
    assert wrong(answers, 403) == {}
    house.assert_unchanged()


def test_a_token_opens_only_what_its_scope_names(house: House) -> None:
    for route in routes_with(Door.PROGRAM):
        needed = OPERATIONS[route].scope
        assert needed is not None, f"{route}: its Operation names no scope"
        others = [scope for scope in Scope if scope is not needed]
        house.world.stores.api_tokens_of(MERCHANT).delete_all()
        token = give_token(house.world, *others, secret="o" * 43)
        answer = house.call(route, headers={"Authorization": f"Bearer {token}"})
        assert answer.status == 403, route
        assert f'scope="{needed}"' in answer.headers["WWW-Authenticate"], route


def test_another_merchant_finds_nothing_and_changes_nothing(house: House) -> None:
    cookie, csrf_token = house.cookies[OTHER_MERCHANT], house.csrf_token(OTHER_MERCHANT)
    for route in routes_with(*MERCHANTS_DOORS):
        answer = house.call(route, cookie=cookie, csrf_token=csrf_token)
        assert answer.status in ROWS[route].stranger, (route, answer.status, answer.body[:300])
        for name, value in house.ids.items():
            assert name in {"kind", "merchant_id"} or value not in answer.body, (route, name)
    after = house.contents()
    theirs = {key for key in {*house.before, *after} if f" M#{OTHER_MERCHANT}" in key}
    changed = {key for key in {*house.before, *after} if house.before.get(key) != after.get(key)}
    assert changed <= theirs


def test_another_merchants_token_finds_nothing(house: House) -> None:
    token = give_token(house.world, *Scope, merchant_id=OTHER_MERCHANT)
    for route in routes_with(Door.PROGRAM):
        answer = house.call(route, headers={"Authorization": f"Bearer {token}"})
        assert answer.status in ROWS[route].stranger, (route, answer.status)


def test_whoever_does_not_sign_is_turned_away_signed_in_or_not(house: House) -> None:
    forged = signature_headers("msg-1", house.world.clock(), b"", "whsec_Zm9yZ2VkLWtleS1vZi1ub2JvZHk=")
    signed = routes_with(Door.SIGNED)
    for headers, cookie in (({}, None), (forged, None), ({}, house.cookies[MERCHANT])):
        assert wrong({route: house.call(route, headers=headers, cookie=cookie) for route in signed}, 401) == {}
    assert wrong({"GET": house.call("GET /exports/{export_id}", headers=forged)}, 401) == {}
    house.assert_unchanged()


def test_no_route_takes_a_method_that_it_does_not_have(house: House) -> None:
    known: dict[str, set[str]] = {}
    for route in ROWS:
        method, path = route.split(" ")
        known.setdefault(path, set()).add(method)
    for path, methods in known.items():
        some = f"{min(methods)} {path}"
        for method in {"PUT", "PATCH", "DELETE", "POST"} - methods:
            answer = house.call(
                some, method=method, cookie=house.cookies[MERCHANT], csrf_token=house.csrf_token(MERCHANT)
            )
            assert answer.status == 405, (method, path, answer.status)
            assert methods <= set(answer.headers["Allow"].split(", ")), (method, path)
    house.assert_unchanged()


def test_what_is_open_tells_nothing_of_a_merchant_and_changes_nothing(house: House) -> None:
    answers = {route: house.call(route) for route in routes_with(Door.OPEN)}
    assert wrong(answers, 200, 303, 401, 404) == {}
    for route, answer in answers.items():
        assert MERCHANT not in answer.body, route
        assert not any(cookie.partition("=")[2][:1] not in {"", ";"} for cookie in answer.cookies), route
    house.assert_unchanged()


def test_the_merchant_comes_in_everywhere(house: House) -> None:
    cookie, csrf_token = house.cookies[MERCHANT], house.csrf_token(MERCHANT)
    answers = {
        route: house.call(route, cookie=cookie, csrf_token=csrf_token) for route in routes_with(*MERCHANTS_DOORS)
    }
    assert without_what_is_lacking(wrong(answers, 200, 202, 303, 409, 422)) == {}


def test_a_program_with_the_scope_comes_in_at_every_door_of_programs(house: House) -> None:
    headers = {"Authorization": f"Bearer {write_token(MERCHANT, 'm' * 43)}"}
    answers = {route: house.call(route, headers=headers) for route in routes_with(Door.PROGRAM)}
    assert without_what_is_lacking(wrong(answers, 200, 202)) == {}
