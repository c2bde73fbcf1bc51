"""Overviews to show on pages, made of the figures of sample cases."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from functions.cases_api.overview.overview import Overview
from shared.domain.cases.case import Transfer
from shared.domain.cases.case_row import row_of
from shared.domain.cases.figures import add_up, figures_of
from shared.domain.cases.recovery import Recovery
from shared.domain.money import Money
from tests.unit.web.samples import EVIL, NOW, make_case, make_draft, make_rejected_case, make_snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.domain.cases.case import Case

MONTHS = ("2026-11", "2026-10", "2026-09", "2026-07", "2026-06", "2026-02", "2025-12")

TAKEN_BACK = Recovery(cents=500, first_on=date(2026, 7, 20), by_month={"2026-07": 1200, "2026-08": -700})


def make_running_case(number: int = 1, **changes: Any) -> Case:
    """Make a case that runs and brought in some money, more the higher its number."""
    month = MONTHS[number % len(MONTHS)]
    cents = 4000 + number * 1300
    recovery = Recovery(cents=cents, first_on=date.fromisoformat(f"{month}-20"), by_month={month: cents})
    values: dict[str, Any] = {
        "case_id": f"case-{number}",
        "snapshot": make_snapshot(closing=None, stage=("extrajudicial", "judicial", "enforcement")[number % 3]),
        "recovery": recovery,
        "portal_account_id": "1" if number % 2 else None,
        "portal_account_name": "eBay Gartenfreund" if number % 2 else EVIL,
        "handed_over_at": NOW - timedelta(days=400),
    }
    return make_case(**(values | changes))


def make_swiss_case(**changes: Any) -> Case:
    """Make a running case in another currency."""
    francs = Money(cents=20000, currency="CHF")
    case = make_running_case(3, case_id="case-chf", **changes)
    position = case.positions[0].model_copy(update={"principal": francs, "paid": Money.zero("CHF")})
    snapshot = make_snapshot(closing=None, balance=make_snapshot().balance.model_copy(update={"total_open": francs}))
    return case.model_copy(update={"positions": (position,), "snapshot": snapshot})


def make_cases() -> list[Case]:
    """Make cases of every kind that the overview tells apart."""
    waiting = make_running_case(8, snapshot=make_snapshot(closing=None, processing="waiting_for_client"))
    return [
        *(make_running_case(number) for number in range(1, 8)),
        waiting,
        make_running_case(9, snapshot=make_snapshot(closing=None, stage="a stage of the future")),
        make_running_case(10, recovery=TAKEN_BACK),
        make_case(case_id="case-closed"),
        make_rejected_case(),
        make_draft(case_id="case-draft"),
        make_draft(case_id="case-sent", transfer=Transfer.SUBMITTING),
        make_swiss_case(),
        make_case(case_id="case-test", test=True),
    ]


def make_overview(cases: Sequence[Case] | None = None, **changes: Any) -> Overview:
    """Make the overview of cases."""
    shown = make_cases() if cases is None else cases
    values: dict[str, Any] = {
        "figures": add_up(figures_of(row_of(case)) for case in shown),
        "now": NOW,
        "counted_to": None,
        "portal_names": {"1": f"eBay {EVIL}"},
    }
    return Overview(**(values | changes))
