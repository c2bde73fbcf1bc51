"""Whatever a program sends, the API answers as its description says, and never with a fault of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from scripts.generate_openapi import make_document
from shared.domain.api_token import Scope
from shared.domain.cases.case import Transfer
from shared.domain.cases.case_document import CaseDocument
from shared.domain.cases.payout import Payout, PayoutAllocation
from shared.domain.money import Money
from shared.domain.watching.proposal import Proposal, ProposalKind, ProposalReason
from shared.web.description import Caller
from shared.web.uploads import UPLOAD_CONTENT_TYPE
from tests.component.applications import Applications
from tests.component.calls import signature_headers
from tests.component.case_bench import ALL
from tests.component.cases_bench import Bench, add_accepted
from tests.component.export_bench import ExportBench
from tests.component.inbox_bench import make_inquiry
from tests.component.programs import give_token
from tests.component.route_table import OPERATIONS
from tests.component.snapshots import make_snapshot
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, START, make_atriga_account, make_case
from tests.component.wsgi import WsgiApp

if TYPE_CHECKING:
    from schemathesis import Case

    from shared.web.description import Operation
    from tests.component.world import World

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
NEEDS_A_SECRET = {"GET /feed/{address}", "GET /launch", "POST /boss/notifications", "POST /dreamrobot/events/{address}"}
"""What is drawn at random never holds it, so that these answer with refusals alone."""

KNOWN_FIELDS = {"merchant_id": MERCHANT, "revision": 1}
"""What is hardly ever drawn at random: whose it is, and the revision of the settings of a new account."""

KNOWN_BODIES = {"POST /review": {"action": "approve_all"}}
"""Bodies whose fields depend on each other, so that what is drawn hardly ever goes together."""

_BOUNDED = settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


DOCUMENT = CaseDocument(
    document_id="document-1", kind="invoice", title="Rechnung", created_at=START, url="https://boss.example/documents/1"
)


_TEN = Money.of("10.00", "EUR")
PAYOUT = Payout(
    payout_id="payout-1",
    paid_on=START.date(),
    total=_TEN,
    allocations=(PayoutAllocation(case_number="26-000001", principal=_TEN, interest=_TEN, charges=_TEN),),
)


PROPOSAL = Proposal(
    proposal_id="proposal-1",
    case_id="case-51",
    order_id="51_2026_09",
    kind=ProposalKind.REPORT_PAYMENT,
    reason=ProposalReason.PERHAPS_COLLECTED,
    made_at=START,
    amount=_TEN,
)


def takes_anything(operation: Operation) -> bool:
    """Whether there is anything to get wrong: a query or a body."""
    has_query = any(parameter.where == "query" for parameter in operation.parameters)
    return has_query or operation.body is not None or operation.upload is not None


def make_app(world: World, operation: Operation) -> tuple[WsgiApp, dict[str, str]]:
    """Return the app as the right caller of an operation sees it, and the ids of things that there are."""
    exports = ExportBench(world)
    # One order is kept back.
    del exports.dreamrobot.orders["3_2026_09"]
    exports.work()
    accounts = world.stores.accounts_of(MERCHANT)
    accounts.save_activated(make_atriga_account(terms=ALL), due_at=world.clock())
    case = add_accepted(Bench(world), 51, processing="paused", inquiries=(make_inquiry(answer_type="text"),))
    world.stores.payouts_of(MERCHANT).keep(CUSTOMER_NUMBER, PAYOUT, world.clock())
    world.put(world.stores.proposals_of(MERCHANT).put_new(PROPOSAL))
    draft = make_case("draft-1", "88_2026_09", transfer=Transfer.DRAFT)
    world.stores.drafts_of(MERCHANT).open(draft, [])
    token = give_token(world, *Scope)
    is_merchants = Caller.MERCHANT in operation.callers

    def prove(method: str, path: str, body: bytes) -> dict[str, str]:
        # Who waits a minute between two calls meets no limit.
        world.clock.move(timedelta(minutes=1))
        if is_merchants:
            return {"authorization": f"Bearer {token}"}
        if Caller.DREAMROBOT in operation.callers:
            signed = body if method == "POST" else path.encode()
            headers = signature_headers("msg-1", world.clock(), signed)
            return {name: value for name, value in headers.items() if name != "content-type"}
        return {}

    applications = Applications(world)
    applications.boss.documents.append(DOCUMENT)
    applications.boss.cases[case.case_id] = make_snapshot(client_reference=case.case_id)
    known = {
        "case_id": (draft if operation.path.startswith("/review") else case).case_id,
        "kind": "resume",
        "document_id": DOCUMENT.document_id,
        "export_id": "export-1",
        "order_id": "3_2026_09",
        "proposal_id": PROPOSAL.proposal_id,
        "inquiry_id": "inquiry-1",
        "customer_number": CUSTOMER_NUMBER,
        "payout_id": PAYOUT.payout_id,
        "merchant_id": MERCHANT,
    }
    return WsgiApp(applications, prove), known


def put_in_what_there_is(case: Case[Any], route: str, mode: GenerationMode, real: dict[str, str]) -> None:
    """Put in what is hardly ever drawn, so that some calls get through to the end."""
    case.path_parameters.update(real)
    for part in (case.query, case.body):
        if isinstance(part, dict):
            part |= {name: value for name, value in KNOWN_FIELDS.items() if name in part}
    if mode is GenerationMode.POSITIVE and route in KNOWN_BODIES:
        case.body = dict(KNOWN_BODIES[route])
    if any(parameter.name == "Idempotency-Key" for parameter in OPERATIONS[route].parameters):
        case.headers["Idempotency-Key"] = "export-of-a-program"
    if case.media_type == UPLOAD_CONTENT_TYPE:
        # What is drawn at random never begins as a document does, and one action alone takes it.
        if isinstance(case.body, dict) and "file" in case.body:
            case.body = {**case.body, "file": b"%PDF-1.7"}  # type: ignore[dict-item]  # a form takes bytes
        if "kind" in case.path_parameters:
            case.path_parameters["kind"] = "upload_document"


def draw_answers(world: World, route: str, mode: GenerationMode) -> set[int]:
    """Send what is drawn, hold each answer against the description, and return the statuses."""
    app, known = make_app(world, OPERATIONS[route])
    schema = schemathesis.openapi.from_dict(make_document())
    schema.app = app
    operation = schema.find_operation_by_id(OPERATIONS[route].operation_id)
    names = {parameter.name for parameter in OPERATIONS[route].parameters if parameter.where == "path"}
    real = {name: value for name, value in known.items() if name in names}
    cases = operation.as_strategy(generation_mode=mode)
    if real:
        cases = st.one_of(cases, operation.as_strategy(generation_mode=mode, path_parameters=real))
    statuses: set[int] = set()

    @_BOUNDED
    @given(case=cases, is_known=st.booleans())
    def call(case: Case[Any], *, is_known: bool) -> None:
        if is_known:
            put_in_what_there_is(case, route, mode, real)
        response = case.call()
        statuses.add(response.status_code)
        case.validate_response(response, checks=CHECKS)

    call()
    return statuses


@pytest.mark.parametrize("route", sorted(OPERATIONS))
def test_what_fits_the_description_is_answered_as_it_says(world: World, route: str) -> None:
    statuses = draw_answers(world, route, GenerationMode.POSITIVE)
    assert route in NEEDS_A_SECRET or statuses & set(OPERATIONS[route].answers), statuses


@pytest.mark.parametrize("route", [route for route in sorted(OPERATIONS) if takes_anything(OPERATIONS[route])])
def test_what_does_not_fit_the_description_is_refused_as_it_says(world: World, route: str) -> None:
    assert draw_answers(world, route, GenerationMode.NEGATIVE)
