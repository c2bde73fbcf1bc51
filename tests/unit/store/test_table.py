"""What DynamoDB does not take just now is tried again; what it refuses for its condition is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from botocore.exceptions import ClientError

from shared.store.errors import BusyError, ConditionFailedError, TransactionLostError
from shared.store.table import IS_NEW, Put, Table, Update

if TYPE_CHECKING:
    from collections.abc import Callable

IN_A_TRANSACTION = "TransactionConflictException"
CONDITION_FAILED = "ConditionalCheckFailedException"
KEY = {"pk": {"S": "M#1"}, "sk": {"S": "CASE"}}


class Client:
    """A client that refuses with codes, one for each call, and takes what comes after them."""

    def __init__(self, *refusals: str) -> None:
        self.refusals = list(refusals)
        self.calls = 0

    def answer(self, **_: Any) -> dict[str, Any]:
        self.calls += 1
        if self.refusals:
            raise ClientError({"Error": {"Code": self.refusals.pop(0)}}, "PutItem")
        return {"Attributes": KEY}

    put_item = update_item = delete_item = answer


class Batches:
    """A client that gives one of the keys that it is asked for, and none where it has enough."""

    def __init__(self, most_calls: int) -> None:
        self.most_calls = most_calls
        self.calls = 0

    def batch_get_item(self, RequestItems: dict[str, Any]) -> dict[str, Any]:  # noqa: N803 -- boto3's own name
        self.calls += 1
        keys = RequestItems["cases"]["Keys"]
        given, left = (keys[:1], keys[1:]) if self.calls <= self.most_calls else ([], keys)
        return {"Responses": {"cases": given}, "UnprocessedKeys": {"cases": {"Keys": left}} if left else {}}


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waited: list[float] = []
    for module in ("table", "wire"):
        monkeypatch.setattr(f"shared.store.{module}.sleep", waited.append)
    return waited


def put(table: Table) -> None:
    table.put(Put({"pk": "M#1", "sk": "CASE"}, IS_NEW))


def update(table: Table) -> None:
    table.update(Update(pk="M#1", sk="CASE", expression="SET a = :a", condition=IS_NEW, values={":a": 1}))


def delete(table: Table) -> None:
    table.delete("M#1", "CASE")


@pytest.mark.parametrize("write", [put, update, delete])
def test_a_write_outlasts_the_transaction_that_has_its_item(
    pauses: list[float], write: Callable[[Table], None]
) -> None:
    client = Client(IN_A_TRANSACTION, IN_A_TRANSACTION)
    write(Table(cast("Any", client), "cases"))
    assert client.calls == 3
    assert pauses == sorted(pauses)
    assert 0 < sum(pauses) < 1


@pytest.mark.parametrize("write", [put, update, delete])
def test_a_transaction_that_does_not_end_is_no_condition_that_did_not_hold(
    pauses: list[float], write: Callable[[Table], None]
) -> None:
    with pytest.raises(BusyError) as failure:
        write(Table(cast("Any", Client(*[IN_A_TRANSACTION] * 20)), "cases"))
    assert not isinstance(failure.value, ConditionFailedError)
    assert 0 < sum(pauses) < 1


def test_a_condition_that_fails_after_a_transaction_is_told_and_not_tried_again(pauses: list[float]) -> None:
    client = Client(IN_A_TRANSACTION, CONDITION_FAILED)
    with pytest.raises(ConditionFailedError):
        put(Table(cast("Any", client), "cases"))
    assert (client.calls, len(pauses)) == (2, 1)


def test_any_other_refusal_stays_what_it_is(pauses: list[float]) -> None:
    with pytest.raises(ClientError, match="ValidationException"):
        put(Table(cast("Any", Client("ValidationException")), "cases"))
    assert pauses == []


def test_a_lost_transaction_is_both_a_condition_and_others_in_the_way() -> None:
    assert issubclass(TransactionLostError, ConditionFailedError)
    assert issubclass(TransactionLostError, BusyError)


def test_keys_that_are_left_over_are_asked_for_again_after_a_pause(pauses: list[float]) -> None:
    client = Batches(most_calls=3)
    found = Table(cast("Any", client), "cases").get_many([("M#1", str(number)) for number in range(3)])
    assert [item["sk"] for item in found] == ["0", "1", "2"]
    assert (client.calls, len(pauses)) == (3, 2)


def test_a_table_that_gives_no_more_is_not_asked_for_ever(pauses: list[float]) -> None:
    client = Batches(most_calls=1)
    with pytest.raises(BusyError):
        Table(cast("Any", client), "cases").get_many([("M#1", str(number)) for number in range(3)])
    assert client.calls == len(pauses) + 1
