"""The settings of notifications as JSON: what a program may change of them, and what it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.domain.api_token import Scope
from shared.domain.news.news import NewsKind
from shared.domain.news.news_settings import Frequency, NewsSettings
from tests.component.activate.program import Program, fields_of
from tests.component.activate.settings_browser import deeds_of, record_of
from tests.component.world import MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser

PATH = "/settings/notifications"
ADDRESS = "buchhaltung@beispiel.de"


@pytest.fixture
def program(merchant: Browser) -> Program:
    return Program.of(merchant)


def settings_of(merchant: Browser) -> NewsSettings:
    return merchant.world.stores.news_settings_of(MERCHANT).get()


def use_address(merchant: Browser) -> None:
    kept = merchant.world.stores.news_settings_of(MERCHANT)
    asked = kept.get().ask(ADDRESS, "hash", merchant.world.clock())
    kept.save(asked.confirm("secret-that-ends", merchant.world.clock()))


def test_frequencies_are_chosen_and_those_left_out_stay(merchant: Browser, program: Program) -> None:
    answer = program.post(PATH, {"action": "choose", "choices": {"payment": "never"}})
    assert (answer.status, answer.json["choices"]["payment"]) == (200, "never")
    answer = program.post(PATH, {"action": "choose", "choices": {"inquiry": "weekly"}})
    assert (answer.json["choices"]["payment"], answer.json["choices"]["inquiry"]) == ("never", "weekly")
    assert set(answer.json["choices"]) == {kind.value for kind in NewsKind}
    entry = record_of(merchant)[0]
    assert (entry.deed.value, entry.actor.value) == ("mail_choices_changed", "merchant")
    assert [(value.name, value.before, value.after) for value in entry.values] == [("inquiry", "at_once", "weekly")]
    assert settings_of(merchant).frequency_of(NewsKind.INQUIRY) is Frequency.WEEKLY


def test_what_is_so_already_is_no_change(merchant: Browser, program: Program) -> None:
    for body in (
        {"action": "choose", "choices": {}},
        {"action": "choose", "choices": {"inquiry": "at_once"}},
        {"action": "end_mails"},
        {"action": "end_feed"},
    ):
        assert program.post(PATH, body).status == 200
    assert deeds_of(merchant) == []


def test_mails_and_feed_are_ended(merchant: Browser, program: Program) -> None:
    merchant.submit(PATH, {"action": "make_feed"})
    use_address(merchant)
    assert program.get(PATH).json["address"] == ADDRESS
    for _ in range(2):
        assert program.post(PATH, {"action": "end_mails"}).json["address"] is None
        assert program.post(PATH, {"action": "end_feed"}).json["feed_made_at"] is None
    assert settings_of(merchant).feed_hash is None
    assert deeds_of(merchant) == ["feed_ended", "mail_ended", "feed_made"]


@pytest.mark.parametrize("action", ["ask", "make_feed"])
def test_where_news_go_is_for_people_alone(merchant: Browser, action: str) -> None:
    use_address(merchant)
    every = Program.of(merchant, *Scope)
    before = settings_of(merchant)
    assert fields_of(every.post(PATH, {"action": action})) == ["action"]
    assert fields_of(every.post(PATH, {"action": action, "address": "thief@example.com"})) == ["action"]
    form = f"action={action}&address=thief%40example.com".encode()
    assert every.post_raw(PATH, form, "application/x-www-form-urlencoded").status == 415
    assert fields_of(every.post(PATH, {"action": "end_mails", "address": "thief@example.com"})) == ["address"]
    assert settings_of(merchant) == before


def test_what_says_nothing_known_changes_nothing(merchant: Browser, program: Program) -> None:
    wrong: list[tuple[Any, list[str]]] = [
        ({}, ["action"]),
        ({"action": "x"}, ["action"]),
        ({"action": ["choose"]}, ["action"]),
        ({"action": "choose"}, ["choices"]),
        ({"action": "choose", "choices": None}, ["choices"]),
        ({"action": "choose", "choices": {"inquiry": "hourly"}}, ["choices.inquiry"]),
        ({"action": "choose", "choices": {"inquiry": None}}, ["choices.inquiry"]),
        ({"action": "choose", "choices": {"weather": "daily"}}, ["choices.weather.[key]"]),
        ({"action": "end_feed", "choices": {}}, ["choices"]),
        ("choose", ["body"]),
    ]
    for body, fields in wrong:
        assert fields_of(program.post(PATH, body)) == fields, body
    assert settings_of(merchant) == NewsSettings()


def test_a_token_that_only_reads_changes_nothing(merchant: Browser) -> None:
    use_address(merchant)
    reader = Program.of(merchant, Scope.SETTINGS_READ)
    answer = reader.post(PATH, {"action": "end_mails"})
    assert (answer.status, answer.json["code"]) == (403, "insufficient_scope")
    assert settings_of(merchant).address == ADDRESS


def test_one_merchants_token_changes_nothing_of_another(merchant: Browser) -> None:
    use_address(merchant)
    merchant.world.activate(OTHER_MERCHANT, "777777")
    other = Program.of(merchant, merchant_id=OTHER_MERCHANT)
    assert other.post(PATH, {"action": "end_mails"}).json["address"] is None
    assert settings_of(merchant).address == ADDRESS
