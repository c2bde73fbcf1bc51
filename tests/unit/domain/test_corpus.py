"""The labelled corpus is read as well as the figures promise."""

from __future__ import annotations

import pytest

from tests.corpus import measure_corpus

LEAST_SHARES = {
    "street and house number": 0.99,
    "person or company": 0.99,
    "first and last name": 0.97,
    "name of a company": 0.97,
    "addition": 0.97,
    "unknowable and not claimed": 1,
    "nothing wrong and unmarked": 1,
}
"""The least share of rows that has to be right, for each measure of :mod:`tests.corpus`."""

MEASURED = {accuracy.measure: accuracy for accuracy in measure_corpus()}


@pytest.mark.parametrize("measure", LEAST_SHARES)
def test_the_corpus_is_read_as_well_as_promised(measure: str) -> None:
    accuracy = MEASURED[measure]

    assert accuracy.share >= LEAST_SHARES[measure], "\n".join([str(accuracy), *accuracy.failures])


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert MEASURED["street and house number"].rows >= 350
    assert MEASURED["first and last name"].rows >= 240
