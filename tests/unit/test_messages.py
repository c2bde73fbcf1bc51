"""What becomes of the messages of a queue: those that fail come again, and the log says why without anybody's text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.messages import MessagesFailedError, read_messages
from shared.work import SyncWork
from tests.component.calls import Context

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SECRET = "Erika Mustermann"


class Work:
    """Fails for the accounts that it is told."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.done: list[tuple[str, datetime]] = []

    def act(self, work: SyncWork, deadline: datetime) -> None:
        if work.customer_number in self.failing:
            raise LookupError(SECRET)
        self.done.append((work.customer_number, deadline))


def read(work: Work, *bodies: str) -> PartialItemFailureResponse:
    records: list[dict[str, Any]] = [
        {"messageId": f"message-{number}", "body": body, "eventSource": "aws:sqs"} for number, body in enumerate(bodies)
    ]
    return read_messages({"Records": records}, Context(seconds_left=60), SyncWork, work.act, lambda: NOW)


def body_of(customer_number: str) -> str:
    return SyncWork(merchant_id="merchant-1", customer_number=customer_number).model_dump_json()


def test_each_message_is_worked_on_with_the_instant_of_the_end() -> None:
    work = Work()
    assert read(work, body_of("1"), body_of("2")) == {"batchItemFailures": []}
    end = NOW + timedelta(seconds=60)
    assert work.done == [("1", end), ("2", end)]


def test_one_that_fails_comes_again_and_the_others_do_not(caplog: pytest.LogCaptureFixture) -> None:
    work = Work("1")
    assert read(work, body_of("1"), body_of("2")) == {"batchItemFailures": [{"itemIdentifier": "message-0"}]}
    assert [number for number, _ in work.done] == ["2"]
    [record] = caplog.records
    line = vars(record)
    assert (line["levelname"], line["merchant_id"], line["customer_number"]) == ("ERROR", "merchant-1", "1")
    assert line["error_type"] == "LookupError"
    assert any(place.startswith("act (") for place in line["error_at"])
    assert SECRET not in repr(line)


@pytest.mark.parametrize("body", [body_of("1"), "no json", f'{{"name": "{SECRET}"}}'])
def test_an_invocation_in_which_all_fail_counts_as_failed(body: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(MessagesFailedError, match="1 of 1 messages failed") as failure:
        read(Work("1"), body)
    assert SECRET not in f"{failure.value!r}{failure.value.__cause__!r}{failure.value.__context__!r}"
    assert SECRET not in repr([vars(record) for record in caplog.records])
