"""How long a page of the case table takes with 100,000 cases, against 1,000, in the same run."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from tests.many_cases import RARE, VIEWS, fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.domain.cases.case_view import CaseView
    from shared.store.case_table import CaseTableRepository
    from tests.fast_dynamodb import FastDynamoDB

FEW, MANY = 1_000, 100_000
HIGHEST_RATIO = 1.3
PAGE = 50
RUNS = 25


def show_case_table(show: Callable[[str], None]) -> None:
    """Print for each view the time and the requests of its first page, with few cases and with many.

    The tables are in memory, so the times are those of the app's own work; what DynamoDB adds to each request does
    not grow with the number of cases, and the requests are counted.
    """
    few, many = fill(FEW), fill(MANY)
    for name, view in {**VIEWS, "nothing fits, as far as it looks": RARE}.items():
        pairs = [(_time(few[1], view), _time(many[1], view)) for _ in range(RUNS)]
        seconds = tuple(statistics.median(times) for times in zip(*pairs, strict=True))
        requests = [_count(table, view) for table in (few, many)]
        ratio = seconds[1] / seconds[0]
        verdict = "" if ratio <= HIGHEST_RATIO or view is RARE else f", OVER {HIGHEST_RATIO}"
        show(
            f"{name:32}  {seconds[0] * 1000:6.2f} ms with {FEW:,} cases, {seconds[1] * 1000:6.2f} ms with {MANY:,}, "
            f"{ratio:.2f} times{verdict}; {requests[0]} and {requests[1]} requests"
        )


def _time(repository: CaseTableRepository, view: CaseView) -> float:
    start = time.perf_counter()
    repository.read(view, PAGE)
    return time.perf_counter() - start


def _count(table: tuple[FastDynamoDB, CaseTableRepository], view: CaseView) -> int:
    client, repository = table
    client.requests.clear()
    repository.read(view, PAGE)
    return len(client.requests)
