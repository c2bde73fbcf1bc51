"""The case table as a file."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.account import Locale
from shared.domain.cases.case_row import row_of
from shared.domain.cases.case_view import Column
from shared.domain.cases.mark import CaseNotes
from shared.web.presentation.case_csv import write_csv
from shared.web.presentation.csv_cells import BYTE_ORDER_MARK, defuse
from tests.unit.web.samples import make_case, make_debtor, make_rejected_case

DE, EN = Locale.GERMAN, Locale.ENGLISH
ROW = row_of(make_case())
NOTES = {"case-1": CaseNotes(marks=("Anwalt", "=1+1"))}


def read(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), delimiter=delimiter))


def test_a_german_spreadsheet_reads_it() -> None:
    text = write_csv([ROW], NOTES, tuple(Column), DE)
    assert text.encode().startswith(b"\xef\xbb\xbf")
    head, row = read(text, ";")
    told = dict(zip(head, row, strict=True))
    assert told["Offen"] == "1030,00"
    assert told["Übergeben"] == "24.11.2026 10:30"
    assert told["Schuldner"] == "Wohlfahrt & Söhne GmbH"
    assert told["Abschnitt"] == "Außergerichtlich"
    assert told["Währung"] == "EUR"


def test_an_english_spreadsheet_reads_it() -> None:
    head, row = read(write_csv([ROW], NOTES, tuple(Column), EN), ",")
    told = dict(zip(head, row, strict=True))
    assert Decimal(told["Open"]) == Decimal("1030.00")
    assert told["Last change"] == "2026-11-24 10:30"
    assert told["Marks"] == "Anwalt, =1+1"


def test_only_the_columns_that_are_shown_are_in_it() -> None:
    head, *rows = read(write_csv([row_of(make_rejected_case())], {}, (Column.STATE, Column.NUMBER), DE), ";")
    assert head == ["Stand", "Aktenzeichen", "Währung"]
    assert rows == [["Anschrift nicht zustellbar", "", "EUR"]]


def test_the_last_line_says_where_it_goes_on() -> None:
    text = write_csv([ROW], {}, (Column.NUMBER,), DE, "https://app.example/cases.csv?part=2")
    assert read(text, ";")[-1] == ["https://app.example/cases.csv?part=2"]
    assert text.endswith("\r\n")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_name_is_no_formula(start: str) -> None:
    row = row_of(make_case(debtor=make_debtor(company=f'{start}HYPERLINK("x";"y")')))
    assert read(write_csv([row], {}, (Column.DEBTOR,), DE), ";")[1][0].startswith(f"'{start}")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_every_text_comes_back_out_of_the_file(text: str) -> None:
    row = ROW.model_copy(update={"debtor_name": text})
    for locale, delimiter in ((DE, ";"), (EN, ",")):
        found = read(write_csv([row], {}, (Column.DEBTOR,), locale), delimiter)[1][0]
        assert found == defuse(text)
        assert not found.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
