"""What reading a merchant's figures costs with 100,000 cases, against 1,000: requests, read units and time."""

from __future__ import annotations

import math
import statistics
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.store.figures import FiguresRepository
from tests.many_cases import MERCHANT, START, fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fast_dynamodb import FastDynamoDB

FEW, MANY = 1_000, 100_000
LATER = START + timedelta(days=3650)
RUNS = 25
_UNIT = 4096
"""Bytes of one strongly consistent read unit."""


def show_figures(show: Callable[[str], None]) -> None:
    """Print what the overview, folding and a whole recount cost, with few cases and with many."""
    for count in (FEW, MANY):
        client = fill(count)[0]
        figures = FiguresRepository(client.table(), MERCHANT)
        recounted = _measure(client, lambda: figures.recount(LATER))  # noqa: B023 -- called at once
        folded = _measure(client, lambda: fold_all(figures))  # noqa: B023 -- called at once
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            figures.read()
            times.append(time.perf_counter() - start)
        read = _measure(client, figures.read)
        show(
            f"{'figures of':32}  {count:,} cases: {read}, {statistics.median(times) * 1000:.2f} ms; "
            f"to fold all: {folded}; to recount: {recounted}"
        )


def fold_all(figures: FiguresRepository) -> int:
    """Fold until few differences are left, and return how often it took."""
    folds = 0
    while figures.fold(LATER):
        folds += 1
    return folds


def _measure(client: FastDynamoDB, act: Callable[[], object]) -> str:
    client.requests.clear()
    client.sizes.clear()
    start = time.perf_counter()
    act()
    seconds = time.perf_counter() - start
    told = list(zip(client.requests, client.sizes, strict=True))
    reads = sum(max(math.ceil(size / _UNIT), 1) for name, size in told if name in {"Query", "GetItem"})
    return f"{len(told):,} requests, {reads:,} read units at most, {seconds:.2f} s of own work"
