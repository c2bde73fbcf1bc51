"""What the demo prints: a bar that fills, the table of cases, and the orders that were kept out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BAR_WIDTH = 40
_WIDEST_CELL = 44


def draw_bar(done: int, total: int) -> str:
    """Return a bar such as ``[####......] 40 of 100``."""
    filled = _BAR_WIDTH * done // total if total else _BAR_WIDTH
    return f"[{'#' * filled}{'.' * (_BAR_WIDTH - filled)}] {done} of {total}"


def format_cases(cases: Sequence[Mapping[str, Any]]) -> str:
    """Return the cases as a table, those that were taken first.

    Args:
        cases: rows of ``GET /cases``.
    """
    rows = [
        (
            case["case_number"] or "-",
            ", ".join(case["orders"]),
            case["debtor_name"],
            f"{case['total']} {case['currency']}",
            case["transfer"],
            case["rejection"]["text"] if case["rejection"] else case["status_text"] or "",
        )
        for case in sorted(cases, key=lambda case: (case["transfer"], case["case_number"] or ""))
    ]
    return format_table(("file number", "orders", "debtor", "total", "state", "status, or why not"), rows)


def format_blocked(items: Sequence[Mapping[str, Any]]) -> str:
    """Return the orders that were kept out, with every finding that did it.

    Args:
        items: items of ``GET /exports/{export_id}``.
    """
    rows = [
        (item["order_id"], finding["code"], finding["text"])
        for item in items
        if item["state"] == "blocked"
        for finding in item["findings"]
        if finding["severity"] == "block"
    ]
    return format_table(("order", "finding", "what it means"), rows)


def count_transfers(cases: Sequence[Mapping[str, Any]]) -> Counter[str]:
    """Return how many cases are in which state of the hand-over."""
    return Counter(case["transfer"] for case in cases)


def describe_transfers(cases: Sequence[Mapping[str, Any]]) -> str:
    """Return the counts in words, such as ``51 accepted, 3 rejected``."""
    return ", ".join(f"{count} {transfer}" for transfer, count in sorted(count_transfers(cases).items()))


def format_table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows below their titles, in columns as wide as they need; only the last one may be long."""
    cells = [[*map(_shorten, row[:-1]), row[-1]] for row in (titles, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(titles))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    ruler = "  ".join("-" * width for width in [*widths[:-1], len(titles[-1])])
    return "\n".join([lines[0], ruler, *lines[1:]])


def _shorten(text: str) -> str:
    return text if len(text) <= _WIDEST_CELL else f"{text[: _WIDEST_CELL - 1]}…"
