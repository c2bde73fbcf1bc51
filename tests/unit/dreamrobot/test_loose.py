from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from shared.dreamrobot.loose import LooseObject
from tests.unit.damage import JSON_VALUES

UNSET: list[object] = [None, "", "   ", []]


def a(value: object) -> LooseObject:
    return LooseObject({"field": value})


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (119, "119"),
        (Decimal("119.00"), "119.00"),
        ("119.00", "119.00"),
        (" -4.90 ", "-4.90"),
        ("0", "0"),
        (Decimal("1E+2"), "100"),
        (Decimal("119.09999999999999431"), "119.1"),
        ("0.1000000000000000055", "0.1"),
        (Decimal("1E-999999999"), "0"),
    ],
)
def test_a_number_is_read_exactly(value: object, number: str) -> None:
    loose = a(value)
    assert loose.number("field") == Decimal(number)
    assert loose.unreadable == []


@pytest.mark.parametrize(
    "value",
    [
        *["abc", "12,50", "1.234,56", "1e5", "--1", "+1", ".5", "\N{ARABIC-INDIC DIGIT THREE}", True, [1], {"a": 1}],
        *["1" * 16, 10**15, 10**40, Decimal("1E+999999999"), Decimal("1E+15")],
    ],
)
def test_a_number_that_makes_no_sense_is_not_known_and_noted(value: object) -> None:
    loose = a(value)
    assert loose.number("field") is None
    assert loose.unreadable == ["field"]


@pytest.mark.parametrize(
    ("value", "raised"),
    [
        (1, True),
        ("1", True),
        (True, True),
        (" TRUE ", True),
        (0, False),
        ("0", False),
        (False, False),
        ("false", False),
    ],
)
def test_a_flag_is_read(value: object, raised: object) -> None:
    loose = a(value)
    assert loose.flag("field") is raised
    assert loose.unreadable == []


@pytest.mark.parametrize("value", [2, -1, "yes", "10", [0], {"is": 1}])
def test_a_flag_that_makes_no_sense_is_not_raised_and_noted(value: object) -> None:
    loose = a(value)
    assert loose.flag("field") is False
    assert loose.unreadable == ["field"]


@pytest.mark.parametrize("value", ["2026-05-04", "2026-05-04 23:59:59", "2026-05-04T00:00:00+02:00", " 2026-05-04 "])
def test_a_day_is_read_as_it_is_written(value: str) -> None:
    loose = a(value)
    assert loose.day("field") == date(2026, 5, 4)
    assert loose.unreadable == []


@pytest.mark.parametrize("value", ["0000-00-00", "0000-00-00 00:00:00"])
def test_a_day_of_zeros_is_not_set(value: str) -> None:
    loose = a(value)
    assert loose.day("field") is None
    assert loose.unreadable == []


@pytest.mark.parametrize(
    "value",
    [
        "04.05.2026",
        "2026-13-01",
        "2026-02-30",
        "2026-5-4",
        "20260504",
        20260504,
        "2026-05-0\N{ARABIC-INDIC DIGIT FOUR}",
    ],
)
def test_a_day_that_makes_no_sense_is_not_known_and_noted(value: object) -> None:
    loose = a(value)
    assert loose.day("field") is None
    assert loose.unreadable == ["field"]


@pytest.mark.parametrize(("value", "text"), [(" Jörg ", "Jörg"), (22014, "22014"), (0, "0"), (-5, "-5")])
def test_a_text_is_read_without_the_blanks_around_it(value: object, text: str) -> None:
    loose = a(value)
    assert loose.text("field") == text
    assert loose.unreadable == []


@pytest.mark.parametrize("value", [True, Decimal("1.5"), ["a"], {"a": "b"}, 10**40, "half \ud800"])
def test_a_text_that_makes_no_sense_is_not_known_and_noted(value: object) -> None:
    loose = a(value)
    assert loose.text("field") is None
    assert loose.unreadable == ["field"]


@pytest.mark.parametrize("value", [0, "0", " 0 "])
def test_an_id_of_zero_is_none(value: object) -> None:
    assert a(value).identifier("field") is None


def test_a_code_is_read_in_capitals() -> None:
    loose = a("eur")
    assert loose.code("field", "[A-Z]{3}") == "EUR"
    assert loose.unreadable == []


@pytest.mark.parametrize("value", [1, "€", "EURO", "EUR EUR"])
def test_a_code_of_another_shape_is_not_known_and_noted(value: object) -> None:
    loose = a(value)
    assert loose.code("field", "[A-Z]{3}") is None
    assert loose.unreadable == ["field"]


@pytest.mark.parametrize("value", UNSET)
def test_what_is_not_set_is_not_known_and_not_noted(value: object) -> None:
    loose = a(value)
    assert loose.text("field") is None
    assert loose.identifier("field") is None
    assert loose.code("field", ".*") is None
    assert loose.number("field") is None
    assert loose.day("field") is None
    assert loose.flag("field") is False
    assert loose.part("field").is_empty
    assert loose.parts("field") == []
    assert loose.unreadable == []


def test_a_part_that_is_no_object_is_empty_and_noted() -> None:
    loose = a("an address in one line")
    assert loose.part("field").is_empty
    assert loose.unreadable == ["field"]


def test_a_php_list_with_gaps_is_a_list() -> None:
    parts = a({"0": {"name": "first"}, "2": {"name": "third"}}).parts("field")
    assert parts is not None
    assert [part.text("name") for part in parts] == ["first", "third"]


@pytest.mark.parametrize("value", ["a", 1, {"name": "no list"}])
def test_what_is_no_list_is_no_empty_list(value: object) -> None:
    loose = a(value)
    assert loose.parts("field") is None
    assert loose.unreadable == ["field"]


def test_a_missing_list_is_no_empty_list() -> None:
    assert LooseObject({}).parts("field") is None


def test_a_path_leads_through_parts_and_lists() -> None:
    loose = LooseObject({"customer": {"address": {"zip": True}}, "line": [{"price": "1"}, {"price": "?"}, 7]})
    loose.part("customer").part("address").text("zip")
    for line in loose.parts("line") or ():
        line.number("price")
    assert loose.unreadable == ["customer.address.zip", "line.2", "line.1.price"]


@given(JSON_VALUES)
def test_nothing_raises_whatever_stands_in_a_field(value: Any) -> None:
    loose = a(value)
    readings = [
        loose.text("field"),
        loose.identifier("field"),
        loose.code("field", "[A-Z]{2}"),
        loose.number("field"),
        loose.day("field"),
        loose.part("field").text("field"),
        loose.parts("field"),
    ]
    assert loose.flag("field") in {True, False}
    assert len(readings) == 7
