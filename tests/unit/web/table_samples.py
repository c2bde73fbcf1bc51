"""The case table to show on pages, with everything in it that tends to break a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from functions.cases_api.table.bulk import Chosen, LeftOut
from functions.cases_api.table.page import DEFAULT_LIMIT, TablePage
from functions.cases_api.table.view_query import read_view
from shared.domain.cases.case_actions import Obstacle
from shared.domain.cases.case_row import row_of
from shared.domain.cases.case_view import SavedView
from shared.domain.cases.mark import CaseNotes, MarkCount
from shared.store.case_table import RowPage
from shared.store.case_table_settings import CaseTableSettings
from tests.unit.web.samples import (
    EVIL,
    NOW,
    make_account,
    make_case,
    make_debtor,
    make_portal_account,
    make_rejected_case,
    make_snapshot,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.domain.cases.case import Case

MARKS = ("Anwalt", EVIL)


def make_table(
    cases: Sequence[Case] | None = None,
    query: Mapping[str, str] | None = None,
    *,
    cursor: str | None = None,
    next_place: str | None = None,
    **changes: Any,
) -> TablePage:
    shown = [make_case(), make_rejected_case()] if cases is None else cases
    notes = {"case-1": CaseNotes(marks=MARKS, seen_at=NOW)} if cases is None else {}
    values: dict[str, Any] = {
        "asked": read_view(query or {}),
        "limit": DEFAULT_LIMIT,
        "cursor": cursor,
        "found": RowPage([row_of(case) for case in shown], notes, next_place, len(shown), NOW if shown else None),
        "settings": CaseTableSettings(
            [MarkCount(mark=mark, cases=1) for mark in MARKS], [SavedView(name=EVIL, query="stage=judicial")], ()
        ),
        "atriga_accounts": [make_account(name=EVIL)],
        "portal_accounts": [make_portal_account(name=EVIL)],
    }
    return TablePage(**(values | changes))


def make_evil_case() -> Case:
    """Make a case with markup in every text that comes from outside."""
    snapshot = make_snapshot(
        case_number=EVIL,
        stage=EVIL,
        processing=EVIL,
        payment=EVIL,
        status=make_snapshot().status.model_copy(update={"text": EVIL}),
    )
    position = make_case().positions[0].model_copy(update={"order_id": EVIL, "subject": EVIL, "invoice_number": EVIL})
    return make_case(
        snapshot=snapshot,
        debtor=make_debtor(company=EVIL),
        positions=(position,),
        portal_account_name=EVIL,
        customer_number=EVIL,
        creditor_name=EVIL,
    )


def make_order(action: str, **changes: Any) -> dict[str, Any]:
    values = {
        "action": action,
        "chosen": Chosen([make_case()], [LeftOut(make_rejected_case(), Obstacle.NOT_RUNNING)]),
        "typed": {},
        "errors": {},
        "token": "token-1",
        "view": "stage=judicial",
        "back": "/cases?stage=judicial",
    }
    return values | changes
