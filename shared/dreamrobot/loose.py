"""Reading DreamRobot's loose values: each comes out in its one type, or as not known, and nothing raises.

Not known is ``None``. Where a value was there and made no sense, its path (``line.0.price``) is noted
besides; where none was set (missing, null, empty, ``0000-00-00``, an empty PHP array in place of an
object) it is not. No value is guessed: ``12,50`` is no number and ``01.05.2026`` no day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeGuard

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,30})?")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})([T ].*)?", re.DOTALL)
_UNSET_DAY = "0000-00-00"
_FLAGS: dict[bool, tuple[object, ...]] = {True: (True, 1, "1", "true"), False: (False, 0, "0", "false")}
_LARGEST_NUMBER = Decimal(10) ** 15
_TEN_DECIMALS = Decimal("1E-10")


class LooseObject:
    """A JSON object whose fields are read one by one; all its parts note what is unreadable in one list."""

    def __init__(self, value: object, path: str = "", unreadable: list[str] | None = None) -> None:
        self.unreadable = [] if unreadable is None else unreadable
        self._path = path
        self._fields: Mapping[object, object] = {}
        if isinstance(value, Mapping):
            self._fields = value
        elif not _is_unset(value):
            self.unreadable.append(path)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not self._fields

    def holds(self, path: str) -> bool:
        """Whether there is a field of this path (``status.is_paid``), whatever stands in it."""
        name, _, rest = path.partition(".")
        return name in self._fields and (not rest or LooseObject(self._fields[name]).holds(rest))

    def as_root(self) -> LooseObject:
        """Return the same object, noting what is unreadable by itself."""
        return LooseObject(self._fields)

    def text(self, name: str) -> str | None:
        """Read a text; a whole number counts as its digits."""
        value = self._fields.get(name)
        if _is_whole_number(value) and abs(value) < _LARGEST_NUMBER:
            return str(value)
        if isinstance(value, str) and _is_unicode(value):
            return value.strip() or None
        self._note(name, value)
        return None

    def verbatim(self, name: str) -> str | None:
        """Read a text as it stands, with every blank, to be written back; ``None`` where it is missing or no text.

        An explicit null is an empty text here: somebody asked and there is none.
        """
        value = self._fields.get(name, [])
        if value is None or isinstance(value, str):
            return value or ""
        self._note(name, value)
        return None

    def identifier(self, name: str) -> str | None:
        """Read an id or a number of a document; zero is DreamRobot's way to say that there is none (assumed)."""
        text = self.text(name)
        return None if text == "0" else text

    def code(self, name: str, pattern: str) -> str | None:
        """Read a text in capitals that fits ``pattern`` as a whole."""
        text = self.text(name)
        if text is None or re.fullmatch(pattern, text.upper()):
            return text and text.upper()
        self._note(name, text)
        return None

    def number(self, name: str) -> Decimal | None:
        """Read a number below 10**15, exact to ten decimals; more of them are what is left of a binary fraction."""
        value = self._fields.get(name)
        if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
            value = Decimal(value.strip())
        if _is_whole_number(value) or isinstance(value, Decimal):
            number = Decimal(value)
            # copy_abs, unlike abs, takes exponents of any size.
            if number.copy_abs() < _LARGEST_NUMBER:
                rounded = number.quantize(_TEN_DECIMALS)
                return number if number == rounded else rounded
        self._note(name, value)
        return None

    def flag(self, name: str) -> bool:
        """Read a flag; what is not set or makes no sense counts as not raised."""
        value = self._fields.get(name)
        text = value.strip().lower() if isinstance(value, str) else value
        for meaning, spellings in _FLAGS.items():
            if text in spellings:
                return meaning
        self._note(name, value)
        return False

    def day(self, name: str) -> date | None:
        """Read a day as it is written; a time behind it is not looked at."""
        value = self._fields.get(name)
        found = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is not None and found[1] == _UNSET_DAY:
            return None
        try:
            return date.fromisoformat(found[1] if found else "")
        except ValueError:
            self._note(name, value)
            return None

    def part(self, name: str) -> LooseObject:
        """Read an object; an empty one where there is none."""
        return LooseObject(self._fields.get(name), self._path_of(name), self.unreadable)

    def needed_part(self, name: str) -> LooseObject:
        """Read an object without which the whole means nothing: that there is none, or an empty one, is noted."""
        part = self.part(name)
        path = self._path_of(name)
        if part.is_empty and path not in self.unreadable:
            self.unreadable.append(path)
        return part

    def parts(self, name: str) -> list[LooseObject] | None:
        """Read a list of objects, ``None`` where there is no such field or it is no list.

        PHP writes a list with gaps as an object with numbers for names.
        """
        if name not in self._fields:
            return None
        value = self._fields[name]
        if isinstance(value, Mapping) and all(_is_position(key) for key in value):
            value = list(value.values())
        if _is_unset(value):
            value = []
        if not isinstance(value, list):
            self._note(name, value)
            return None
        path = self._path_of(name)
        return [LooseObject(part, f"{path}.{number}", self.unreadable) for number, part in enumerate(value)]

    def _path_of(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def _note(self, name: str, value: object) -> None:
        if not _is_unset(value):
            self.unreadable.append(self._path_of(name))


def _is_unset(value: object) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _is_unicode(text: str) -> bool:
    """Whether ``text`` can be stored and sent: JSON may hold halves of characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_position(key: object) -> bool:
    return isinstance(key, str) and key.isascii() and key.isdigit()


def _is_whole_number(value: object) -> TypeGuard[int]:
    # To Python, True is the number 1.
    return isinstance(value, int) and not isinstance(value, bool)
