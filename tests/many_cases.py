"""Very many cases of one merchant, of every kind in the same shares however many there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from shared.domain.cases.case import (
    Acceptance,
    Balance,
    BalanceLine,
    Case,
    CaseSnapshot,
    Position,
    StatusText,
    Transfer,
)
from shared.domain.cases.case_view import CaseFilter, CaseView, Column, Order
from shared.domain.cases.recovery import Recovery
from shared.domain.money import Money
from shared.domain.parties.debtor import Debtor, PostalAddress
from shared.store.case_notes import mark_list_key, mark_sort_key
from shared.store.case_table import CaseTableRepository
from shared.store.case_writes import CASE, CaseWrites
from shared.store.keys import case_key
from shared.store.writes import IS_NEW, Put
from tests.fast_dynamodb import FastDynamoDB

if TYPE_CHECKING:
    from collections.abc import Mapping

MERCHANT = "merchant-1"
START = datetime(2020, 1, 1, tzinfo=UTC)
MARK = "Anwalt"
_STAGES = ("extrajudicial", "judicial", "enforcement", "monitoring")
_PAYMENTS = ("unpaid", "partially_paid", "fully_paid")
_NAMES = ("Beispiel", "Muster", "Schmidt", "Müller", "Zander")
_ADDRESS = PostalAddress(street="Weg", house_number="1", postal_code="10115", city="Berlin", country="DE")

VIEWS: Mapping[str, CaseView] = {
    "first page": CaseView(),
    **{
        f"filter {name}": CaseView(filter=CaseFilter.model_validate({name: value}))
        for name, value in {
            "stage": "judicial",
            "processing": "paused",
            "payment": "fully_paid",
            "transfer": "accepted",
            "mark": MARK,
            "portal": "2",
            "atriga": "10001",
            "open_from": Decimal(100),
            "open_to": Decimal(200),
            "handed_over_from": "2020-01-01",
            "handed_over_to": "2030-01-01",
            "needs_me": True,
            "test": True,
            "recovered": True,
            "recovered_in": "2020-01",
            "next_step": "ask_atriga",
        }.items()
    },
    "two filters": CaseView(filter=CaseFilter(stage="judicial", payment="fully_paid")),
    "sorted by amount": CaseView(order=Order(column=Column.OPEN)),
    "search debtor": CaseView(filter=CaseFilter(search="müller")),
    "search one order": CaseView(filter=CaseFilter(search="777_2026_09")),
}
"""One view for each filter and more; each is full with 1,000 cases already, save the search for one order."""

RARE = CaseView(filter=CaseFilter(stage="judicial", payment="fully_paid", portal="none"))
"""A combination that no case fits, so that a page looks as far as it may."""


def fill(count: int) -> tuple[FastDynamoDB, CaseTableRepository]:
    """Make a table with ``count`` cases."""
    client, writes = FastDynamoDB(), CaseWrites(MERCHANT)
    for number in range(count):
        case = _case(number)
        # The whole case is not what a page of rows reads.
        client.write(writes.put_new(case), leave_out=[CASE])
        if number % 10 == 0:
            client.write([_mark(case)])
    client.sort()
    return client, CaseTableRepository(client.table(), MERCHANT)


def _case(number: int) -> Case:
    at = START + timedelta(minutes=number)
    claimed = Money(cents=1000 + (number * 7919) % 50000, currency="EUR")
    snapshot = _SNAPSHOT.model_copy(
        update={
            "case_number": f"26-{number:06}",
            "stage": _STAGES[number % 4],
            "payment": _PAYMENTS[number % 3],
            "processing": ("in_progress", "paused", "waiting_for_client")[number % 10 % 3],
            "balance": Balance(principal=BalanceLine(owed=claimed, paid=_NOTHING), total_open=claimed),
        }
    )
    position = _POSITION.model_copy(update={"order_id": f"{number}_2026_09", "principal": claimed})
    debtor = _DEBTOR.model_copy(update={"last_name": _NAMES[number % 5]})
    return _CASE.model_copy(
        update={
            "case_id": f"case-{number}",
            "portal_account_id": str(number % 5),
            "test": number % 10 == 1,
            "debtor": debtor,
            "positions": (position,),
            "changed_at": at,
            "handed_over_at": at,
            "snapshot": snapshot,
            "recovery": _RECOVERIES[number % 3],
        }
    )


def _mark(case: Case) -> Put:
    item = {
        "pk": case_key(MERCHANT, case.case_id),
        "sk": mark_sort_key(MARK),
        "list_key": mark_list_key(MERCHANT, MARK),
        "list_at": f"{case.changed_at.isoformat(timespec='microseconds')}#{case.case_id}",
    }
    return Put(item, IS_NEW)


_RECOVERIES = (
    Recovery(),
    *(Recovery(cents=cents, first_on=START.date(), by_month={"2020-01": cents}) for cents in (5000, 12_345)),
)
_NOTHING = Money(cents=0, currency="EUR")
_DEBTOR = Debtor(first_name="Erika", last_name="Beispiel", address=_ADDRESS)
_POSITION = Position(
    order_id="0_2026_09",
    contract_date=START.date(),
    due_date=START.date(),
    subject="Teekanne",
    principal=_NOTHING,
    paid=_NOTHING,
)
_SNAPSHOT = CaseSnapshot(
    case_number="26-0",
    client_reference="case-0",
    changed_at=START,
    version=1,
    acceptance=Acceptance.ACCEPTED,
    stage="extrajudicial",
    processing="in_progress",
    payment="unpaid",
    status=StatusText(code="letter_1", text="Erstes Schreiben versandt"),
    balance=Balance(total_open=_NOTHING),
)
_CASE = Case(
    case_id="case-0",
    export_id="export-1",
    customer_number="10001",
    creditor_name="Musterhandel GmbH",
    portal_account_name="webseite",
    transfer=Transfer.ACCEPTED,
    debtor=_DEBTOR,
    positions=(_POSITION,),
    created_at=START,
    changed_at=START,
    snapshot=_SNAPSHOT,
)
