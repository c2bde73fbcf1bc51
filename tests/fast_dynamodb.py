"""A DynamoDB table in memory that is as quick with 100,000 cases as with ten, for what pages of cases read.

It knows the queries that ``shared.store.table`` makes on a partition and on the index by time, reading one item or
many at once, and transactions without a look at their conditions; it counts every request and every byte that is read
or written. Items are kept small: most of their text is shared.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from shared.store.table import Put, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.store.writes import Write

INDEX = "by_time"
_BEHIND_ALL = "\U0010ffff"

type Entry = tuple[str, str, str]


class FastDynamoDB:
    """The client of one table; ``requests`` holds the name of each request that was made, ``sizes`` its bytes."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.sizes: list[int] = []
        self._items: dict[tuple[str, str], dict[str, Any]] = {}
        self._partitions: defaultdict[str, list[Entry]] = defaultdict(list)
        self._lists: defaultdict[str, list[Entry]] = defaultdict(list)

    def table(self) -> Table:
        """Return the table as the app speaks to it."""
        return Table(self, "cases")  # type: ignore[arg-type]  # as much of a client as pages of cases need

    def write(self, writes: Iterable[Write], *, leave_out: Sequence[str] = ()) -> None:
        """Put new items, without a look at their conditions, save those with one of the sort keys ``leave_out``."""
        for write in writes:
            assert isinstance(write, Put)
            if write.item["sk"] not in leave_out:
                self._put(write.item)

    def sort(self) -> None:
        """Bring everything that was written into order."""
        for entries in (*self._partitions.values(), *self._lists.values()):
            entries.sort()

    def query(self, **arguments: Any) -> dict[str, Any]:
        """Answer one of the queries of ``Table``."""
        self.requests.append("Query")
        values = {name: value["S"] for name, value in arguments["ExpressionAttributeValues"].items()}
        start = arguments.get("ExclusiveStartKey")
        if "IndexName" in arguments:
            entries = self._lists.get(values[":hash"], [])
            lowest, highest = values.get(":low", ""), values.get(":high", _BEHIND_ALL)
            after = (start["list_at"]["S"], start["pk"]["S"], start["sk"]["S"]) if start else None
        else:
            entries = self._partitions.get(values[":pk"], [])
            lowest, highest = values[":prefix"], values[":prefix"] + _BEHIND_ALL
            after = (start["sk"]["S"], start["pk"]["S"], start["sk"]["S"]) if start else None
        low, high = bisect_left(entries, (lowest, "", "")), bisect_right(entries, (highest, _BEHIND_ALL, ""))
        limit = arguments.get("Limit", len(entries))
        if arguments.get("ScanIndexForward", True):
            low = bisect_right(entries, after) if after else low
            found = entries[low : min(low + limit, high)]
            has_more = low + limit < high
        else:
            high = bisect_left(entries, after) if after else high
            found = entries[max(high - limit, low) : high][::-1]
            has_more = high - limit > low
        items = [self._wire(entry) for entry in found]
        self.sizes.append(sum(map(_size, items)))
        return {"Items": items, **({"LastEvaluatedKey": self._key(items[-1])} if has_more and items else {})}

    def batch_get_item(self, *, RequestItems: dict[str, Any]) -> dict[str, Any]:  # noqa: N803 -- boto3's own name
        """Read items by their keys."""
        self.requests.append("BatchGetItem")
        keys = [(key["pk"]["S"], key["sk"]["S"]) for key in RequestItems["cases"]["Keys"]]
        items = [self._wire(("", *key)) for key in keys if key in self._items]
        self.sizes.append(sum(map(_size, items)))
        return {"Responses": {"cases": items}}

    def get_item(self, *, Key: dict[str, Any], **_: Any) -> dict[str, Any]:  # noqa: N803 -- boto3's own name
        """Read one item."""
        self.requests.append("GetItem")
        key = (Key["pk"]["S"], Key["sk"]["S"])
        if key not in self._items:
            self.sizes.append(0)
            return {}
        item = self._wire(("", *key))
        self.sizes.append(_size(item))
        return {"Item": item}

    def put_item(self, *, Item: dict[str, Any], **_: Any) -> None:  # noqa: N803 -- boto3's own name
        """Put an item into a partition that is sorted already; its conditions hold."""
        self.requests.append("PutItem")
        self.sizes.append(_size(Item))
        self._put_sorted(Item)

    def transact_write_items(self, *, TransactItems: list[dict[str, Any]]) -> None:  # noqa: N803 -- boto3's own name
        """Put and delete items of partitions that are sorted already; their conditions hold."""
        self.requests.append("TransactWriteItems")
        size = 0
        for write in TransactItems:
            if "Put" in write:
                size += _size(write["Put"]["Item"])
                self._put_sorted(write["Put"]["Item"])
                continue
            pk, sk = (write["Delete"]["Key"][name]["S"] for name in ("pk", "sk"))
            size += _size(self._wire(("", pk, sk)))
            entries = self._partitions[pk]
            del self._items[pk, sk], entries[bisect_left(entries, (sk, pk, sk))]
        self.sizes.append(size)

    def _put_sorted(self, wired: dict[str, Any]) -> None:
        item = {name: value.get("S", value.get("N")) for name, value in wired.items()}
        is_new = (item["pk"], item["sk"]) not in self._items
        self._put(item)
        if not is_new:
            self._partitions[item["pk"]].pop()
        self._partitions[item["pk"]].sort()

    def _put(self, item: dict[str, Any]) -> None:
        pk, sk = item["pk"], item["sk"]
        self._items[pk, sk] = {name: item[name] for name in item if name not in {"pk", "sk"}}
        self._partitions[pk].append((sk, pk, sk))
        if "list_key" in item:
            self._lists[item["list_key"]].append((item["list_at"], pk, sk))

    def _wire(self, entry: Entry) -> dict[str, Any]:
        _, pk, sk = entry
        values = {"pk": pk, "sk": sk, **self._items[pk, sk]}
        return {name: _wire(value) for name, value in values.items()}

    @staticmethod
    def _key(item: dict[str, Any]) -> dict[str, Any]:
        return {name: item[name] for name in ("pk", "sk", "list_key", "list_at") if name in item}


def _size(item: dict[str, Any]) -> int:
    return sum(len(name) + len(str(next(iter(value.values()))).encode()) for name, value in item.items())


def _wire(value: Any) -> dict[str, Any]:
    if isinstance(value, int):
        return {"N": str(value)}
    return {"L": [_wire(one) for one in value]} if isinstance(value, list | tuple) else {"S": value}
