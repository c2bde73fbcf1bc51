"""The three tables with their keys and indexes; ``tests/infra`` holds the stack to the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

INDEXES: dict[str, dict[str, tuple[str, str, str]]] = {
    "accounts": {
        "by_due": ("due_shard", "due_at", "ALL"),
        "by_customer_number": ("customer_number", "pk", "KEYS_ONLY"),
    },
    "cases": {
        "by_time": ("list_key", "list_at", "ALL"),
        "by_wake": ("wake_shard", "wake_at", "KEYS_ONLY"),
        "by_watch": ("watch_key", "watch_at", "ALL"),
    },
    "runtime": {},
}
"""For each table its indexes: hash attribute, range attribute, projection."""


def create_tables(client: DynamoDBClient) -> None:
    for table, indexes in INDEXES.items():
        attributes = {"pk", "sk"} | {name for index in indexes.values() for name in index[:2]}
        arguments = {
            "GlobalSecondaryIndexes": [
                {
                    "IndexName": name,
                    "KeySchema": [
                        {"AttributeName": hash_name, "KeyType": "HASH"},
                        {"AttributeName": range_name, "KeyType": "RANGE"},
                    ],
                    "Projection": {"ProjectionType": projection},
                }
                for name, (hash_name, range_name, projection) in indexes.items()
            ]
        }
        client.create_table(
            TableName=table,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in sorted(attributes)],
            BillingMode="PAY_PER_REQUEST",
            **(arguments if indexes else {}),  # type: ignore[arg-type]  # the stubs want literals
        )
