"""What a function is told by its environment: read once, typed, frozen; nothing else looks at the environment.

Each group below is one kind of thing that a function may need; a function's own settings inherit the
groups that it uses, so that a missing variable stops the function at its start and names the variable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Mapping


class FunctionSettings(BaseModel):
    """The base of every function's settings; variable ``STAGE`` becomes field ``stage``."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    stage: str

    @classmethod
    def load(cls, environment: Mapping[str, str]) -> Self:
        """Read the settings from ``environment``.

        Raises:
            pydantic.ValidationError: A variable is missing.
        """
        return cls.model_validate({name.lower(): value for name, value in environment.items()})


class TableSettings(FunctionSettings):
    """For functions that keep things; which of the tables a function may touch is up to its role."""

    accounts_table_name: str
    cases_table_name: str
    runtime_table_name: str


class MerchantSecretSettings(FunctionSettings):
    """For functions that use a merchant's codes."""

    merchant_secret_prefix: str


class DreamRobotSettings(MerchantSecretSettings):
    """For functions that call DreamRobot's REST API."""

    dreamrobot_url: str


class BossSettings(MerchantSecretSettings):
    """For functions that call atriga's gateway."""

    boss_url: str


class SigningSettings(FunctionSettings):
    """For functions that take signed requests or launch tokens from DreamRobot."""

    dreamrobot_secret_name: str


class PageSettings(TableSettings):
    """For functions that people see; ``public_url`` is empty where the API's own address is the public one."""

    public_url: str = ""


class MailSettings(FunctionSettings):
    """For functions that send mails; ``mail_from`` is empty where no mails are sent from this deployment."""

    mail_from: str = ""
    mail_configuration_set: str = ""


class CommandsQueueSettings(FunctionSettings):
    """For functions that queue commands."""

    commands_queue_url: str


class ExportsQueueSettings(FunctionSettings):
    """For functions that queue exports."""

    exports_queue_url: str


class SyncsQueueSettings(FunctionSettings):
    """For functions that queue runs of the status sync."""

    syncs_queue_url: str
