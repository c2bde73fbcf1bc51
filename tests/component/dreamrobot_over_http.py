"""DreamRobot's REST API behind a transport: it knows every order, counts what it is asked, and has a quota."""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import TYPE_CHECKING, Any

import httpx
from aws_lambda_powertools.utilities.parameters import SecretsProvider

from shared.aws import secrets_client
from shared.connections import DreamRobotConnector
from shared.domain.request_budget import request_day
from shared.store.secrets import MerchantSecrets
from tests.component.world import MERCHANT, SECRET_PREFIX
from tests.unit.dreamrobot.examples import error_answer, order_body, payment_methods_body, token_body

if TYPE_CHECKING:
    from datetime import date

    from shared.domain.request_budget import RequestPurpose
    from shared.dreamrobot.client import DreamRobotClient
    from tests.component.world import World

ORDERS = "/rest/v1.1/order/"
TOKEN = "/rest/v1.1/token.php"


class DreamRobotOverHttp:
    """Every order is paid, so that reading is all there is to do; ``quota`` is its own, ``None`` for no end.

    Where ``has_orders`` is false each was merged away, which moto is quicker with: there is less to keep.
    """

    def __init__(self, world: World, quota: int | None = None) -> None:
        self.world = world
        self.quota = quota
        self.has_orders = True
        self.paths: list[str] = []
        self.by_day: Counter[date] = Counter()
        self.transport = httpx.MockTransport(self._answer)
        self._lock = Lock()
        make_secrets_of(MERCHANT).set_dreamrobot_access("api_1_1", "password-of-the-tests")

    def connect(self, purpose: RequestPurpose) -> DreamRobotClient:
        """Make a client as another function of the app would."""
        connector = DreamRobotConnector(
            self.world.environment["DREAMROBOT_URL"],
            make_secrets_of,
            self.world.stores,
            self.world.clock,
            transport=self.transport,
        )
        return connector.connect(MERCHANT, purpose)

    @property
    def orders_read(self) -> list[str]:
        return [path.removeprefix(ORDERS).rstrip("/") for path in self.paths if path.startswith(ORDERS)]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        with self._lock:
            day = request_day(self.world.clock())
            if self.quota is not None and self.by_day[day] >= self.quota:
                return error_answer(429, "quota_exceeded")
            self.by_day[day] += 1
            self.paths.append(request.url.path)
        if request.url.path.startswith(ORDERS) and not self.has_orders:
            return error_answer(404, "Not Found")
        return httpx.Response(200, json=_body_of(request.url.path))


def make_secrets_of(merchant_id: str) -> MerchantSecrets:
    client = secrets_client()
    return MerchantSecrets(client, SecretsProvider(boto3_client=client), SECRET_PREFIX, merchant_id)


def _body_of(path: str) -> dict[str, Any]:
    if path == TOKEN:
        return token_body()
    if path.startswith(ORDERS):
        status = {"is_paid": 1, "is_shipped": 1, "is_cancelled": 0}
        return order_body(id=path.removeprefix(ORDERS).rstrip("/"), paid_amount="119.00", status=status)
    return payment_methods_body()
