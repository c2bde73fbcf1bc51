"""A queue that cannot be reached at all is one that took nothing: whoever kept the work first goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from shared.work import CommandWork, QueueError, WorkQueue, queue_kept

if TYPE_CHECKING:
    from collections.abc import Iterable

WORK = CommandWork(merchant_id="merchant-1", case_id="case-1", command_id="command-1")


class Failing:
    """A client that does not get through."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def send_message_batch(self, **_: object) -> None:
        raise self.error


@pytest.mark.parametrize(
    "error",
    [
        EndpointConnectionError(endpoint_url="https://sqs.example"),
        ClientError({"Error": {"Code": "ThrottlingException", "Message": "slow down"}}, "SendMessageBatch"),
    ],
)
def test_a_queue_that_is_away_takes_nothing(error: Exception) -> None:
    queue = WorkQueue[CommandWork](cast("Any", Failing(error)), "https://sqs.example/queue")
    with pytest.raises(QueueError):
        queue.send([WORK])
    assert not queue_kept(queue, [WORK])


def test_kept_work_that_the_queue_takes_is_told_so() -> None:
    taken: list[CommandWork] = []

    class Taking:
        def send(self, work: Iterable[CommandWork]) -> None:
            taken.extend(work)

    assert queue_kept(Taking(), [WORK])
    assert taken == [WORK]
