from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import boto3
import pytest

from functions.activate.foreign_systems import (
    AccountRefusedError,
    DreamRobotCause,
    DreamRobotUnreadableError,
    RefusalCause,
)
from shared.domain.account import AccountMode, AccountState, PortalAccount
from tests.component.activate.outside import TERMS
from tests.component.world import MERCHANT, SECRET_PREFIX, make_case, make_command

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser

NUMBER = "400123"
CODE = "s3cret-code"


def read_codes() -> dict[str, str]:
    secrets = boto3.client("secretsmanager")
    try:
        answer = secrets.get_secret_value(SecretId=SECRET_PREFIX + MERCHANT)
    except secrets.exceptions.ResourceNotFoundException:
        return {}
    codes: dict[str, str] = json.loads(answer["SecretString"])["atriga"]
    return codes


def connections(merchant: Browser) -> dict[str, str | None]:
    return {one.portal_account_id: one.customer_number for one in merchant.desk.accounts.list_portal_accounts()}


def test_the_page_has_two_fields_and_the_checklist(merchant: Browser) -> None:
    page = merchant.open("/activate").body
    assert 'name="customer_number"' in page
    assert 'name="authentication_code"' in page
    assert page.count("<li>") >= 6


def test_activation_keeps_the_code_the_account_and_all_portal_accounts(merchant: Browser) -> None:
    answer = merchant.activate()
    assert (answer.status, answer.headers["Location"]) == (303, "/activate?done=1")
    assert merchant.gateway.asked == [(NUMBER, CODE)]
    assert read_codes() == {NUMBER: CODE}
    [account] = merchant.desk.accounts.list_atriga_accounts()
    assert (account.name, account.state, account.terms) == (f"Konto {NUMBER}", AccountState.ACTIVE, TERMS)
    assert connections(merchant) == {"22014": NUMBER, "22015": NUMBER}
    page = merchant.open("/activate", done="1").body
    assert "Die App ist mit atriga verbunden" in page
    assert "webseite" in page
    assert CODE not in page


def test_an_activated_account_is_due_for_its_first_sync_at_once(merchant: Browser) -> None:
    merchant.activate()
    due = list(merchant.world.stores.due_accounts().list_due(merchant.world.clock()))
    assert [(one.merchant_id, one.customer_number) for one in due] == [(MERCHANT, NUMBER)]


def test_white_space_around_what_was_pasted_does_not_matter(merchant: Browser) -> None:
    merchant.activate(f" {NUMBER} ", f"\t{CODE}\n")
    assert merchant.gateway.asked == [(NUMBER, CODE)]


@pytest.mark.parametrize(
    ("cause", "status", "step"),
    [
        (RefusalCause.CREDENTIALS_REFUSED, 422, "Geben Sie Kundennummer"),
        (RefusalCause.ACCOUNT_NOT_ACTIVATED, 422, "Schreiben Sie eine E-Mail"),
        (RefusalCause.BANK_ACCOUNT_UNVERIFIED, 422, "atriga überweist"),
        (RefusalCause.QUERIES_NOT_ENABLED, 422, "Erzeugen Sie einen"),
        (RefusalCause.NOT_READY, 422, None),
        (RefusalCause.RATE_LIMITED, 429, None),
        (RefusalCause.UNAVAILABLE, 503, None),
    ],
)
def test_a_refusal_tells_its_cause_marks_its_step_and_changes_nothing(
    merchant: Browser, cause: RefusalCause, status: int, step: str | None
) -> None:
    merchant.gateway.refusal = AccountRefusedError(cause, 30)
    answer = merchant.activate()
    assert answer.status == status
    assert answer.headers["Retry-After"] == "30"
    assert 'role="alert"' in answer.body
    marked = answer.body.partition("Prüfen Sie diesen Schritt")[2].partition("</li>")[0]
    assert step in marked if step else marked == ""
    assert f'value="{NUMBER}"' in answer.body
    assert CODE not in answer.body
    assert read_codes() == {}
    assert merchant.desk.accounts.list_atriga_accounts() == []
    assert merchant.dreamrobot.asked == []


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("", CODE, "Bitte füllen Sie das aus."),
        (NUMBER, "", "Bitte füllen Sie das aus."),
        ("4 00", CODE, "Möglich sind Buchstaben"),
        ("400:123", CODE, "Möglich sind Buchstaben"),
        ("4" * 33, CODE, "Möglich sind Buchstaben"),
        (NUMBER, "two words", "ein Wort ohne Leerzeichen"),
        (NUMBER, "c" * 129, "ein Wort ohne Leerzeichen"),
    ],
)
def test_a_wrong_field_is_said_at_the_field_and_asks_nobody(
    merchant: Browser, number: str, code: str, text: str
) -> None:
    answer = merchant.activate(number, code)
    assert answer.status == 422
    assert text in answer.body
    assert f'value="{number}"' in answer.body
    assert not code or code not in answer.body
    assert merchant.gateway.asked == []


def test_a_form_of_another_site_is_refused(merchant: Browser) -> None:
    fields = {"customer_number": NUMBER, "authentication_code": CODE}
    assert merchant.submit("/activate", fields, csrf_token="f" * 64).status == 403
    assert merchant.gateway.asked == []


