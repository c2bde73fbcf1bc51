"""The work that goes through queues: three kinds of message, and the queues that carry them.

Messages only point at what the tables hold, so a queue may repeat, reorder or even lose them.
"""

from __future__ import annotations

from itertools import batched
from typing import TYPE_CHECKING, Protocol

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import BaseModel, ConfigDict

from shared.observability import logger

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

_MESSAGES_AT_ONCE = 10
_LONGEST_DELAY_SECONDS = 900


class QueueError(Exception):
    """Raised when a queue did not take a message."""


class Work(BaseModel):
    """A message of any kind; it names the merchant, for whom the queues are fair."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    merchant_id: str


class ExportWork(Work):
    """There is something to do for an export."""

    export_id: str


class CommandWork(Work):
    """There is a command to carry out."""

    case_id: str
    command_id: str


class SyncWork(Work):
    """An atriga account is to be synchronized."""

    customer_number: str


class WorkSink[Kind: Work](Protocol):
    """A queue of one kind of message, from its sender's side."""

    def send(self, work: Iterable[Kind]) -> None:
        """Queue messages.

        Raises:
            QueueError: At least one was not taken; those before it may have been.
        """


def queue_kept[Kind: Work](queue: WorkSink[Kind], work: Sequence[Kind]) -> bool:
    """Queue messages about what is kept with a time to be looked at; return whether the queue took them all.

    What it does not take only starts later: the planner brings it.
    """
    try:
        queue.send(work)
    except QueueError:
        kinds = sorted({type(message).__name__ for message in work})
        logger.warning("kept work was not queued whole; the planner brings it", extra={"work": kinds})
        return False
    return True


class WorkQueue[Kind: Work]:
    """A queue of one kind of message."""

    def __init__(self, client: SQSClient, url: str) -> None:
        self._client = client
        self._url = url

    def send(self, work: Iterable[Kind], *, delay_seconds: int = 0) -> None:
        """Queue messages, to be seen after a delay of at most 900 seconds.

        Raises:
            QueueError: At least one was not taken; those before it may have been.
        """
        for chunk in batched(work, _MESSAGES_AT_ONCE, strict=False):
            entries: list[SendMessageBatchRequestEntryTypeDef] = [
                {
                    "Id": str(number),
                    "MessageBody": message.model_dump_json(),
                    "MessageGroupId": message.merchant_id,
                    "DelaySeconds": min(delay_seconds, _LONGEST_DELAY_SECONDS),
                }
                for number, message in enumerate(chunk)
            ]
            try:
                answer = self._client.send_message_batch(QueueUrl=self._url, Entries=entries)
            except (BotoCoreError, ClientError) as error:
                message = f"none of {len(chunk)} messages was taken"
                raise QueueError(message) from error
            if answer.get("Failed"):
                message = f"{len(answer['Failed'])} of {len(chunk)} messages were not taken"
                raise QueueError(message)
