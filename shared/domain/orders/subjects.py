"""The subject of a claim: what was sold, in the words of the order's lines (par. 13a RDG).

Never longer than the gateway takes, cut only between words, and marked with an ellipsis where something is
missing; a name that lost characters counts as missing. A neutral subject names the order and nothing of what was
bought.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.plain_text import clean, has_letter, is_damaged

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from shared.domain.orders.order import Order, OrderLine

LONGEST_SUBJECT = 250
_ELLIPSIS = "…"
_LARGEST_QUANTITY = 10**9


def describe_lines(order: Order) -> str | None:
    """Return quantity and name of the lines (``2 x Name; 1 x Other``), ``None`` where no line has a name."""
    sold = [line for line in order.lines if line.quantity is None or not line.quantity.is_zero()]
    named = [text for line in sold if (text := _describe_line(line)) is not None]
    if not named:
        return None
    whole = "; ".join(named)
    if len(named) == len(sold) and len(whole) <= LONGEST_SUBJECT:
        return whole
    return _cut(named) or describe_neutrally(order)


def describe_neutrally(order: Order) -> str:
    """Return a subject that tells nothing of what was bought."""
    day = f" vom {order.ordered_on:%d.%m.%Y}" if order.ordered_on is not None else ""
    return f"Bestellung {order.order_id}{day}"


def find_sensitive_word(order: Order, words: Iterable[str]) -> str | None:
    """Return the first of the merchant's words that any line holds, in any case and inside other words too."""
    names = "\n".join((clean(line.name) or "").casefold() for line in order.lines)
    return next((word for word in words if (wanted := (clean(word) or "").casefold()) and wanted in names), None)


def _describe_line(line: OrderLine) -> str | None:
    name = clean(line.name)
    if name is None or is_damaged(name) or not (has_letter(name) or name.isalnum()):
        return None
    quantity = _write_quantity(line.quantity)
    return f"{quantity} x {name}" if quantity else name


def _write_quantity(quantity: Decimal | None) -> str | None:
    """Write a quantity the German way; one that is no sensible quantity is left out."""
    if quantity is None or not quantity.is_finite() or not 0 < quantity < _LARGEST_QUANTITY:
        return None
    written = f"{quantity:.3f}".rstrip("0").rstrip(".")
    return None if written == "0" else written.replace(".", ",")


def _cut(pieces: list[str]) -> str | None:
    """Join as many pieces as fit, the last one cut between words, with the mark that something is missing."""
    room = LONGEST_SUBJECT - len(_ELLIPSIS) - 1
    text = ""
    for piece in pieces:
        longer = f"{text}; {piece}" if text else piece
        if len(longer) > room:
            start = longer[: room + 1].rpartition(" ")[0]
            # A quantity without any word of its name would say nothing.
            holds_name = len(start.split()) > len(text.split()) + _words_of_quantity(piece)
            text = start if holds_name else text
            break
        text = longer
    return f"{text.rstrip(' ;')} {_ELLIPSIS}" if text else None


def _words_of_quantity(piece: str) -> int:
    return 2 if " x " in piece else 0
