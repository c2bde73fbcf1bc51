"""One DynamoDB table, spoken to in plain dictionaries; conditions become errors of this app."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import batched
from time import sleep
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from shared.store.errors import BusyError
from shared.store.keys import can_be_key
from shared.store.wire import PAUSES, decode, encode, outlast_transactions, translate, write_condition, write_update
from shared.store.writes import EXISTS, IS_NEW, Condition, Delete, Item, Put, Update, has_revision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.store.writes import Write

__all__ = ["EXISTS", "IS_NEW", "Condition", "Delete", "Item", "Put", "QueryPage", "Table", "Update", "has_revision"]

_KEYS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class QueryPage:
    """A page of a query; ``last_key`` is ``None`` where nothing follows."""

    items: list[Item]
    last_key: Item | None


class Table:
    """A table whose key attributes are ``pk`` and ``sk``."""

    def __init__(self, client: DynamoDBClient, name: str) -> None:
        self._client = client
        self._name = name

    @property
    def name(self) -> str:
        """What DynamoDB calls the table."""
        return self._name

    def get(self, pk: str, sk: str) -> Item | None:
        """Read one item as it stands now."""
        if not can_be_key(pk, sk):
            return None
        answer = self._client.get_item(TableName=self._name, Key=encode({"pk": pk, "sk": sk}), ConsistentRead=True)
        return decode(answer["Item"]) if "Item" in answer else None

    def put(self, write: Put) -> None:
        """Write an item.

        Raises:
            ConditionFailedError: The condition did not hold; nothing was written.
            BusyError: A transaction held the item at every try; nothing was written.
        """
        item, condition = encode(write.item), write_condition(write.condition)
        outlast_transactions(lambda: self._client.put_item(TableName=self._name, Item=item, **condition))

    def update(self, write: Update) -> Item:
        """Set attributes of an item and return it whole, as it is afterwards.

        Raises:
            ConditionFailedError: The condition did not hold; nothing was written.
            BusyError: A transaction held the item at every try; nothing was written.
        """
        update = write_update(write)
        answer = outlast_transactions(
            lambda: self._client.update_item(TableName=self._name, ReturnValues="ALL_NEW", **update)
        )
        return decode(answer["Attributes"])

    def delete(self, pk: str, sk: str) -> None:
        """Remove an item; one that is gone already stays gone.

        Raises:
            BusyError: A transaction held the item at every try; nothing was removed.
        """
        key = encode({"pk": pk, "sk": sk})
        outlast_transactions(lambda: self._client.delete_item(TableName=self._name, Key=key))

    def transact(self, writes: Sequence[Write]) -> None:
        """Carry out all of ``writes`` or none of them (100 at most).

        Raises:
            TransactionLostError: Nothing was written; the error names the writes that stood in the way.
        """
        try:
            self._client.transact_write_items(TransactItems=[self._transact_item(write) for write in writes])
        except ClientError as error:
            raise translate(error) from error

    def query_all(self, pk: str, sk_prefix: str) -> list[Item]:
        """Read all items of a partition whose sort key begins with ``sk_prefix``, in the order of their keys."""
        items: list[Item] = []
        start: Item | None = None
        while True:
            page = self._query(
                KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
                ExpressionAttributeValues=encode({":pk": pk, ":prefix": sk_prefix}),
                ConsistentRead=True,
                start=start,
            )
            items += page.items
            start = page.last_key
            if start is None:
                return items

    def get_many(self, keys: Sequence[tuple[str, str]]) -> list[Item]:
        """Read items by partition and sort key, 100 for each request, in no particular order; missing ones are missing.

        They may lag behind what was written just now.

        Raises:
            BusyError: The table did not give all of them at any try.
        """
        items: list[Item] = []
        possible = dict.fromkeys(key for key in keys if can_be_key(*key))
        for chunk in batched(possible, _KEYS_AT_ONCE, strict=False):
            wanted: Any = {self._name: {"Keys": [encode({"pk": pk, "sk": sk}) for pk, sk in chunk]}}
            for pause in (*PAUSES, None):
                answer = self._client.batch_get_item(RequestItems=wanted)
                items += [decode(item) for item in answer["Responses"].get(self._name, [])]
                wanted = answer.get("UnprocessedKeys")
                if not wanted:
                    break
                if pause is None:
                    message = "the table gave not all that was asked for"
                    raise BusyError(message)
                sleep(pause)
        return items

    def query_beginning(
        self, pk: str, sk_prefix: str, *, limit: int, start: Item | None = None, is_consistent: bool = False
    ) -> QueryPage:
        """Read a page of the items of a partition whose sort key begins with ``sk_prefix``.

        It may lag behind what was written just now, save where ``is_consistent``.
        """
        return self._query(
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues=encode({":pk": pk, ":prefix": sk_prefix}),
            ConsistentRead=is_consistent,
            Limit=limit,
            start=start,
        )

    def query_some(self, pk: str, sk_prefix: str, limit: int) -> list[Item]:
        """Read the first ``limit`` items of a partition whose sort key begins with ``sk_prefix``."""
        return self._query(
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues=encode({":pk": pk, ":prefix": sk_prefix}),
            ConsistentRead=True,
            Limit=limit,
            start=None,
        ).items

    def query_backwards(self, pk: str, sk_prefix: str, *, limit: int, before: str | None = None) -> QueryPage:
        """Read a page of a partition from the end of what begins with ``sk_prefix``, or from ``before`` on."""
        return self._query(
            KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues=encode({":pk": pk, ":prefix": sk_prefix}),
            ScanIndexForward=False,
            ConsistentRead=True,
            Limit=limit,
            start={"pk": pk, "sk": before} if before is not None else None,
        )

    def query_range(self, pk: str, low: str, high: str, *, limit: int, start: Item | None = None) -> QueryPage:
        """Read a page of a partition between two sort keys, both included."""
        return self._query(
            KeyConditionExpression="pk = :pk AND sk BETWEEN :low AND :high",
            ExpressionAttributeValues=encode({":pk": pk, ":low": low, ":high": high}),
            ConsistentRead=True,
            Limit=limit,
            start=start,
        )

    def query_newest_first(
        self, index: str, hash_key: tuple[str, str], *, limit: int, start: Item | None = None
    ) -> QueryPage:
        """Read a page of ``index`` from its end; ``hash_key`` is the attribute's name and value."""
        return self._query(
            IndexName=index,
            KeyConditionExpression="#hash = :hash",
            ExpressionAttributeNames={"#hash": hash_key[0]},
            ExpressionAttributeValues=encode({":hash": hash_key[1]}),
            ScanIndexForward=False,
            Limit=limit,
            start=start,
        )

    def query_up_to(
        self,
        index: str,
        hash_key: tuple[str, str],
        range_key: tuple[str, str],
        *,
        limit: int,
        start: Item | None = None,
    ) -> QueryPage:
        """Read a page of ``index`` from its beginning up to a range value, this one included."""
        return self._query(
            IndexName=index,
            KeyConditionExpression="#hash = :hash AND #range <= :range",
            ExpressionAttributeNames={"#hash": hash_key[0], "#range": range_key[0]},
            ExpressionAttributeValues=encode({":hash": hash_key[1], ":range": range_key[1]}),
            Limit=limit,
            start=start,
        )

    def query_between(
        self,
        index: str,
        hash_key: tuple[str, str],
        range_key: tuple[str, str, str],
        *,
        limit: int,
        backwards: bool = False,
        start: Item | None = None,
    ) -> QueryPage:
        """Read a page of ``index`` between two range values, both included; ``range_key`` is name, low and high."""
        return self._query(
            IndexName=index,
            KeyConditionExpression="#hash = :hash AND #range BETWEEN :low AND :high",
            ExpressionAttributeNames={"#hash": hash_key[0], "#range": range_key[0]},
            ExpressionAttributeValues=encode({":hash": hash_key[1], ":low": range_key[1], ":high": range_key[2]}),
            ScanIndexForward=not backwards,
            Limit=limit,
            start=start,
        )

    def _query(self, *, start: Item | None, **arguments: Any) -> QueryPage:  # noqa: ANN401 -- boto3's own arguments
        values = arguments["ExpressionAttributeValues"]
        if not can_be_key((values.get(":pk") or values[":hash"])["S"]):
            return QueryPage([], None)
        if start is not None:
            arguments["ExclusiveStartKey"] = encode(start)
        answer = self._client.query(TableName=self._name, **arguments)
        last_key = answer.get("LastEvaluatedKey")
        return QueryPage(
            items=[decode(item) for item in answer["Items"]],
            last_key=decode(last_key) if last_key else None,
        )

    def _transact_item(self, write: Write) -> Any:  # noqa: ANN401 -- one of boto3's typed dictionaries
        if isinstance(write, Put):
            table = write.table or self._name
            return {"Put": {"TableName": table, "Item": encode(write.item), **write_condition(write.condition)}}
        if isinstance(write, Delete):
            key = encode({"pk": write.pk, "sk": write.sk})
            return {"Delete": {"TableName": self._name, "Key": key, **write_condition(write.condition)}}
        return {"Update": {"TableName": self._name, **write_update(write)}}
