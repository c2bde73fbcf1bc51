from __future__ import annotations

from typing import Any

import pytest

from sandbox.demo.report import describe_transfers, draw_bar, format_blocked, format_cases


def make_case(number: str | None, transfer: str, **more: Any) -> dict[str, Any]:
    return {
        "case_number": number,
        "orders": ["701001_2026_09"],
        "debtor_name": "Jana Birkenfeld",
        "total": "110.70",
        "currency": "EUR",
        "transfer": transfer,
        "rejection": None,
        "status_text": "Angenommen",
        **more,
    }


@pytest.mark.parametrize(("done", "share"), [(0, 0), (1, 10), (2, 20), (4, 40)])
def test_the_bar_fills_in_proportion(done: int, share: int) -> None:
    bar = draw_bar(done, 4)
    assert bar.count("#") == share
    assert bar.endswith(f"{done} of 4")


def test_a_bar_of_nothing_is_full() -> None:
    assert draw_bar(0, 0).count(".") == 0


def test_each_case_has_a_row_below_the_titles_accepted_ones_first() -> None:
    rejection = {"code": "undeliverable", "text": "Die Anschrift ist nicht zustellbar."}
    table = format_cases([make_case("AT-2", "rejected", rejection=rejection), make_case("AT-1", "accepted")])
    titles, _, accepted, rejected = table.splitlines()
    assert titles.startswith("file number")
    assert accepted.startswith("AT-1")
    assert accepted.endswith("Angenommen")
    assert rejected.startswith("AT-2")
    assert rejected.endswith("Die Anschrift ist nicht zustellbar.")


def test_a_case_without_a_file_number_or_status_is_shown_as_such() -> None:
    row = format_cases([make_case(None, "unknown", status_text=None)]).splitlines()[-1]
    assert row.split() == ["-", "701001_2026_09", "Jana", "Birkenfeld", "110.70", "EUR", "unknown"]


def test_columns_stand_below_their_titles_however_long_a_name_is() -> None:
    table = format_cases([make_case("AT-1", "accepted", debtor_name="Müller " * 20), make_case("AT-2", "accepted")])
    titles, _, *rows = table.splitlines()
    assert [row.index("accepted") for row in rows] == [titles.index("state")] * 2
    assert "…" in rows[0]


def test_a_kept_out_order_is_listed_with_every_block_and_no_mere_warning() -> None:
    findings = [
        {"code": "paid", "severity": "block", "text": "Der Auftrag ist bezahlt."},
        {"code": "parked", "severity": "warning", "text": "Der Auftrag ist geparkt."},
        {"code": "below_minimum", "severity": "block", "text": "Der Betrag ist zu klein."},
    ]
    items = [
        {"order_id": "1", "state": "blocked", "findings": findings},
        {"order_id": "2", "state": "handed_over", "findings": findings},
    ]
    rows = format_blocked(items).splitlines()[2:]
    assert [row.split()[:2] for row in rows] == [["1", "paid"], ["1", "below_minimum"]]


def test_counts_are_said_in_words() -> None:
    cases = [make_case("AT-1", "accepted"), make_case("AT-2", "rejected"), make_case("AT-3", "accepted")]
    assert describe_transfers(cases) == "2 accepted, 1 rejected"
