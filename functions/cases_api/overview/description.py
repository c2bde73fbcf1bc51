"""The route of the overview as programs call it."""

from __future__ import annotations

from functions.cases_api.overview.routes import PATH
from functions.cases_api.overview.schemas import OverviewFigures
from shared.domain.api_token import Scope
from shared.web.description import Answer, Caller, Operation

OPERATIONS = (
    Operation(
        method="GET",
        path=PATH,
        operation_id="getOverview",
        summary="Reads the figures of all cases.",
        callers=(Caller.MERCHANT,),
        scope=Scope.CASES_READ,
        answers={200: Answer("The figures.", OverviewFigures)},
    ),
)

PAGES: frozenset[str] = frozenset()
