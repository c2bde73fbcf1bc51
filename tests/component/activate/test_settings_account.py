"""The page of one atriga account: check, code, mode, deactivation."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from functions.activate.foreign_systems import AccountRefusedError, RefusalCause
from shared.domain.account import AccountMode, AccountState
from shared.work import QueueError, WorkQueue
from tests.component.activate.outside import TERMS
from tests.component.activate.settings_browser import (
    ACCOUNT,
    NUMBER,
    account_of,
    deeds_of,
    due_numbers,
    hidden,
    read_codes,
    record_of,
)
from tests.component.world import MERCHANT, OTHER_MERCHANT, make_case, make_command

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser

CODE = "s3cret-code"
ACTIONS = ("check", "code", "mode", "rules", "deactivate")


@pytest.fixture(autouse=True)
def connected(merchant: Browser) -> None:
    merchant.gateway.terms = TERMS.model_copy(update={"capabilities": frozenset({"test_mode"})})
    merchant.activate(NUMBER, CODE)


def stop(merchant: Browser, because: str) -> None:
    merchant.desk.accounts.stop(NUMBER, because)


def test_a_check_reads_the_account_anew_and_makes_it_due(merchant: Browser) -> None:
    merchant.gateway.terms = TERMS.model_copy(update={"countries": frozenset({"DE", "AT"})})
    merchant.world.clock.move(timedelta(hours=1))
    answer = merchant.submit(f"{ACCOUNT}/check", {})
    assert (answer.status, answer.headers["Location"]) == (303, f"{ACCOUNT}?done=1")
    assert merchant.gateway.checked == [(MERCHANT, NUMBER)]
    account = account_of(merchant)
    assert account.terms.countries == {"DE", "AT"}
    assert account.checked_at == merchant.world.clock()
    assert due_numbers(merchant) == [NUMBER]
    page = merchant.open(ACCOUNT, done="1").body
    assert "atriga bestätigt dieses Konto" in page
    assert "AT, DE" in page
    assert deeds_of(merchant)[0] != "account_resumed"


def test_a_check_right_after_a_change_tells_of_the_check_and_not_of_the_change(merchant: Browser) -> None:
    merchant.submit(f"{ACCOUNT}/code", {"authentication_code": "new-code"})
    merchant.submit(f"{ACCOUNT}/check", {})
    page = merchant.open(ACCOUNT, done="1").body
    assert "atriga bestätigt dieses Konto" in page
    assert "Gespeichert: Authentifizierungscode geändert" not in page


def test_a_check_resumes_a_stopped_account_and_says_so_in_the_record(merchant: Browser) -> None:
    stop(merchant, "bank_account_unverified")
    assert due_numbers(merchant) == []
    page = merchant.open(ACCOUNT).body
    assert "Das Bankkonto ist bei atriga nicht bestätigt" in page
    assert "atriga überweist" in page.partition("Prüfen Sie diesen Schritt")[2].partition("</li>")[0]
    assert merchant.submit(f"{ACCOUNT}/check", {}).status == 303
    assert (account_of(merchant).state, account_of(merchant).stopped_because) == (AccountState.ACTIVE, None)
    assert due_numbers(merchant) == [NUMBER]
    assert deeds_of(merchant)[0] == "account_resumed"


def test_an_account_works_again_even_where_the_queue_takes_nothing(
    merchant: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop(merchant, "bank_account_unverified")
    commands = merchant.world.stores.commands_of(MERCHANT)
    commands.hold(make_command(make_case()), NUMBER)

    def refuse(*_: object, **__: object) -> None:
        raise QueueError

    with monkeypatch.context() as away:
        away.setattr(WorkQueue, "send", refuse)
        assert merchant.submit(f"{ACCOUNT}/check", {}).status == 303
    assert account_of(merchant).state is AccountState.ACTIVE
    assert len(commands.list_held(NUMBER)) == 1
    assert merchant.submit(f"{ACCOUNT}/check", {}).status == 303
    assert commands.list_held(NUMBER) == []


@pytest.mark.parametrize(
    ("cause", "status", "is_stopped"),
    [
        (RefusalCause.CREDENTIALS_REFUSED, 422, True),
        (RefusalCause.ACCOUNT_NOT_ACTIVATED, 422, True),
        (RefusalCause.BANK_ACCOUNT_UNVERIFIED, 422, True),
        (RefusalCause.QUERIES_NOT_ENABLED, 422, True),
        (RefusalCause.NOT_READY, 422, True),
        (RefusalCause.RATE_LIMITED, 429, False),
        (RefusalCause.UNAVAILABLE, 503, False),
    ],
)
def test_a_check_that_is_refused_tells_the_cause_and_stops_the_account_only_for_good_reasons(
    merchant: Browser, cause: RefusalCause, status: int, *, is_stopped: bool
) -> None:
    merchant.gateway.refusal = AccountRefusedError(cause, 30)
    answer = merchant.submit(f"{ACCOUNT}/check", {})
    assert (answer.status, answer.headers["Retry-After"]) == (status, "30")
    assert 'role="alert" id="refusal"' in answer.body
    assert (account_of(merchant).state is AccountState.STOPPED) is is_stopped
    assert ("Angehalten" in answer.body) is is_stopped
    assert read_codes() == {NUMBER: CODE}


def test_a_new_code_is_kept_once_the_gateway_confirmed_it(merchant: Browser) -> None:
    stop(merchant, "invalid_credentials")
    answer = merchant.submit(f"{ACCOUNT}/code", {"authentication_code": " new-code "})
    assert answer.status == 303
    assert merchant.gateway.asked[-1] == (NUMBER, "new-code")
    assert read_codes() == {NUMBER: "new-code"}
    assert account_of(merchant).state is AccountState.ACTIVE
    assert deeds_of(merchant)[0] == "code_changed"
    page = merchant.open(ACCOUNT, done="1").body + merchant.open("/settings").body
    assert "Authentifizierungscode geändert" in page
    assert "new-code" not in page


@pytest.mark.parametrize(
    ("cause", "step"),
    [
        (RefusalCause.CREDENTIALS_REFUSED, "Geben Sie Kundennummer"),
        (RefusalCause.ACCOUNT_NOT_ACTIVATED, "Schreiben Sie eine E-Mail"),
        (RefusalCause.UNAVAILABLE, None),
    ],
)
def test_a_code_that_is_refused_leaves_the_old_one(merchant: Browser, cause: RefusalCause, step: str | None) -> None:
    merchant.gateway.refusal = AccountRefusedError(cause)
    answer = merchant.submit(f"{ACCOUNT}/code", {"authentication_code": "wrong-code"})
    marked = answer.body.partition("Prüfen Sie diesen Schritt")[2].partition("</li>")[0]
    assert step in marked if step else marked == ""
    assert "wrong-code" not in answer.body
    assert read_codes() == {NUMBER: CODE}
    assert account_of(merchant).state is AccountState.ACTIVE


@pytest.mark.parametrize(
    ("code", "text"), [("", "Bitte füllen Sie das aus."), ("two words", "ein Wort ohne Leerzeichen")]
)
def test_a_code_that_cannot_be_one_is_said_at_the_field_and_asks_nobody(
    merchant: Browser, code: str, text: str
) -> None:
    answer = merchant.submit(f"{ACCOUNT}/code", {"authentication_code": code})
    assert answer.status == 422
    assert text in answer.body
    assert len(merchant.gateway.asked) == 1


def test_the_mode_is_switched_to_test_and_back(merchant: Browser) -> None:
    for mode in (AccountMode.TEST, AccountMode.LIVE):
        revision = hidden(merchant.open(ACCOUNT).body)
        answer = merchant.submit(f"{ACCOUNT}/mode", {"mode": mode.value, "revision": revision})
        assert answer.status == 303
        assert account_of(merchant).mode is mode
    assert [(entry.values[0].before, entry.values[0].after) for entry in record_of(merchant)[:2]] == [
        ("test", "live"),
        ("live", "test"),
    ]


def test_without_the_gateways_offer_there_is_no_test_mode_but_always_a_way_back(merchant: Browser) -> None:
    revision = hidden(merchant.open(ACCOUNT).body)
    merchant.submit(f"{ACCOUNT}/mode", {"mode": "test", "revision": revision})
    merchant.gateway.terms = TERMS
    merchant.submit(f"{ACCOUNT}/check", {})
    page = merchant.open(ACCOUNT).body
    assert "Auf Echtbetrieb umstellen" in page
    merchant.submit(f"{ACCOUNT}/mode", {"mode": "live", "revision": hidden(page)})
    page = merchant.open(ACCOUNT).body
    assert "bietet für dieses Konto keinen Testbetrieb an" in page
    answer = merchant.submit(f"{ACCOUNT}/mode", {"mode": "test", "revision": hidden(page)})
    assert answer.status == 409
    assert account_of(merchant).mode is AccountMode.LIVE


@pytest.mark.parametrize("revision", ["", "0", "2", "-1", "1.0", "9" * 40])
def test_a_mode_that_stands_on_something_old_is_not_switched(merchant: Browser, revision: str) -> None:
    answer = merchant.submit(f"{ACCOUNT}/mode", {"mode": "test", "revision": revision})
    assert answer.status == 409
    assert "Inzwischen wurde etwas geändert" in answer.body
    assert account_of(merchant).mode is AccountMode.LIVE


def test_a_mode_that_does_not_exist_is_refused(merchant: Browser) -> None:
    assert merchant.submit(f"{ACCOUNT}/mode", {"mode": "free", "revision": "1"}).status == 422


@pytest.mark.parametrize("action", ACTIONS)
def test_a_form_of_another_site_changes_nothing(merchant: Browser, action: str) -> None:
    before = account_of(merchant)
    fields = {"mode": "test", "revision": "1", "authentication_code": "stolen", "confirmed": "on"}
    assert merchant.submit(f"{ACCOUNT}/{action}", fields, csrf_token="f" * 64).status == 403
    assert account_of(merchant) == before
    assert read_codes() == {NUMBER: CODE}
    assert merchant.gateway.checked == []


@pytest.mark.parametrize("action", ACTIONS)
def test_an_account_of_somebody_else_is_not_there(merchant: Browser, action: str) -> None:
    merchant.world.activate(OTHER_MERCHANT, "777777")
    fields = {"mode": "test", "revision": "1", "authentication_code": "mine"}
    assert merchant.submit(f"/settings/accounts/777777/{action}", fields).status == 404
    assert merchant.open("/settings/accounts/777777").status == 404
    assert merchant.open(f"/settings/accounts/777777/{action}").status == 404
    assert merchant.gateway.checked == []
    theirs = merchant.world.stores.accounts_of(OTHER_MERCHANT).get_atriga_account("777777")
    assert theirs is not None
    assert (theirs.state, theirs.mode) == (AccountState.ACTIVE, AccountMode.LIVE)


def test_the_address_of_a_form_leads_back_to_its_page(merchant: Browser) -> None:
    for action in ("check", "code", "mode", "rules"):
        answer = merchant.open(f"{ACCOUNT}/{action}")
        assert (answer.status, answer.headers["Location"]) == (303, ACCOUNT)
    assert merchant.open(f"{ACCOUNT}/elsewhere").status == 404
    assert merchant.submit(f"{ACCOUNT}/elsewhere", {}).status == 404


def test_nobody_sees_or_changes_an_account_without_being_signed_in(merchant: Browser) -> None:
    merchant.cookie = None
    assert merchant.open(ACCOUNT).status == 401
    for action in ACTIONS:
        assert merchant.open(f"{ACCOUNT}/{action}").status == 401
        assert merchant.submit(f"{ACCOUNT}/{action}", {}, csrf_token="").status == 401


def test_an_address_alone_claims_no_success(merchant: Browser) -> None:
    merchant.world.clock.move(timedelta(minutes=5))
    assert 'class="message good"' not in merchant.open(ACCOUNT, done="1").body
    assert 'class="message good"' not in merchant.open("/settings", done="1").body
