"""Composition of the case table, of marks and views, and of what is ordered for many cases at once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from functions.cases_api.table.bulk import BulkDesk, BulkOrders
from functions.cases_api.table.bulk_api import BulkApi
from functions.cases_api.table.bulk_routes import BulkRoutes
from functions.cases_api.table.marking_routes import Marking, MarkingRoutes
from functions.cases_api.table.routes import TableRoutes
from functions.cases_api.table.setup_routes import SetupRoutes
from shared.composition import make_commands_queue, make_stores

if TYPE_CHECKING:
    from functions.cases_api.settings import Settings
    from shared.clock import Clock
    from shared.web.application import Application
    from shared.web.pages import PageRenderer


def register_table(application: Application, settings: Settings, renderer: PageRenderer, clock: Clock) -> None:
    """Add the case table, marks, saved views, and what is ordered for many cases at once."""
    stores = make_stores(settings)
    TableRoutes(
        sessions_of=stores.sessions_of,
        table_of=stores.case_table_of,
        settings_of=stores.case_table_settings_of,
        accounts_of=stores.accounts_of,
        renderer=renderer,
        configured_url=settings.public_url,
        clock=clock,
    ).register(application)
    marking = Marking(stores.cases_of, stores.case_notes_of, stores.case_table_settings_of, clock)
    MarkingRoutes(stores.sessions_of, marking).register(application)
    SetupRoutes(stores.sessions_of, stores.case_table_settings_of, settings.public_url, clock).register(application)
    orders = BulkOrders(
        desk_of=lambda merchant_id: BulkDesk(
            cases=stores.cases_of(merchant_id),
            accounts=stores.accounts_of(merchant_id),
            commands=stores.commands_of(merchant_id),
        ),
        queue=make_commands_queue(settings),
        clock=clock,
    )
    BulkRoutes(stores.sessions_of, marking, orders, BulkApi(marking, orders), renderer, uuid4).register(application)
