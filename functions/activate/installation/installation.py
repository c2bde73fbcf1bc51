"""Installing the app for a merchant and taking it out again, as DreamRobot asks.

Guarantee: both may be repeated after a crash at any step. A merchant is known only once its access is kept, and
is forgotten only after its codes are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from shared.domain.account import Locale, Merchant, MerchantId
from shared.domain.request_budget import DAILY_REQUESTS
from shared.domain.settings_record import SettingsDeed

if TYPE_CHECKING:
    from functions.activate.foreign_systems import AccountGateway
    from functions.activate.ports import DeskOf
    from functions.activate.recording import Recorder
    from shared.clock import Clock

_Credential = Annotated[SecretStr, Field(min_length=1, max_length=512)]


class InstallationRequest(BaseModel):
    """The body of ``POST /dreamrobot/installations``; what else DreamRobot may send one day is not looked at."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    merchant_id: MerchantId
    name: Annotated[str, Field(max_length=120)]
    api_username: _Credential
    api_password: _Credential
    locale: Locale = Locale.GERMAN
    daily_requests: Annotated[int, Field(ge=1, le=1_000_000)] | None = None


@dataclass(frozen=True, slots=True)
class Installation:
    """Who has the app."""

    desk_of: DeskOf
    gateway: AccountGateway
    recorder: Recorder
    clock: Clock

    def install(self, request: InstallationRequest) -> bool:
        """Keep a merchant and its access to DreamRobot's REST API; return whether the merchant is new."""
        desk = self.desk_of(request.merchant_id)
        known = desk.merchants.get()
        desk.secrets.set_dreamrobot_access(
            request.api_username.get_secret_value(), request.api_password.get_secret_value()
        )
        # A token of the access that was there before would hide for an hour that the new one does not work.
        desk.tokens.delete()
        chosen = known.locale if known and known.locale_is_chosen else None
        merchant = Merchant(
            merchant_id=request.merchant_id,
            name=request.name,
            locale=chosen or request.locale,
            locale_is_chosen=chosen is not None,
            installed_at=known.installed_at if known else self.clock(),
            daily_requests=request.daily_requests or (known.daily_requests if known else DAILY_REQUESTS),
        )
        return desk.merchants.save(merchant)

    def uninstall(self, merchant_id: str) -> bool:
        """Sign everybody out, delete the codes and stop the sync; return whether the merchant was known.

        Cases and the record of changes stay: deleting them is not built (docs/decisions.md). The merchant goes last, so
        that a repeat finds it until all is done.
        """
        desk = self.desk_of(merchant_id)
        if desk.merchants.get() is None:
            return False
        desk.sign_ins.delete_all()
        desk.api_tokens.delete_all()
        desk.event_address.delete()
        # Before the codes go: without them the gateway would not listen.
        self.gateway.end_pushes(merchant_id, desk.accounts.list_atriga_accounts())
        desk.secrets.delete()
        desk.tokens.delete()
        desk.accounts.remove_all()
        desk.settings.forget_payment_methods()
        desk.news_settings.delete()
        desk.record.append(self.recorder.note(SettingsDeed.APP_LEFT))
        desk.merchants.delete()
        # What somebody activated at the same time would be left behind otherwise.
        desk.secrets.delete()
        desk.accounts.remove_all()
        return True
