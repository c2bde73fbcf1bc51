"""What a case brought in since it was handed over, and in which months atriga told of it.

atriga tells what is paid by now and no value dates (``contracts/boss-gateway.openapi.yaml``), so money belongs to the
day on which the case changed at atriga. What is taken back, such as a returned debit, is taken off on its own day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import Field

from shared.domain.model import DomainModel

if TYPE_CHECKING:
    from shared.domain.cases.case import Case, CaseSnapshot

MOST_MONTHS: Final = 24
"""So many months of a case are told apart: a row of the case table carries them, and pages show the last twelve."""


class Recovery(DomainModel):
    """Money that came in for one case, in cents of its currency.

    ``by_month`` holds the newest months in which the sum moved (``2026-11``), the last ``MOST_MONTHS`` of them.
    ``first_on`` is the day of the first payment; it is ``None`` where nothing came in, or all of it was taken back.
    """

    cents: int = 0
    first_on: date | None = None
    by_month: dict[str, int] = Field(default_factory=dict)

    def follow(self, cents: int, told_on: date) -> Recovery:
        """Return what came in, now that it is ``cents`` all together."""
        if cents == self.cents:
            return self
        month = f"{told_on:%Y-%m}"
        moved = {**self.by_month, month: self.by_month.get(month, 0) + cents - self.cents}
        kept = sorted(name for name, amount in moved.items() if amount)[-MOST_MONTHS:]
        first_on = (self.first_on or told_on) if cents else None
        return Recovery(cents=cents, first_on=first_on, by_month={name: moved[name] for name in kept})


def recovered_cents(case: Case, snapshot: CaseSnapshot) -> int | None:
    """Return what came in for a case since it was handed over; ``None`` where a snapshot does not tell.

    Assumed: the line of the principal begins with what was paid before the hand-over, as in ``collected.py``. Without
    that line nothing can be said; a line in another currency than the case's is left out.
    """
    balance = snapshot.balance
    if balance.principal is None or balance.principal.paid.currency != case.currency:
        return None
    lines = (balance.principal, balance.interest, balance.client_charges, balance.agency_costs)
    paid = sum(line.paid.cents for line in lines if line is not None and line.paid.currency == case.currency)
    return max(paid - sum(position.paid.cents for position in case.positions), 0)
