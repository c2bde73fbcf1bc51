"""What a deployment is told by the CDK context: read once, checked, frozen.

A value that cannot be right stops the synthesis with a message that names it. So does a key that is almost
a known one: ``-c dreamrobotURL=...`` would otherwise be passed over and leave the default address in place.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic.alias_generators import to_camel

if TYPE_CHECKING:
    from collections.abc import Mapping

DREAMROBOT_URL = "https://api.dreamrobot.de/rest/v1.1"
"""DreamRobot's published REST API."""

BOSS_URL = "https://boss.example/v1"
"""Assumed: atriga's gateway has no published address yet. ``.example`` resolves nowhere, so nothing can leak to it."""

PRODUCT = "atriga-for-dreamrobot"


MailAddress = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]


class Stage(StrEnum):
    """Where a deployment stands, and how careful it is with what it keeps."""

    LOCAL = "local"
    DEV = "dev"
    PROD = "prod"


class ConfigError(ValueError):
    """The context holds a value that no deployment may be made with; the message names it."""


class DeploymentConfig(BaseModel):
    """The context values of the CDK app. Field ``public_url`` is context value ``publicUrl``, and so on.

    ``public_url`` is the address that people see where something stands before the API (a custom domain);
    without it the API's own address is the public one. ``alarm_email`` receives the alarms; without it they
    are only seen in CloudWatch. ``mail_from`` is the address that mails of news come from; without it none are sent.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel)

    stage: Stage = Stage.DEV
    dreamrobot_url: str = DREAMROBOT_URL
    boss_url: str = BOSS_URL
    public_url: str | None = None
    alarm_email: MailAddress | None = None
    mail_from: MailAddress | None = None

    @field_validator("dreamrobot_url", "boss_url", "public_url")
    @classmethod
    def _is_plain_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            message = "must be an address that begins with http:// or https://"
            raise ValueError(message)
        if parts.username or parts.password or parts.query or parts.fragment:
            message = "must not hold a user, a query or a fragment"
            raise ValueError(message)
        return value.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _is_at_the_root(cls, value: str | None) -> str | None:
        if value is not None and urlsplit(value).path:
            message = "must be at the root of its host: the pages' links know no prefix"
            raise ValueError(message)
        return value

    @model_validator(mode="after")
    def _is_encrypted_beyond_one_machine(self) -> Self:
        addresses = (self.dreamrobot_url, self.boss_url, self.public_url or "https://")
        if self.stage is not Stage.LOCAL and not all(address.startswith("https://") for address in addresses):
            message = f"stage {self.stage} speaks https:// only: claims and codes pass over these addresses"
            raise ValueError(message)
        return self

    @property
    def mail_domain(self) -> str | None:
        """The domain that mails come from, which has to prove itself to SES."""
        return self.mail_from.rpartition("@")[2] if self.mail_from else None

    @property
    def stack_name(self) -> str:
        """The name of the stack, under which its resources are found."""
        return f"{PRODUCT}-{self.stage}"

    @property
    def merchant_secret_prefix(self) -> str:
        """How the name of every merchant's secret begins."""
        return f"{PRODUCT}/{self.stage}/merchants/"

    @property
    def dreamrobot_secret_name(self) -> str:
        """The name of the secret with the keys shared with DreamRobot."""
        return f"{PRODUCT}/{self.stage}/dreamrobot"

    @property
    def keeps_data(self) -> bool:
        """Whether cases must outlive a mistaken removal of the stack."""
        return self.stage is Stage.PROD

    @classmethod
    def from_context(cls, context: Mapping[str, object]) -> Self:
        """Read the configuration out of all context values of a CDK app.

        Raises:
            ConfigError: A value is wrong, or a key is a misspelt one of ours.
        """
        keys = {to_camel(name) for name in cls.model_fields}
        by_plain_spelling = {_plain(key): key for key in keys}
        for key in context:
            meant = by_plain_spelling.get(_plain(key))
            if meant is not None and key != meant:
                message = f"context value {key!r} is not known; {meant!r} is"
                raise ConfigError(message)
        try:
            return cls.model_validate({key: context[key] for key in keys if key in context})
        except ValidationError as error:
            raise ConfigError(_explain(error)) from None


def _plain(key: str) -> str:
    return key.replace("_", "").replace("-", "").lower()


def _explain(error: ValidationError) -> str:
    lines = ["the stack cannot be made with these context values:"]
    for fault in error.errors(include_url=False):
        key = ".".join(map(str, fault["loc"])) or "all together"
        lines.append(f"  {key}: {fault['msg'].removeprefix('Value error, ')}")
    return "\n".join(lines)
