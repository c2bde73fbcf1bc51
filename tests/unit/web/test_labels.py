from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from functions.cases_api.table.faults import Fault
from shared.domain.account import AccountMode, AccountState, Locale
from shared.domain.cases.case import Transfer
from shared.domain.cases.command import CommandKind, CommandState
from shared.domain.cases.command_payloads import CourtDecision, DocumentKind, ReductionReason, WithdrawalReason
from shared.domain.cases.inquiries import Standing
from shared.domain.cases.next_step import NextStep
from shared.domain.cases.timeline import Actor
from shared.domain.export import ExportSource, ExportState, ItemState
from shared.domain.finding import Severity
from shared.domain.parties.debtor import DebtorKind, ReminderChannel
from shared.domain.settings_record import SettingsDeed
from shared.web.presentation.labels import LABELS, label_of

if TYPE_CHECKING:
    from enum import StrEnum

CLOSED_LISTS: dict[str, type[StrEnum]] = {
    "transfer": Transfer,
    "command": CommandKind,
    "command_state": CommandState,
    "reduction_reason": ReductionReason,
    "withdrawal_reason": WithdrawalReason,
    "document": DocumentKind,
    "court_decision": CourtDecision,
    "item": ItemState,
    "export": ExportState,
    "source": ExportSource,
    "severity": Severity,
    "account": AccountState,
    "mode": AccountMode,
    "language": Locale,
    "actor": Actor,
    "settings_deed": SettingsDeed,
    "debtor": DebtorKind,
    "channel": ReminderChannel,
    "next_step": NextStep,
    "table_fault": Fault,
    "answer_standing": Standing,
}


@pytest.mark.parametrize("kind", CLOSED_LISTS)
def test_every_value_of_a_closed_list_has_a_word(kind: str) -> None:
    assert LABELS[kind].keys() == {value.value for value in CLOSED_LISTS[kind]}


def test_a_known_value_is_shown_in_the_language() -> None:
    assert label_of("judicial", "stage", Locale.GERMAN) == "Gerichtlich"


def test_an_unknown_value_of_an_open_list_is_shown_as_it_is() -> None:
    assert label_of("something_new", "stage", Locale.GERMAN) == "something_new"
