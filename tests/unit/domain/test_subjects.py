"""The subject of a claim: quantity and name of the lines, never longer than allowed, never cut inside a word."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.orders.order import Order, OrderLine
from shared.domain.orders.subjects import LONGEST_SUBJECT, describe_lines
from shared.domain.plain_text import clean
from tests.unit.domain.orders import make_order


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        ([("Lampe", "2"), ("Kabel", "1")], "2 x Lampe; 1 x Kabel"),
        ([("Stoff", "1.50")], "1,5 x Stoff"),
        ([("Stoff", "10")], "10 x Stoff"),
        ([("Lampe", None)], "Lampe"),
        ([("Lampe", "-1")], "Lampe"),
        ([("Lampe", "1E+999999")], "Lampe"),
        ([("Lampe", "1E-999999")], "Lampe"),
        ([("Lampe", "1"), ("Storniert", "0")], "1 x Lampe"),
        ([(" Lampe\n rot\t", "1")], "1 x Lampe rot"),
        ([("Lampe", "1"), (None, "1")], "1 x Lampe …"),
        ([("4711", "1")], "1 x 4711"),
        ([("---", "1")], None),
        ([], None),
    ],
)
def test_the_subject_says_quantity_and_name(lines: list[tuple[str | None, str | None]], subject: str | None) -> None:
    order = make_order(
        lines=tuple(OrderLine(name=name, quantity=None if of is None else Decimal(of)) for name, of in lines)
    )

    assert describe_lines(order) == subject


def test_a_subject_of_just_the_length_is_not_cut() -> None:
    name = "L" * (LONGEST_SUBJECT - len("1 x "))

    assert describe_lines(_order_of(name)) == f"1 x {name}"


def test_a_longer_subject_ends_after_a_whole_word_with_a_mark() -> None:
    subject = describe_lines(_order_of("Lampe " * 60))

    assert subject is not None
    assert len(subject) <= LONGEST_SUBJECT
    assert subject.endswith("Lampe …")


def test_a_quantity_never_stands_at_the_end_without_its_name() -> None:
    subject = describe_lines(_order_of("A" * 235, "B" * 100))

    assert subject == f"1 x {'A' * 235} …"


def test_a_name_of_one_endless_word_gives_way_to_a_neutral_subject() -> None:
    assert describe_lines(_order_of("L" * 300)) == "Bestellung 473_2026_09 vom 01.09.2026"


# A semicolon may as well be the end of a line.
NAMES = st.text(alphabet=st.characters(exclude_characters=";"), max_size=120)


@given(names=st.lists(NAMES, min_size=1, max_size=8))
def test_no_subject_is_too_long_or_holds_a_word_that_no_line_has(names: list[str]) -> None:
    subject = describe_lines(_order_of(*names)) or ""

    words = {word for name in names for word in (clean(name) or "").split()}
    own_words = {"1", "x", "…", "Bestellung", "473_2026_09", "vom", "01.09.2026"}
    assert len(subject) <= LONGEST_SUBJECT
    assert set(subject.replace("; ", " ").split()) <= words | own_words


def _order_of(*names: str) -> Order:
    return make_order(lines=tuple(OrderLine(name=name, quantity=Decimal(1)) for name in names))
