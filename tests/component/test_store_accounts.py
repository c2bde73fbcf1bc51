"""Merchants, accounts, secrets, sessions and leases on the tables."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from aws_lambda_powertools.utilities.parameters import SecretsProvider
from botocore.exceptions import ClientError

from shared.aws import secrets_client
from shared.domain.account import AccountMode, AccountState, Locale
from shared.store.errors import ConditionFailedError
from shared.store.instants import sortable
from shared.store.secrets import MerchantSecrets
from tests.component.world import (
    CODE,
    CUSTOMER_NUMBER,
    MERCHANT,
    OTHER_MERCHANT,
    SECRET_PREFIX,
    START,
    make_atriga_account,
    make_merchant,
)

if TYPE_CHECKING:
    from tests.component.world import World


def make_secrets(merchant_id: str = MERCHANT) -> MerchantSecrets:
    client = secrets_client()
    return MerchantSecrets(client, SecretsProvider(boto3_client=client), SECRET_PREFIX, merchant_id)


def test_a_merchant_is_new_only_once(world: World) -> None:
    merchants = world.stores.merchants_of(MERCHANT)
    assert merchants.save(make_merchant())
    assert not merchants.save(make_merchant())
    assert merchants.get() == make_merchant()
    merchants.delete()
    assert merchants.get() is None


def test_activating_again_keeps_cursor_mode_and_settings(world: World) -> None:
    accounts = world.stores.accounts_of(MERCHANT)
    accounts.save_activated(make_atriga_account(mode=AccountMode.TEST), due_at=START)
    accounts.move_cursor(CUSTOMER_NUMBER, before=None, after="cursor-7")
    accounts.stop(CUSTOMER_NUMBER, "invalid_credentials")
    accounts.save_activated(make_atriga_account(), due_at=START)
    account = accounts.get_atriga_account(CUSTOMER_NUMBER)
    assert account is not None
    assert account.cursor == "cursor-7"
    assert account.mode is AccountMode.TEST
    assert account.state is AccountState.ACTIVE


def test_a_cursor_moves_only_from_where_it_was(world: World) -> None:
    accounts = world.stores.accounts_of(MERCHANT)
    accounts.save_activated(make_atriga_account(), due_at=START)
    accounts.move_cursor(CUSTOMER_NUMBER, before=None, after="cursor-1")
    with pytest.raises(ConditionFailedError):
        accounts.move_cursor(CUSTOMER_NUMBER, before=None, after="cursor-2")
    account = accounts.get_atriga_account(CUSTOMER_NUMBER)
    assert account is not None
    assert account.cursor == "cursor-1"


def test_due_accounts_of_all_merchants_are_found_until_they_are_postponed_or_stopped(world: World) -> None:
    world.activate(MERCHANT, "10001")
    world.activate(OTHER_MERCHANT, "20001")
    due = world.stores.due_accounts()
    assert list(due.list_due(START - timedelta(seconds=1))) == []
    found = {(one.merchant_id, one.customer_number): one.due_at for one in due.list_due(START)}
    assert found.keys() == {(MERCHANT, "10001"), (OTHER_MERCHANT, "20001")}
    world.stores.accounts_of(MERCHANT).postpone(
        "10001", was_due_at=found[MERCHANT, "10001"], due_at=START + timedelta(minutes=5)
    )
    world.stores.accounts_of(OTHER_MERCHANT).stop("20001", "invalid_credentials")
    assert list(due.list_due(START)) == []
    assert [one.customer_number for one in due.list_due(START + timedelta(minutes=5))] == ["10001"]


def _due_at(world: World) -> str:
    state = world.stores.accounts_of(MERCHANT).get_sync_state(CUSTOMER_NUMBER)
    assert state is not None
    assert state.due_at is not None
    return state.due_at


def test_an_account_is_brought_forward_once_and_never_put_off(world: World) -> None:
    world.activate()
    accounts = world.stores.accounts_of(MERCHANT)
    accounts.postpone(CUSTOMER_NUMBER, was_due_at=_due_at(world), due_at=START + timedelta(hours=1))
    assert accounts.bring_forward(CUSTOMER_NUMBER, START + timedelta(minutes=5))
    assert not accounts.bring_forward(CUSTOMER_NUMBER, START + timedelta(minutes=6))
    assert _due_at(world) == sortable(START + timedelta(minutes=5))


def test_a_stopped_account_is_not_brought_forward(world: World) -> None:
    world.activate()
    accounts = world.stores.accounts_of(MERCHANT)
    accounts.stop(CUSTOMER_NUMBER, "invalid_credentials")
    assert not accounts.bring_forward(CUSTOMER_NUMBER, START)
    assert list(world.stores.due_accounts().list_due(START + timedelta(days=1))) == []


def test_a_customer_number_names_all_merchants_that_activated_it(world: World) -> None:
    for merchant_id in (OTHER_MERCHANT, MERCHANT):
        world.activate(merchant_id, "10001")
    world.activate(MERCHANT, "10002")
    numbers = world.stores.customer_numbers()
    assert numbers.list_merchants("10001") == [MERCHANT, OTHER_MERCHANT]
    assert numbers.list_merchants("10002") == [MERCHANT]
    assert numbers.list_merchants("1000") == []


def test_each_stream_has_its_own_cursor(world: World) -> None:
    world.activate()
    accounts = world.stores.accounts_of(MERCHANT)
    accounts.move_cursor(CUSTOMER_NUMBER, before=None, after="changes-1")
    accounts.move_cursor(CUSTOMER_NUMBER, before=None, after="payouts-1", stream="payout_cursor")
    with pytest.raises(ConditionFailedError):
        accounts.move_cursor(CUSTOMER_NUMBER, before=None, after="payouts-2", stream="payout_cursor")
    account = accounts.get_atriga_account(CUSTOMER_NUMBER)
    assert account is not None
    assert (account.cursor, account.payout_cursor) == ("changes-1", "payouts-1")


def test_removing_all_accounts_leaves_those_of_others(world: World) -> None:
    world.activate(MERCHANT, "10001")
    world.activate(OTHER_MERCHANT, "20001")
    world.stores.accounts_of(MERCHANT).remove_all()
    assert world.stores.accounts_of(MERCHANT).list_atriga_accounts() == []
    assert world.stores.accounts_of(MERCHANT).list_portal_accounts() == []
    assert len(world.stores.accounts_of(OTHER_MERCHANT).list_atriga_accounts()) == 1
    assert len(world.stores.accounts_of(OTHER_MERCHANT).list_portal_accounts()) == 2


@pytest.mark.usefixtures("world")
def test_a_secret_keeps_codes_and_access_side_by_side_and_masks_both() -> None:
    secrets = make_secrets()
    assert secrets.read().dreamrobot is None
    secrets.set_dreamrobot_access("api_1_1", "password-of-the-tests")
    secrets.set_authentication_code(CUSTOMER_NUMBER, CODE)
    secrets.set_authentication_code("10002", "another-code")
    secret = secrets.read()
    assert secret.dreamrobot is not None
    assert secret.dreamrobot.password.get_secret_value() == "password-of-the-tests"
    assert {number: code.get_secret_value() for number, code in secret.atriga.items()} == {
        CUSTOMER_NUMBER: CODE,
        "10002": "another-code",
    }
    assert CODE not in repr(secret)
    assert "password-of-the-tests" not in repr(secret)
    assert make_secrets(OTHER_MERCHANT).read().atriga == {}


@pytest.mark.usefixtures("world")
def test_a_deleted_secret_is_gone_and_may_be_deleted_again() -> None:
    secrets = make_secrets()
    secrets.set_authentication_code(CUSTOMER_NUMBER, CODE)
    secrets.delete()
    secrets.delete()
    assert secrets.read().atriga == {}


@pytest.mark.usefixtures("world")
def test_secrets_that_cannot_be_read_now_are_not_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    client = secrets_client()
    secrets = MerchantSecrets(client, SecretsProvider(boto3_client=client), SECRET_PREFIX, MERCHANT)
    secrets.set_authentication_code(CUSTOMER_NUMBER, CODE)

    def throttle(**_: object) -> None:
        raise ClientError({"Error": {"Code": "ThrottlingException", "Message": "slowly"}}, "GetSecretValue")

    monkeypatch.setattr(client, "get_secret_value", throttle)
    with pytest.raises(ClientError):
        secrets.read_recent()


@pytest.mark.usefixtures("world")
def test_a_recent_secret_is_read_once_for_many_calls() -> None:
    secrets = make_secrets()
    assert secrets.read_recent().atriga == {}
    secrets.set_authentication_code(CUSTOMER_NUMBER, CODE)
    assert secrets.read_recent().atriga.keys() == {CUSTOMER_NUMBER}
    secrets.set_authentication_code("10002", "another-code")
    assert secrets.read_recent().atriga.keys() == {CUSTOMER_NUMBER}
    assert secrets.read_recent(anew=True).atriga.keys() == {CUSTOMER_NUMBER, "10002"}
    assert secrets.read_recent().atriga.keys() == {CUSTOMER_NUMBER, "10002"}


def test_a_session_ends_on_time_even_where_the_table_has_not_forgotten_it(world: World) -> None:
    sessions = world.stores.sessions_of(MERCHANT)
    sessions.create("hash", Locale.ENGLISH, START + timedelta(hours=1))
    assert sessions.get("hash", START) is Locale.ENGLISH
    assert sessions.get("hash", START + timedelta(hours=1)) is None
    assert world.stores.sessions_of(OTHER_MERCHANT).get("hash", START) is None
    sessions.delete("hash")
    assert sessions.get("hash", START) is None


def test_all_sessions_of_one_merchant_end_at_once(world: World) -> None:
    for merchant_id in (MERCHANT, OTHER_MERCHANT):
        for session_hash in ("hash-1", "hash-2"):
            world.stores.sessions_of(merchant_id).create(session_hash, Locale.GERMAN, START + timedelta(hours=1))
    world.stores.sessions_of(MERCHANT).delete_all()
    assert world.stores.sessions_of(MERCHANT).get("hash-1", START) is None
    assert world.stores.sessions_of(MERCHANT).get("hash-2", START) is None
    assert world.stores.sessions_of(OTHER_MERCHANT).get("hash-1", START) is Locale.GERMAN


def test_a_name_is_used_once_for_each_merchant(world: World) -> None:
    used = world.stores.used_once_of(MERCHANT)
    assert used.use("LAUNCH#1", START)
    assert not used.use("LAUNCH#1", START)
    assert used.use("LAUNCH#2", START)
    assert world.stores.used_once_of(OTHER_MERCHANT).use("LAUNCH#1", START)


def test_a_lease_is_held_by_one_until_it_is_given_back_or_runs_out(world: World) -> None:
    leases = world.stores.leases_of(MERCHANT)
    until = START + timedelta(minutes=1)
    first = leases.acquire("CASE#1", now=START, until=until)
    assert first is not None
    assert leases.acquire("CASE#1", now=START, until=until) is None
    assert leases.acquire("CASE#2", now=START, until=until) is not None
    leases.release(first)
    second = leases.acquire("CASE#1", now=START, until=until)
    assert second is not None
    assert second.fence > first.fence
    third = leases.acquire("CASE#1", now=until + timedelta(seconds=1), until=until + timedelta(minutes=1))
    assert third is not None
    leases.release(second)
    assert leases.acquire("CASE#1", now=until + timedelta(seconds=2), until=until + timedelta(minutes=2)) is None
