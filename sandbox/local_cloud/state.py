"""What is known of a running local cloud: its processes, its settings, and whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ValidationError

from sandbox.local_cloud.processes import ProcessRecord

if TYPE_CHECKING:
    from pathlib import Path


class LocalCloudState(BaseModel):
    """The content of ``processes.json``.

    ``owner`` is the command that stops the processes when it ends (a demo, a test run, a start under way);
    ``None`` once ``make up`` has left them to run alone.
    """

    owner: ProcessRecord | None
    settings: dict[str, str]
    processes: list[ProcessRecord] = []

    @classmethod
    def read(cls, file: Path) -> Self | None:
        """Read the file; ``None`` where there is none or it was cut off while being written."""
        try:
            return cls.model_validate_json(file.read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def write(self, file: Path) -> None:
        """Write the file whole or not at all."""
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(".unfinished")
        unfinished.write_text(self.model_dump_json(indent=2), encoding="utf-8")
        unfinished.replace(file)

    @property
    def is_running(self) -> bool:
        """Whether every process runs and belongs to somebody, or to ``make down``."""
        return bool(self.processes) and all(process.is_alive() for process in self.processes) and not self.is_abandoned

    @property
    def is_abandoned(self) -> bool:
        """Whether the command that would stop the processes is gone itself."""
        return self.owner is not None and not self.owner.is_alive()
