"""The circuit breaker before atriga's gateway, one for all functions: its state stands in the runtime table.

Powertools keeps the state and elects the one prober. Missing answers open the circuit, and answers whose status says
no more than that nobody is there (``shared.boss.failures.means_away``): 408, any 5xx, and a redirect, as proxies send
them. Every other answer closes it, a refusal or a wish for patience (429) too, since somebody is there. Where the table
cannot be read, calls go through (Powertools' own choice): a breaker must not become the outage that it is meant to
soften.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from aws_lambda_powertools.utilities.circuit_breaker import (
    CircuitBreakerConfig,
    CircuitBreakerOpenError,
    CircuitState,
    CircuitTransition,
    circuit_breaker,
)
from aws_lambda_powertools.utilities.circuit_breaker.persistence import CircuitBreakerDynamoDBPersistence

from shared.boss.errors import CircuitOpenError, OutcomeUnknownError, UnavailableError
from shared.observability import logger

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_dynamodb import DynamoDBClient

    from shared.clock import Clock

GATEWAY_CIRCUIT = "boss-gateway"

FAILURES_BEFORE_OPENING = 5
"""Consecutive ones of one function instance."""

PROBED_AGAIN_AFTER = timedelta(minutes=1)
STATE_READ_AGAIN_AFTER = timedelta(seconds=5)

_PARTITION = "CIRCUIT"
"""A partition of the runtime table that belongs to no merchant: the gateway is the same for all."""


class GatewayCircuit:
    """The breaker that the client of the gateway calls through."""

    def __init__(self, client: DynamoDBClient, runtime_table_name: str, clock: Clock) -> None:
        self._clock = clock
        self._states = CircuitBreakerDynamoDBPersistence(
            runtime_table_name,
            key_attr="pk",
            sort_key_attr="sk",
            static_pk_value=_PARTITION,
            expiry_attr="expires_at",
            boto3_client=client,
        )
        self._config = CircuitBreakerConfig(
            failure_threshold=FAILURES_BEFORE_OPENING,
            recovery_timeout=int(PROBED_AGAIN_AFTER.total_seconds()),
            success_threshold=1,
            handled_exceptions=(UnavailableError, OutcomeUnknownError),
            local_cache_max_age=int(STATE_READ_AGAIN_AFTER.total_seconds()),
        )

    def call[Result](self, function: Callable[[], Result]) -> Result:
        """Call ``function``, and count what its outcome says about the gateway.

        Raises:
            CircuitOpenError: The gateway is away, and somebody else has its probe in hand; nothing was called.
        """
        guarded = circuit_breaker(
            name=GATEWAY_CIRCUIT,
            persistence_store=self._states,
            on_transition=_note_transition,
            config=self._config,
        )(function)
        try:
            result: Result = guarded()
        except CircuitBreakerOpenError:
            raise CircuitOpenError from None
        return result

    def is_away(self) -> bool:
        """Whether the gateway was away when it was last asked; a probe may be due all the same."""
        return self._states.get_state(GATEWAY_CIRCUIT).state is not CircuitState.CLOSED

    def is_open(self) -> bool:
        """Whether a call would be refused now, so that nobody needs to prepare one."""
        record = self._states.get_state(GATEWAY_CIRCUIT)
        now = self._clock().timestamp()
        if record.state is CircuitState.OPEN:
            return now < (record.opened_at or 0) + PROBED_AGAIN_AFTER.total_seconds()
        return record.state is CircuitState.HALF_OPEN and now < (record.probe_lease_expiry or 0)


def _note_transition(transition: CircuitTransition) -> None:
    logger.warning(
        "the circuit before the gateway moved",
        extra={"from_state": transition.from_state.value, "to_state": transition.to_state.value},
    )
