"""Marks, what was seen, saved views and columns on the tables."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.domain.cases.case_view import Column, SavedView
from shared.domain.cases.mark import MOST_MARKS_OF_A_CASE
from tests.component.shelf import Shelf
from tests.component.world import START

if TYPE_CHECKING:
    from tests.component.world import World


@pytest.fixture
def shelf(world: World) -> Shelf:
    return Shelf(world)


def test_marks_stand_beside_the_case_and_in_their_list(shelf: Shelf) -> None:
    case = shelf.add("case-1", told={})
    shelf.add("case-2", told={})
    assert shelf.notes.mark("case-1", "Rücksprache", START)
    assert not shelf.notes.mark("case-1", "Rücksprache", START)
    assert shelf.notes.mark("case-2", "Anwalt", START)
    assert shelf.ids(mark="Rücksprache") == ["case-1"]
    assert shelf.ids(mark="Rücksprache", stage="judicial") == []
    assert shelf.ids(mark="Rücksprache", search="beispiel") == ["case-1"]
    page = shelf.see()
    assert page.notes["case-1"].marks == ("Rücksprache",)
    assert [(one.mark, one.cases) for one in shelf.settings.read().marks] == [("Anwalt", 1), ("Rücksprache", 1)]
    shelf.follow(case, START + timedelta(days=1))
    assert shelf.ids(mark="Rücksprache") == ["case-1"]
    assert shelf.notes.unmark("case-1", "Rücksprache")
    assert not shelf.notes.unmark("case-1", "Rücksprache")
    assert shelf.ids(mark="Rücksprache") == []
    assert [one.mark for one in shelf.settings.read().marks] == ["Anwalt"]
    assert shelf.notes.mark("case-1", "Rücksprache", START)


def test_a_case_carries_only_so_many_marks(shelf: Shelf) -> None:
    shelf.add("case-1")
    marked = [shelf.notes.mark("case-1", f"mark {number}", START) for number in range(MOST_MARKS_OF_A_CASE + 1)]
    assert marked == [True] * MOST_MARKS_OF_A_CASE + [False]


def test_a_change_is_seen_until_there_is_a_later_one(shelf: Shelf) -> None:
    case = shelf.add("case-1", told={})
    assert not shelf.notes.get("case-1").covers(case.changed_at)
    shelf.notes.note_seen("case-1", case.changed_at)
    shelf.notes.note_seen("case-1", START - timedelta(days=1))
    assert shelf.notes.get("case-1").covers(case.changed_at)
    later = shelf.follow(case, START + timedelta(days=1))
    assert not shelf.notes.get("case-1").covers(later.changed_at)


def test_views_and_columns_are_kept(shelf: Shelf) -> None:
    assert shelf.settings.save_view(SavedView(name="Gericht", query="stage=judicial"))
    assert shelf.settings.save_view(SavedView(name="Gericht", query="stage=judicial&sort=-open"))
    shelf.settings.save_columns([Column.NUMBER, Column.OPEN])
    settings = shelf.settings.read()
    assert settings.views == [SavedView(name="Gericht", query="stage=judicial&sort=-open")]
    assert settings.columns == (Column.NUMBER, Column.OPEN)
    shelf.settings.forget_view("Gericht")
    shelf.settings.forget_view("Gericht")
    assert shelf.settings.read().views == []


def test_too_many_views_are_not_kept(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.store.case_table_settings.MOST_SAVED_VIEWS", 1)
    assert shelf.settings.save_view(SavedView(name="a", query=""))
    assert not shelf.settings.save_view(SavedView(name="b", query=""))
    assert shelf.settings.save_view(SavedView(name="a", query="stage=review"))
