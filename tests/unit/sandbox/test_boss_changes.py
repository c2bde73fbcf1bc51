from __future__ import annotations

import pytest

from sandbox.boss.cursors import Cursor, read_cursor
from tests.unit.sandbox.boss_world import START, BossWorld, submission


def test_every_step_is_a_change_with_the_whole_case_and_the_next_version() -> None:
    world = BossWorld()
    number = world.accepted_case()
    world.move(number, "letter")
    changes = world.changes()
    assert [change["kind"] for change in changes] == ["received", "accepted", "letter_sent"]
    assert [change["case"]["version"] for change in changes] == [1, 2, 3]
    assert [change["case"]["acceptance"] for change in changes] == ["pending", "accepted", "accepted"]
    assert changes[-1]["case"] == world.case(number)
    assert len({change["change_id"] for change in changes}) == 3


def test_changes_come_in_pages_that_neither_skip_nor_repeat() -> None:
    world = BossWorld(acceptance_delay=None)
    for number in range(5):
        world.submit(submission(client_reference=f"case-{number}"), key=f"key-{number}")
    seen: list[str] = []
    cursor: str | None = None
    client, more = world.client(), True
    while more:
        query = {"limit": "2"} if cursor is None else {"limit": "2", "after": cursor}
        page = client.get("/changes", params=query).json()
        seen.extend(change["case"]["client_reference"] for change in page["items"])
        cursor, more = page["next_cursor"], page["more"]
    assert seen == [f"case-{number}" for number in range(5)]
    assert client.get("/changes", params={"after": cursor}).json()["items"] == []


def test_a_cursor_from_before_the_first_change_finds_it() -> None:
    world = BossWorld()
    cursor = world.client().get("/changes").json()["next_cursor"]
    world.submit()
    page = world.client().get("/changes", params={"after": cursor}).json()
    assert [change["kind"] for change in page["items"]] == ["received"]


def test_a_cursor_is_good_for_ninety_days() -> None:
    world = BossWorld()
    cursor = world.client().get("/changes").json()["next_cursor"]
    world.wait(days=90)
    assert world.client().get("/changes", params={"after": cursor}).status_code == 200
    world.wait(seconds=1)
    answer = world.client().get("/changes", params={"after": cursor})
    assert (answer.status_code, answer.content) == (410, b"")


def test_cursors_that_were_marked_too_old_are_gone_and_newer_ones_are_good() -> None:
    world = BossWorld()
    old = world.client().get("/changes").json()["next_cursor"]
    assert world.console.post("/_control/cursors/expire").status_code == 204
    assert world.client().get("/changes", params={"after": old}).status_code == 410
    new = world.client().get("/changes").json()["next_cursor"]
    assert world.client().get("/changes", params={"after": new}).status_code == 200


def test_a_cursor_from_before_a_restart_is_gone() -> None:
    before, after = BossWorld(), BossWorld()
    cursor = before.client().get("/changes").json()["next_cursor"]
    after.wait(seconds=1)
    after.console.post("/_control/reset")
    assert after.client().get("/changes", params={"after": cursor}).status_code == 410


def test_a_cursor_of_another_account_is_gone() -> None:
    world = BossWorld()
    cursor = world.client().get("/changes").json()["next_cursor"]
    assert world.client("20002").get("/changes", params={"after": cursor}).status_code == 410


@pytest.mark.parametrize("cursor", ["", "x", "ü", "eyJ9", Cursor("changes", -1, START).write()])
def test_what_never_was_a_cursor_is_gone_too(cursor: str) -> None:
    assert BossWorld().client().get("/changes", params={"after": cursor}).status_code == 410


@pytest.mark.parametrize("text", ["", "bnVsbA", "WzFd", "WyJhIiwiYiIsImMiXQ", "WyJhIiwxLDFlOTld"])
def test_a_cursor_that_cannot_be_read_is_none(text: str) -> None:
    assert read_cursor(text) is None


@pytest.mark.parametrize("limit", ["0", "501", "x", "-1", "²"])
def test_a_limit_outside_one_to_five_hundred_is_refused(limit: str) -> None:
    assert BossWorld().client().get("/changes", params={"limit": limit}).status_code == 422


def test_changes_never_cross_accounts() -> None:
    world = BossWorld()
    world.submit()
    assert world.changes("20002") == []
    assert len(world.changes("10001")) == 1
