"""Values that nobody here knows are kept, shown as text, and break nothing on the way from the wire to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from functions.cases_api.case.timeline import make_timeline
from shared.boss.client import BossClient, KnownCode
from shared.domain.account import Locale
from shared.domain.cases.case_progress import follow_snapshot
from shared.web.pages import PageRenderer
from shared.web.session import Session
from tests.component.world import MERCHANT, make_case, make_command
from tests.unit.boss.examples import case_body, change_body, change_page_body, inquiry_body
from tests.unit.web.case_samples import make_page

if TYPE_CHECKING:
    from tests.component.world import World


def a_page_of_the_unknown() -> dict[str, Any]:
    case = case_body(
        client_reference="case-1",
        stage="mediation",
        processing="on_hold_by_court",
        payment="overpaid",
        status={"code": "XQ-17", "text": "Sonderbearbeitung Stufe 17", "colour": "blue"},
        solvency="mixed",
        closing={"code": "settled_out", "text": "Verglichen", "closed_at": "2026-11-25T08:00:00Z", "by": "court"},
        inquiries=[inquiry_body(answer_type="signature", urgency=3)],
        escrow={"amount": "1.00"},
    )
    change = change_body(kind="hologram_sent", text="Ein Hologramm", case=case, weather="rain")
    return change_page_body(items=[change], hints=["new"])


def test_unknown_values_and_extra_fields_come_from_the_wire_to_the_page(world: World) -> None:
    answers = httpx.MockTransport(lambda _: httpx.Response(200, json=a_page_of_the_unknown()))
    client = BossClient("https://boss.example/v1", "10001", KnownCode("c"), httpx.Client(transport=answers))
    cases = world.stores.cases_of(MERCHANT)
    case = make_case()
    cases.open(case, make_command(case))

    [change] = client.list_changes(None, 100).changes
    world.stores.change_records_of(MERCHANT).record(
        case, follow_snapshot(case, change.snapshot, world.clock()), [change]
    )

    kept, changes = cases.get("case-1"), cases.list_changes("case-1")
    assert kept is not None
    assert kept.snapshot == change.snapshot
    for locale in Locale:
        html = PageRenderer().render(
            "case.html",
            locale=locale,
            session=Session(MERCHANT, locale, "csrf-token"),
            page=make_page(kept, make_timeline(changes, [], [], locale)),
        )
        for text in (
            "mediation",
            "on_hold_by_court",
            "overpaid",
            "Sonderbearbeitung Stufe 17",
            "mixed",
            "Ein Hologramm",
        ):
            assert text in html, text
