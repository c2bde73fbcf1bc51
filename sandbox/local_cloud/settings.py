"""What the local cloud is told by the environment: read once, typed, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sandbox.local_cloud.errors import LocalCloudError

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECT = Path(__file__).resolve().parent.parent.parent
DEFAULT_PORT = 8080
_HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class LocalCloudSettings:
    """Where one local cloud lives and which foreign systems it speaks to.

    ``folder`` takes everything it writes (``.local`` by default), ``port`` is the app's. An address of a foreign
    system, version path included, takes the place of its simulator.
    """

    folder: Path = PROJECT / ".local"
    port: int = DEFAULT_PORT
    dreamrobot_url: str | None = None
    boss_url: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read ``LOCAL_DIR``, ``LOCAL_PORT``, ``DREAMROBOT_URL`` and ``BOSS_URL``; an empty one counts as not set.

        Raises:
            LocalCloudError: The port is not one.
        """
        port = environment.get("LOCAL_PORT") or str(DEFAULT_PORT)
        if not port.isdecimal() or not 0 < int(port) <= _HIGHEST_PORT:
            message = f"LOCAL_PORT is {port!r}; it must be a number from 1 to {_HIGHEST_PORT}"
            raise LocalCloudError(message)
        return cls(
            folder=PROJECT / (environment.get("LOCAL_DIR") or ".local"),
            port=int(port),
            dreamrobot_url=environment.get("DREAMROBOT_URL") or None,
            boss_url=environment.get("BOSS_URL") or None,
        )

    @property
    def app_url(self) -> str:
        """The app's address, at the root of its host."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def keys_file(self) -> Path:
        """The keys that DreamRobot signs with, in the shape of the app's secret."""
        return self.folder / "keys.json"

    @property
    def outputs_file(self) -> Path:
        """The stack's outputs and the addresses, as one flat object."""
        return self.folder / "outputs.json"

    @property
    def state_file(self) -> Path:
        """Which processes run, for the command that stops them."""
        return self.folder / "processes.json"

    def log_file(self, name: str) -> Path:
        """Where the process of that name writes."""
        return self.folder / "logs" / f"{name}.log"

    def describe(self) -> dict[str, str]:
        """Return what must be equal for one running local cloud to serve as another."""
        return {
            "LOCAL_PORT": str(self.port),
            "DREAMROBOT_URL": self.dreamrobot_url or "",
            "BOSS_URL": self.boss_url or "",
        }
