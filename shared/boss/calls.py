"""One call of the gateway: signed in, bounded, through the circuit breaker, and honest about its outcome.

A call is tried a second time in one case only: it was refused for its authentication code, and the merchant
has entered another one since. Whether any other repeat is safe is in the class of the error (see ``errors``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import httpx

from shared.boss.errors import CapabilityMissingError, CredentialsRefusedError, UnavailableError
from shared.boss.failures import means_away, missing_answer_class, read_failure
from shared.http import NoAnswerError, NotSentError, basic_authorization, exchange, make_request, parse_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.domain.capability import Capability
    from shared.http import Answer

NO_CODE = "no_authentication_code"
"""Our own code where none is kept for the account, as after a deactivation."""


class CodeSource(Protocol):
    """Where the authentication code of one account comes from."""

    def read(self, *, anew: bool) -> str | None:
        """Return the code, which may be some minutes old unless it is read ``anew``; ``None`` where there is none."""


class KnownCode:
    """A code that is at hand, for one somebody has just typed."""

    def __init__(self, code: str) -> None:
        self._code = code

    def read(self, *, anew: bool) -> str | None:  # noqa: ARG002 -- a typed code does not change
        """Return the code."""
        return self._code


class CircuitBreaker(Protocol):
    """What keeps calls from a gateway that is known to be away."""

    def call[Result](self, function: Callable[[], Result]) -> Result:
        """Call ``function``, unless the gateway is away: CircuitOpenError then."""


class NoBreaker:
    """Calls always; for tests, and where nothing is kept between calls."""

    def call[Result](self, function: Callable[[], Result]) -> Result:
        """Call ``function``."""
        return function()


class GatewayCalls:
    """What the operations of all subjects are made of."""

    def __init__(
        self,
        base_url: str,
        customer_number: str,
        codes: CodeSource,
        http: httpx.Client,
        *,
        capabilities: frozenset[str] = frozenset(),
        breaker: CircuitBreaker | None = None,
    ) -> None:
        """Make a client of one account.

        Args:
            base_url: The gateway's address with the version path (``https://boss.example/v1``).
            customer_number: The atriga account.
            codes: Where its authentication code comes from.
            http: The connections, which may be shared by many accounts.
            capabilities: What the gateway announced for the account; other optional operations are not sent.
            breaker: What keeps calls from a gateway that is away.
        """
        self._base_url = base_url.rstrip("/")
        self._customer_number = customer_number
        self._codes = codes
        self._http = http
        self._capabilities = capabilities
        self._breaker = breaker or NoBreaker()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(customer_number={self._customer_number!r}, authentication_code='***')"

    def offers(self, capability: Capability) -> bool:
        """Whether the gateway announced an ability for this account."""
        return capability.value in self._capabilities

    def _require(self, capability: Capability) -> None:
        if not self.offers(capability):
            raise CapabilityMissingError(capability.value)

    def _read(self, path: str, params: Mapping[str, str] | None = None) -> object:
        """Make a call that changes nothing, and return its answer's JSON."""
        return self._call("GET", path, only_reads=True, params=params)

    def _write(
        self,
        method: str,
        path: str,
        body: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> object:
        """Make a call that changes something, and return its answer's JSON."""
        return self._call(method, path, only_reads=False, body=body, headers=headers)

    def _write_unanswered(self, method: str, path: str, body: Mapping[str, object] | None = None) -> None:
        """Make a call that changes something and whose answer has no content."""
        self._send(lambda sign_in: self._make(method, path, sign_in, body=body), only_reads=False)

    def _call(
        self,
        method: str,
        path: str,
        *,
        only_reads: bool,
        params: Mapping[str, str] | None = None,
        body: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> object:
        def make(sign_in: Mapping[str, str]) -> httpx.Request:
            return self._make(method, path, {**sign_in, **(headers or {})}, params=params, body=body)

        return self._understand(self._send(make, only_reads=only_reads), only_reads=only_reads)

    def _make(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        *,
        params: Mapping[str, str] | None = None,
        body: Mapping[str, object] | None = None,
    ) -> httpx.Request:
        return make_request(method, self._address(path, params), headers=headers, body=body)

    def _address(self, path: str, params: Mapping[str, str] | None = None) -> httpx.URL:
        return httpx.URL(self._base_url + path, params=params)

    def _send(self, make: Callable[[Mapping[str, str]], httpx.Request], *, only_reads: bool) -> Answer:
        """Send the request that ``make`` makes with the headers that sign in; once more where the code is new."""
        code = self._codes.read(anew=False)
        try:
            return self._send_with(code, make, only_reads=only_reads)
        except CredentialsRefusedError:
            fresh = self._codes.read(anew=True)
            if fresh == code:
                raise
        return self._send_with(fresh, make, only_reads=only_reads)

    def _send_with(
        self, code: str | None, make: Callable[[Mapping[str, str]], httpx.Request], *, only_reads: bool
    ) -> Answer:
        if code is None:
            raise CredentialsRefusedError(code=NO_CODE)
        request = make({"Authorization": basic_authorization(self._customer_number, code)})
        answer = self._breaker.call(lambda: self._reach(request, only_reads=only_reads))
        if not answer.is_success:
            raise read_failure(answer, only_reads=only_reads)
        return answer

    def _reach(self, request: httpx.Request, *, only_reads: bool) -> Answer:
        """Get an answer of somebody who is there: a refusal is one, and so is a wish for patience (429)."""
        try:
            answer = exchange(self._http, request)
        except NotSentError as error:
            raise UnavailableError from error
        except NoAnswerError as error:
            raise missing_answer_class(only_reads=only_reads) from error
        if not answer.is_success and means_away(answer.status):
            raise read_failure(answer, only_reads=only_reads)
        return answer

    def _understand(self, answer: Answer, *, only_reads: bool) -> object:
        try:
            return parse_json(answer.body)
        except ValueError:
            raise missing_answer_class(only_reads=only_reads)(status=answer.status) from None
