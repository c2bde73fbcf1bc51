"""The links of the mails: opened they ask, and only a button, or a mail program's POST, does what they are for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.web.secret_address import SecretAddress
from tests.component.news.news_bench import ADDRESS, ENDING_SECRET
from tests.component.world import MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from tests.component.news.news_bench import Bench

CONFIRMATION = SecretAddress(MERCHANT, "c" * 43)
CONFIRM = f"/mail/confirmation/{CONFIRMATION}"
END = f"/mail/unsubscribe/{MERCHANT}.{ENDING_SECRET}"
OTHER_ADDRESS = "chefin@beispiel.example"


@pytest.fixture
def asked(bench: Bench) -> Bench:
    bench.save(bench.settings.ask(OTHER_ADDRESS, CONFIRMATION.hash, bench.world.clock()))
    return bench


def deeds(bench: Bench) -> list[str]:
    return [entry.deed.value for entry in bench.world.stores.settings_record_of(MERCHANT).list_newest_first(9).entries]


def test_opening_the_link_confirms_nothing(asked: Bench) -> None:
    answer = asked.get(CONFIRM, accept="text/html")
    assert answer.status == 200
    assert "Adresse bestätigen" in answer.body
    assert asked.settings.address == ADDRESS


def test_the_button_confirms_once_and_it_is_on_record(asked: Bench) -> None:
    assert asked.post(CONFIRM).status == 200
    assert asked.settings.address == OTHER_ADDRESS
    assert asked.settings.ending_secret != ENDING_SECRET
    assert deeds(asked) == ["mail_confirmed"]
    assert asked.post(CONFIRM).status == asked.get(CONFIRM).status == 404


def test_the_link_ends_after_three_days(asked: Bench) -> None:
    asked.world.clock.move(timedelta(days=3))
    assert asked.get(CONFIRM).status == asked.post(CONFIRM).status == 404
    assert asked.settings.address == ADDRESS


def test_a_newer_link_takes_the_place_of_an_older_one(asked: Bench) -> None:
    newer = SecretAddress(MERCHANT, "n" * 43)
    asked.save(asked.settings.ask("dritte@beispiel.example", newer.hash, asked.world.clock()))
    assert asked.post(CONFIRM).status == 404
    assert asked.post(f"/mail/confirmation/{newer}").status == 200
    assert asked.settings.address == "dritte@beispiel.example"


def test_opening_the_ending_link_ends_nothing(bench: Bench) -> None:
    answer = bench.get(END, accept="text/html")
    assert answer.status == 200
    assert '<form method="post">' in answer.body
    assert bench.settings.address == ADDRESS


def test_one_click_of_a_mail_program_ends_the_mails(bench: Bench) -> None:
    assert bench.post(END, b"List-Unsubscribe=One-Click").status == 200
    assert bench.settings.address is None
    assert bench.settings.feed_hash is not None
    assert deeds(bench) == ["mail_ended"]
    bench.ask(bench.accept(bench.open_case()))
    assert bench.mail().sent == 0


def test_the_ending_link_of_an_older_mail_of_another_address_ends_nothing(asked: Bench) -> None:
    asked.post(CONFIRM)
    assert asked.post(END).status == 404
    assert asked.settings.address == OTHER_ADDRESS


@pytest.mark.parametrize("kind", ["confirmation", "unsubscribe"])
@pytest.mark.parametrize(
    "address", [f"{MERCHANT}.{'x' * 43}", f"{OTHER_MERCHANT}.{'c' * 43}", f"{OTHER_MERCHANT}.{ENDING_SECRET}", "x", "."]
)
def test_a_forged_link_does_nothing(asked: Bench, kind: str, address: str) -> None:
    path = f"/mail/{kind}/{address}"
    assert asked.get(path).status == asked.post(path).status == 404
    assert asked.settings.address == ADDRESS
    assert deeds(asked) == []


def test_nobody_confirms_where_nothing_was_asked(bench: Bench) -> None:
    assert bench.post(CONFIRM).status == 404
    assert bench.settings.address == ADDRESS
