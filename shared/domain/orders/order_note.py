"""The app's own lines in the note of an order, which is the merchant's and DreamRobot overwrites as a whole.

An own line is one that begins with :data:`BEGIN` and ends with :data:`END`. The guarantee: whatever is
written, the merchant's text (:func:`merchant_text`) stays the same character by character, line ends, blanks
and broken characters included, and a line that only mentions atriga is the merchant's.

Where own lines stand already, the new ones take the place of the first; else they are put at the end. A line
break that separates them from the text before them counts as theirs, so that it goes when they go.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from shared.domain.plain_text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

BEGIN = "[atriga] "
END = " [/atriga]"

_LINE_BREAK = re.compile(r"(\r\n|\n|\r)")
"""Only these: other characters that Unicode counts as breaks are text to DreamRobot and to browsers."""


class _Line(NamedTuple):
    """A line and the break behind it, which is empty behind the last line alone."""

    text: str
    line_break: str

    @property
    def is_own(self) -> bool:
        inner = self.text.removeprefix(BEGIN).removesuffix(END)
        return len(inner) == len(self.text) - len(BEGIN) - len(END) and bool(inner)


def write_own_lines(note: str, texts: Iterable[str]) -> str:
    """Return ``note`` with one own line for each of ``texts``, in place of those that were there.

    Each text becomes one line; an empty one is left out. Where the lines stand there already, wherever in the
    note, it comes back as it is.
    """
    own = [f"{BEGIN}{cleaned}{END}" for text in texts if (cleaned := clean(text))]
    lines = _split(note)
    found = [line.text for line in lines if line.is_own]
    if found == own:
        return note
    line_break = "\r\n" if "\r\n" in note else "\n"
    if found:
        return _join(_replace_own(lines, own, line_break))
    if lines[-1].text:
        return note + line_break + line_break.join(own)
    return note + _join(_as_lines(own, line_break, is_followed=bool(note)))


def merchant_text(note: str) -> str:
    """Return ``note`` without the app's own lines."""
    return _join(_replace_own(_split(note), [], ""))


def _replace_own(lines: list[_Line], own: list[str], line_break: str) -> list[_Line]:
    built: list[_Line] = []
    for line in lines:
        if not line.is_own:
            built.append(line)
        elif own:
            built += _as_lines(own, line_break, is_followed=bool(line.line_break))
            own = []
        elif not line.line_break and built:
            built[-1] = built[-1]._replace(line_break="")
    return built


def _as_lines(own: list[str], line_break: str, *, is_followed: bool) -> list[_Line]:
    return [
        _Line(text, line_break if is_followed or number < len(own) else "") for number, text in enumerate(own, start=1)
    ]


def _split(note: str) -> list[_Line]:
    """Split into lines; there is always a last one without a break, which is empty where the note ends in one."""
    pieces = [*_LINE_BREAK.split(note), ""]
    return [_Line(text, line_break) for text, line_break in zip(pieces[::2], pieces[1::2], strict=True)]


def _join(lines: list[_Line]) -> str:
    return "".join(line.text + line.line_break for line in lines)
