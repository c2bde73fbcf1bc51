"""Which atriga account each portal account feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from functions.activate.foreign_systems import DreamRobotCause, DreamRobotUnreadableError
from tests.component.activate.settings_browser import (
    ACCOUNT,
    NUMBER,
    OTHER_NUMBER,
    connections,
    deeds_of,
    hidden,
    record_of,
)
from tests.component.world import OTHER_MERCHANT

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser
    from tests.component.calls import Answer

PATH = "/settings/portal-accounts"


@pytest.fixture(autouse=True)
def connected(merchant: Browser) -> None:
    merchant.activate(NUMBER)
    merchant.activate(OTHER_NUMBER)


def change(merchant: Browser, choices: dict[str, str], *, version: str | None = None, **fields: str) -> Answer:
    version = version or hidden(merchant.open("/settings").body)
    choices = {f"portal.{portal_id}": number for portal_id, number in choices.items()}
    return merchant.submit(PATH, {"version": version, **choices, **fields})


def test_a_portal_account_is_connected_to_another_account_and_to_none(merchant: Browser) -> None:
    answer = change(merchant, {"22014": OTHER_NUMBER, "22015": ""})
    assert (answer.status, answer.headers["Location"]) == (303, "/settings?done=1")
    assert connections(merchant) == {"22014": OTHER_NUMBER, "22015": None}
    [entry, *_] = record_of(merchant)
    assert [(value.name, value.before, value.after) for value in entry.values] == [
        ("webseite", NUMBER, OTHER_NUMBER),
        ("ebay", NUMBER, None),
    ]
    page = merchant.open("/settings", done="1").body
    assert "Gespeichert: Portalaccounts anders zugeordnet" in page
    assert f'<option value="{OTHER_NUMBER}" selected>' in page


def test_all_are_connected_at_once(merchant: Browser) -> None:
    change(merchant, {"22015": ""})
    assert change(merchant, {}, action="connect_all", customer_number=OTHER_NUMBER).status == 303
    assert set(connections(merchant).values()) == {OTHER_NUMBER}
    assert change(merchant, {}, action="connect_all", customer_number="").status == 303
    assert set(connections(merchant).values()) == {None}


def test_more_portal_accounts_than_a_transaction_takes_are_connected_at_once(merchant: Browser) -> None:
    merchant.dreamrobot.names = {str(number): f"shop {number}" for number in range(120)}
    merchant.submit(PATH, {"action": "fetch"})
    change(merchant, {}, action="connect_all", customer_number=OTHER_NUMBER)
    assert len(connections(merchant)) == 122
    assert set(connections(merchant).values()) == {OTHER_NUMBER}
    assert "shop 119" in merchant.open("/settings").body
    everything = dict.fromkeys(connections(merchant), NUMBER)
    assert change(merchant, everything).status == 303
    assert set(connections(merchant).values()) == {NUMBER}


def test_saving_what_is_there_already_writes_nothing(merchant: Browser) -> None:
    before = deeds_of(merchant)
    assert change(merchant, {"22014": NUMBER, "22015": NUMBER}).status == 303
    assert deeds_of(merchant) == before


def test_of_two_windows_the_second_is_told_and_keeps_its_choice(merchant: Browser) -> None:
    version = hidden(merchant.open("/settings").body)
    change(merchant, {"22014": OTHER_NUMBER, "22015": NUMBER}, version=version)
    answer = change(merchant, {"22014": NUMBER, "22015": ""}, version=version)
    assert answer.status == 409
    assert "Inzwischen wurde etwas geändert" in answer.body
    assert f"Derzeit gespeichert: {OTHER_NUMBER}" in answer.body
    assert connections(merchant) == {"22014": OTHER_NUMBER, "22015": NUMBER}
    assert change(merchant, {"22014": NUMBER, "22015": ""}, version=hidden(answer.body)).status == 303
    assert connections(merchant) == {"22014": NUMBER, "22015": None}


def test_an_account_that_was_deactivated_in_another_window_cannot_be_chosen(merchant: Browser) -> None:
    version = hidden(merchant.open("/settings").body)
    merchant.submit(f"{ACCOUNT}/deactivate", {})
    assert change(merchant, {"22014": NUMBER}, version=version).status == 409
    assert change(merchant, {"22014": NUMBER}).status == 404
    assert connections(merchant) == {"22014": None, "22015": None}


@pytest.mark.parametrize("choices", [{"22014": "777777"}, {"33333": NUMBER}])
def test_what_is_not_the_merchants_is_not_there(merchant: Browser, choices: dict[str, str]) -> None:
    merchant.world.activate(OTHER_MERCHANT, "777777")
    assert change(merchant, choices).status == 404
    assert change(merchant, {}, action="connect_all", customer_number="777777").status == 404
    assert set(connections(merchant).values()) == {NUMBER}


def test_a_choice_is_lost_to_nobody_when_the_portal_accounts_are_fetched_again(merchant: Browser) -> None:
    change(merchant, {"22014": OTHER_NUMBER, "22015": ""})
    merchant.dreamrobot.names = {"22014": "new name", "22015": "ebay", "22016": "amazon"}
    fetched = merchant.submit(PATH, {"action": "fetch"})
    assert fetched.status == 200
    # Not what was changed a moment before.
    assert "wie DreamRobot sie jetzt nennt" in fetched.body
    assert "anders zugeordnet" not in fetched.body.partition("<section aria-labelledby=")[0]
    assert connections(merchant) == {"22014": OTHER_NUMBER, "22015": None, "22016": None}
    page = merchant.open("/settings").body
    assert "new name" in page
    merchant.submit("/activate", {"action": "fetch_portal_accounts", "customer_number": NUMBER})
    assert connections(merchant) == {"22014": OTHER_NUMBER, "22015": None, "22016": NUMBER}


def test_a_new_portal_account_feeds_the_only_account_there_is(merchant: Browser) -> None:
    merchant.submit(f"/settings/accounts/{OTHER_NUMBER}/deactivate", {})
    merchant.dreamrobot.names["22016"] = "amazon"
    merchant.submit(PATH, {"action": "fetch"})
    assert connections(merchant)["22016"] == NUMBER


@pytest.mark.parametrize(
    ("cause", "text"),
    [
        (DreamRobotCause.REFUSED, "nimmt den Zugang nicht an"),
        (DreamRobotCause.QUOTA, "Tageskontingent"),
        (DreamRobotCause.UNAVAILABLE, "DreamRobot antwortet gerade nicht"),
    ],
)
def test_dreamrobot_being_away_changes_nothing_and_is_said(
    merchant: Browser, cause: DreamRobotCause, text: str
) -> None:
    merchant.dreamrobot.failure = DreamRobotUnreadableError(cause)
    answer = merchant.submit(PATH, {"action": "fetch"})
    assert answer.status == 503
    assert text in answer.body
    assert set(connections(merchant).values()) == {NUMBER}


def test_a_form_of_another_site_changes_nothing(merchant: Browser) -> None:
    version = hidden(merchant.open("/settings").body)
    for fields in ({"portal.22014": ""}, {"action": "connect_all"}, {"action": "fetch"}):
        answer = merchant.submit(PATH, {"version": version, **fields}, csrf_token="f" * 64)
        assert answer.status == 403
    assert set(connections(merchant).values()) == {NUMBER}
