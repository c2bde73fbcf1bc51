"""Requests in the name of one merchant: signed in, counted, tried again within bounds, and honest about changes.

Every request that leaves is taken out of the merchant's budget first, those for tokens included: whether
DreamRobot counts them is not known. One that certainly did not leave is given back. Once DreamRobot says that
its quota is used up, the budget is closed, and nobody asks until new requests are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from shared.dreamrobot.envelope import open_envelope
from shared.dreamrobot.errors import (
    DreamRobotError,
    OutcomeUnknownError,
    QuotaUsedUpError,
    TokenRefusedError,
    UnavailableError,
)
from shared.dreamrobot.tokens import TokenSource, read_token
from shared.http import NoAnswerError, NotSentError, basic_authorization, exchange, make_request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from shared.dreamrobot.access import DreamRobotAccess, SharedAccess, Token
    from shared.http import Answer

SECONDS_BEFORE_SECOND_TRY = 1.0

LONGEST_WAIT_SECONDS = 5.0
"""Where DreamRobot asks for more patience than this, the caller waits, not the client."""


class Calls:
    """The requests of one merchant; may be used by several threads."""

    def __init__(
        self,
        http: httpx.Client,
        base_url: str,
        access: DreamRobotAccess,
        shared: SharedAccess,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        self._http = http
        self._base_url = base_url.rstrip("/")
        self._access = access
        self._budget = shared.budget
        self._now = now
        self._sleep = sleep
        self._tokens = TokenSource(shared.tokens, shared.renewals, self._fetch_token, now, sleep)

    def get[Opened](
        self, path: str, open_answer: Callable[[Answer], Opened], query: Mapping[str, str] | None = None
    ) -> Opened:
        """GET ``path`` and open the answer; where no usable one came, once more after a pause."""
        url = httpx.URL(self._base_url + path, params=query) if query else httpx.URL(self._base_url + path)

        def ask(token: Token) -> Opened:
            return self._send(make_request("GET", url, headers=_bearer(token)), open_answer)

        return self._signed_in(ask)

    def change(self, path: str, body: Mapping[str, object]) -> None:
        """POST ``body`` to ``path``; tried once more only where the change certainly was not made.

        Raises:
            OutcomeUnknownError: The change may have been made.
        """
        url = httpx.URL(self._base_url + path)

        def ask(token: Token) -> None:
            self._send(make_request("POST", url, headers=_bearer(token), body=body), open_envelope, changes=True)

        self._signed_in(ask)

    def pause_after(self, error: DreamRobotError) -> None:
        """Wait before a second try.

        Raises:
            DreamRobotError: ``error`` itself, where it asks for more patience than a client has.
        """
        pause = error.retry_after or SECONDS_BEFORE_SECOND_TRY
        if pause > LONGEST_WAIT_SECONDS:
            raise error
        self._sleep(pause)

    def _signed_in[Opened](self, ask: Callable[[Token], Opened]) -> Opened:
        """Ask with the kept token, and with one new token where that one is refused."""
        token = self._tokens.get()
        try:
            return self._try_twice(ask, token)
        except TokenRefusedError:
            token = self._tokens.replace(token)
        return self._try_twice(ask, token)

    def _try_twice[Opened](self, ask: Callable[[Token], Opened], token: Token) -> Opened:
        try:
            return ask(token)
        except TokenRefusedError:
            raise
        except UnavailableError as error:
            self.pause_after(error)
        return ask(token)

    def _fetch_token(self) -> Token:
        asked_at = self._now()
        url = httpx.URL(self._base_url + "/token.php")
        headers = {"Authorization": basic_authorization(self._access.username, self._access.password)}
        request = make_request("POST", url, headers=headers, body={"grant_type": "client_credentials"})
        return read_token(self._send(request, open_envelope), asked_at)

    def _send[Opened](
        self, request: httpx.Request, open_answer: Callable[[Answer], Opened], *, changes: bool = False
    ) -> Opened:
        answer = self._exchange(request, changes=changes)
        try:
            return open_answer(answer)
        except QuotaUsedUpError as error:
            self._budget.close(error.over_at(self._now()))
            raise
        except TokenRefusedError:
            raise
        except UnavailableError as error:
            if not changes:
                raise
            # A page of a proxy, or a server that fell over, says nothing about what was done before.
            raise OutcomeUnknownError(status=error.status, code=error.code, retry_after=error.retry_after) from None

    def _exchange(self, request: httpx.Request, *, changes: bool) -> Answer:
        day = self._budget.take()
        try:
            return exchange(self._http, request)
        except NotSentError as error:
            self._budget.give_back(day)
            raise UnavailableError from error
        except NoAnswerError as error:
            raise (OutcomeUnknownError if changes else UnavailableError) from error


def _bearer(token: Token) -> dict[str, str]:
    return {"Authorization": f"Bearer {token.value}"}
