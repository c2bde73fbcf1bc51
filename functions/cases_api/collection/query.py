"""What ``GET /dreamrobot/collection-data`` asks for, read from the query as ``contracts/app.openapi.yaml`` has it."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator

from shared.domain.account import MerchantId
from shared.domain.orders.order import OrderId
from shared.web.problem import ProblemError
from shared.web.request import invalid_request

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

MOST_ORDERS = 100
_MOST_FIELDS = MOST_ORDERS + 10
_REPEATABLE = "order_id"
_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)
_AFTER_ALL = datetime(9000, 1, 1, tzinfo=UTC)


class CollectionQuery(BaseModel):
    """Which rows are asked for: those of some orders, those that changed since an instant, or all."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    merchant_id: MerchantId
    order_id: list[OrderId] = Field(default_factory=list, max_length=MOST_ORDERS)
    changed_since: AwareDatetime | None = None
    cursor: str | None = None

    @field_validator("changed_since")
    @classmethod
    def _bound(cls, instant: datetime | None) -> datetime | None:
        """Bring an instant nearer that is beyond what can be told in UTC; nothing changed before or will after."""
        return None if instant is None else min(max(instant, _BEFORE_ALL), _AFTER_ALL)


def read_query(event: APIGatewayProxyEventV2) -> CollectionQuery:
    """Read the query of a call whose signature was checked.

    The raw query is read, because the gateway joins values of one name with commas.

    Raises:
        ProblemError: ``invalid_request`` (422) with one error for each field.
    """
    try:
        pairs = parse_qsl(event.raw_query_string or "", max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        detail = "The query is not readable, or has too many parameters."
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", detail) from None
    # An offset's plus sign that was not encoded arrives as a blank.
    given: dict[str, object] = {name: value.replace(" ", "+") for name, value in pairs if name != _REPEATABLE}
    order_ids = [value for name, value in pairs if name == _REPEATABLE]
    try:
        return CollectionQuery.model_validate(given | {_REPEATABLE: order_ids})
    except ValidationError as error:
        raise invalid_request(error) from None
