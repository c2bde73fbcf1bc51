"""Everything of one merchant that carrying its commands out needs, and the times that bound it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from shared.domain.rate import Rate

if TYPE_CHECKING:
    from collections.abc import Callable

    from functions.submit.ports import Accounts, Cases, Commands, Files, Gateway, Leases, OrderSource, TokenBuckets
    from shared.domain.account import AtrigaAccount

LOOKED_INTO_AFTER = timedelta(hours=1)
"""An answer that nobody foresaw is tried by its own message until that is a dead letter, and then so seldom."""

COMMANDS_PER_ACCOUNT = Rate(tokens_per_second=5, capacity=10)
"""How fast commands of one atriga account are tried; the gateway's own limit is not known, so this is assumed."""


@dataclass(frozen=True, slots=True)
class MerchantDesk:
    """What is kept for one merchant, and how its two foreign systems are reached."""

    accounts: Accounts
    cases: Cases
    commands: Commands
    files: Files
    leases: Leases
    token_buckets: TokenBuckets
    connect_gateway: Callable[[AtrigaAccount], Gateway]
    connect_dreamrobot: Callable[[], OrderSource]
