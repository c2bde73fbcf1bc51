"""Who may come in: a merchant who is signed in, for a form one whose own page sent it, or a program with a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.web.forms import read_form
from shared.web.session import check_csrf, require_session

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from functions.activate.ports import DeskOf
    from shared.clock import Clock
    from shared.domain.api_token import Scope
    from shared.web.session import Session


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets merchants in."""

    desk_of: DeskOf
    clock: Clock

    def let_in(self, event: APIGatewayProxyEventV2, scope: Scope | None = None) -> Session:
        """Return who came in; a token needs ``scope``. ProblemError ``not_signed_in`` where nobody did."""
        return require_session(event, lambda merchant_id: self.desk_of(merchant_id).sign_ins, self.clock(), scope)

    def take_form(self, event: APIGatewayProxyEventV2, scope: Scope | None = None) -> tuple[Session, dict[str, str]]:
        """Return who sent a form, and its fields; ``scope`` is what a token needs for the JSON that is read beside it.

        Raises:
            ProblemError: ``not_signed_in``, ``invalid_csrf_token``, ``unsupported_media_type`` where a program sent a
                form, or what ``read_form`` raises.
        """
        session = self.let_in(event, scope)
        check_csrf(event, session)
        return session, read_form(event)
