"""The keys of all tables, in one place. Every partition key begins with the merchant, save two that say why not."""

from __future__ import annotations

from hashlib import sha256

SHARD_COUNT = 8
"""How many partitions an index that spans merchants is spread over; raising it needs the items rewritten."""


_LONGEST_PARTITION_KEY = 2048
_LONGEST_SORT_KEY = 1024


def can_be_key(pk: str, sk: str = "") -> bool:
    """Whether an item may be called so; ids come from addresses as well, and DynamoDB fails at keys that are too long.

    Its bounds are in bytes.
    """
    return len(pk.encode()) <= _LONGEST_PARTITION_KEY and len(sk.encode()) <= _LONGEST_SORT_KEY


def merchant_key(merchant_id: str) -> str:
    """Return the partition of a merchant's accounts, and of things that pass."""
    return f"M#{merchant_id}"


def export_key(merchant_id: str, export_id: str) -> str:
    """Return the partition of one export and its items."""
    return f"M#{merchant_id}#EXPORT#{export_id}"


def order_key(merchant_id: str, order_id: str) -> str:
    """Return the partition of what is known of an order."""
    return f"M#{merchant_id}#ORDER#{order_id}"


def case_key(merchant_id: str, case_id: str) -> str:
    """Return the partition of a case, its commands and its changes."""
    return f"M#{merchant_id}#CASE#{case_id}"


def case_list_key(merchant_id: str, kind: str | None = None, value: str | None = None) -> str:
    """Return the list of a merchant's cases in the index by time: all of them, those of a kind, those with a value."""
    parts = [part for part in (kind, value) if part is not None]
    return "#".join([f"M#{merchant_id}#CASES", *parts])


def find_key(merchant_id: str, word: str) -> str:
    """Return the partition of the words that begin like ``word``; nothing shorter than two characters is looked for."""
    return f"M#{merchant_id}#FIND#{word[:2]}"


def case_table_key(merchant_id: str) -> str:
    """Return the partition of how the merchant set the case table up: its marks, saved views and columns."""
    return f"M#{merchant_id}#CASE_TABLE"


def figures_key(merchant_id: str) -> str:
    """Return the partition of the merchant's figures: their total, and what is not in it yet."""
    return f"M#{merchant_id}#FIGURES"


def case_number_key(merchant_id: str, case_number: str) -> str:
    """Return the partition that tells which case a file number belongs to."""
    return f"M#{merchant_id}#NUMBER#{case_number}"


def payout_key(merchant_id: str, customer_number: str, payout_id: str) -> str:
    """Return the partition of a payout and its shares; atriga's ids are taken to be unique within an account only."""
    return f"M#{merchant_id}#PAYOUT#{customer_number}#{payout_id}"


def watched_key(merchant_id: str) -> str:
    """Return the partition of the merchant's watch: of its plan, and in the index of the orders that it looks at."""
    return f"M#{merchant_id}#WATCH"


def held_key(merchant_id: str, customer_number: str) -> str:
    """Return the partition of the commands that wait for an atriga account to work again."""
    return f"M#{merchant_id}#HELD#{customer_number}"


def news_key(merchant_id: str) -> str:
    """Return the partition of the merchant's news, in the order in which they were learned."""
    return f"M#{merchant_id}#NEWS"


def notes_key(merchant_id: str) -> str:
    """Return the partition of the cases whose state is to be written into their orders' notes."""
    return f"M#{merchant_id}#NOTES"


def address_key(address_hash: str) -> str:
    """Return the partition of how often a network address called without signing in: it belongs to no merchant."""
    return f"ADDRESS#{address_hash}"


def parse_key(pk: str) -> tuple[str, str, str]:
    """Split the partition key of an export or a case into merchant id, kind and id."""
    _, merchant_id, kind, thing_id = pk.split("#", 3)
    return merchant_id, kind, thing_id


def shard(prefix: str, merchant_id: str) -> str:
    """Return the partition of an index that spans merchants, in which this merchant's items stand."""
    return f"{prefix}#{sha256(merchant_id.encode()).digest()[0] % SHARD_COUNT}"


def shards(prefix: str) -> tuple[str, ...]:
    """Return all partitions of an index that spans merchants."""
    return tuple(f"{prefix}#{number}" for number in range(SHARD_COUNT))
