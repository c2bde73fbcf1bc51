"""Gathering what the settings pages show: the overview, the record of changes, and one atriga account."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from functions.activate.accounts.refusals import failing_step_of
from functions.activate.settings.portal_connections import see_connections
from shared.web.presentation.rules_view import fill_form, show_form
from shared.web.presentation.settings_record_view import show_entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from functions.activate.foreign_systems import DreamRobotCause, RefusalCause
    from functions.activate.ports import DeskOf, MerchantDesk
    from shared.clock import Clock
    from shared.domain.account import AtrigaAccount, Locale
    from shared.domain.settings_record import SettingsEntry
    from shared.web.pages import PageRenderer
    from shared.web.presentation.rules_view import RulesForm
    from shared.web.presentation.settings_record_view import EntryView
    from shared.web.session import Session

NEWEST_ENTRIES = 5
ENTRIES_A_PAGE = 25

_JUST_NOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What the answer to a form tells beside the page itself.

    ``retry_after`` are the seconds that atriga asked to wait. ``is_outdated`` says that nothing was changed because
    somebody else was first. ``connected`` holds what was chosen for portal accounts, ``rules`` what was typed on top
    of ``revision``, ``code_error`` what is wrong with a typed code. ``are_fetched`` says that DreamRobot told the
    portal accounts, and that none was connected anew.
    """

    is_outdated: bool = False
    revision: int | None = None
    dreamrobot_cause: DreamRobotCause | None = None
    cause: RefusalCause | None = None
    retry_after: int | None = None
    code_error: str | None = None
    connected: Mapping[str, str | None] = field(default_factory=dict)
    rules: RulesForm | None = None
    shows_defaults: bool = False
    are_fetched: bool = False


@dataclass(frozen=True, slots=True)
class SettingsPages:
    """Renders the settings pages of all merchants."""

    desk_of: DeskOf
    renderer: PageRenderer
    clock: Clock

    def overview(self, session: Session, *, is_done: bool = False, told: Told | None = None) -> str:
        """Render the settings with the newest changes."""
        desk, told = self.desk_of(session.merchant_id), told or Told()
        accounts = desk.accounts.list_atriga_accounts()
        connections = see_connections(accounts, desk.accounts.list_portal_accounts())
        merchant = desk.merchants.get()
        newest = desk.record.list_newest_first(NEWEST_ENTRIES)
        return self.renderer.render(
            "settings.html",
            locale=session.locale,
            session=session,
            accounts=accounts,
            connections=connections,
            chosen={
                one.portal_account_id: told.connected.get(one.portal_account_id, connections.fed_by(one))
                for one in connections.portal_accounts
            },
            language=merchant.locale if merchant else session.locale,
            entries=self._show(desk, newest.entries, session.locale),
            has_older_entries=newest.cursor is not None,
            done=self._just_done(newest.entries, session.locale) if is_done else None,
            told=told,
        )

    def record(self, session: Session, cursor: str | None) -> str:
        """Render a page of the record of changes."""
        desk = self.desk_of(session.merchant_id)
        found = desk.record.list_newest_first(ENTRIES_A_PAGE, cursor)
        return self.renderer.render(
            "settings_changes.html",
            locale=session.locale,
            session=session,
            entries=self._show(desk, found.entries, session.locale),
            next_cursor=found.cursor,
        )

    def account(
        self, session: Session, account: AtrigaAccount, *, is_done: bool = False, told: Told | None = None
    ) -> str:
        """Render the page of one atriga account."""
        desk, told = self.desk_of(session.merchant_id), told or Told()
        methods = desk.settings.get_payment_methods()
        form = told.rules or fill_form(account.settings, session.locale)
        groups = show_form(form, name_methods(desk, account), account.settings, session.locale)
        # What was changed before the last check is not what was just done: the check is.
        newest = [
            entry
            for entry in (desk.record.list_newest_first(1).entries if is_done else [])
            if entry.at >= account.checked_at
        ]
        is_confirmed = is_done and account.checked_at > self.clock() - _JUST_NOW
        return self.renderer.render(
            "settings_account.html",
            locale=session.locale,
            session=session,
            account=account,
            groups=groups,
            # A form that comes back for a correction still stands on what the merchant saw at first.
            revision=account.settings_revision if told.revision is None else told.revision,
            errors=[one for group in groups for one in group.fields if one.error],
            methods_read_at=methods.read_at if methods else None,
            # What the gateway names now, or named when it stopped the account.
            failing_step=failing_step_of(told.cause.value if told.cause else account.stopped_because),
            done=self._just_done(newest, session.locale),
            is_confirmed=is_confirmed,
            told=told,
        )

    def find_just_done(self, desk: MerchantDesk, locale: Locale) -> str | None:
        """Say what was done a moment ago, ``None`` where nothing was."""
        return self._just_done(desk.record.list_newest_first(1).entries, locale)

    def _just_done(self, newest: list[SettingsEntry], locale: Locale) -> str | None:
        """Say what was done a moment ago: the record knows it, so that no address can claim a success."""
        if not newest or newest[0].at < self.clock() - _JUST_NOW:
            return None
        return show_entry(newest[0], {}, locale).deed

    def _show(self, desk: MerchantDesk, entries: list[SettingsEntry], locale: Locale) -> list[EntryView]:
        methods = desk.settings.get_payment_methods()
        names = {one.payment_method_id: one.name for one in methods.methods} if methods else {}
        return [show_entry(entry, names, locale) for entry in entries]


def name_methods(desk: MerchantDesk, account: AtrigaAccount) -> dict[str, str]:
    """Return the payment methods that a term can be set for: those that DreamRobot told, and those that have one."""
    told = desk.settings.get_payment_methods()
    names = {one: one for one in account.settings.payment_term_days}
    return names | ({one.payment_method_id: one.name for one in told.methods} if told else {})
