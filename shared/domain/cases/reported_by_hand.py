"""Payments that the merchant reported by hand before the watch saw them in DreamRobot: they are not reported again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.domain.cases.command import CommandState
from shared.domain.cases.command_payloads import ReportPayment
from shared.domain.watching.watch import PaidMore

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shared.domain.cases.command import Command
    from shared.domain.money import Money
    from shared.domain.watching.watch import Sighting
    from shared.domain.watching.watched_order import WatchedOrder

WATCH_PREFIX = "payment-"
"""How the ids of reports begin that are about a payment which the watch saw; others by hand are UUIDs."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A look without what was reported by hand before; ``amounts`` are what was left out of it."""

    order: WatchedOrder
    sightings: tuple[Sighting, ...]
    amounts: tuple[Money, ...] = ()


def sum_reports_by_hand(commands: Iterable[Command], currency: str) -> int:
    """Return the cents that the merchant reported, or ordered to report, all together; what atriga refused is none."""
    return sum(
        command.payload.amount.cents
        for command in commands
        if isinstance(command.payload, ReportPayment)
        and command.payload.amount.currency == currency
        and command.state is not CommandState.REFUSED
        and not command.command_id.startswith(WATCH_PREFIX)
    )


def cover_payments(
    order: WatchedOrder, sightings: Sequence[Sighting], orders: Iterable[WatchedOrder], reported_cents: int
) -> Covered:
    """Take out of a look what the merchant reported by hand, as far as earlier looks did not use it up.

    A report by hand names no order as a rule, so it covers payments of all orders of its case.

    Args:
        order: The order as it is known after the look.
        sightings: What was found.
        orders: All orders of the case as they are watched.
        reported_cents: What was reported by hand for the case, all together.
    """
    left = max(reported_cents - sum(known.covered_cents for known in orders), 0)
    rest: list[Sighting] = []
    amounts: list[Money] = []
    for sighting in sightings:
        if not isinstance(sighting, PaidMore) or left == 0:
            rest.append(sighting)
            continue
        covered = sighting.amount.model_copy(update={"cents": min(left, sighting.amount.cents)})
        left -= covered.cents
        amounts.append(covered)
        if covered != sighting.amount:
            rest.append(replace(sighting, amount=sighting.amount - covered))
    used = order.covered_cents + sum(amount.cents for amount in amounts)
    return Covered(order.model_copy(update={"covered_cents": used}), tuple(rest), tuple(amounts))
