"""The merchant's payment methods by name, so that nobody has to know DreamRobot's ids.

DreamRobot is asked only when the merchant says so, because each request counts against the daily quota.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.domain.orders.order import PaymentMethodList

if TYPE_CHECKING:
    from functions.activate.foreign_systems import DreamRobotSource
    from functions.activate.ports import DeskOf
    from shared.clock import Clock


@dataclass(frozen=True, slots=True)
class PaymentMethods:
    """The payment methods of all merchants; each method is about one merchant."""

    desk_of: DeskOf
    dreamrobot: DreamRobotSource
    clock: Clock

    def read(self, merchant_id: str) -> PaymentMethodList | None:
        """Read what DreamRobot last told, ``None`` where it was never asked."""
        return self.desk_of(merchant_id).settings.get_payment_methods()

    def fetch(self, merchant_id: str) -> None:
        """Ask DreamRobot.

        Raises:
            DreamRobotUnreadableError: DreamRobot did not tell; what is known stays.
        """
        methods = self.dreamrobot.list_payment_methods(merchant_id)
        told = PaymentMethodList(methods=tuple(methods), read_at=self.clock())
        self.desk_of(merchant_id).settings.save_payment_methods(told)
