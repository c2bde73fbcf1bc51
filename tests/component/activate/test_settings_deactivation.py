"""Taking one atriga account out of use, and bringing it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shared.domain.account import AccountMode, AccountState
from tests.component.activate.outside import TERMS
from tests.component.activate.settings_browser import (
    ACCOUNT,
    NUMBER,
    OTHER_NUMBER,
    account_of,
    connections,
    deeds_of,
    due_numbers,
    hidden,
    read_codes,
)

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser

CODE = "s3cret-code"


@pytest.fixture(autouse=True)
def connected(merchant: Browser) -> None:
    merchant.gateway.terms = TERMS.model_copy(update={"capabilities": frozenset({"test_mode"})})
    merchant.activate(NUMBER, CODE)


def test_deactivating_asks_first_and_says_what_becomes_of_running_cases(merchant: Browser) -> None:
    page = merchant.open(f"{ACCOUNT}/deactivate").body
    assert "Laufende Fälle gehen bei atriga weiter" in page
    assert "bleibt bei Ihren Fällen sichtbar" in page
    assert account_of(merchant).state is AccountState.ACTIVE


def test_deactivating_deletes_the_code_disconnects_and_stops(merchant: Browser) -> None:
    merchant.activate(OTHER_NUMBER, "other-code")
    answer = merchant.submit(f"{ACCOUNT}/deactivate", {})
    assert (answer.status, answer.headers["Location"]) == (303, "/settings?done=1")
    assert read_codes() == {OTHER_NUMBER: "other-code"}
    assert account_of(merchant).is_deactivated
    assert set(connections(merchant).values()) == {None}
    assert due_numbers(merchant) == [OTHER_NUMBER]
    assert deeds_of(merchant).count("account_deactivated") == 1
    page = merchant.open("/settings", done="1").body
    assert "Deaktiviert" in page
    assert f'value="{NUMBER}"' not in page
    assert merchant.submit(f"{ACCOUNT}/deactivate", {}).status == 303
    assert deeds_of(merchant).count("account_deactivated") == 1


@pytest.mark.parametrize(
    "step",
    [
        "shared.store.secrets.MerchantSecrets.remove_authentication_code",
        "shared.store.settings.SettingsRepository.connect",
        "shared.store.settings.SettingsRepository.deactivate",
    ],
)
def test_a_crash_while_deactivating_is_put_right_by_a_repeat(
    merchant: Browser, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(step, crash)
        assert merchant.submit(f"{ACCOUNT}/deactivate", {}).status == 500
    assert merchant.submit(f"{ACCOUNT}/deactivate", {}).status == 303
    assert account_of(merchant).is_deactivated
    assert read_codes() == {}
    assert set(connections(merchant).values()) == {None}


def test_a_deactivated_account_comes_back_with_a_code_and_keeps_its_rules(merchant: Browser) -> None:
    revision = hidden(merchant.open(ACCOUNT).body)
    merchant.submit(f"{ACCOUNT}/mode", {"mode": "test", "revision": revision})
    merchant.desk.accounts.stop(NUMBER, "invalid_credentials")
    merchant.submit(f"{ACCOUNT}/deactivate", {})
    merchant.desk.accounts.stop(NUMBER, "no_authentication_code")
    assert account_of(merchant).is_deactivated, "a call that was still under way must not hide what the merchant did"
    assert merchant.submit(f"{ACCOUNT}/check", {}).status == 409
    page = merchant.open(ACCOUNT).body
    assert "Dieses Konto wieder verwenden" in page
    assert "Regeln speichern" not in page
    assert merchant.submit(f"{ACCOUNT}/code", {"authentication_code": CODE}).status == 303
    account = account_of(merchant)
    assert (account.state, account.mode) == (AccountState.ACTIVE, AccountMode.TEST)
    assert due_numbers(merchant) == [NUMBER]
    assert deeds_of(merchant)[0] == "account_connected"


def test_activating_a_deactivated_account_connects_its_portal_accounts_again(merchant: Browser) -> None:
    merchant.submit(f"{ACCOUNT}/deactivate", {})
    merchant.activate(NUMBER, CODE)
    assert set(connections(merchant).values()) == {NUMBER}


def test_a_deactivation_in_another_window_wins_over_a_check_that_is_under_way(
    merchant: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = merchant.gateway.check_account
    other = replace(merchant)

    def deactivate_meanwhile(merchant_id: str, customer_number: str) -> object:
        other.submit(f"{ACCOUNT}/deactivate", {})
        return ask(merchant_id, customer_number)

    monkeypatch.setattr(merchant.gateway, "check_account", deactivate_meanwhile)
    answer = merchant.submit(f"{ACCOUNT}/check", {})
    assert answer.status == 409
    assert account_of(merchant).is_deactivated
