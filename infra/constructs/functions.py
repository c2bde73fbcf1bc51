"""The functions, each wired to what it uses and granted exactly what it does there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_cdk import aws_lambda
from constructs import Construct

from infra.constructs.app_function import AppFunction
from infra.constructs.merchant_functions import make_activate, make_cases_api, make_export
from infra.constructs.news_functions import make_news, make_news_mailer
from infra.constructs.work_functions import (
    make_export_worker,
    make_notifications,
    make_submit,
    make_sync_planner,
    make_sync_worker,
)

if TYPE_CHECKING:
    from pathlib import Path

    from infra.constructs.app_function import FunctionSpec
    from infra.constructs.surroundings import Surroundings


class Functions(Construct):
    """All functions of the app, which share one package."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        package: Path,
        surroundings: Surroundings,
    ) -> None:
        """Make the functions out of ``package`` and wire them."""
        super().__init__(scope, construct_id)
        self._config = surroundings.config
        self._code = aws_lambda.Code.from_asset(str(package))
        self._storage = surroundings.storage
        self.activate = make_activate(self._make, surroundings)
        self.export = make_export(self._make, surroundings)
        self.export_worker = make_export_worker(self._make, surroundings)
        self.submit = make_submit(self._make, surroundings)
        self.sync_planner = make_sync_planner(self._make, surroundings)
        self.sync_worker = make_sync_worker(self._make, surroundings)
        self.notifications = make_notifications(self._make, surroundings)
        self.cases_api = make_cases_api(self._make, surroundings)
        self.news = make_news(self._make, surroundings)
        self.news_mailer = make_news_mailer(self._make, surroundings)

    @property
    def by_name(self) -> dict[str, AppFunction]:
        """All functions by the name of their construct."""
        return {
            "Activate": self.activate,
            "Export": self.export,
            "ExportWorker": self.export_worker,
            "Submit": self.submit,
            "SyncPlanner": self.sync_planner,
            "SyncWorker": self.sync_worker,
            "Notifications": self.notifications,
            "CasesApi": self.cases_api,
            "News": self.news,
            "NewsMailer": self.news_mailer,
        }

    def _make(self, construct_id: str, spec: FunctionSpec) -> AppFunction:
        function = AppFunction(self, construct_id, spec=spec, code=self._code, config=self._config)
        self._storage.introduce_to(function)
        return function
