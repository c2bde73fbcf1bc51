"""The debt of one case: what is owed of each part, what was paid, and in which order a payment is used up."""

from __future__ import annotations

from dataclasses import dataclass, field

from shared.domain.money import Money

# Par. 367 (1) BGB: a payment goes to the costs first, then to the interest, then to the claim itself.
LINES = ("agency_costs", "client_charges", "interest", "principal")

# What the agency keeps of a payment; all other parts are the client's.
_KEPT_LINES = frozenset({"agency_costs"})

_LOWEST_COSTS = 1500


@dataclass
class Line:
    """One part of the debt, in cents."""

    owed: int = 0
    paid: int = 0

    @property
    def open(self) -> int:
        """What is missing."""
        return self.owed - self.paid


@dataclass
class Balance:
    """All parts of the debt in one currency; ``collected`` is what the agency took in and did not pay out yet."""

    currency: str
    lines: dict[str, Line] = field(default_factory=lambda: {name: Line() for name in LINES})
    collected: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LINES, 0))
    paid_since_hand_over: bool = False

    @property
    def total_open(self) -> Money:
        """What is missing of all parts together."""
        return self.money(sum(line.open for line in self.lines.values()))

    @property
    def payment_state(self) -> str:
        """The contract's ``payment`` axis."""
        if self.total_open.cents == 0:
            return "fully_paid"
        return "partially_paid" if self.paid_since_hand_over else "unpaid"

    @property
    def payable(self) -> Money:
        """What waits for being paid out to the client."""
        return self.money(sum(cents for name, cents in self.collected.items() if name not in _KEPT_LINES))

    def money(self, cents: int) -> Money:
        """Make an amount in the currency of this debt."""
        return Money(cents=cents, currency=self.currency)

    def book_payment(self, amount: Money, *, by_agency: bool) -> None:
        """Use up a payment. ``by_agency`` tells money that the agency took in from money the client took in."""
        rest = amount.cents
        for name in LINES:
            part = min(rest, self.lines[name].open)
            self.lines[name].paid += part
            rest -= part
            if by_agency:
                self.collected[name] += part
        self.paid_since_hand_over = True

    def reduce_principal(self, amount: Money) -> None:
        """Lower the claim itself."""
        self.lines["principal"].owed -= amount.cents

    def add_acceptance_costs(self) -> None:
        """Add agency costs and interest with the acceptance: sample figures, not those of a fee table."""
        principal = self.lines["principal"].open
        self.lines["agency_costs"].owed += max(_LOWEST_COSTS, principal // 10)
        self.lines["interest"].owed += principal // 100

    def pay_out(self) -> dict[str, int]:
        """Hand everything collected to the client; return the cents of each part and keep nothing back."""
        paid_out = {name: cents for name, cents in self.collected.items() if name not in _KEPT_LINES}
        self.collected = dict.fromkeys(LINES, 0)
        return paid_out
