"""Kinds of settings: how a value stands in a form, how it is read from there, and how it stands in the record.

The record keeps values as plain text that is the same in every language; ``show`` turns it into the reader's. In JSON a
value has the type of its kind; ``typed_of`` turns it into what stands in the form, so that both are read the same way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

from pydantic import Field

from shared.web.presentation.amounts import parse_amount, write_amount
from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.domain.account import Locale

type Control = Literal["text", "switch", "lines"]

_WHOLE_NUMBER = re.compile(r"[0-9]{1,6}")
_DECIMAL = r"^[0-9]{1,9}([.][0-9]{1,2})?$"
_ON, _OFF = "on", "off"


class UnusableSettingError(Exception):
    """Raised where what was typed cannot be taken; ``text`` is for the catalogue and ``parameters`` fill it."""

    def __init__(self, text: str, **parameters: str) -> None:
        super().__init__(text)
        self.text = text
        self.parameters = parameters

    def describe(self, locale: Locale) -> str:
        """Say what is wrong and what is possible."""
        return translate(self.text, locale) % self.parameters


class SettingKind[Value, Json](Protocol):
    """One kind of value, and of what it is in JSON."""

    @property
    def control(self) -> Control:
        """What it is typed into."""

    def read(self, typed: str, locale: Locale) -> Value:
        """Read what was typed; UnusableSettingError where it cannot be taken."""

    def write(self, value: Value, locale: Locale) -> str:
        """Write the value the way it stands in the form."""

    def plain(self, value: Value) -> str:
        """Write the value for the record."""

    def show(self, plain: str, locale: Locale) -> str:
        """Write a value of the record for a reader."""

    @property
    def json_type(self) -> object:
        """What the value is in JSON, as pydantic takes it, with those of its bounds that a schema can tell."""

    def to_json(self, value: Value) -> Json:
        """Write the value in JSON."""

    def typed_of(self, sent: Json) -> str:
        """Write a value of the JSON type the way it is typed into an English form."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of the order's currency, zero or more."""

    maximum: Decimal
    control: Control = "text"

    def read(self, typed: str, locale: Locale) -> Decimal:
        """Read an amount with comma or point."""
        try:
            amount = parse_amount(typed, locale)
        except ValueError:
            example = write_amount(Decimal("12.50"), locale)
            text = msgid("Enter an amount such as %(example)s.")
            raise UnusableSettingError(text, example=example) from None
        if amount > self.maximum:
            text = msgid("Enter an amount of at most %(maximum)s.")
            raise UnusableSettingError(text, maximum=write_amount(self.maximum, locale))
        return amount

    def write(self, value: Decimal, locale: Locale) -> str:
        """Write it with two decimals."""
        return write_amount(value, locale)

    def plain(self, value: Decimal) -> str:
        """Write it with a point."""
        return f"{value:.2f}"

    def show(self, plain: str, locale: Locale) -> str:
        """Write it with the reader's sign."""
        return write_amount(Decimal(plain), locale)

    @property
    def json_type(self) -> object:
        """A decimal as text, so that no cent is lost on the way."""
        return Annotated[str, Field(pattern=_DECIMAL)]

    def to_json(self, value: Decimal) -> str:
        """Write it with a point."""
        return self.plain(value)

    def typed_of(self, sent: str) -> str:
        """Write it as it is."""
        return sent


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number within bounds."""

    maximum: int
    minimum: int = 0
    control: Control = "text"

    def read(self, typed: str, locale: Locale) -> int:  # noqa: ARG002 -- digits are the same in both languages
        """Read digits."""
        if not _WHOLE_NUMBER.fullmatch(typed) or not self.minimum <= int(typed) <= self.maximum:
            text = msgid("Enter a whole number from %(minimum)s to %(maximum)s.")
            raise UnusableSettingError(text, minimum=str(self.minimum), maximum=str(self.maximum))
        return int(typed)

    def write(self, value: int, locale: Locale) -> str:  # noqa: ARG002 -- as above
        """Write digits."""
        return str(value)

    def plain(self, value: int) -> str:
        """Write digits."""
        return str(value)

    def show(self, plain: str, locale: Locale) -> str:  # noqa: ARG002 -- as above
        """Write digits."""
        return plain

    @property
    def json_type(self) -> object:
        """A number."""
        return Annotated[int, Field(ge=self.minimum, le=self.maximum)]

    def to_json(self, value: int) -> int:
        """Write a number."""
        return value

    def typed_of(self, sent: int) -> str:
        """Write digits."""
        return str(sent)


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off: a box that is ticked, or not in the form at all."""

    control: Control = "switch"

    def read(self, typed: str, locale: Locale) -> bool:  # noqa: ARG002 -- a box speaks no language
        """Read whether the box was ticked."""
        return typed == _ON

    def write(self, value: bool, locale: Locale) -> str:  # noqa: ARG002, FBT001 -- as above; the kind's own value
        """Write whether the box is ticked."""
        return _ON if value else ""

    def plain(self, value: bool) -> str:  # noqa: FBT001 -- the kind's own value
        """Write ``on`` or ``off``."""
        return _ON if value else _OFF

    def show(self, plain: str, locale: Locale) -> str:
        """Write yes or no."""
        return translate(msgid("yes") if plain == _ON else msgid("no"), locale)

    @property
    def json_type(self) -> object:
        """True or false."""
        return bool

    def to_json(self, value: bool) -> bool:  # noqa: FBT001 -- the kind's own value
        """Write true or false."""
        return value

    def typed_of(self, sent: bool) -> str:  # noqa: FBT001 -- the kind's own value
        """Write whether the box is ticked."""
        return _ON if sent else ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words or phrases, one a line; the same word in another case is the same word."""

    most: int = 200
    longest: int = 80
    control: Control = "lines"

    def read(self, typed: str, locale: Locale) -> tuple[str, ...]:  # noqa: ARG002 -- words are taken as they are
        """Read the lines, each word once and with single spaces."""
        words = _each_once(" ".join(line.split()) for line in typed.splitlines())
        if len(words) > self.most:
            text = msgid("Enter at most %(most)s words.")
            raise UnusableSettingError(text, most=str(self.most))
        if any(len(word) > self.longest for word in words):
            text = msgid("Enter one word or phrase a line, each of at most %(longest)s characters.")
            raise UnusableSettingError(text, longest=str(self.longest))
        return words

    def write(self, value: tuple[str, ...], locale: Locale) -> str:  # noqa: ARG002 -- as above
        """Write one a line."""
        return "\n".join(value)

    def plain(self, value: tuple[str, ...]) -> str:
        """Write one a line."""
        return "\n".join(value)

    def show(self, plain: str, locale: Locale) -> str:  # noqa: ARG002 -- as above
        """Write them in a row."""
        return ", ".join(plain.splitlines())

    @property
    def json_type(self) -> object:
        """A list."""
        return Annotated[list[Annotated[str, Field(max_length=self.longest)]], Field(max_length=self.most)]

    def to_json(self, value: tuple[str, ...]) -> list[str]:
        """Write a list."""
        return list(value)

    def typed_of(self, sent: list[str]) -> str:
        """Write one a line; a line break within one is white space as any other."""
        return "\n".join(" ".join(word.split()) for word in sent)


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for word in words:
        if word:
            first.setdefault(word.casefold(), word)
    return tuple(first.values())
