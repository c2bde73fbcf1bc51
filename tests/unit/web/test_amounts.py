from __future__ import annotations

from decimal import Decimal

import pytest

from shared.domain.account import Locale
from shared.web.presentation.amounts import parse_amount, write_amount

DE, EN = Locale.GERMAN, Locale.ENGLISH


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0", "0"),
        ("5", "5"),
        ("5,5", "5.5"),
        ("5.5", "5.5"),
        ("5,50", "5.50"),
        ("5.50", "5.50"),
        ("1234,50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567,8", "1234567.8"),
        (" 12,50 € ", "12.50"),
        ("EUR 12.50", "12.50"),
        ("1\N{NO-BREAK SPACE}234,50", "1234.50"),
    ],
)
def test_comma_and_point_are_understood_in_both_languages(typed: str, amount: str, locale: Locale) -> None:
    assert parse_amount(typed, locale) == Decimal(amount)


def test_three_digits_after_one_sign_are_a_group_only_where_the_language_groups_so() -> None:
    assert parse_amount("1.234", DE) == Decimal(1234)
    assert parse_amount("1,234", EN) == Decimal(1234)
    assert parse_amount("1.234.567", DE) == Decimal(1234567)
    for typed, locale in (("1,234", DE), ("1.234", EN), ("1,234,567", DE)):
        with pytest.raises(ValueError, match="no amount"):
            parse_amount(typed, locale)


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize(
    "typed",
    ["", "-1", "+1", "1,234,56", "1.2.3", "12.34,56", "1,2345", "1e3", "NaN", "Infinity", ",50", "5,", "1" * 13, "١٢"],
)
def test_what_is_no_amount_or_could_be_two_is_refused(typed: str, locale: Locale) -> None:
    with pytest.raises(ValueError, match="no amount"):
        parse_amount(typed, locale)


def test_an_amount_is_written_the_way_it_is_typed() -> None:
    assert write_amount(Decimal("1234.5"), DE) == "1234,50"
    assert write_amount(Decimal("1234.5"), EN) == "1234.50"
