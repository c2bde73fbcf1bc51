"""Reading messages of a queue: each on its own, so that one that fails comes again and the others do not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

from shared.observability import describe_error, logger

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

    from shared.clock import Clock
    from shared.work import Work


class MessagesFailedError(Exception):
    """Raised where every message of a batch failed, so that the invocation counts as failed; each is in the log."""


def read_messages[Kind: Work](
    event: dict[str, Any],
    context: LambdaContext,
    kind: type[Kind],
    act: Callable[[Kind, datetime], None],
    clock: Clock,
) -> PartialItemFailureResponse:
    """Let ``act`` work on each message, with the instant at which the function is cut off.

    Returns the partial batch response: the messages that failed come again, and after the queue's number
    of receives go to its dead letters.

    Raises:
        MessagesFailedError: All failed; all come again.
    """

    def act_on(record: SQSRecord) -> None:
        deadline = clock() + timedelta(milliseconds=context.get_remaining_time_in_millis())
        work: dict[str, str] = {}
        try:
            message = kind.model_validate_json(record.body)
            work = message.model_dump()
            act(message, deadline)
        except Exception as error:
            # The processor would say nothing of it, or the error's own text. A message of this app holds ids alone.
            logger.error("a message failed and comes again", extra={**work, **describe_error(error)})
            raise

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    answer = process_partial_response(event=event, record_handler=act_on, processor=processor, context=context)
    failed, received = len(answer["batchItemFailures"]), len(event["Records"])
    if failed == received:
        message = f"{failed} of {received} messages failed"
        raise MessagesFailedError(message)
    return answer
