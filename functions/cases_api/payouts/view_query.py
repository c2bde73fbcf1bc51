"""The view of payouts as the query of an address holds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from functions.cases_api.table.faults import Fault
from shared.domain.cases.payout import PayoutFilter
from shared.domain.plain_text import clean
from shared.web.presentation.days import read_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_LONGEST_NUMBER: Final = 64


@dataclass(frozen=True, slots=True)
class ReadFilter:
    """What is asked for, as it was typed, and for each part that cannot be read why."""

    wanted: PayoutFilter
    typed: Mapping[str, str]
    errors: Mapping[str, Fault] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """What is asked for as the part of an address behind the question mark; what cannot be read is left out."""
        asked = {name: value for name, value in self.wanted.model_dump(mode="json").items() if value is not None}
        return urlencode(asked)


def read_filter(query: Mapping[str, str]) -> ReadFilter:
    """Read what is asked for; a part that cannot be read asks for nothing."""
    typed = {name: query[name] for name in PayoutFilter.model_fields if query.get(name)}
    errors: dict[str, Fault] = {}
    atriga = clean(typed.get("atriga"))
    if atriga is not None and len(atriga) > _LONGEST_NUMBER:
        errors["atriga"] = Fault.TOO_LONG
    first, last = _read_bound("paid_from", typed, errors), _read_bound("paid_to", typed, errors)
    if first is not None and last is not None and last < first:
        errors["paid_to"] = Fault.REVERSED
        last = None
    wanted = PayoutFilter(atriga=None if "atriga" in errors else atriga, paid_from=first, paid_to=last)
    return ReadFilter(wanted, typed, errors)


def _read_bound(name: str, typed: Mapping[str, str], errors: dict[str, Fault]) -> date | None:
    if name not in typed:
        return None
    day = read_day(typed[name])
    if day is None:
        errors[name] = Fault.NO_DAY
    return day
