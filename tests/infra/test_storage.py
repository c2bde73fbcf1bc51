from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.infra.synthesis import properties, resource

if TYPE_CHECKING:
    from aws_cdk.assertions import Template

TABLE = "AWS::DynamoDB::GlobalTable"
TABLES = ("StorageAccountsTable", "StorageCasesTable", "StorageRuntimeTable")


def _keys(hash_key: str, range_key: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": hash_key, "KeyType": "HASH"},
        {"AttributeName": range_key, "KeyType": "RANGE"},
    ]


def _index(name: str, hash_key: str, range_key: str, projection: str) -> dict[str, Any]:
    return {
        "IndexName": name,
        "KeySchema": _keys(hash_key, range_key),
        "Projection": {"ProjectionType": projection},
    }


def test_there_are_three_tables_with_the_same_keys(prod: Template) -> None:
    tables = properties(prod, TABLE)

    assert sorted(tables) == sorted(TABLES)
    assert all(table["KeySchema"] == _keys("pk", "sk") for table in tables.values())


def test_every_key_is_a_string(prod: Template) -> None:
    types = {
        attribute["AttributeType"]
        for table in properties(prod, TABLE).values()
        for attribute in table["AttributeDefinitions"]
    }

    assert types == {"S"}


@pytest.mark.parametrize(
    ("table", "indexes"),
    [
        (
            "StorageAccountsTable",
            [
                _index("by_due", "due_shard", "due_at", "ALL"),
                _index("by_customer_number", "customer_number", "pk", "KEYS_ONLY"),
            ],
        ),
        (
            "StorageCasesTable",
            [
                _index("by_time", "list_key", "list_at", "ALL"),
                _index("by_wake", "wake_shard", "wake_at", "KEYS_ONLY"),
                _index("by_watch", "watch_key", "watch_at", "ALL"),
            ],
        ),
        ("StorageRuntimeTable", []),
    ],
)
def test_each_table_has_exactly_its_indexes(prod: Template, table: str, indexes: list[dict[str, Any]]) -> None:
    assert properties(prod, TABLE)[table].get("GlobalSecondaryIndexes", []) == indexes


def test_tables_are_paid_by_request(prod: Template) -> None:
    assert {table["BillingMode"] for table in properties(prod, TABLE).values()} == {"PAY_PER_REQUEST"}


@pytest.mark.parametrize(
    ("table", "is_restorable"),
    [("StorageAccountsTable", True), ("StorageCasesTable", True), ("StorageRuntimeTable", False)],
)
def test_what_matters_can_be_restored_to_any_second(prod: Template, table: str, is_restorable: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    (replica,) = properties(prod, TABLE)[table]["Replicas"]

    assert replica["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": is_restorable}


def test_only_things_that_pass_are_forgotten_by_themselves(prod: Template) -> None:
    expiry = {name: table.get("TimeToLiveSpecification") for name, table in properties(prod, TABLE).items()}

    assert expiry == {
        "StorageAccountsTable": None,
        "StorageCasesTable": {"AttributeName": "news_expire_at", "Enabled": True},
        "StorageRuntimeTable": {"AttributeName": "expires_at", "Enabled": True},
    }


@pytest.mark.parametrize("table", TABLES)
def test_in_production_a_table_outlives_the_stack(prod: Template, table: str) -> None:
    whole = resource(prod, TABLE, table)

    assert (whole["DeletionPolicy"], whole["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert whole["Properties"]["Replicas"][0]["DeletionProtectionEnabled"] is True


@pytest.mark.parametrize("stage", ["dev", "local"])
@pytest.mark.parametrize("table", TABLES)
def test_elsewhere_a_table_goes_with_the_stack(stage: str, table: str, request: pytest.FixtureRequest) -> None:
    whole = resource(request.getfixturevalue(stage), TABLE, table)

    assert whole["DeletionPolicy"] == "Delete"
    assert whole["Properties"]["Replicas"][0]["DeletionProtectionEnabled"] is False
