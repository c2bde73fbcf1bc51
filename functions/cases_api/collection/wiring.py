"""Composition of the read for DreamRobot's own collection table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.cases_api.collection.routes import CollectionRoutes
from shared.composition import make_key_reader, make_stores

if TYPE_CHECKING:
    from functions.cases_api.settings import Settings
    from shared.clock import Clock
    from shared.web.application import Application


def register_collection(application: Application, settings: Settings, clock: Clock) -> None:
    """Add the read for DreamRobot's own collection table."""
    stores = make_stores(settings)
    CollectionRoutes(
        keys=make_key_reader(settings),
        merchants_of=stores.merchants_of,
        rows_of=stores.collection_rows_of,
        configured_url=settings.public_url,
        clock=clock,
    ).register(application)
