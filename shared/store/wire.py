"""How attributes, conditions and refusals travel between this app and DynamoDB's client."""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING, Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.exceptions import ClientError

from shared.store.errors import BusyError, ConditionFailedError, TransactionLostError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.store.writes import Condition, Item, Update

PAUSES = (0.02, 0.04, 0.08, 0.16, 0.32)
"""Seconds between tries at what DynamoDB does not take just now; a transaction is over in a few hundredths of one."""

_IN_A_TRANSACTION = "TransactionConflictException"

_TO_WIRE = TypeSerializer()
_FROM_WIRE = TypeDeserializer()


def encode(item: Mapping[str, Any]) -> dict[str, Any]:
    """Write attributes as DynamoDB's client takes them."""
    return {name: _TO_WIRE.serialize(value) for name, value in item.items()}


def decode(item: Mapping[str, Any]) -> Item:
    """Read attributes as DynamoDB's client gives them."""
    return {name: _FROM_WIRE.deserialize(value) for name, value in item.items()}


def write_condition(condition: Condition) -> dict[str, Any]:
    """Return the arguments of a call that carry a condition."""
    arguments: dict[str, Any] = {"ConditionExpression": condition.expression}
    if condition.names:
        arguments["ExpressionAttributeNames"] = dict(condition.names)
    if condition.values:
        arguments["ExpressionAttributeValues"] = encode(condition.values)
    return arguments


def write_update(write: Update) -> dict[str, Any]:
    """Return the arguments of a call that carry an update with its condition."""
    arguments: dict[str, Any] = {
        "Key": encode({"pk": write.pk, "sk": write.sk}),
        "UpdateExpression": write.expression,
        "ConditionExpression": write.condition.expression,
    }
    names = {**write.names, **write.condition.names}
    values = {**write.values, **write.condition.values}
    if names:
        arguments["ExpressionAttributeNames"] = names
    if values:
        arguments["ExpressionAttributeValues"] = encode(values)
    return arguments


def outlast_transactions[Answer](write: Callable[[], Answer]) -> Answer:
    """Write one item; while a transaction of somebody else has it in hand, try again.

    DynamoDB refuses such a write without looking at its condition, so nothing is known of that.

    Raises:
        ConditionFailedError: The condition did not hold; nothing was written.
        BusyError: A transaction held the item at every try; nothing was written.
    """
    for pause in PAUSES:
        try:
            return write()
        except ClientError as error:
            if error.response["Error"]["Code"] != _IN_A_TRANSACTION:
                raise translate(error) from error
        sleep(pause)
    try:
        return write()
    except ClientError as error:
        raise translate(error) from error


def translate(error: ClientError) -> Exception:
    """Return the error of this app that a refusal means, or the refusal itself where it means none."""
    code = error.response["Error"]["Code"]
    if code == "ConditionalCheckFailedException":
        return ConditionFailedError("the condition did not hold")
    if code == "TransactionCanceledException":
        codes = [reason.get("Code") for reason in error.response.get("CancellationReasons", [])]
        failed = tuple(place for place, reason in enumerate(codes) if reason == "ConditionalCheckFailed")
        if failed or "TransactionConflict" in codes:
            return TransactionLostError(failed)
    if code == _IN_A_TRANSACTION:
        return BusyError("a transaction held the item at every try")
    return error
