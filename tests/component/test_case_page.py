"""What the page of a case tells beside its actions: what was refused, what came in, and the way through atriga."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from functions.submit.carrier import CommandCarrier
from functions.submit.desk import MerchantDesk
from shared.aws import queue_client
from shared.domain.account import Locale
from shared.domain.cases.case import Change, Closing, CourtQuestion, Inquiry, InstalmentPlan, Transfer
from shared.domain.cases.command import Command, CommandState, FieldProblem
from shared.domain.cases.command_payloads import (
    CommandPayload,
    PauseCase,
    ReportPayment,
    WithdrawalReason,
    WithdrawCase,
)
from shared.domain.cases.payout import Payout, PayoutAllocation
from shared.domain.cases.timeline import Actor
from shared.work import CommandWork, WorkQueue
from tests.component.case_bench import ALL, CASE, HOSTILE, CaseBench, euros
from tests.component.orders import FakeOrders
from tests.component.snapshots import make_snapshot
from tests.component.world import MERCHANT, START

if TYPE_CHECKING:
    from tests.component.world import World

WITHDRAWAL = WithdrawCase(reason=WithdrawalReason.OTHER, accepted_fee=euros("0.00"))
PAYMENT = ReportPayment(amount=euros("50.00"), value_date=date(2026, 11, 20), order_id="1_2026_09")


@pytest.fixture
def bench(world: World) -> CaseBench:
    return CaseBench(world)


def keep(bench: CaseBench, payload: CommandPayload, minute: int = 1, **changes: object) -> None:
    at = START + timedelta(minutes=minute)
    command = Command(
        command_id=f"withdrawal-{minute}", case_id="case-1", payload=payload, created_at=at, due_at=at
    ).model_copy(update=changes)
    assert bench.world.stores.commands_of(MERCHANT).add(command)


def test_a_refusal_of_what_the_watch_did_by_itself_is_told_with_what_to_do(bench: CaseBench) -> None:
    keep(bench, WITHDRAWAL, state=CommandState.REFUSED, last_error="fee_changed")
    html = bench.page().body
    assert "Nicht ausgeführt: Fall zurückziehen" in html
    assert "Der Preis war höher als der, dem Sie zugestimmt hatten. Es wurde nichts ausgegeben." in html
    assert "Sehen Sie sich den Preis an und entscheiden Sie neu" in html
    assert "Diese App, " in html
    assert f'href="{CASE}/actions/withdraw"' in html


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        (Locale.GERMAN, "atriga hat es nicht angenommen. atriga sagt dazu: &lt;script&gt;"),
        (Locale.ENGLISH, "atriga did not take it. atriga says: &lt;script&gt;"),
    ],
)
def test_what_atriga_says_of_a_refusal_is_shown_as_text(world: World, locale: Locale, text: str) -> None:
    problem = FieldProblem(field="amount", code="exceeds_open", message=HOSTILE)
    bench = CaseBench(world, locale)
    keep(bench, PAYMENT, state=CommandState.REFUSED, last_error="refused", problems=(problem,))
    html = bench.page().body
    assert text in html
    assert HOSTILE not in html


def test_a_refusal_stands_until_the_same_is_ordered_again(bench: CaseBench) -> None:
    keep(bench, PAYMENT, 1, state=CommandState.REFUSED, last_error="refused")
    keep(bench, PAYMENT.model_copy(update={"order_id": "other"}), 2, state=CommandState.DONE)
    assert "Nicht ausgeführt" in bench.page().body
    keep(bench, PAYMENT, 3, ordered_by=Actor.MERCHANT)
    html = bench.page().body
    assert "Nicht ausgeführt" not in html
    assert "Wird atriga gemeldet" in html
    assert "Von atriga abgelehnt: atriga hat es nicht angenommen." in html


def test_a_withdrawal_goes_all_the_way_to_the_gateway(bench: CaseBench) -> None:
    bench.gateway.fee = euros("15.00")
    assert bench.confirm("withdraw", {"reason": "paid"}).status == 303
    stores, queue = bench.world.stores, WorkQueue[CommandWork](queue_client(), bench.world.queue_urls["commands"])
    carrier = CommandCarrier(
        desk_of=lambda merchant_id: MerchantDesk(
            accounts=stores.accounts_of(merchant_id),
            cases=stores.cases_of(merchant_id),
            commands=stores.commands_of(merchant_id),
            files=stores.files_of(merchant_id),
            leases=stores.leases_of(merchant_id),
            token_buckets=stores.token_buckets_of(merchant_id),
            connect_gateway=lambda account: bench.connect(merchant_id, account),
            connect_dreamrobot=FakeOrders,
        ),
        queue=queue,
        gateway_is_closed_off=lambda: False,
        clock=bench.world.clock,
    )
    [message] = bench.world.take_messages("commands")
    carrier.carry_out(CommandWork.model_validate(message), bench.world.clock() + timedelta(seconds=60))
    assert bench.gateway.done == ["withdrawn"]
    assert bench.kept_case().transfer is Transfer.WITHDRAWN
    html = bench.page().body
    assert "Zurückgenommen" in html
    assert "Bei atriga angekommen" in html
    assert f"{CASE}/actions/" not in html


def test_payments_and_payouts_of_the_case_are_listed(bench: CaseBench) -> None:
    assert bench.page().body.count("Noch keine.") == 2
    for number, kind in enumerate(("payment_received", "payment_booked", "letter_sent")):
        change = Change(
            change_id=str(number),
            changed_at=START + timedelta(minutes=number),
            kind=kind,
            amount=euros("20.00"),
            snapshot=make_snapshot(),
        )
        bench.world.put(bench.world.stores.cases_of(MERCHANT).put_change("case-1", change))
    allocation = PayoutAllocation(
        case_number="26-000001", principal=euros("10.00"), interest=euros("1.00"), charges=euros("0.50")
    )
    payout = Payout(payout_id="p1", paid_on=date(2026, 11, 23), total=euros("11.50"), allocations=(allocation,))
    bench.world.stores.payouts_of(MERCHANT).keep("10001", payout, START)
    html = bench.page().body
    assert html.count("Vom Schuldner an atriga") == 1
    assert html.count("Vom Schuldner an Sie, von atriga gebucht") == 1
    assert "11,50\N{NO-BREAK SPACE}€" in html


def test_what_is_next_and_what_atriga_asks_is_told(world: World) -> None:
    inquiry = Inquiry(
        inquiry_id="i1",
        asked_at=START,
        due_on=date(2026, 12, 1),
        question=HOSTILE,
        answer_type="text",
        answered=False,
    )
    answered = inquiry.model_copy(update={"inquiry_id": "i2", "question": "Erledigt?", "answered": True})
    bench = CaseBench(
        world,
        processing="waiting_for_client",
        inquiries=(inquiry, answered),
        solvency="medium",
        instalment_plan=InstalmentPlan(rate=euros("25.00"), next_due=date(2026, 12, 1), kept=False),
        court_decision_needed=CourtQuestion(advance=euros("32.00")),
    )
    html = bench.page().body
    assert "atriga fragt" in html
    assert 'href="/inbox"' in html
    assert HOSTILE not in html
    assert "Erledigt?" not in html
    for text in ("Rückfrage beantworten, bis", "Mittel", "25,00", "nicht eingehalten", "Vorschuss 32,00"):
        assert text in html.replace("\n", " ")


def test_the_page_leads_to_the_debit_manager_where_atriga_announced_it(bench: CaseBench) -> None:
    assert "DebitManager öffnen" not in bench.page().body
    terms = ALL.model_copy(update={"debit_manager_url": "https://debit.example/case/{case_number}?x=1"})
    bench.set_account(terms=terms)
    assert 'href="https://debit.example/case/26-000001?x=1" rel="noreferrer"' in bench.page().body


def test_a_closed_case_shows_no_old_refusal_and_no_action(world: World) -> None:
    bench = CaseBench(world, closing=Closing(code="paid", text="Bezahlt", closed_at=START))
    keep(bench, PauseCase(until=date(2026, 12, 1)), state=CommandState.REFUSED, last_error="not_pausable")
    html = bench.page().body
    assert "Nicht ausgeführt" not in html
    assert f"{CASE}/actions/" not in html


def test_nobody_makes_the_page_say_what_it_does_not_know(bench: CaseBench) -> None:
    assert HOSTILE not in bench.page(told=HOSTILE).body
    assert "Aufgenommen" not in bench.page(told="done").body
