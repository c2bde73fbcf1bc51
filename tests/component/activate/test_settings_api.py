"""Portal accounts, the language and the record of changes as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from functions.activate.foreign_systems import DreamRobotCause, DreamRobotUnreadableError
from scripts.generate_openapi import make_document
from shared.domain.account import Locale
from shared.domain.api_token import Scope
from tests.component.activate.program import Program, fields_of
from tests.component.activate.settings_browser import (
    ACCOUNT,
    NUMBER,
    OTHER_NUMBER,
    connections,
    deeds_of,
    record_of,
)
from tests.component.world import MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser
    from tests.component.calls import Answer

PORTALS = "/settings/portal-accounts"
LANGUAGE = "/settings/language"
CHANGES = "/settings/changes"


@pytest.fixture
def program(merchant: Browser) -> Program:
    merchant.activate(NUMBER)
    merchant.activate(OTHER_NUMBER)
    return Program.of(merchant)


def connect(program: Program, wanted: dict[str, Any], version: str | None = None) -> Answer:
    version = version or program.get("/settings").json["portal_accounts_version"]
    return program.post(PORTALS, {"action": "connect", "version": version, "connections": wanted})


def test_the_settings_tell_what_each_portal_account_feeds(merchant: Browser, program: Program) -> None:
    merchant.submit(f"{ACCOUNT}/deactivate", {})
    connect(program, {"22014": OTHER_NUMBER})
    told = program.get("/settings").json
    assert [(one["portal_account_id"], one["atriga_account"], one["left_out"]) for one in told["portal_accounts"]] == [
        ("22014", OTHER_NUMBER, False),
        ("22015", None, False),
    ]
    assert set(told) == set(make_document()["components"]["schemas"]["Settings"]["properties"])


def test_portal_accounts_are_connected_and_on_record(merchant: Browser, program: Program) -> None:
    answer = connect(program, {"22014": OTHER_NUMBER, "22015": None})
    assert answer.status == 200
    assert [one["atriga_account"] for one in answer.json["portal_accounts"]] == [OTHER_NUMBER, None]
    assert [one["left_out"] for one in answer.json["portal_accounts"]] == [False, True]
    assert connections(merchant) == {"22014": OTHER_NUMBER, "22015": None}
    entry = record_of(merchant)[0]
    assert entry.actor.value == "merchant"
    assert [(value.name, value.before, value.after) for value in entry.values] == [
        ("webseite", NUMBER, OTHER_NUMBER),
        ("ebay", NUMBER, None),
    ]
    before = deeds_of(merchant)
    assert connect(program, {"22014": OTHER_NUMBER}).status == 200
    assert deeds_of(merchant) == before


def test_a_version_that_is_not_the_present_one_changes_nothing(merchant: Browser, program: Program) -> None:
    version = program.get("/settings").json["portal_accounts_version"]
    assert connect(program, {"22014": OTHER_NUMBER}, version).status == 200
    answer = connect(program, {"22014": NUMBER}, version)
    assert (answer.status, answer.json["code"]) == (409, "changed_meanwhile")
    assert connections(merchant)["22014"] == OTHER_NUMBER


def test_what_is_not_the_merchants_is_said_at_its_field(merchant: Browser, program: Program) -> None:
    merchant.world.activate(OTHER_MERCHANT, "777777")
    wrong: list[tuple[Any, str]] = [
        ({"22014": "777777"}, "connections.22014"),
        ({"22014": NUMBER, "33333": NUMBER}, "connections.33333"),
        ({"22014": ""}, "connections.22014"),
        ({"22014": 400123}, "connections.22014"),
        ([], "connections"),
        (None, "connections"),
    ]
    for wanted, field in wrong:
        assert fields_of(connect(program, wanted)) == [field], wanted
    assert set(connections(merchant).values()) == {NUMBER}


def test_an_account_that_was_deactivated_cannot_be_fed(merchant: Browser, program: Program) -> None:
    merchant.submit(f"{ACCOUNT}/deactivate", {})
    assert fields_of(connect(program, {"22014": NUMBER})) == ["connections.22014"]
    fetched = program.post(PORTALS, {"action": "fetch", "customer_number": NUMBER})
    assert fields_of(fetched) == ["customer_number"]
    assert set(connections(merchant).values()) == {None}


def test_portal_accounts_are_fetched_and_the_free_ones_connected(merchant: Browser, program: Program) -> None:
    merchant.dreamrobot.names["22016"] = "amazon"
    answer = program.post(PORTALS, {"action": "fetch"})
    assert [one["atriga_account"] for one in answer.json["portal_accounts"]] == [NUMBER, NUMBER, None]
    answer = program.post(PORTALS, {"action": "fetch", "customer_number": OTHER_NUMBER})
    assert [one["atriga_account"] for one in answer.json["portal_accounts"]] == [NUMBER, NUMBER, OTHER_NUMBER]


def test_dreamrobot_being_away_has_a_code_and_changes_nothing(merchant: Browser, program: Program) -> None:
    for cause in DreamRobotCause:
        merchant.dreamrobot.failure = DreamRobotUnreadableError(cause)
        answer = program.post(PORTALS, {"action": "fetch"})
        assert (answer.status, answer.json["code"]) == (503, cause.value)
    assert set(connections(merchant).values()) == {NUMBER}


def test_what_says_nothing_known_is_refused_and_asks_nobody(merchant: Browser, program: Program) -> None:
    asked = list(merchant.dreamrobot.asked)
    wrong: list[tuple[Any, list[str]]] = [
        ({}, ["action"]),
        ({"action": "burn"}, ["action"]),
        ({"action": None}, ["action"]),
        ({"action": "connect"}, ["version", "connections"]),
        ({"action": "connect", "version": "v" * 65, "connections": {}}, ["version"]),
        ({"action": "fetch", "version": "v"}, ["version"]),
        ({"action": "fetch", "customer_number": "4 00"}, ["customer_number"]),
        ({"action": "connect_all", "version": "v", "customer_number": NUMBER}, ["action"]),
        ([], ["body"]),
    ]
    for body, fields in wrong:
        assert fields_of(program.post(PORTALS, body)) == fields, body
    assert merchant.dreamrobot.asked == asked


def test_the_language_is_chosen_once_and_on_record(merchant: Browser, program: Program) -> None:
    for _ in range(2):
        answer = program.post(LANGUAGE, {"language": "en"})
        assert (answer.status, answer.json) == (200, {"language": "en"})
    assert program.get("/settings").json["language"] == "en"
    assert deeds_of(merchant).count("language_changed") == 1
    assert "<h1>Settings</h1>" in merchant.open("/settings").body


def test_of_two_languages_chosen_at_once_the_second_is_told(
    merchant: Browser, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    merchants = merchant.world.stores.merchants_of(MERCHANT)
    read = merchants.get()
    assert read is not None
    merchants.save(read.model_copy(update={"locale": Locale.ENGLISH}))
    monkeypatch.setattr("shared.store.merchants.MerchantRepository.get", lambda _: read)
    answer = program.post(LANGUAGE, {"language": "en"})
    assert (answer.status, answer.json["code"]) == (409, "changed_meanwhile")


def test_a_language_that_the_app_does_not_speak_is_refused(program: Program) -> None:
    for language in ("", "fr", "de-DE", "DE", 1, None):
        assert fields_of(program.post(LANGUAGE, {"language": language})) == ["language"]
    assert program.get("/settings").json["language"] == "de"


def test_the_record_is_read_in_pages_with_who_what_and_when(
    merchant: Browser, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("functions.activate.settings.routes.ENTRIES_A_PAGE", 4)
    for language in ("en", "de"):
        program.post(LANGUAGE, {"language": language})
    first = program.get(CHANGES).json
    second = program.get(CHANGES, cursor=first["next_cursor"]).json
    items = [*first["items"], *second["items"]]
    assert (len(first["items"]), second["next_cursor"]) == (4, None)
    assert [item["entry_id"] for item in items] == [entry.entry_id for entry in record_of(merchant)]
    assert items[0] == {
        "entry_id": items[0]["entry_id"],
        "at": record_of(merchant)[0].at.isoformat(),
        "actor": "merchant",
        "deed": "language_changed",
        "atriga_account": None,
        "values": [{"name": "language", "before": "en", "after": "de"}],
    }
    connected = [item["atriga_account"] for item in items if item["deed"] == "account_connected"]
    assert sorted(connected) == [NUMBER, OTHER_NUMBER]


def test_the_record_holds_no_code_and_nothing_of_another_merchant(merchant: Browser, program: Program) -> None:
    program.post(f"{ACCOUNT}/code", {"authentication_code": "another-code"})
    body = program.get(CHANGES).body
    assert "code_changed" in body
    assert "another-code" not in body
    assert "s3cret-code" not in body
    other = Program.of(merchant, merchant_id=OTHER_MERCHANT)
    merchant.world.activate(OTHER_MERCHANT, "777777")
    assert other.get(CHANGES).json == {"items": [], "next_cursor": None}


def test_a_cursor_that_nobody_made_is_said_at_its_field(program: Program) -> None:
    for cursor in ("", "x", "../../M#merchant-2", "2026-11-24T09:00:00.000000+00:00", "9" * 5_000):
        assert fields_of(program.get(CHANGES, cursor=cursor)) == ["cursor"]


@pytest.mark.parametrize(
    ("path", "body"), [(PORTALS, {"action": "fetch"}), (LANGUAGE, {"language": "en"})], ids=["portals", "language"]
)
def test_only_a_token_that_may_write_and_sends_json_changes_something(
    merchant: Browser, program: Program, path: str, body: Any
) -> None:
    before, asked = deeds_of(merchant), list(merchant.dreamrobot.asked)
    reader = Program.of(merchant, Scope.SETTINGS_READ, secret="r" * 43)
    refused = reader.post(path, body)
    assert (refused.status, refused.json["code"]) == (403, "insufficient_scope")
    assert program.post_raw(path, b"language=en&action=fetch", "application/x-www-form-urlencoded").status == 415
    assert reader.get(CHANGES).status == 200
    assert Program.of(merchant, Scope.SETTINGS_WRITE, secret="w" * 43).get(CHANGES).status == 403
    assert (deeds_of(merchant), merchant.dreamrobot.asked) == (before, asked)


@pytest.mark.parametrize("path", ["/settings/leave", "/settings/programs"])
def test_what_makes_a_token_last_or_ends_everything_is_for_people(
    merchant: Browser, program: Program, path: str
) -> None:
    every = Program.of(merchant, *Scope, secret="e" * 43)
    assert every.get(path).json["code"] == "insufficient_scope"
    assert every.post(path, {"confirmed": "on", "action": "make", "name": "mine"}).json["code"] == "insufficient_scope"
    form = b"confirmed=on&action=make&name=mine&life=&scope.settings%3Awrite=on"
    assert every.post_raw(path, form, "application/x-www-form-urlencoded").status == 403
    assert len(merchant.desk.api_tokens.list_all()) == 2
    assert program.get("/settings").status == 200
