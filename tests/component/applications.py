"""All functions that answer HTTP, put together as they are deployed: whatever the route, the right one answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from functions.activate import handler as activate
from functions.activate.wiring import Settings as ActivateSettings
from functions.cases_api import handler as cases_api
from functions.cases_api.settings import Settings as CasesSettings
from functions.export import handler as export
from functions.news import handler as news
from functions.sync import notifications_handler as notifications
from functions.sync.notification_wiring import Settings as NotificationSettings
from tests.component.activate.outside import FakeDreamRobotReadings, FakeGateway
from tests.component.calls import Answer, Context, read_answer
from tests.component.gateway import FakeGateway as BossGateway

if TYPE_CHECKING:
    from typing import Any

    from shared.domain.account import AtrigaAccount
    from shared.web.application import Application
    from tests.component.world import World


class Applications:
    """The functions by name; ``routes`` tells of each which methods and paths it has."""

    def __init__(self, world: World) -> None:
        told, clock = world.environment, world.clock
        self.boss = BossGateway()
        self.by_name: dict[str, Application] = {
            "activate": activate.compose(ActivateSettings.load(told), FakeGateway(), FakeDreamRobotReadings(), clock),
            "export": export.compose(export.Settings.load(told), clock),
            "cases_api": cases_api.compose(CasesSettings.load(told), clock, self),
            "notifications": notifications.compose(NotificationSettings.load(told), clock),
            "news": news.compose(news.Settings.load(told), clock),
        }

    def connect(self, merchant_id: str, account: AtrigaAccount) -> BossGateway:  # noqa: ARG002 -- one for all accounts
        """Connect to atriga's gateway, which is in memory."""
        return self.boss

    def routes_of(self, name: str) -> set[str]:
        app = self.by_name[name]
        return {f"{route.method} {route.openapi_path}" for route in (*app._static_routes, *app._dynamic_routes)}

    def find(self, path: str) -> Application:
        """Return the function whose routes know a path; the first one where none does."""
        for app in self.by_name.values():
            if any(route.rule.match(path) for route in (*app._static_routes, *app._dynamic_routes)):
                return app
        return self.by_name["activate"]

    def answer(self, event: dict[str, Any]) -> Answer:
        return read_answer(self.find(event["rawPath"]).resolve(event, Context()))
