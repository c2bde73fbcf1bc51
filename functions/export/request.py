"""The body of ``POST /exports``, as ``contracts/app.openapi.yaml`` describes it."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.domain.account import MerchantId
from shared.domain.export import MAXIMUM_ORDERS, ExportSource
from shared.domain.orders.order import OrderId
from shared.domain.parties.debtor import Reminder

MAXIMUM_BODY_BYTES = 1024 * 1024
"""Room for 1,000 orders with a dozen reminders each."""

_MAXIMUM_REMINDERS = 20


class ExportRequest(BaseModel):
    """Orders to hand over; an order id that is named twice counts once."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    merchant_id: MerchantId
    order_ids: list[OrderId] = Field(min_length=1, max_length=MAXIMUM_ORDERS)
    source: ExportSource = ExportSource.ORDER_OVERVIEW
    reminders: dict[OrderId, list[Reminder]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _check_reminders(self) -> Self:
        if not self.reminders.keys() <= set(self.order_ids):
            message = "reminders name an order that is not in order_ids"
            raise ValueError(message)
        if any(len(reminders) > _MAXIMUM_REMINDERS for reminders in self.reminders.values()):
            message = f"an order has more than {_MAXIMUM_REMINDERS} reminders"
            raise ValueError(message)
        return self

    @property
    def distinct_order_ids(self) -> list[str]:
        """The order ids in the order of the posting, each once."""
        return list(dict.fromkeys(self.order_ids))
