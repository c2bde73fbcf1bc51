"""What a merchant changes in the settings, and the record of it, on the tables."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.domain.account import AccountMode, AccountState, AtrigaAccount, HandOverSettings, Locale, PortalAccount
from shared.domain.cases.timeline import Actor
from shared.domain.orders.order import PaymentMethod, PaymentMethodList
from shared.domain.settings_record import SettingsDeed, SettingsEntry
from shared.store.errors import ConditionFailedError
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, OTHER_MERCHANT, START, make_atriga_account

if TYPE_CHECKING:
    from shared.store.settings import SettingsRepository
    from tests.component.world import World


def make_entry(number: int) -> SettingsEntry:
    at = START + timedelta(minutes=number)
    return SettingsEntry(entry_id=f"entry-{number}", at=at, actor=Actor.MERCHANT, deed=SettingsDeed.RULES_CHANGED)


@pytest.fixture
def settings(world: World) -> SettingsRepository:
    world.activate()
    return world.stores.settings_of(MERCHANT)


def read_account(world: World) -> AtrigaAccount:
    account = world.stores.accounts_of(MERCHANT).get_atriga_account(CUSTOMER_NUMBER)
    assert account is not None
    return account


def test_choices_are_written_once_for_a_revision_and_never_without_their_entry(
    world: World, settings: SettingsRepository
) -> None:
    record = world.stores.settings_record_of(MERCHANT)
    seen = read_account(world)
    settings.save_choices(seen.model_copy(update={"mode": AccountMode.TEST}), beside=[record.put_entry(make_entry(1))])
    late = seen.model_copy(update={"settings": HandOverSettings(grace_days=99)})
    with pytest.raises(ConditionFailedError):
        settings.save_choices(late, beside=[record.put_entry(make_entry(2))])
    account = read_account(world)
    assert (account.mode, account.settings.grace_days, account.settings_revision) == (AccountMode.TEST, 7, 2)
    assert record.list_newest_first(10).entries == [make_entry(1)]


def test_a_choice_leaves_alone_what_the_sync_wrote_meanwhile(world: World, settings: SettingsRepository) -> None:
    seen = read_account(world)
    accounts = world.stores.accounts_of(MERCHANT)
    accounts.move_cursor(CUSTOMER_NUMBER, before=None, after="cursor-1")
    accounts.stop(CUSTOMER_NUMBER, "invalid_credentials")
    settings.save_choices(seen.model_copy(update={"mode": AccountMode.TEST}), beside=[])
    account = read_account(world)
    assert (account.cursor, account.state, account.mode) == ("cursor-1", AccountState.STOPPED, AccountMode.TEST)


def test_validating_again_leaves_alone_what_the_merchant_chose_meanwhile(
    world: World, settings: SettingsRepository
) -> None:
    settings.save_choices(read_account(world).model_copy(update={"mode": AccountMode.TEST}), beside=[])
    accounts = world.stores.accounts_of(MERCHANT)
    accounts.save_checked(make_atriga_account(name="Neuer Name"), due_at=START)
    accounts.save_activated(make_atriga_account(name="Neuester Name"), due_at=START)
    account = read_account(world)
    assert (account.name, account.mode, account.settings_revision) == ("Neuester Name", AccountMode.TEST, 2)


def test_a_deactivated_account_is_due_no_more_until_it_is_activated(world: World, settings: SettingsRepository) -> None:
    accounts, due = world.stores.accounts_of(MERCHANT), world.stores.due_accounts()
    settings.deactivate(read_account(world), beside=[])
    assert read_account(world).is_deactivated
    with pytest.raises(ConditionFailedError):
        accounts.save_checked(make_atriga_account(), due_at=START)
    accounts.stop(CUSTOMER_NUMBER, "invalid_credentials")
    assert read_account(world).is_deactivated
    assert list(due.list_due(START)) == []
    accounts.save_activated(make_atriga_account(), due_at=START)
    assert read_account(world).state is AccountState.ACTIVE
    assert len(list(due.list_due(START))) == 1


def test_stopping_an_account_that_is_gone_makes_none(world: World) -> None:
    world.stores.accounts_of(MERCHANT).stop("99999", "invalid_credentials")
    assert world.stores.accounts_of(MERCHANT).list_atriga_accounts() == []


def test_a_portal_account_moves_only_from_where_it_was_read(world: World, settings: SettingsRepository) -> None:
    accounts = world.stores.accounts_of(MERCHANT)
    seen = accounts.list_portal_accounts()
    none = [one.model_copy(update={"customer_number": None, "is_left_out": True}) for one in seen]
    settings.connect(seen[:1], none[:1], beside=[])
    with pytest.raises(ConditionFailedError):
        settings.connect(seen, none, beside=[])
    assert [one.customer_number for one in accounts.list_portal_accounts()] == [None, CUSTOMER_NUMBER]
    assert [one.is_left_out for one in accounts.list_portal_accounts()] == [True, False]


def test_what_dreamrobot_tells_renames_and_adds_and_moves_nothing(world: World) -> None:
    world.activate()
    accounts = world.stores.accounts_of(MERCHANT)
    accounts.learn_portal_accounts(
        PortalAccount(portal_account_id=portal_id, name=f"new {portal_id}") for portal_id in ("22014", "22016")
    )
    assert {one.portal_account_id: (one.name, one.customer_number) for one in accounts.list_portal_accounts()} == {
        "22014": ("new 22014", CUSTOMER_NUMBER),
        "22015": ("ebay", CUSTOMER_NUMBER),
        "22016": ("new 22016", None),
    }


def test_a_language_is_chosen_only_on_top_of_the_one_that_was_read(world: World, settings: SettingsRepository) -> None:
    settings.choose_language(Locale.GERMAN, Locale.ENGLISH, beside=[])
    with pytest.raises(ConditionFailedError):
        settings.choose_language(Locale.GERMAN, Locale.GERMAN, beside=[])
    merchant = world.stores.merchants_of(MERCHANT).get()
    assert merchant is not None
    assert (merchant.locale, merchant.locale_is_chosen) == (Locale.ENGLISH, True)


def test_payment_methods_are_those_that_dreamrobot_told_last(settings: SettingsRepository) -> None:
    def told(name: str, minutes: int) -> PaymentMethodList:
        method = PaymentMethod(payment_method_id="7", name=name)
        return PaymentMethodList(methods=(method,), read_at=START + timedelta(minutes=minutes))

    assert settings.get_payment_methods() is None
    settings.save_payment_methods(told("new", 2))
    settings.save_payment_methods(told("old", 1))
    assert settings.get_payment_methods() == told("new", 2)
    settings.save_payment_methods(told("newest", 3))
    assert settings.get_payment_methods() == told("newest", 3)
    settings.forget_payment_methods()
    assert settings.get_payment_methods() is None


def test_the_record_is_read_in_pages_without_an_empty_last_one(world: World) -> None:
    record = world.stores.settings_record_of(MERCHANT)
    for number in range(6):
        record.append(make_entry(number))
    first = record.list_newest_first(3)
    assert [entry.entry_id for entry in first.entries] == ["entry-5", "entry-4", "entry-3"]
    second = record.list_newest_first(3, first.cursor)
    assert [entry.entry_id for entry in second.entries] == ["entry-2", "entry-1", "entry-0"]
    assert second.cursor is None
    with pytest.raises(ConditionFailedError):
        record.append(make_entry(0))
    assert world.stores.settings_record_of(OTHER_MERCHANT).list_newest_first(3).entries == []


def test_the_record_outlives_the_accounts(world: World) -> None:
    world.activate()
    world.stores.settings_record_of(MERCHANT).append(make_entry(1))
    world.stores.accounts_of(MERCHANT).remove_all()
    assert len(world.stores.settings_record_of(MERCHANT).list_newest_first(3).entries) == 1


def test_everybody_who_is_signed_in_gets_the_chosen_language(world: World) -> None:
    sessions = world.stores.sessions_of(MERCHANT)
    until = START + timedelta(hours=1)
    for name in ("hash-1", "hash-2"):
        sessions.create(name, Locale.GERMAN, until)
    world.stores.sessions_of(OTHER_MERCHANT).create("hash-1", Locale.GERMAN, until)
    sessions.change_language(Locale.ENGLISH)
    assert {sessions.get(name, START) for name in ("hash-1", "hash-2")} == {Locale.ENGLISH}
    assert sessions.get("hash-1", until) is None
    assert world.stores.sessions_of(OTHER_MERCHANT).get("hash-1", START) is Locale.GERMAN
