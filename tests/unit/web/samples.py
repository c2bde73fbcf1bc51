"""Things to show on pages, with everything in them that tends to break a page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from shared.domain.account import AtrigaAccount, Locale, PortalAccount
from shared.domain.cases.case import (
    Acceptance,
    Balance,
    BalanceLine,
    Case,
    CaseSnapshot,
    Change,
    Closing,
    Inquiry,
    Position,
    Rejection,
    StatusText,
    TakenOut,
    Transfer,
)
from shared.domain.cases.command import Command, FieldProblem
from shared.domain.cases.refused_fields import findings_of
from shared.domain.cases.timeline import Actor, CaseEvent, Correction, EventKind
from shared.domain.export import Export, ExportItem, ExportSource, ItemState
from shared.domain.finding import Finding, FindingCode, Severity
from shared.domain.money import Money
from shared.domain.parties.debtor import Debtor, DebtorKind, PostalAddress, Reminder
from shared.domain.settings_record import ChangedValue, SettingsDeed, SettingsEntry
from shared.web.session import Session

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
EVIL = "<script>alert('x')</script>"


def euros(cents: int) -> Money:
    return Money(cents=cents, currency="EUR")


def make_session(locale: Locale) -> Session:
    return Session("merchant-1", locale, "csrf-token-1")


def make_debtor(**changes: Any) -> Debtor:
    debtor = Debtor(
        kind=DebtorKind.BUSINESS,
        company="Wohlfahrt & Söhne GmbH",
        first_name="Jörg",
        last_name="Müller",
        vat_id="DE123456789",
        email="joerg@example.org",
        phone="+4930123456",
        address=PostalAddress(
            street="Straße des 17. Juni",
            house_number="135",
            addition="c/o Lager",
            postal_code="10623",
            city="Berlin",
            country="DE",
        ),
    )
    return debtor.model_copy(update=changes)


def make_position(order_id: str = "473_2026_07") -> Position:
    return Position(
        order_id=order_id,
        contract_date=date(2026, 7, 3),
        invoice_number="RE-473",
        due_date=date(2026, 7, 18),
        subject="2 x Gartenschere",
        principal=euros(123450),
        paid=euros(450),
    )


def make_inquiry(inquiry_id: str = "inquiry-1", **changes: Any) -> Inquiry:
    inquiry = Inquiry(
        inquiry_id=inquiry_id,
        asked_at=NOW,
        due_on=date(2026, 12, 1),
        question="Wurde die Ware geliefert?",
        answer_type="yes_no_unknown",
        answered=False,
    )
    return inquiry.model_copy(update=changes)


def make_snapshot(**changes: Any) -> CaseSnapshot:
    snapshot = CaseSnapshot(
        case_number="A-4711",
        previous_case_numbers=("A-1",),
        client_reference="case-1",
        changed_at=NOW,
        version=3,
        acceptance=Acceptance.ACCEPTED,
        stage="extrajudicial",
        processing="in_progress",
        payment="partially_paid",
        status=StatusText(code="letter_1", text="Erstes Schreiben versendet"),
        solvency="medium",
        balance=Balance(principal=BalanceLine(owed=euros(123000), paid=euros(20000)), total_open=euros(103000)),
        closing=Closing(code="other", text="Aus anderem Grund beendet", closed_at=NOW),
    )
    return snapshot.model_copy(update=changes)


def make_case(**changes: Any) -> Case:
    case = Case(
        case_id="case-1",
        export_id="export-1",
        customer_number="400123",
        creditor_name="Gartenfreund GmbH",
        portal_account_name="eBay Gartenfreund",
        transfer=Transfer.ACCEPTED,
        debtor=make_debtor(),
        positions=(make_position(),),
        reminders=(Reminder(sent_on=date(2026, 8, 1)),),
        created_at=NOW,
        changed_at=NOW,
        handed_over_at=NOW,
        snapshot=make_snapshot(),
    )
    return case.model_copy(update=changes)


def make_rejected_case() -> Case:
    rejection = Rejection(code="address", text="Anschrift nicht zustellbar")
    problem = FieldProblem(field="debtor.address.street", code="unknown", message=rejection.text)
    return make_case(transfer=Transfer.REJECTED, snapshot=None, rejection=rejection, findings=findings_of([problem]))


def make_discarded_case() -> Case:
    paid = Finding(code=FindingCode.PAID, severity=Severity.BLOCK)
    case = make_case(transfer=Transfer.DISCARDED, snapshot=None)
    return case.model_copy(update={"taken_out": (TakenOut(order_id=case.order_ids[0], findings=(paid,)),)})


def make_change(kind: str = "payment_received") -> Change:
    return Change(
        change_id="1", changed_at=NOW, kind=kind, text="Zahlung", amount=euros(20000), snapshot=make_snapshot()
    )


def make_event(kind: EventKind = EventKind.PAYMENT_SEEN, **parameters: str) -> CaseEvent:
    return CaseEvent(event_id="event-1", at=NOW, actor=Actor.APP, kind=kind, parameters=parameters)


def make_command() -> Command:
    return Command(command_id="command-1", case_id="case-1", created_at=NOW, due_at=NOW)


def make_export(**changes: Any) -> Export:
    export = Export(
        export_id="msg_1", source=ExportSource.ORDER_OVERVIEW, body_digest="d", order_count=2, created_at=NOW
    )
    return export.model_copy(update=changes)


def make_items() -> list[ExportItem]:
    missing = Finding(code=FindingCode.NO_REMINDER_KNOWN, severity=Severity.WARNING)
    incomplete = Finding(
        code=FindingCode.ADDRESS_INCOMPLETE, severity=Severity.BLOCK, parameters={"missing": "street", "given": EVIL}
    )
    return [
        ExportItem(
            order_id="473_2026_07",
            number=0,
            state=ItemState.HANDED_OVER,
            findings=(missing,),
            debtor=make_debtor(),
            position=make_position(),
            case_id="case-1",
        ),
        ExportItem(order_id="474_2026_07", number=1, state=ItemState.BLOCKED, findings=(incomplete,)),
    ]


def make_draft(**changes: Any) -> Case:
    """Make a draft of two orders that lacks a reminder and was corrected before."""
    draft = make_case(
        transfer=Transfer.DRAFT,
        snapshot=None,
        handed_over_at=None,
        reminders=(),
        debtor=make_debtor(kind=DebtorKind.UNKNOWN),
        positions=(make_position(), make_position("474_2026_07")),
        corrections=(
            Correction(
                field="debtor.address.street", before=EVIL, after="Straße des 17. Juni", at=NOW, actor=Actor.MERCHANT
            ),
        ),
    )
    return draft.model_copy(update=changes)


def make_account(**changes: Any) -> AtrigaAccount:
    account = AtrigaAccount(customer_number="400123", name="Gartenfreund GmbH", activated_at=NOW, checked_at=NOW)
    return account.model_copy(update=changes)


def make_portal_account(**changes: Any) -> PortalAccount:
    account = PortalAccount(portal_account_id="1", name="eBay Gartenfreund", customer_number="400123")
    return account.model_copy(update=changes)


def make_settings_entries() -> list[SettingsEntry]:
    def entry(number: int, deed: SettingsDeed, *values: ChangedValue, about: str | None = "400123") -> SettingsEntry:
        return SettingsEntry(
            entry_id=str(number), at=NOW, actor=Actor.MERCHANT, deed=deed, customer_number=about, values=values
        )

    return [
        entry(
            1,
            SettingsDeed.RULES_CHANGED,
            ChangedValue(name="paid_tolerance", before="0.00", after="2.50"),
            ChangedValue(name="undelivered_blocks", before="on", after="off"),
            ChangedValue(name="sensitive_words", before="", after=f"Erotik\n{EVIL}"),
            ChangedValue(name="payment_term_days.7", before=None, after="30"),
            ChangedValue(name="a_rule_of_the_past", before="1", after="2"),
        ),
        entry(2, SettingsDeed.MODE_CHANGED, ChangedValue(name="mode", before="live", after="test")),
        entry(
            3,
            SettingsDeed.PORTAL_ACCOUNTS_CHANGED,
            ChangedValue(name=EVIL, before="400123", after=None),
            about=None,
        ),
        entry(4, SettingsDeed.LANGUAGE_CHANGED, ChangedValue(name="language", before="de", after="en"), about=None),
        entry(5, SettingsDeed.CODE_CHANGED),
    ]
