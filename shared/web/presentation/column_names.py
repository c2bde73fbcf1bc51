"""What the columns of the case table are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.web.texts import msgid

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMN_NAMES: Final[Mapping[str, str]] = {
    "number": msgid("File number"),
    "orders": msgid("Orders"),
    "debtor": msgid("Debtor"),
    "portal": msgid("Portal account"),
    "atriga": msgid("atriga account"),
    "handed_over": msgid("Handed over"),
    "principal": msgid("Claim"),
    "paid": msgid("Paid"),
    "open": msgid("Open"),
    "stage": msgid("Stage"),
    "state": msgid("State"),
    "changed": msgid("Last change"),
    "marks": msgid("Marks"),
    "documents": msgid("Documents"),
    "next_step": msgid("Next step"),
}
