"""The form in which an order for many cases is confirmed: read, with what is wrong with each field."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from functions.cases_api.table.faults import Fault
from shared.domain.cases.command_payloads import LONGEST_NOTE
from shared.domain.money import Money
from shared.domain.plain_text import clean
from shared.web.presentation.days import read_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from shared.domain.cases.case import Case

AMOUNT = "amount."
MEANT = "meant."
"""Before the name of a field: that what was typed there was doubted on the page before, and is sent once more."""

_AMOUNT = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class OrderForm:
    """What was typed; ``errors`` says of each field that cannot be taken why."""

    day: date | None
    reason: str | None = None
    amounts: Mapping[str, Money] = field(default_factory=dict)
    errors: Mapping[str, Fault] = field(default_factory=dict)


def read_pause(fields: Mapping[str, str], today: date) -> OrderForm:
    """Read the day until which cases rest, which must be to come, and the reason."""
    day = read_day(fields.get("until", ""))
    reason = clean(fields.get("reason"))
    errors: dict[str, Fault] = {}
    if day is None or day <= today:
        errors["until"] = Fault.NO_DAY if day is None else Fault.NOT_TO_COME
    if reason is not None and len(reason) > LONGEST_NOTE:
        errors["reason"] = Fault.TOO_LONG
    return OrderForm(day, reason, errors=errors)


def read_payments(fields: Mapping[str, str], cases: Sequence[Case], today: date) -> OrderForm:
    """Read the day of the payments and an amount for each case; one left empty is none.

    The day must have come, and must not lie before an order of the cases that have an amount.
    """
    day = read_day(fields.get("value_date", ""))
    errors: dict[str, Fault] = {}
    if day is None or day > today:
        errors["value_date"] = Fault.NO_DAY if day is None else Fault.STILL_TO_COME
    amounts: dict[str, Money] = {}
    for case in cases:
        name = AMOUNT + case.case_id
        typed = fields.get(name, "")
        if not typed:
            continue
        is_amount = typed.isascii() and _AMOUNT.fullmatch(typed)
        amount = Money.of(typed.replace(",", "."), case.currency) if is_amount else None
        if amount is None or amount.cents == 0:
            errors[name] = Fault.NO_AMOUNT
        else:
            amounts[case.case_id] = amount
            if day is not None and day < min(position.contract_date for position in case.positions):
                errors.setdefault("value_date", Fault.BEFORE_ORDER)
    if not amounts and not errors:
        errors["amounts"] = Fault.MISSING
    return OrderForm(day, amounts=amounts, errors=errors)


def doubt_amounts(fields: Mapping[str, str], cases: Sequence[Case], form: OrderForm) -> dict[str, Fault]:
    """Name the amounts that are more than is open, save those that were doubted before and stayed."""
    more = [AMOUNT + case.case_id for case in cases if case.open < form.amounts.get(case.case_id, case.open)]
    return {name: Fault.MORE_THAN_OPEN for name in more if fields.get(MEANT + name) != fields[name]}
