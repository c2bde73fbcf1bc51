"""Payouts as a file for spreadsheets: a line for each case that a payout holds money for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.web.presentation.csv_cells import amount_cell, day_cell, defuse, write_lines
from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.domain.account import Locale
    from shared.domain.cases.payout import KeptPayout, PayoutShare

_HEAD: Final = (
    msgid("Paid out on"),
    msgid("atriga account"),
    msgid("Payout"),
    msgid("Payout in all"),
    msgid("File number"),
    msgid("Principal"),
    msgid("Interest"),
    msgid("Charges"),
    msgid("For the case"),
    msgid("Currency"),
)


def write_payouts_csv(
    payouts: Iterable[tuple[KeptPayout, Sequence[PayoutShare]]], locale: Locale, closing_line: str | None = None
) -> str:
    """Write payouts with their shares; one of which nothing is told case by case has one line without a case."""
    lines = [[translate(name, locale) for name in _HEAD]]
    for payout, shares in payouts:
        own = [
            day_cell(payout.paid_on, locale),
            defuse(payout.customer_number),
            defuse(payout.payout_id),
            amount_cell(payout.total, locale),
        ]
        lines += [[*own, *_share_cells(share, locale)] for share in shares]
        if not shares:
            lines.append([*own, *[""] * 5, payout.total.currency])
    return write_lines(lines, locale, closing_line)


def _share_cells(share: PayoutShare, locale: Locale) -> list[str]:
    amounts = (share.principal, share.interest, share.charges, share.total)
    return [
        defuse(share.case_number),
        *(amount_cell(amount, locale) for amount in amounts),
        share.principal.currency,
    ]
