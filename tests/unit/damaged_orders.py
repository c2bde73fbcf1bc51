"""Orders as DreamRobot sends them, flawless and damaged in every way: gone, huge, of another type, spoilt."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from sandbox.dreamrobot.orders import make_book
from sandbox.dreamrobot.samples import load_merchants
from sandbox.dreamrobot.wire import write_order
from tests.unit.damage import JSON_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

type Json = dict[str, Any]
type Path = tuple[str | int, ...]

TODAY = date(2026, 11, 24)
FLAWLESS = [write_order(order) for order in make_book(load_merchants()[0], TODAY).list_between() if not order.shows]

HUGE = ["1" * 400, "Straße " * 3000, 10**40, -(10**40), 1e308, 1e-308, -1e20]
CONTROL = ["\0", "\x07", "\x1b[2J", "\u202e", "\ud800", "\N{REPLACEMENT CHARACTER}", "\N{ZERO WIDTH SPACE}", "\u0301"]
OTHER_TYPES: list[Any] = [None, True, False, 0, -1, 7, "", " ", [], {}, ["x"], {"x": "y"}, "0000-00-00", "12,50", "NaN"]
LIKELY: list[Any] = [
    "Eva Klein",
    "Klein, Dr. Eva",
    "Muster GmbH",
    "c/o Meier",
    "Lindenallee 12 a",
    "Packstation 123",
    "12 rue Haute",
    "D-10115",
    "1010",
    "Österreich",
    "Francie",
    "CHE",
    "DE136695976",
    "chf",
    "eva@MÜLLER.example",
    "030 23125101 / 0171 2345678",
    "(030) 23125101",
    "2026-09-01",
    "2099-01-01",
    "119.00",
    "119.005",
    "1",
    "true",
]
ODD_VALUES = (
    st.sampled_from(HUGE)
    | st.sampled_from(CONTROL)
    | st.sampled_from(OTHER_TYPES)
    | st.sampled_from(LIKELY)
    | JSON_VALUES
)


def paths_of(node: object, path: Path = ()) -> Iterator[Path]:
    """Name every place in an order, containers and values alike."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(node, dict):
        inner = list(node.items())
    elif isinstance(node, list):
        inner = list(enumerate(node))
    for key, value in inner:
        yield (*path, key)
        yield from paths_of(value, (*path, key))


@dataclass
class Place:
    """A place in an order that is about to be damaged."""

    parent: Any = field(repr=False)
    key: str | int

    def read(self) -> Any:
        return self.parent[self.key]

    def write(self, value: object) -> None:
        self.parent[self.key] = value

    def remove(self) -> None:
        del self.parent[self.key]


def place_at(order: Json, path: Path) -> Place | None:
    """Find a place, ``None`` where an earlier damage took it away."""
    node: Any = order
    for key in path[:-1]:
        try:
            node = node[key]
        except (KeyError, IndexError, TypeError):
            return None
    last = path[-1]
    is_there = (isinstance(node, dict) and last in node) or (isinstance(node, list) and last in range(len(node)))
    return Place(node, last) if is_there else None


LONG_ENOUGH = 10_000


@st.composite
def damaged_orders(draw: st.DrawFn) -> Json:
    """Take a flawless order and damage up to four places: gone, of another type, huge, or spoilt by odd characters."""
    order: Json = deepcopy(draw(st.sampled_from(FLAWLESS)))
    for path in draw(st.lists(st.sampled_from(sorted(paths_of(order), key=str)), min_size=1, max_size=4)):
        place = place_at(order, path)
        if place is None:
            continue
        match draw(st.sampled_from(["gone", "odd", "spoilt", "repeated"])):
            case "gone":
                place.remove()
            case "spoilt" if isinstance(place.read(), str):
                text = place.read()
                where = draw(st.integers(0, len(text)))
                place.write(text[:where] + draw(st.sampled_from(CONTROL) | st.text(max_size=4)) + text[where:])
            # One place may be drawn twice; repeated four times it would fill the memory.
            case "repeated" if isinstance(place.read(), str) and len(place.read()) < LONG_ENOUGH:
                place.write(place.read() * draw(st.sampled_from([2, 50, 2000])))
            case _:
                place.write(draw(ODD_VALUES))
    return order
