"""Payouts as a file."""

from __future__ import annotations

import csv
import io

from shared.domain.account import Locale
from shared.web.presentation.csv_cells import BYTE_ORDER_MARK
from shared.web.presentation.payout_csv import write_payouts_csv
from tests.unit.web.inbox_samples import make_kept_payout, make_share

DE, EN = Locale.GERMAN, Locale.ENGLISH


def read(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), delimiter=delimiter))


def test_each_case_of_a_payout_has_a_line_that_a_german_spreadsheet_reads() -> None:
    shares = [make_share(case_number="A-1"), make_share(case_number="A-2", case_id=None)]
    head, first, second = read(write_payouts_csv([(make_kept_payout(), shares)], DE), ";")
    told = dict(zip(head, first, strict=True))
    assert told["Ausgezahlt am"] == "20.11.2026"
    assert told["Auszahlung insgesamt"] == "1234,56"
    assert (told["Aktenzeichen"], told["Für den Fall"], told["Währung"]) == ("A-1", "410,00", "EUR")
    assert second[4] == "A-2"


def test_an_english_spreadsheet_reads_it() -> None:
    head, line = read(write_payouts_csv([(make_kept_payout(), [make_share(case_number="A-1")])], EN), ",")
    told = dict(zip(head, line, strict=True))
    assert (told["Paid out on"], told["Principal"]) == ("2026-11-20", "400.00")


def test_a_payout_without_cases_has_one_line_as_long_as_any() -> None:
    head, line = read(write_payouts_csv([(make_kept_payout(), [])], DE), ";")
    assert len(line) == len(head)
    assert (line[3], line[-1]) == ("1234,56", "EUR")


def test_no_text_of_atriga_is_taken_for_a_formula() -> None:
    evil = "=HYPERLINK(1)"
    payout = make_kept_payout(payout_id=evil, customer_number="+1")
    _, line = read(write_payouts_csv([(payout, [make_share(case_number="@x")])], DE), ";")
    assert (line[1], line[2], line[4]) == ("'+1", f"'{evil}", "'@x")


def test_a_negative_amount_stays_a_number() -> None:
    payout = make_kept_payout(total=make_share().charges.model_copy(update={"cents": -500}))
    _, line = read(write_payouts_csv([(payout, [])], DE), ";")
    assert line[3] == "-5,00"


def test_the_last_line_says_where_it_goes_on() -> None:
    text = write_payouts_csv([], DE, "https://app.example/payouts.csv?cursor=x")
    assert read(text, ";")[-1] == ["https://app.example/payouts.csv?cursor=x"]
