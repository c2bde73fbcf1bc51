"""Sends the pushes that wait, in the background, and thereby lets time pass for cases that nobody looks at."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx

from sandbox.boss.push import post_over_http

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.boss.gateway import Gateway
    from sandbox.boss.push import Post, Push

_PAUSE_SECONDS = 0.25
_AT_ONCE = 4
"""Pushes under way side by side. The local cloud starts a process for each call that comes while others run, without
the limit that AWS would set, so a burst of pushes would leave no machine for anything else until all timed out."""

_REFUSED_FROM = 300


class Courier:
    """Delivers each push once; the gateway counts what arrived and what did not."""

    def __init__(
        self,
        gateway: Gateway,
        post: Post = post_over_http,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._gateway = gateway
        self._post = post
        self._sleep = sleep

    async def deliver_waiting(self) -> None:
        """Send everything that waits, a few side by side, so that one slow receiver does not hold up all others."""
        free = asyncio.Semaphore(_AT_ONCE)
        await asyncio.gather(*(self._deliver(push, free) for push in self._gateway.take_pushes()))

    async def run(self) -> None:
        """Deliver until cancelled."""
        while True:
            await self.deliver_waiting()
            await self._sleep(_PAUSE_SECONDS)

    async def _deliver(self, push: Push, free: asyncio.Semaphore) -> None:
        async with free:
            try:
                status = await self._post(push.subscription.url, push.body, push.sign(self._gateway.clock()))
            except (httpx.HTTPError, httpx.InvalidURL):
                status = _REFUSED_FROM
        if status < _REFUSED_FROM:
            self._gateway.delivered_pushes += 1
        else:
            self._gateway.failed_pushes += 1
