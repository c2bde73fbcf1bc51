"""What the function ``cases_api`` is told by its environment."""

from __future__ import annotations

from shared.settings import BossSettings, CommandsQueueSettings, PageSettings, SigningSettings


class Settings(CommandsQueueSettings, BossSettings, PageSettings, SigningSettings):
    """The queue of commands, the gateway that tells prices and documents, what pages need, and DreamRobot's keys."""
