"""Composition of the page of one case, its actions and its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from functions.cases_api.case.action_api import ActionApi
from functions.cases_api.case.action_pages import ActionPages
from functions.cases_api.case.action_routes import ActionRoutes
from functions.cases_api.case.desk import CaseDesk
from functions.cases_api.case.document_routes import DocumentRoutes
from functions.cases_api.case.ordering import Ordering
from functions.cases_api.case.routes import CaseRoutes
from shared.composition import make_commands_queue, make_gateway_circuit, make_secrets_of, make_stores
from shared.connections import GatewayConnector
from shared.http import WHILE_A_PERSON_WAITS

if TYPE_CHECKING:
    from functions.cases_api.case.ports import GatewayConnection
    from functions.cases_api.settings import Settings
    from shared.clock import Clock
    from shared.web.application import Application
    from shared.web.pages import PageRenderer


def register_case(
    application: Application,
    settings: Settings,
    renderer: PageRenderer,
    clock: Clock,
    gateway: GatewayConnection | None = None,
) -> None:
    """Add the page of one case, its actions and its documents; another ``gateway`` than atriga's is for tests."""
    stores = make_stores(settings)
    atriga = gateway or GatewayConnector(
        settings.boss_url,
        make_secrets_of(settings),
        make_gateway_circuit(settings, clock),
        patience=WHILE_A_PERSON_WAITS,
    )

    def desk_of(merchant_id: str) -> CaseDesk:
        return CaseDesk(
            merchant_id=merchant_id,
            cases=stores.cases_of(merchant_id),
            accounts=stores.accounts_of(merchant_id),
            commands=stores.commands_of(merchant_id),
            files=stores.files_of(merchant_id),
            timelines=stores.timelines_of(merchant_id),
            notes=stores.case_notes_of(merchant_id),
            payouts=stores.payouts_of(merchant_id),
            proposals=stores.proposals_of(merchant_id),
            decisions=stores.case_decisions_of(merchant_id),
            connect_gateway=lambda account: atriga.connect(merchant_id, account),
            clock=clock,
        )

    ordering = Ordering(desk_of, make_commands_queue(settings), clock)
    CaseRoutes(stores.sessions_of, desk_of, renderer, settings.public_url, clock).register(application)
    pages = ActionPages(ordering, renderer, uuid4)
    ActionRoutes(stores.sessions_of, ordering, pages, ActionApi(ordering)).register(application)
    DocumentRoutes(stores.sessions_of, desk_of, settings.boss_url, settings.public_url, clock).register(application)
