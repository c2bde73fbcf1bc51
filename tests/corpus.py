"""The labelled corpus of addresses and names in ``tests/data``, and how well the code reads it.

Every row is invented. ``right_...`` columns hold what a careful person reads; ``?`` means that nobody can know.
The column ``set`` tells the rows that the rules were written against (``tuning``) from those that were first
measured (``held_out``): a third of the first 605 rows, drawn by lot, and all that came later, which were written
and labelled before any code read them. Held-out rows that were misread have since been looked into as well.

The measure, so that nothing flatters it:

* A part is right only where it is given and equals the label; a row that is blocked or left unanswered is **not**
  right. White space inside a house number and punctuation in an addition do not count.
* Rows that cannot be known add nothing to an accuracy. They are right where the code does not answer, or marks its
  answer as a guess, and are counted apart.
* A reading is **wrong and unmarked** where it differs from the label and nothing marks it as a guess. So is every
  claim that somebody is a consumer or a business who is not, guess or no guess, since that is handed over as a
  fact.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shared.domain.addresses.billing_addresses import AddressReading, read_address
from shared.domain.orders.order import OrderAddress
from shared.domain.parties.party_names import read_party_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from shared.domain.parties.party_name import PartyName

DATA = Path(__file__).resolve().parent / "data"
# What a line consists of that tempts a pattern to try every way to split it.
REPEATED_PARTS = (
    *("1", "1 ", "a ", "1/", "12 a-", "Nr. ", "St. ", "c/o ", "3. OG ", ", ", "("),
    *("von ", "Dr. ", "GmbH ", "& ", "\0", "ß1"),
)
UNKNOWABLE = "?"
TUNING, HELD_OUT = "tuning", "held_out"

Row = dict[str, str]


@dataclass(frozen=True)
class Accuracy:
    """How many of the rows that a measure looks at are right, and which are not."""

    measure: str
    rows: int
    failures: tuple[str, ...]

    @property
    def right(self) -> int:
        return self.rows - len(self.failures)

    @property
    def share(self) -> float:
        return self.right / self.rows

    def __str__(self) -> str:
        return f"{self.measure:32}  {self.share:7.2%}  {self.right} of {self.rows}"


class ReadStreet(NamedTuple):
    """A row with what the code reads in it."""

    row: Row
    read: AddressReading

    @property
    def is_knowable(self) -> bool:
        return self.row["right_house_number"] != UNKNOWABLE

    @property
    def is_answered(self) -> bool:
        return self.read.house_number is not None

    @property
    def is_right(self) -> bool:
        right = self.row["right_street"], _without_space(self.row["right_house_number"])
        return self.is_answered and (self.read.street, _without_space(self.read.house_number or "")) == right

    @property
    def has_right_addition(self) -> bool:
        right = self.row["right_addition"]
        return right == UNKNOWABLE or _signs(self.read.addition or "") == _signs(right)

    @property
    def is_wrong_and_unmarked(self) -> bool:
        return self.is_answered and not self.is_right and not self.read.split_is_guess


class ReadName(NamedTuple):
    """A row with what the code reads in it."""

    row: Row
    read: PartyName

    @property
    def kind(self) -> str | None:
        if self.read.company:
            return "company"
        return "person" if self.read.is_usable or self.read.names_several_people else None

    @property
    def has_knowable_kind(self) -> bool:
        return self.row["right_kind"] != UNKNOWABLE

    @property
    def names_a_knowable_person(self) -> bool:
        return self.row["right_last_name"] not in ("", UNKNOWABLE)

    @property
    def is_knowable(self) -> bool:
        return self.has_knowable_kind and self.row["right_last_name"] != UNKNOWABLE

    @property
    def is_marked(self) -> bool:
        return self.read.is_guess or not self.read.is_usable

    @property
    def has_right_kind(self) -> bool:
        return self.kind == self.row["right_kind"]

    @property
    def has_right_person(self) -> bool:
        right = self.row["right_first_name"], self.row["right_last_name"]
        return (self.read.first_name or "", self.read.last_name or "") == right

    @property
    def has_right_company(self) -> bool:
        return (self.read.company or "") == self.row["right_company"]

    @property
    def has_right_addition(self) -> bool:
        right = self.row["right_addition"]
        return right == UNKNOWABLE or _signs(self.read.addition or "") == _signs(right)

    @property
    def claims_a_wrong_kind(self) -> bool:
        """Whether consumer or business is handed over as a fact and is none."""
        right = self.row["right_kind"]
        return (self.read.has_legal_form and right != "company") or (self.read.is_clear_person and right != "person")

    @property
    def is_wrong_and_unmarked(self) -> bool:
        is_right = self.is_knowable and self.has_right_kind and self.has_right_person and self.has_right_company
        return self.claims_a_wrong_kind or not (is_right or self.is_marked)


type ReadRow = ReadStreet | ReadName


def read_streets(*sets: str) -> list[ReadStreet]:
    """Read the addresses of these sets (all without one) as the app does."""
    return [
        ReadStreet(
            row, read_address(OrderAddress(street=row["street"], street_2=row["street_2"], country_code=row["country"]))
        )
        for row in _rows("street_lines.csv", sets)
    ]


def read_names(*sets: str) -> list[ReadName]:
    """Read the names of these sets (all without one) as the app does."""
    return [ReadName(row, read_party_name(row["name"], row["name_2"])) for row in _rows("name_lines.csv", sets)]


def measure_corpus(*sets: str) -> list[Accuracy]:
    """Measure what the module's docstring describes."""
    streets, names = read_streets(*sets), read_names(*sets)
    knowable = [street for street in streets if street.is_knowable]
    persons = [name for name in names if name.names_a_knowable_person]
    companies = [name for name in names if name.row["right_kind"] == "company"]
    rows: list[ReadRow] = [*streets, *names]
    with_addition = [row for row in rows if row.is_knowable or isinstance(row, ReadName)]
    with_addition = [row for row in with_addition if row.row["right_addition"] not in ("", UNKNOWABLE)]
    unknowable = [row for row in rows if not row.is_knowable]
    return [
        _measure("street and house number", knowable, lambda street: street.is_right),
        _measure(
            "person or company", (name for name in names if name.has_knowable_kind), lambda name: name.has_right_kind
        ),
        _measure("first and last name", persons, lambda name: name.has_right_person),
        _measure("name of a company", companies, lambda name: name.has_right_company),
        _measure("addition", with_addition, lambda row: row.has_right_addition),
        _measure("person read without a guess", persons, lambda name: name.has_right_person and not name.is_marked),
        _measure("unknowable and not claimed", unknowable, lambda row: not row.is_wrong_and_unmarked),
        _measure("nothing wrong and unmarked", rows, lambda row: not row.is_wrong_and_unmarked),
    ]


def _measure[Read: ReadRow](measure: str, rows: Iterable[Read], is_right: Callable[[Read], bool]) -> Accuracy:
    looked_at = list(rows)
    failures = [_describe(row) for row in looked_at if not is_right(row)]
    return Accuracy(measure, len(looked_at), tuple(failures))


def _describe(row: ReadRow) -> str:
    given = {name: value for name, value in row.row.items() if value}
    return f"{given} was read as {row.read}"


def _rows(file: str, sets: tuple[str, ...]) -> list[Row]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines, delimiter=";") if not sets or row["set"] in sets]


def _without_space(text: str) -> str:
    return "".join(text.split())


def _signs(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
