"""A DynamoDB in memory behind the client's interface: what this app asks of it, some fifty times as fast as moto.

``test_memory_dynamodb`` holds it to moto.
"""

from __future__ import annotations

from copy import deepcopy
from threading import Lock
from typing import TYPE_CHECKING, Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.exceptions import ClientError

from tests.component.tables import INDEXES
from tests.simulation.expressions import Condition, Item, update

if TYPE_CHECKING:
    from tests.simulation.side_effects import SideEffects

_TO_WIRE = TypeSerializer()
_FROM_WIRE = TypeDeserializer()


class MemoryDynamoDB:
    """Tables of ``tests.component.tables``; writes are side effects that a simulation may cut."""

    def __init__(self, side_effects: SideEffects) -> None:
        self._side_effects = side_effects
        self.tables: dict[str, dict[tuple[str, str], Item]] = {name: {} for name in INDEXES}
        self.meta = _Meta()
        self._lock = Lock()

    def get_item(self, *, TableName: str, Key: Any, **_: Any) -> dict[str, Any]:  # noqa: N803 -- boto3's own names
        item = self.tables[TableName].get(_key(_decode(Key)))
        return {} if item is None else {"Item": _encode(item)}

    def batch_get_item(self, *, RequestItems: dict[str, Any]) -> dict[str, Any]:  # noqa: N803 -- boto3's own names
        found = {
            name: [self.tables[name].get(_key(_decode(key))) for key in wanted["Keys"]]
            for name, wanted in RequestItems.items()
        }
        return {"Responses": {name: [_encode(item) for item in items if item] for name, items in found.items()}}

    def put_item(self, **arguments: Any) -> dict[str, Any]:
        self._write([{"Put": arguments}])
        return {}

    def update_item(self, **arguments: Any) -> dict[str, Any]:
        self._write([{"Update": arguments}])
        item = self.tables[arguments["TableName"]][_key(_decode(arguments["Key"]))]
        return {"Attributes": _encode(item)}

    def delete_item(self, **arguments: Any) -> dict[str, Any]:
        self._side_effects.reach("before DeleteItem")
        self.tables[arguments["TableName"]].pop(_key(_decode(arguments["Key"])), None)
        self._side_effects.reach("after DeleteItem")
        return {}

    def transact_write_items(self, *, TransactItems: list[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803
        self._write(TransactItems, in_transaction=True)
        return {}

    def query(self, **arguments: Any) -> dict[str, Any]:
        index = arguments.get("IndexName")
        hash_name, range_name, *_ = INDEXES[arguments["TableName"]][index] if index else ("pk", "sk")
        condition = _condition(arguments, "KeyConditionExpression")
        partition = condition.equal_to(hash_name)
        # Looking at the partition first spares reading the expression for every item of the table.
        found = [
            item
            for item in list(self.tables[arguments["TableName"]].values())
            if item.get(hash_name) == partition and range_name in item and condition.holds(item)
        ]
        found.sort(key=lambda item: (item[range_name], _key(item)), reverse=not arguments.get("ScanIndexForward", True))
        start = arguments.get("ExclusiveStartKey")
        if start is not None:
            keys = [_key(item) for item in found]
            found = found[keys.index(_key(_decode(start))) + 1 :]
        limit = arguments.get("Limit", len(found))
        answer: dict[str, Any] = {"Items": [_encode(item) for item in found[:limit]]}
        if limit and len(found) >= limit and "Limit" in arguments:
            last = found[limit - 1]
            answer["LastEvaluatedKey"] = _encode({name: last[name] for name in {"pk", "sk", hash_name, range_name}})
        return answer

    def _write(self, writes: list[dict[str, Any]], *, in_transaction: bool = False) -> None:
        name = "TransactWriteItems" if in_transaction else f"{next(iter(writes[0]))}Item"
        self._side_effects.reach(f"before {name}")
        with self._lock:
            codes = ["None" if self._may(write) else "ConditionalCheckFailed" for write in writes]
            if any(code != "None" for code in codes):
                raise _refusal(codes, in_transaction=in_transaction)
            for write in writes:
                self._carry_out(write)
        self._side_effects.reach(f"after {name}")

    def _may(self, write: dict[str, Any]) -> bool:
        arguments = next(iter(write.values()))
        if "ConditionExpression" not in arguments:
            return True
        key = _key(_decode(arguments.get("Item") or arguments["Key"]))
        return _condition(arguments, "ConditionExpression").holds(self.tables[arguments["TableName"]].get(key, {}))

    def _carry_out(self, write: dict[str, Any]) -> None:
        [(kind, arguments)] = write.items()
        table = self.tables[arguments["TableName"]]
        if kind == "Put":
            item = _decode(arguments["Item"])
            table[_key(item)] = item
            return
        key = _decode(arguments["Key"])
        if kind == "Delete":
            table.pop(_key(key), None)
            return
        item = deepcopy(table.get(_key(key), key))
        names, values = _names_and_values(arguments)
        update(item, arguments["UpdateExpression"], names, values)
        table[_key(key)] = item


class _Meta:
    """What Powertools wants of a client: somewhere to leave its name."""

    class _Events:
        def register_last(self, *_: object) -> None:
            """Take no notice."""

    events = _Events()


def _names_and_values(arguments: dict[str, Any]) -> tuple[dict[str, str], Item]:
    return arguments.get("ExpressionAttributeNames", {}), _decode(arguments.get("ExpressionAttributeValues", {}))


def _condition(arguments: dict[str, Any], name: str) -> Condition:
    return Condition(arguments[name], *_names_and_values(arguments))


def _key(item: Item) -> tuple[str, str]:
    return item["pk"], item["sk"]


def _encode(item: Item) -> dict[str, Any]:
    return {name: _TO_WIRE.serialize(value) for name, value in item.items()}


def _decode(item: dict[str, Any]) -> Item:
    return {name: _FROM_WIRE.deserialize(value) for name, value in item.items()}


def _refusal(codes: list[str], *, in_transaction: bool) -> ClientError:
    if not in_transaction:
        return ClientError({"Error": {"Code": "ConditionalCheckFailedException"}}, "PutItem")
    answer: Any = {
        "Error": {"Code": "TransactionCanceledException"},
        "CancellationReasons": [{"Code": code} for code in codes],
    }
    return ClientError(answer, "TransactWriteItems")
