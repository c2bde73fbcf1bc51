"""The way to both foreign systems: their simulators in this process, which can be away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import httpx

from sandbox.boss.app import build_application
from sandbox.boss.gateway import Gateway
from sandbox.dreamrobot.application import make_application
from sandbox.dreamrobot.system import DreamRobotSystem
from tests.unit.sandbox.boss_world import AsgiTransport

if TYPE_CHECKING:
    from tests.component.world import Clock
    from tests.simulation.side_effects import SideEffects

BOSS = "boss.example"
DREAMROBOT = "dreamrobot.example"


class ForeignSystems:
    """Both simulators; making them takes long, so that many simulations in a row may share and reset them."""

    def __init__(self, clock: Clock) -> None:
        self.boss = Gateway(clock=clock, link_key=b"key")
        self.dreamrobot = DreamRobotSystem(clock=clock)
        self.hosts: dict[str, httpx.BaseTransport] = {
            BOSS: AsgiTransport(build_application(self.boss)),
            DREAMROBOT: AsgiTransport(make_application(self.dreamrobot, _no_calls)),
        }

    def reset(self) -> None:
        """Forget everything that happened."""
        self.boss.reset()
        self.dreamrobot.reset()


class SimulatedNetwork(httpx.BaseTransport):
    """Leads each host to its application; ``away`` hosts refuse the connection, and are counted all the same."""

    def __init__(self, side_effects: SideEffects, hosts: dict[str, httpx.BaseTransport]) -> None:
        self.away: set[str] = set()
        self.calls: list[str] = []
        self._side_effects = side_effects
        self._hosts = hosts

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        call = f"{request.method} {request.url.host}{request.url.path}"
        self.calls.append(call)
        self._side_effects.reach(f"before {call}")
        if request.url.host in self.away:
            message = "nobody there"
            raise httpx.ConnectError(message, request=request)
        response = self._hosts[request.url.host].handle_request(request)
        self._side_effects.reach(f"after {call}")
        return response

    def calls_to(self, host: str) -> int:
        """Count the calls to a host so far."""
        return sum(host in call for call in self.calls)


def _no_calls() -> NoReturn:
    message = "DreamRobot calls nobody here"
    raise AssertionError(message)