def test_nobody_activates_without_being_signed_in(stranger: Browser) -> None:
    fields = {"customer_number": NUMBER, "authentication_code": CODE}
    assert stranger.submit("/activate", fields, csrf_token="").status == 401
    assert stranger.gateway.asked == []


def test_activating_again_renews_the_code_and_keeps_what_was_set(merchant: Browser) -> None:
    merchant.activate()
    accounts = merchant.world.stores.accounts_of(MERCHANT)
    [before] = accounts.list_atriga_accounts()
    accounts.move_cursor(NUMBER, before=None, after="cursor-1")
    accounts.stop(NUMBER, "account_not_activated")
    merchant.world.clock.move(timedelta(days=1))
    merchant.launch(jti="launch-2")
    merchant.activate(code="new-code")
    [account] = accounts.list_atriga_accounts()
    assert read_codes() == {NUMBER: "new-code"}
    assert (account.state, account.stopped_because, account.cursor) == (AccountState.ACTIVE, None, "cursor-1")
    assert (account.activated_at, account.mode) == (before.activated_at, AccountMode.LIVE)
    assert account.checked_at == merchant.world.clock()


def test_a_second_atriga_account_takes_only_portal_accounts_that_are_free(merchant: Browser) -> None:
    merchant.activate()
    merchant.dreamrobot.names["22016"] = "amazon"
    merchant.activate("400124", "other-code")
    assert connections(merchant) == {"22014": NUMBER, "22015": NUMBER, "22016": "400124"}
    assert read_codes() == {NUMBER: CODE, "400124": "other-code"}


def test_a_portal_account_of_an_atriga_account_that_is_gone_is_free(merchant: Browser) -> None:
    gone = PortalAccount(portal_account_id="22014", name="old name", customer_number="399999")
    merchant.world.stores.accounts_of(MERCHANT).learn_portal_accounts([gone])
    merchant.activate()
    assert connections(merchant)["22014"] == NUMBER


@pytest.mark.parametrize(
    ("cause", "text"),
    [
        (DreamRobotCause.REFUSED, "nimmt den Zugang nicht an"),
        (DreamRobotCause.QUOTA, "Tageskontingent"),
        (DreamRobotCause.UNAVAILABLE, "DreamRobot antwortet gerade nicht"),
    ],
)
def test_dreamrobot_being_away_is_said_and_repeated_without_the_code(
    merchant: Browser, cause: DreamRobotCause, text: str
) -> None:
    merchant.dreamrobot.failure = DreamRobotUnreadableError(cause)
    answer = merchant.activate()
    assert answer.status == 200
    assert text in answer.body
    assert [account.state for account in merchant.desk.accounts.list_atriga_accounts()] == [AccountState.ACTIVE]

    again = {"action": "fetch_portal_accounts", "customer_number": NUMBER}
    answer = merchant.submit("/activate", again)
    assert answer.status == 503
    assert text in answer.body

    merchant.dreamrobot.failure = None
    assert merchant.submit("/activate", again).status == 303
    assert connections(merchant) == {"22014": NUMBER, "22015": NUMBER}
    assert len(merchant.gateway.asked) == 1


def test_portal_accounts_are_fetched_only_for_an_account_of_ones_own(merchant: Browser) -> None:
    fields = {"action": "fetch_portal_accounts", "customer_number": "999999"}
    assert merchant.submit("/activate", fields).status == 404
    assert merchant.dreamrobot.asked == []


@pytest.mark.parametrize(
    "step",
    [
        "shared.store.secrets.MerchantSecrets.set_authentication_code",
        "shared.store.accounts.AccountRepository.save_activated",
        "shared.store.accounts.AccountRepository.learn_portal_accounts",
        "shared.store.settings.SettingsRepository.connect",
    ],
)
def test_a_crash_at_any_step_is_put_right_by_a_repeat(
    merchant: Browser, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(step, crash)
        assert merchant.activate().status == 500
        # An account never stands there without its code.
        assert {one.customer_number for one in merchant.desk.accounts.list_atriga_accounts()} <= read_codes().keys()
    assert merchant.activate().status == 303
    assert read_codes() == {NUMBER: CODE}
    assert connections(merchant) == {"22014": NUMBER, "22015": NUMBER}


def test_the_address_alone_claims_no_success(merchant: Browser) -> None:
    assert "ist mit atriga verbunden" not in merchant.open("/activate", done="1").body


def test_no_code_gets_into_a_log(merchant: Browser, capsys: pytest.CaptureFixture[str]) -> None:
    merchant.activate()
    merchant.gateway.refusal = AccountRefusedError(RefusalCause.CREDENTIALS_REFUSED)
    merchant.activate()
    merchant.submit("/activate", {"authentication_code": CODE}, csrf_token="f")
    written = capsys.readouterr()
    assert CODE not in written.out + written.err


def test_what_waited_for_the_account_is_woken_at_once_and_only_once(merchant: Browser) -> None:
    commands = merchant.world.stores.commands_of(MERCHANT)
    commands.hold(make_command(make_case()), NUMBER)
    merchant.activate()
    assert [message["command_id"] for message in merchant.world.take_messages("commands")] == ["command-1"]
    merchant.activate()
    assert merchant.world.take_messages("commands") == []
