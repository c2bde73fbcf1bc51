"""The figures of a merchant cost the same however many cases there are: requests and bytes are counted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.store.figures import FOLDED_AT_ONCE, FiguresRepository
from tests.many_cases import MERCHANT, START, fill

LATER = START + timedelta(days=3650)
BYTES_OF_FEW_UNITS = 40_000


@pytest.mark.parametrize("cases", [1000, 5000])
def test_reading_takes_three_requests_and_few_units(cases: int) -> None:
    client = fill(cases)[0]
    figures = FiguresRepository(client.table(), MERCHANT)
    folds = 0
    while figures.fold(LATER):
        folds += 1
    assert folds == 1 + cases // FOLDED_AT_ONCE
    client.requests.clear()
    client.sizes.clear()
    figures.read()
    assert client.requests == ["GetItem", "Query", "GetItem"]
    assert sum(client.sizes) < BYTES_OF_FEW_UNITS
