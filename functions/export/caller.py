"""Who calls the routes of exports: DreamRobot with a signature, or a merchant with a session or a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from functions.export.request import MAXIMUM_BODY_BYTES
from shared.web.request import read_signed_content
from shared.web.session import require_session
from shared.web.signature import verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from shared.clock import Clock
    from shared.domain.api_token import Scope
    from shared.web.session import Session, Sessions
    from shared.web.signature import DreamRobotKeys


@dataclass(frozen=True, slots=True)
class DreamRobotCaller:
    """DreamRobot itself, which speaks for every merchant; ``message_id`` is the signed ``webhook-id``."""

    message_id: str


@dataclass(frozen=True, slots=True)
class MerchantCaller:
    """One merchant, for whose data alone the caller may ask."""

    session: Session


type Caller = DreamRobotCaller | MerchantCaller


@dataclass(frozen=True, slots=True)
class CallerCheck:
    """Finds out who calls, from the raw bytes and before anything is parsed."""

    keys: Callable[[], DreamRobotKeys]
    sessions_of: Callable[[str], Sessions]
    clock: Clock

    def identify(self, event: APIGatewayProxyEventV2, scope: Scope) -> Caller:
        """Return who calls; a merchant's token needs ``scope``.

        Raises:
            InvalidSignatureError: The call claims to be signed, and the signature does not hold.
            ProblemError: ``too_large`` (413), or what ``require_session`` raises.
        """
        content = read_signed_content(event, MAXIMUM_BODY_BYTES)
        if "webhook-signature" not in event.headers:
            return MerchantCaller(require_session(event, self.sessions_of, self.clock(), scope))
        return DreamRobotCaller(verify(event.headers, content, self.keys().signing_keys, self.clock()))
