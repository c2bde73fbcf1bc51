"""The pieces that take notifications, put together."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from functions.sync.events import EventDesk, Events
from functions.sync.notifications import Notifications
from shared.composition import make_secrets_of, make_syncs_queue
from shared.domain.watching.watch_plan import WatchPace
from shared.settings import MerchantSecretSettings, SyncsQueueSettings, TableSettings

if TYPE_CHECKING:
    from shared.clock import Clock
    from shared.store.stores import Stores


class Settings(TableSettings, MerchantSecretSettings, SyncsQueueSettings):
    """What this function is told by its environment; ``watch_pause_seconds`` is as for the worker of the sync."""

    watch_pause_seconds: int


def make_notifications(settings: Settings, stores: Stores, clock: Clock) -> Notifications:
    """Make what takes the gateway's pushes."""
    secrets_of = make_secrets_of(settings)
    return Notifications(
        customer_numbers=stores.customer_numbers(),
        keys_of=lambda merchant_id, number: secrets_of(merchant_id).read_recent().push_keys_of(number),
        accounts_of=stores.accounts_of,
        queue=make_syncs_queue(settings),
        clock=clock,
    )


def make_events(settings: Settings, stores: Stores, clock: Clock) -> Events:
    """Make what takes DreamRobot's notifications."""
    return Events(
        desk_of=lambda merchant_id: EventDesk(
            address=stores.event_address_of(merchant_id),
            accounts=stores.accounts_of(merchant_id),
            watch=stores.watched_orders_of(merchant_id),
            draw_request=stores.token_buckets_of(merchant_id).count,
        ),
        pace=WatchPace.of_fresh_days(timedelta(seconds=settings.watch_pause_seconds)),
        clock=clock,
    )
