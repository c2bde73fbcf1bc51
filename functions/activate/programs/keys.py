"""Making and revoking API tokens, and making the address of notifications.

Guarantee: a secret is told once, to whoever made it, and only its hash is kept; what is made or revoked stands in the
record of changes, in the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.domain.api_token import ApiToken, read_token, write_token
from shared.domain.event_address import read_address, write_address
from shared.domain.settings_record import ChangedValue, SettingsDeed
from shared.store.errors import ConditionFailedError
from shared.store.event_addresses import EventAddress

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from functions.activate.ports import DeskOf
    from functions.activate.recording import Recorder
    from shared.clock import Clock
    from shared.domain.api_token import Scope


class TooManyTokensError(Exception):
    """Raised where the merchant has as many tokens as it may have."""


class UnknownTokenError(Exception):
    """Raised where the merchant has no such token any more."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The tokens and addresses of all merchants. ``make_secret`` returns 32 random bytes as base64 for URLs."""

    desk_of: DeskOf
    recorder: Recorder
    make_secret: Callable[[], str]
    clock: Clock

    def make_token(self, merchant_id: str, name: str, scopes: frozenset[Scope], expires_on: date | None) -> str:
        """Make a token and return its text.

        Raises:
            TooManyTokensError: One of the others has to be revoked first.
        """
        text = write_token(merchant_id, self.make_secret())
        read = read_token(text)
        if read is None:
            message = "a secret is not of the form that tokens have"
            raise ValueError(message)
        token = ApiToken(token_id=read.token_id, name=name, scopes=scopes, made_at=self.clock(), expires_on=expires_on)
        values = [
            ChangedValue(name="api_token", before=None, after=name),
            ChangedValue(name="scopes", before=None, after=", ".join(sorted(scopes))),
        ]
        if expires_on is not None:
            values.append(ChangedValue(name="expires_on", before=None, after=expires_on.isoformat()))
        desk = self.desk_of(merchant_id)
        entry = self.recorder.note(SettingsDeed.TOKEN_MADE, values=tuple(values))
        try:
            desk.api_tokens.add(token, [desk.record.put_entry(entry)])
        except ConditionFailedError:
            raise TooManyTokensError from None
        return text

    def revoke_token(self, merchant_id: str, token_id: str) -> None:
        """Forget a token; whoever has it does not come in from now on.

        Raises:
            UnknownTokenError: It was revoked already, or never was one of this merchant.
        """
        desk = self.desk_of(merchant_id)
        token = next((one for one in desk.api_tokens.list_all() if one.token_id == token_id), None)
        if token is None:
            raise UnknownTokenError
        value = ChangedValue(name="api_token", before=token.name, after=None)
        entry = self.recorder.note(SettingsDeed.TOKEN_REVOKED, values=(value,))
        try:
            desk.api_tokens.revoke(token_id, [desk.record.put_entry(entry)])
        except ConditionFailedError:
            raise UnknownTokenError from None

    def make_event_address(self, merchant_id: str) -> str:
        """Make the address of notifications anew and return it; the one before leads nowhere from now on."""
        address = write_address(merchant_id, self.make_secret())
        parts = read_address(address)
        if parts is None:
            message = "a secret is not of the form that addresses have"
            raise ValueError(message)
        desk = self.desk_of(merchant_id)
        entry = self.recorder.note(SettingsDeed.EVENT_ADDRESS_MADE)
        desk.event_address.replace(EventAddress(parts.address_hash, self.clock()), [desk.record.put_entry(entry)])
        return address
