"""Getting a token: kept as long as it is good, fetched by one for all, replaced where it was refused.

Whoever finds no good token takes the turn to fetch one; the others wait for it a little, and fetch one
themselves where it does not come: a worker that died with the turn in hand must not stop the others.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from shared.dreamrobot.access import Token
from shared.dreamrobot.errors import UnavailableError
from shared.dreamrobot.loose import LooseObject

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.dreamrobot.access import TokenCache, TokenRenewals

_TOKEN = re.compile(r"[!-~]{1,4096}")
"""160 hexadecimal characters were seen; whatever a header can carry is taken."""

_LONGEST_LIFE_SECONDS = 24 * 60 * 60.0


PAUSES_FOR_OTHERS_SECONDS = (0.25, 0.5, 1.0, 2.0)
"""How long to wait for a token that somebody else is fetching; a fetch takes well below a second."""


class TokenSource:
    """The token of one merchant; ``fetch`` asks DreamRobot for a new one."""

    def __init__(
        self,
        cache: TokenCache,
        renewals: TokenRenewals,
        fetch: Callable[[], Token],
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        self._cache = cache
        self._renewals = renewals
        self._fetch = fetch
        self._now = now
        self._sleep = sleep
        self._lock = Lock()
        self._in_hand: Token | None = None

    def get(self) -> Token:
        """Return the token in hand, or where it is near its end the kept one, or a new one."""
        token = self._in_hand
        if token is None or not token.is_good_at(self._now()):
            token = self.replace(None)
        return token

    def replace(self, refused: Token | None) -> Token:
        """Return another token than ``refused``: one that somebody else fetched meanwhile, or a new one.

        Whether a new token ends the old one is not known, so two that replace the same one must not take
        turns in ending each other's.
        """
        with self._lock:
            self._in_hand = self._find_other_than(refused) or self._renew_in_turn(refused)
            return self._in_hand

    def _renew_in_turn(self, refused: Token | None) -> Token:
        for pause in PAUSES_FOR_OTHERS_SECONDS:
            if self._renewals.begin():
                try:
                    # Whoever had the turn before may have finished between the look and the turn.
                    return self._find_other_than(refused) or self._fetch_and_keep()
                finally:
                    self._renewals.end()
            self._sleep(pause)
            found = self._find_other_than(refused)
            if found is not None:
                return found
        return self._fetch_and_keep()

    def _find_other_than(self, refused: Token | None) -> Token | None:
        kept = self._cache.get()
        if kept is None or not kept.is_good_at(self._now()):
            return None
        return kept if refused is None or kept.value != refused.value else None

    def _fetch_and_keep(self) -> Token:
        token = self._fetch()
        self._cache.put(token)
        return token


def read_token(envelope: Mapping[str, object], asked_at: datetime) -> Token:
    """Read the answer of the token endpoint; the life of the token counts from when it was asked for.

    Raises:
        UnavailableError: There is no usable token in it.
    """
    fields = LooseObject(envelope)
    value, seconds = fields.text("access_token"), fields.number("expires_in")
    if value is None or seconds is None or not _TOKEN.fullmatch(value):
        raise UnavailableError
    life = min(max(float(seconds), 0.0), _LONGEST_LIFE_SECONDS)
    return Token(value=value, expires_at=asked_at + timedelta(seconds=life))
