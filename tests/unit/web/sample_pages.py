"""Every page of the app with sample values, and a look at what came out.

A function among the values is called with the language.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from functions.cases_api.case.timeline import make_timeline
from functions.cases_api.review.correction_form import write_correction_form
from functions.cases_api.review.review import Decision, DraftOutcome
from functions.cases_api.table.faults import Fault
from shared.boss.submission import write_submission
from shared.domain.account import Locale
from shared.domain.cases.case import Transfer
from shared.domain.cases.case_view import Column
from shared.domain.evaluation import discarded
from shared.domain.export import WaitingFor, count_items
from shared.domain.orders.subjects import LONGEST_SUBJECT
from shared.web.presentation.submission_preview import preview_submission
from tests.unit.web.case_samples import CASE_PAGES, make_page
from tests.unit.web.inbox_samples import INBOX_PAGES
from tests.unit.web.overview_samples import make_overview, make_running_case
from tests.unit.web.sample_settings import SETTINGS_PAGES
from tests.unit.web.samples import (
    EVIL,
    NOW,
    make_account,
    make_case,
    make_change,
    make_command,
    make_discarded_case,
    make_draft,
    make_event,
    make_export,
    make_items,
    make_portal_account,
    make_rejected_case,
    make_session,
    make_snapshot,
)
from tests.unit.web.table_samples import make_order, make_table

if TYPE_CHECKING:
    from functions.cases_api.case.timeline import TimelineEntry
    from shared.domain.cases.case import Case
    from shared.web.pages import PageRenderer

ITEMS = make_items()
ACTIVATION: dict[str, Any] = {
    "accounts": [],
    "portal_accounts": [],
    "customer_number": "",
    "field_errors": {},
    "cause": None,
    "retry_after": None,
    "failing_step": None,
    "portal_cause": None,
    "is_done": False,
}
DRAFT = make_draft()
REVIEW: dict[str, Any] = {
    "drafts": [(DRAFT, ("reminders", "debtor.kind")), (make_draft(case_id="case-2", disputed=True, test=True), ())],
    "next_cursor": "a/b",
    "decisions": [],
    "go_on_at": None,
    "asks_for_all": False,
}
DECISIONS = [
    Decision("case-3", DraftOutcome.APPROVED, DRAFT),
    Decision("case-4", DraftOutcome.DISCARDED, DRAFT),
    Decision("case-5", DraftOutcome.DECIDED_BEFORE),
    Decision("case-6", DraftOutcome.UNKNOWN),
    Decision("case-7", DraftOutcome.CHANGED, DRAFT),
    Decision("case-1", DraftOutcome.KEPT_BACK, DRAFT, (discarded("case-1"),)),
]
DRAFT_PAGE: dict[str, Any] = {
    "case": DRAFT,
    "items": ITEMS,
    "preview": preview_submission(write_submission(DRAFT), Locale.GERMAN),
    "missing": ("reminders", "debtor.kind"),
    "countries": ["AT", "DE"],
    "typed": write_correction_form(DRAFT.claim),
    "errors": {},
    "obstacles": (),
    "was_changed": False,
    "reminder_rows": range(2),
    "longest_subject": LONGEST_SUBJECT,
}
ITEM_PAGE: dict[str, Any] = {
    "export_id": "msg_1",
    "item": ITEMS[1],
    "typed": {},
    "errors": {},
    "reminder_rows": range(2),
    "longest_reason": 200,
}


TIMELINE = make_timeline([make_change(), make_change("new_kind")], [make_event()], [make_command()], Locale.GERMAN)


def show_case(case: Case, *timeline: TimelineEntry, **shown: Any) -> dict[str, Any]:
    return {"page": make_page(case, timeline, **shown)}


PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "overview": ("overview.html", {"overview": make_overview()}),
    "overview of one currency": ("overview.html", {"overview": make_overview([make_running_case()])}),
    "overview behind": ("overview.html", {"overview": make_overview(counted_to=NOW)}),
    "overview without cases": ("overview.html", {"overview": make_overview([])}),
    "overview of test cases": ("overview.html", {"overview": make_overview([make_case(test=True)])}),
    "overview without money": ("overview.html", {"overview": make_overview([DRAFT])}),
    "cases": ("cases.html", {"table": make_table(next_place="2026-11-24T09:30:00#case-1")}),
    "all columns": ("cases.html", {"table": make_table(query={"columns": ",".join(Column), "group": "mark"})}),
    "no cases": ("cases.html", {"table": make_table([])}),
    "nothing found": ("cases.html", {"table": make_table([], {"q": "4711"})}),
    "looked far": ("cases.html", {"table": make_table([], {"stage": "judicial"}, next_place="2026#case-1")}),
    "refused filters": ("cases.html", {"table": make_table(query={"open_from": EVIL, "q": "x", "stage": EVIL})}),
    "pause": ("cases_order.html", make_order("pause", errors={"until": Fault.NOT_TO_COME})),
    "payments": ("cases_order.html", make_order("report_payment", errors={"amount.case-1": Fault.NO_AMOUNT})),
    "case": ("case.html", show_case(make_case(), *TIMELINE)),
    "running case": ("case.html", show_case(make_case(snapshot=make_snapshot(closing=None)))),
    "rejected case": ("case.html", show_case(make_rejected_case())),
    "discarded case": ("case.html", show_case(make_discarded_case())),
    "unclear case": ("case.html", show_case(make_case(transfer=Transfer.UNKNOWN, snapshot=None))),
    **CASE_PAGES,
    "exports": (
        "exports.html",
        {
            "exports": [make_export(), make_export(done_at=NOW, counts=count_items(ITEMS))],
            "next_address": "/exports?cursor=a",
            "first_address": "/exports",
        },
    ),
    "no exports": ("exports.html", {"exports": [], "next_address": None, "first_address": None}),
    "export": ("export.html", {"export": make_export(), "items": ITEMS, "counts": count_items(ITEMS)}),
    "waiting export": (
        "export.html",
        {
            "export": make_export(waiting_for=WaitingFor.QUOTA, waiting_until=NOW),
            "items": ITEMS,
            "counts": count_items(ITEMS),
        },
    ),
    "order kept back": ("item.html", ITEM_PAGE),
    "order kept back with errors": (
        "item.html",
        {
            **ITEM_PAGE,
            "typed": {"reminders.0.sent_on": "2026-11-30", "time_barred_reason": "x"},
            "errors": {"reminders.0.sent_on": "not_counting", "time_barred_reason": "too_long"},
        },
    ),
    "order handed over": ("item.html", {**ITEM_PAGE, "item": ITEMS[0]}),
    "review": ("review.html", REVIEW),
    "decided": ("review.html", {**REVIEW, "decisions": DECISIONS, "go_on_at": "cursor"}),
    "asked for all": ("review.html", {**REVIEW, "asks_for_all": True}),
    "nothing to review": ("review.html", {**REVIEW, "drafts": [], "next_cursor": None}),
    "draft": ("draft.html", DRAFT_PAGE),
    "draft with errors": (
        "draft.html",
        {
            **DRAFT_PAGE,
            "typed": {**write_correction_form(DRAFT.claim), "debtor.address.country": "XX"},
            "errors": {"debtor.address.country": "not_supported", "debtor.kind": "malformed"},
        },
    ),
    "draft kept back": ("draft.html", {**DRAFT_PAGE, "obstacles": (discarded("case-1"),)}),
    "draft changed by others": ("draft.html", {**DRAFT_PAGE, "was_changed": True}),
    "draft as a case": ("case.html", show_case(DRAFT)),
    "discarded draft": ("case.html", show_case(make_draft(transfer=Transfer.DISCARDED))),
    "activation": ("activate.html", ACTIVATION),
    "activated": (
        "activate.html",
        {**ACTIVATION, "accounts": [make_account()], "portal_accounts": [make_portal_account()], "is_done": True},
    ),
    **INBOX_PAGES,
    **SETTINGS_PAGES,
}


class Outline(HTMLParser):
    """What a person with a screen reader would trip over."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def render(renderer: PageRenderer, name: str, locale: Locale, **changes: Any) -> str:
    template, context = PAGES[name]
    values = {key: value(locale) if callable(value) else value for key, value in {**context, **changes}.items()}
    return renderer.render(template, locale=locale, session=make_session(locale), **values)
