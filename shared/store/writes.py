"""The kinds of write to a table, each with the condition under which it is carried out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

type Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold in the table for a write to be carried out."""

    expression: str
    names: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)


IS_NEW = Condition("attribute_not_exists(pk)")
EXISTS = Condition("attribute_exists(pk)")


def has_revision(revision: int) -> Condition:
    """Make the condition that nobody wrote the item since ``revision``; a first revision must be new."""
    return Condition("revision = :revision", values={":revision": revision})


@dataclass(frozen=True, slots=True)
class Put:
    """Write a whole item. ``table`` names its table where a transaction of another table carries it along."""

    item: Item
    condition: Condition
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """Set attributes of an item, leaving the others as they are."""

    pk: str
    sk: str
    expression: str
    condition: Condition
    names: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove an item."""

    pk: str
    sk: str
    condition: Condition


type Write = Put | Update | Delete
