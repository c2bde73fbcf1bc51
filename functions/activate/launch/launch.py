"""Signing a merchant in with the token that DreamRobot's link carries.

Guarantee: a token opens the app once, and only where the app is installed; the browser is never sent elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.web.launch_token import InvalidLaunchTokenError, verify_launch_token
from shared.web.session import open_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.shared.cookies import Cookie

    from functions.activate.ports import DeskOf, MerchantDesk
    from shared.clock import Clock
    from shared.web.signature import DreamRobotKeys

OVERVIEW_PATH = "/overview"
ACTIVATION_PATH = "/activate"

# One slash and then none, no backslash and no control character: a browser would read "//host" and "/\host" as
# another host's address.
_PATH_WITHIN_THE_APP = re.compile(r"/(?:[A-Za-z0-9._~%?&=+-][A-Za-z0-9._~%?&=+/:-]{0,511})?")


class MerchantNotInstalledError(Exception):
    """Raised where a good token names a merchant for whom the app is not installed."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session's cookie, and the path that the browser goes to."""

    cookie: Cookie
    path: str


@dataclass(frozen=True, slots=True)
class Launch:
    """The way into the app. ``make_secret`` returns a fresh, unguessable text of letters, digits, dash, underscore."""

    desk_of: DeskOf
    keys: Callable[[], DreamRobotKeys]
    make_secret: Callable[[], str]
    clock: Clock

    def sign_in(self, token: str, to: str | None) -> SignedIn:
        """Use a launch token up and open a session.

        Args:
            token: The launch token.
            to: The path that was asked for; anything but a path within the app is ignored.

        Raises:
            InvalidLaunchTokenError: The token does not hold, or was used before.
            MerchantNotInstalledError: The app is not installed for the merchant.
        """
        now = self.clock()
        launch = verify_launch_token(token, self.keys().launch_keys, now)
        desk = self.desk_of(launch.merchant_id)
        merchant = desk.merchants.get()
        if merchant is None:
            raise MerchantNotInstalledError
        if not desk.used_once.use(f"launch:{launch.token_id}", launch.expires_at):
            raise InvalidLaunchTokenError
        # What the merchant chose in the settings counts before what DreamRobot names.
        locale = merchant.locale if merchant.locale_is_chosen else launch.locale
        cookie = open_session(desk.sign_ins, launch.merchant_id, locale, self.make_secret(), now)
        return SignedIn(cookie, _choose_path(desk, to))


def _choose_path(desk: MerchantDesk, to: str | None) -> str:
    if to is not None and to != "/" and _PATH_WITHIN_THE_APP.fullmatch(to):
        return to
    return OVERVIEW_PATH if desk.accounts.list_atriga_accounts() else ACTIVATION_PATH
