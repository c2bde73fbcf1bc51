"""How a merchant's two foreign accounts are reached: codes from the secret, tokens and counts from the table.

Reading a secret costs money and time, so what was read in the last five minutes is used first. Where a
code from there is refused, the secret is read anew once: the merchant may have changed it since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from shared.boss.client import BossClient, KnownCode
from shared.dreamrobot.access import DreamRobotAccess
from shared.dreamrobot.client import DreamRobotClient
from shared.dreamrobot.errors import AccessRefusedError
from shared.dreamrobot_sharing import share_access
from shared.http import WHILE_NOBODY_WAITS

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.boss.calls import CircuitBreaker
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount
    from shared.domain.request_budget import RequestPurpose
    from shared.store.secrets import MerchantSecrets
    from shared.store.stores import Stores


class DreamRobotConnector:
    """Makes clients of DreamRobot's REST API, each for one merchant."""

    def __init__(
        self,
        base_url: str,
        secrets_of: Callable[[str], MerchantSecrets],
        stores: Stores,
        clock: Clock,
        *,
        patience: httpx.Timeout = WHILE_NOBODY_WAITS,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """Make a connector; another ``transport`` than the network is for tests."""
        self._base_url = base_url
        self._secrets_of = secrets_of
        self._stores = stores
        self._clock = clock
        self._http = httpx.Client(timeout=patience, transport=transport)

    def connect(self, merchant_id: str, purpose: RequestPurpose) -> DreamRobotClient:
        """Make the client of one merchant, with access and daily requests as they are now.

        Every request that it sends is taken out of what is left today for ``purpose``.

        Raises:
            AccessRefusedError: The merchant's secret holds no access.
        """
        credentials = self._secrets_of(merchant_id).read().dreamrobot
        if credentials is None:
            raise AccessRefusedError
        return DreamRobotClient(
            self._base_url,
            DreamRobotAccess(username=credentials.username, password=credentials.password.get_secret_value()),
            share_access(self._stores, merchant_id, purpose, self._clock),
            self._http,
            now=self._clock,
        )


class GatewayConnector:
    """Makes clients of atriga's gateway, each for one atriga account of one merchant."""

    def __init__(
        self,
        base_url: str,
        secrets_of: Callable[[str], MerchantSecrets],
        breaker: CircuitBreaker,
        *,
        patience: httpx.Timeout = WHILE_NOBODY_WAITS,
    ) -> None:
        self._base_url = base_url
        self._secrets_of = secrets_of
        self._breaker = breaker
        self._http = httpx.Client(timeout=patience)

    def sign_in(self, customer_number: str, authentication_code: str) -> BossClient:
        """Make a client with a code that somebody just typed."""
        return BossClient(
            self._base_url, customer_number, KnownCode(authentication_code), self._http, breaker=self._breaker
        )

    def sign_in_again(self, merchant_id: str, customer_number: str) -> BossClient:
        """Make a client with the code that is kept, for asking what the account may do now."""
        code = KeptCode(self._secrets_of(merchant_id), customer_number)
        return BossClient(self._base_url, customer_number, code, self._http, breaker=self._breaker)

    def connect(self, merchant_id: str, account: AtrigaAccount) -> BossClient:
        """Make the client of one atriga account with the code that is kept for it and what it may do."""
        return BossClient(
            self._base_url,
            account.customer_number,
            KeptCode(self._secrets_of(merchant_id), account.customer_number),
            self._http,
            capabilities=account.terms.capabilities,
            breaker=self._breaker,
        )


class KeptCode:
    """The authentication code of one account in its merchant's secret."""

    def __init__(self, secrets: MerchantSecrets, customer_number: str) -> None:
        self._secrets = secrets
        self._customer_number = customer_number

    def read(self, *, anew: bool) -> str | None:
        """Return the code as it was within the last five minutes, or read it ``anew``."""
        code = self._secrets.read_recent(anew=anew).atriga.get(self._customer_number)
        return code.get_secret_value() if code else None
