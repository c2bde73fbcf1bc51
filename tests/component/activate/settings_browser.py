"""What a merchant does on the settings pages, and what is on record and kept afterwards."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import boto3

from tests.component.world import MERCHANT, SECRET_PREFIX

if TYPE_CHECKING:
    from shared.domain.account import AtrigaAccount
    from shared.domain.settings_record import SettingsEntry
    from tests.component.activate.browser import Browser
    from tests.component.calls import Answer

NUMBER = "400123"
OTHER_NUMBER = "400124"
ACCOUNT = f"/settings/accounts/{NUMBER}"

_HIDDEN = re.compile(r'name="(revision|version)" value="([0-9a-f]+)"')


def read_codes(merchant_id: str = MERCHANT) -> dict[str, str]:
    secrets = boto3.client("secretsmanager")
    try:
        answer = secrets.get_secret_value(SecretId=SECRET_PREFIX + merchant_id)
    except secrets.exceptions.ResourceNotFoundException:
        return {}
    codes: dict[str, str] = json.loads(answer["SecretString"])["atriga"]
    return codes


def account_of(merchant: Browser, number: str = NUMBER) -> AtrigaAccount:
    account = merchant.desk.accounts.get_atriga_account(number)
    assert account is not None
    return account


def connections(merchant: Browser) -> dict[str, str | None]:
    return {one.portal_account_id: one.customer_number for one in merchant.desk.accounts.list_portal_accounts()}


def due_numbers(merchant: Browser) -> list[str]:
    due = merchant.world.stores.due_accounts().list_due(merchant.world.clock())
    return [one.customer_number for one in due]


def record_of(merchant: Browser) -> list[SettingsEntry]:
    return merchant.desk.record.list_newest_first(100).entries


def deeds_of(merchant: Browser) -> list[str]:
    return [entry.deed.value for entry in record_of(merchant)]


def hidden(page: str) -> str:
    """Return the revision or the version that the last form of its kind on a page stands on."""
    values: set[str] = {value for _, value in _HIDDEN.findall(page)}
    [value] = values
    return value


def save_rules(merchant: Browser, fields: dict[str, str], *, revision: str | None = None) -> Answer:
    """Send the rules form as it is shown, with some fields typed anew."""
    page = merchant.open(ACCOUNT).body
    shown = {
        **dict(re.findall(r'<input class="short" id="[^"]+" name="([^"]+)" [^>]*value="([^"]*)"', page)),
        **dict.fromkeys(re.findall(r'name="([^"]+)" type="checkbox" value="on" checked', page), "on"),
        **dict(re.findall(r'<textarea id="[^"]+" name="([^"]+)"[^>]*>\n([^<]*)</textarea>', page)),
    }
    sent = {"revision": revision or hidden(page), **shown, **fields}
    return merchant.submit(f"{ACCOUNT}/rules", {name: value for name, value in sent.items() if value != "(not sent)"})
