"""What was done about a case is appended, in its order, and never written over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from shared.domain.cases.timeline import Actor, CaseEvent, EventKind
from shared.store.errors import ConditionFailedError
from tests.component.world import MERCHANT, OTHER_MERCHANT, START

if TYPE_CHECKING:
    from tests.component.world import World


def make_event(event_id: str, at: datetime = START) -> CaseEvent:
    return CaseEvent(event_id=event_id, at=at, actor=Actor.MERCHANT, kind=EventKind.APPROVED)


def test_events_come_back_oldest_first(world: World) -> None:
    timeline = world.stores.timelines_of(MERCHANT)
    late, early = make_event("b", START + timedelta(microseconds=1)), make_event("a")
    world.put(timeline.put_event("case-1", late))
    world.put(timeline.put_event("case-1", early))
    assert timeline.list_events("case-1") == [early, late]


def test_the_same_event_is_there_once_and_is_not_written_over(world: World) -> None:
    timeline = world.stores.timelines_of(MERCHANT)
    first = make_event("a")
    world.put(timeline.put_event("case-1", first))
    with pytest.raises(ConditionFailedError):
        world.put(timeline.put_event("case-1", first.model_copy(update={"kind": EventKind.DISCARDED})))
    assert timeline.list_events("case-1") == [first]


def test_a_timeline_is_that_of_one_case_of_one_merchant(world: World) -> None:
    world.put(world.stores.timelines_of(MERCHANT).put_event("case-1", make_event("a")))
    assert world.stores.timelines_of(MERCHANT).list_events("case-10") == []
    assert world.stores.timelines_of(OTHER_MERCHANT).list_events("case-1") == []
