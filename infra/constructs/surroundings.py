"""Everything that functions are wired to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from infra.config import DeploymentConfig
    from infra.constructs.app_function import AppFunction, FunctionSpec
    from infra.constructs.http_api import HttpApi
    from infra.constructs.mail import MailSender
    from infra.constructs.queues import Queues
    from infra.constructs.secrets import Secrets
    from infra.constructs.storage import Storage


type Maker = Callable[[str, FunctionSpec], AppFunction]
"""Makes the function of a specification under the id of a construct."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What there is beside the functions; each is granted what it does there."""

    config: DeploymentConfig
    storage: Storage
    secrets: Secrets
    queues: Queues
    api: HttpApi
    mail: MailSender
