"""The style sheet and the script, which a browser keeps for good because their names change with their content."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from aws_lambda_powertools.event_handler import Response

from shared.web.assets import CACHE_CONTROL
from shared.web.problem import ProblemError

if TYPE_CHECKING:
    from shared.web.application import Application
    from shared.web.assets import Assets


@dataclass(frozen=True, slots=True)
class AssetRoutes:
    """What the route needs."""

    assets: Assets

    def register(self, app: Application) -> None:
        """Add the route to an application."""

        @app.get("/assets/<file_name>")
        def get_asset(file_name: str) -> Response[str]:
            return self._get(file_name)

    def _get(self, file_name: str) -> Response[str]:
        asset = self.assets.find(file_name)
        if asset is None:
            raise ProblemError(HTTPStatus.NOT_FOUND, "not_found", "There is no such file.")
        headers = {"Cache-Control": CACHE_CONTROL}
        return Response(HTTPStatus.OK, asset.content_type, asset.content.decode(), headers=headers, compress=True)
