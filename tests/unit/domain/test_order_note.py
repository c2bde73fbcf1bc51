from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.domain.orders.order_note import BEGIN, END, merchant_text, write_own_lines
from shared.domain.plain_text import clean

FIRST = "Aktenzeichen 4711: in Bearbeitung (24.11.2026)"
OWN = f"{BEGIN}{FIRST}{END}"
LATER = "Aktenzeichen 4711: bezahlt (30.11.2026)"
OWN_LATER = f"{BEGIN}{LATER}{END}"

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=30)
"""Any characters, halves of characters included."""

PIECES = st.sampled_from(
    [
        "\r\n",
        "\n",
        "\r",
        " ",
        "abc",
        OWN,
        BEGIN,
        END,
        f"{BEGIN}{END}",
        "[atriga]",
        "\u2028",
        "\x85",
        "\x0b",
        "😀",
        "\ud83d",
    ]
)

NOTES = ANY_TEXT | st.lists(PIECES | ANY_TEXT, max_size=12).map("".join)
"""Notes of merchants, with and without own lines, whole and in pieces."""

WRITTEN = st.lists(ANY_TEXT, max_size=3)


@pytest.mark.parametrize(
    ("note", "written"),
    [
        ("", OWN),
        ("Kunde anrufen", f"Kunde anrufen\n{OWN}"),
        ("Kunde anrufen\n", f"Kunde anrufen\n{OWN}\n"),
        ("Kunde\r\nanrufen", f"Kunde\r\nanrufen\r\n{OWN}"),
        ("Kunde anrufen  \n\n", f"Kunde anrufen  \n\n{OWN}\n"),
        ("Kunde\ranrufen", f"Kunde\ranrufen\n{OWN}"),
    ],
)
def test_a_first_line_is_put_at_the_end(note: str, written: str) -> None:
    assert write_own_lines(note, [FIRST]) == written
    assert merchant_text(written) == note


@pytest.mark.parametrize("frame", ["{}", "abc\n{}", "{}\nabc", "a\r\n{}\r\nb\r\n", "a\n\n{}\n\n", "  \n{}\n\t"])
def test_a_later_line_takes_the_place_of_the_first(frame: str) -> None:
    assert write_own_lines(frame.format(OWN), [LATER]) == frame.format(OWN_LATER)


def test_own_lines_that_were_torn_apart_come_together_at_the_first() -> None:
    assert write_own_lines(f"{OWN}\nabc\n{OWN}\nxyz", [FIRST, LATER]) == f"{OWN}\n{OWN_LATER}\nabc\nxyz"


def test_without_texts_all_own_lines_go_and_the_note_is_as_before() -> None:
    for note in ("", "abc", "abc\n", "abc\r\n\r\n"):
        assert write_own_lines(write_own_lines(note, [FIRST, LATER]), []) == note


@pytest.mark.parametrize(
    "line",
    [
        "atriga angerufen",
        "[atriga]",
        "[atriga] selbst geschrieben",
        "selbst geschrieben [/atriga]",
        f" {OWN}",
        f"{OWN}.",
        f"siehe {OWN}",
        "[atriga] [/atriga]",
        f"{BEGIN}{END}",
        OWN.upper(),
    ],
)
def test_a_line_that_is_not_marked_at_both_ends_is_the_merchants(line: str) -> None:
    note = f"vorher\n{line}\nnachher"
    assert merchant_text(note) == note
    assert write_own_lines(note, [LATER]) == f"{note}\n{OWN_LATER}"


def test_a_text_becomes_one_line_whatever_it_holds() -> None:
    written = write_own_lines("abc", ["eins\r\nzwei\u2028drei\x85vier\r", "", " \n"])
    assert written == f"abc\n{BEGIN}eins zwei drei vier{END}"


@given(NOTES)
def test_a_note_without_own_lines_is_the_merchants_text_whole(note: str) -> None:
    if BEGIN not in note:
        assert merchant_text(note) == note


@given(NOTES, st.lists(WRITTEN, min_size=10, max_size=10))
@example("abc\r" + OWN + "\n\nxyz", [["a"]] * 10)
@example(OWN + "\r" + OWN + "\n\n", [["a"]] * 10)
@example("abc\r" + OWN + "\n\n" + OWN, [["a"], [], ["b", "c"], ["d"]])
def test_a_merchants_text_is_the_same_after_ten_write_backs(note: str, write_backs: list[list[str]]) -> None:
    before = merchant_text(note)
    for texts in write_backs:
        note = write_own_lines(note, texts)
        assert merchant_text(note) == before
    assert write_own_lines(note, []) == before
    assert json.loads(json.dumps(before)) == before


@given(NOTES, WRITTEN)
def test_writing_the_same_again_changes_nothing(note: str, texts: list[str]) -> None:
    once = write_own_lines(note, texts)
    assert write_own_lines(once, texts) == once


@given(NOTES, WRITTEN)
def test_what_was_written_stands_in_the_note_line_by_line(note: str, texts: list[str]) -> None:
    lines = re.split("\r\n|\n|\r", write_own_lines(note, texts))
    for text in filter(None, map(clean, texts)):
        assert f"{BEGIN}{text}{END}" in lines
