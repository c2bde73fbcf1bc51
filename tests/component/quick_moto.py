"""moto made quicker where it takes most of the time of a test, without another answer.

It copies a whole table for each write of a transaction, to put it back if one fails; one copy is enough. And it looks
for each of the eleven types in each attribute of an item that it answers with, though the item is written as it is.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb import models
from moto.dynamodb.models.table import Table

if TYPE_CHECKING:
    import pytest
    from botocore.model import StructureShape


class CopiesOfOneTransaction:
    """Stands in for the module ``copy`` in moto: a table that is copied again within a transaction is the same copy."""

    def __init__(self) -> None:
        self._kept: dict[int, Any] = {}

    def forget(self) -> None:
        self._kept.clear()

    def deepcopy(self, thing: Any) -> Any:
        if not isinstance(thing, Table):
            return copy.deepcopy(thing)
        if id(thing) not in self._kept:
            self._kept[id(thing)] = copy.deepcopy(thing)
        return self._kept[id(thing)]


def copy_once_for_each_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    copies = CopiesOfOneTransaction()
    real: Any = models.DynamoDBBackend.transact_write_items

    def transact(backend: models.DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
        copies.forget()
        real(backend, transact_items)

    monkeypatch.setattr(models, "copy", copies)
    monkeypatch.setattr(models.DynamoDBBackend, "transact_write_items", transact)


def answer_with_items_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = BaseJSONSerializer._serialize_type_structure

    def serialize(serializer: BaseJSONSerializer, serialized: Any, value: Any, shape: StructureShape, key: str) -> None:
        # What is binary is written otherwise than it is kept.
        if shape.name == "AttributeValue" and isinstance(value, dict) and "B" not in value:
            serialized[key] = value
        else:
            real(serializer, serialized, value, shape, key)

    monkeypatch.setattr(BaseJSONSerializer, "_serialize_type_structure", serialize)
