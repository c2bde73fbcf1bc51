"""Every knob of the stack in one place: time, memory, load, retention, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from aws_cdk import Duration
from aws_cdk.aws_logs import RetentionDays

from infra.config import Stage


@dataclass(frozen=True, slots=True)
class FunctionSize:
    """What one function gets. Memory also buys processor time: 1,769 MB are one whole processor."""

    timeout: Duration
    memory_megabytes: int


HTTP_FUNCTION = FunctionSize(timeout=Duration.seconds(15), memory_megabytes=1024)
"""Somebody waits: enough processor for a quick cold start, and an end well before the API's own 30 seconds."""

ACTIVATION = FunctionSize(timeout=Duration.seconds(28), memory_megabytes=1024)
"""Asks atriga and DreamRobot while the merchant waits: four calls of at most six seconds each, or one that drips
(``shared.http.WHILE_A_PERSON_WAITS``), so that it can say itself who did not answer."""

EXPORT_WORKER = FunctionSize(timeout=Duration.minutes(5), memory_megabytes=1024)
"""Up to 1,000 orders are fetched a few at a time and evaluated; what is left is queued again."""

SUBMIT = FunctionSize(timeout=Duration.minutes(1), memory_megabytes=512)
"""One command: an order read again, a case searched, a case sent; each of the calls may be slow."""

SYNC_PLANNER = FunctionSize(timeout=Duration.minutes(1), memory_megabytes=512)
"""As many messages and writes as accounts are due, eighty at a time; what is left is due at the next tick."""

SYNC_WORKER = FunctionSize(timeout=Duration.minutes(5), memory_megabytes=512)
"""All pages of one account's changes, then its payouts and the watch of its orders; a first run has the most."""

NOTIFICATIONS = FunctionSize(timeout=Duration.seconds(10), memory_megabytes=512)
"""Checks one signature and queues one message; the gateway waits."""

NEWS_MAILER = FunctionSize(timeout=Duration.minutes(4), memory_megabytes=512)
"""Looks at every merchant who is told at once and mails what is due. Runs may overlap: each takes a mail in hand."""

MESSAGES_AT_ONCE = 1
"""One message for an invocation: a slow export, command or account cannot take its neighbours' time, and a
time-out costs nobody else a receive. Invocations are far cheaper than that."""

EXPORTS_AT_ONCE = 5
"""How many exports are worked on at a time, all merchants together."""

COMMANDS_AT_ONCE = 5
"""How many commands are carried out at a time: the bound of what the gateway has to bear from us."""

SYNCS_AT_ONCE = 10
"""How many atriga accounts are read at a time. 25,000 quiet accounts are some eight runs in a second; five at a time
would just keep up (tests/simulation/test_a_day_of_planning.py), and these reads load the gateway too."""

RECEIVES_BEFORE_DEAD_LETTER = 5
"""Known troubles are delayed by the functions themselves; five failures are a cause that nobody knows yet."""

VISIBILITY_FACTOR = 6
"""A message stays hidden six times as long as its function may run, as AWS advises, so that no second
invocation starts on it while throttled first attempts are still being repeated."""

MESSAGE_RETENTION = Duration.days(4)
DEAD_LETTER_RETENTION = Duration.days(14)
"""A dead letter's age counts from its first queueing: 14 days leave at least ten for finding the cause."""

REQUESTS_PER_SECOND = 50
REQUESTS_AT_ONCE = 100
"""Far above what merchants cause. Where a foreign system is slow for all of them, they could use up the account's
concurrency, which an alarm of each function tells."""

SCHEDULE_RETRIES = 2
SCHEDULE_EVENT_AGE = Duration.minutes(5)
"""A tick that cannot be delivered is not worth more: the next one finds the same work."""

PLANNER_RETRIES = 1

LONGEST_SILENCE = Duration.minutes(15)
"""After so long without a run of what is scheduled somebody has to look."""

ALARM_PERIOD = Duration.minutes(5)


def schedule_interval(stage: Stage) -> Duration:
    """Return how often the planner runs: every minute where a person watches, else every five."""
    return Duration.minutes(1) if stage is Stage.LOCAL else Duration.minutes(5)


def mailer_interval(stage: Stage) -> Duration:
    """Return how often mails are sent, which is what "at once" means; each mail holds what happened since."""
    return schedule_interval(stage)


def watch_pause(stage: Stage) -> Duration:
    """Return after which time the orders of fresh cases are read again: each reading costs requests at DreamRobot."""
    return Duration.seconds(30) if stage is Stage.LOCAL else Duration.hours(4)


def shortest_sync_pause(stage: Stage) -> Duration:
    """Return how long an account rests at least: half a tick, so that the next tick finds it due."""
    return Duration.seconds(schedule_interval(stage).to_seconds() / 2)


def longest_sync_pause(stage: Stage) -> Duration:
    """Return how long a quiet account rests at most: an hour, so that nothing is told later than that."""
    return shortest_sync_pause(stage) if stage is Stage.LOCAL else Duration.hours(1)


def longest_sync_pause_with_push(stage: Stage) -> Duration:
    """Return the same where the gateway tells of changes by itself: the watch of the orders needs a few runs a day."""
    return shortest_sync_pause(stage) if stage is Stage.LOCAL else Duration.hours(4)


def log_retention(stage: Stage) -> RetentionDays:
    """Return how long logs are kept: long enough to follow up a merchant's complaint, no longer."""
    return RetentionDays.THREE_MONTHS if stage is Stage.PROD else RetentionDays.TWO_WEEKS
