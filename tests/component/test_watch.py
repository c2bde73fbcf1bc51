"""What happens to orders of running cases in DreamRobot reaches atriga, each once, however often it is seen."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from shared.boss.errors import BossError, ConflictError, ContractBrokenError, RateLimitedError, UnavailableError
from shared.domain.cases.case import Balance, BalanceLine, Closing
from shared.domain.cases.command_payloads import ReduceClaim, ReductionReason, ReportPayment, WithdrawCase
from shared.domain.cases.withdrawal_quote import WithdrawalQuote
from shared.domain.money import Money
from shared.domain.news.news import NewsKind
from shared.domain.orders.order import OrderCustomer, OrderStatus
from shared.domain.watching.proposal import ProposalKind, ProposalReason
from shared.store.watch_records import WatchRecordRepository
from tests.component.watch_bench import ORDER, Bench
from tests.component.world import MERCHANT, OTHER_MERCHANT, make_case, make_command

if TYPE_CHECKING:
    from tests.component.world import World


def euros(cents: int) -> Money:
    return Money(cents=cents, currency="EUR")


@pytest.fixture
def bench(world: World) -> Bench:
    bench = Bench(world)
    bench.open_case()
    return bench


def test_a_payment_is_reported_once_however_often_it_is_seen(bench: Bench) -> None:
    bench.look()
    assert bench.commands() == []
    bench.dreamrobot.pay("119.00")
    for _ in range(3):
        bench.look()
    [command] = bench.commands()
    assert command.command_id == f"payment-{ORDER}-11900"
    assert command.payload == ReportPayment(amount=euros(9900), value_date=date(2026, 11, 26), order_id=ORDER)
    assert bench.told() == ["payment_seen"]
    assert bench.queued() == [command.command_id]


def test_two_part_payments_of_one_amount_on_one_day_are_two(bench: Bench) -> None:
    bench.dreamrobot.pay("50.00")
    bench.look()
    bench.dreamrobot.pay("80.00")
    bench.look(timedelta(hours=4))
    payloads = [command.payload for command in bench.commands()]
    assert [payload.amount for payload in payloads if isinstance(payload, ReportPayment)] == [euros(3000), euros(3000)]
    assert len({command.command_id for command in bench.commands()}) == 2
    assert all(len(command.command_id) <= 64 for command in bench.commands())


def test_a_watch_that_dies_before_the_write_reports_later_and_one_that_dies_after_it_not_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.dreamrobot.pay("119.00")
    real = WatchRecordRepository.record

    def die_before(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def die_after(*arguments: object, **named: object) -> None:
        real(*arguments, **named)  # type: ignore[arg-type]  # whatever it is called with
        raise KeyboardInterrupt

    for dying in (die_before, die_after):
        with monkeypatch.context() as patch:
            patch.setattr(WatchRecordRepository, "record", dying)
            with pytest.raises(KeyboardInterrupt):
                bench.look()
    bench.look()
    assert [command.command_id for command in bench.commands()] == [f"payment-{ORDER}-11900"]
    assert bench.told() == ["payment_seen"]


def test_a_case_that_atriga_does_not_have_yet_is_not_watched(bench: Bench) -> None:
    ready = make_case("case-7", "7_2026_09")
    bench.world.stores.cases_of(MERCHANT).open(ready, make_command(ready, "submit-case-7"))
    bench.dreamrobot.add("7_2026_09")
    bench.dreamrobot.pay("119.00", "7_2026_09")
    bench.look()
    assert bench.commands("case-7") == []
    assert bench.told("case-7") == []


def test_a_closed_case_is_watched_no_more_and_a_reopened_one_goes_on_where_it_was(bench: Bench) -> None:
    bench.dreamrobot.pay("50.00")
    bench.look()
    closing = Closing(code="unsuccessful", text="Erfolglos", closed_at=bench.world.clock())
    bench.tell(closing=closing)
    bench.dreamrobot.pay("80.00")
    before = len(bench.dreamrobot.calls)
    bench.look()
    assert len(bench.dreamrobot.calls) == before
    bench.tell(closing=None)
    bench.look()
    assert [command.command_id for command in bench.commands()] == [
        f"payment-{ORDER}-5000",
        f"payment-{ORDER}-8000",
    ]


def test_money_that_atriga_collected_is_not_reported_but_shown(bench: Bench) -> None:
    line = BalanceLine(owed=euros(11900), paid=euros(11900))
    bench.tell(balance=Balance(principal=line, total_open=euros(4600)))
    bench.dreamrobot.pay("119.00")
    bench.look()
    bench.look()
    assert bench.commands() == []
    assert bench.told() == ["payment_perhaps_collected"]
    [proposal] = bench.proposals()
    assert (proposal.kind, proposal.reason) == (ProposalKind.REPORT_PAYMENT, ProposalReason.PERHAPS_COLLECTED)
    news = bench.world.stores.news_of(MERCHANT).list_newest_first(10)
    told = [(one.case_id, one.amount) for one in news if one.kind is NewsKind.PROPOSAL]
    assert told == [(proposal.case_id, proposal.amount)]
    assert proposal.amount == euros(9900)


def test_a_lowered_invoice_lowers_the_claim_once(bench: Bench) -> None:
    bench.dreamrobot.change(invoice_amount=Decimal("100.00"))
    bench.look()
    bench.look()
    [command] = bench.commands()
    assert command.payload == ReduceClaim(reason=ReductionReason.CORRECTION, amount=euros(1900), order_id=ORDER)
    assert bench.told() == ["invoice_lowered"]


def credit_note(bench: Bench, order_id: str = "9001_2026_11", amount: str = "-119.00", customer: str = "77") -> None:
    today = bench.world.clock().date()
    bench.dreamrobot.add(
        order_id,
        today,
        paid_amount=Decimal(amount),
        invoice_amount=Decimal(amount),
        customer=OrderCustomer(customer_id=customer),
    )


def test_a_credit_note_lowers_the_claim_once(bench: Bench) -> None:
    bench.look()
    credit_note(bench)
    for _ in range(3):
        bench.look()
    [command] = bench.commands()
    assert command.payload == ReduceClaim(reason=ReductionReason.CREDIT_NOTE, amount=euros(9900), order_id=ORDER)
    assert bench.told() == ["credit_note_seen"]


def test_a_credit_note_of_another_customer_is_none_of_this_case(bench: Bench) -> None:
    bench.look()
    credit_note(bench, customer="78")
    bench.look()
    assert (bench.commands(), bench.told()) == ([], [])


def test_a_credit_note_that_may_be_for_several_orders_is_proposed(bench: Bench) -> None:
    bench.open_case("case-2", "1002_2026_09")
    bench.look()
    credit_note(bench)
    bench.look()
    bench.look()
    assert bench.commands() == bench.commands("case-2") == []
    assert {proposal.case_id for proposal in bench.proposals()} == {"case-1", "case-2"}
    assert {proposal.reason for proposal in bench.proposals()} == {ProposalReason.CREDIT_NOTE_UNCLEAR}
    assert bench.told() == bench.told("case-2") == ["credit_note_unclear"]


def test_a_credit_note_that_may_be_for_several_orders_of_one_case_is_proposed_for_each(world: World) -> None:
    bench = Bench(world)
    bench.open_case("case-1", "1_2026_09", "2_2026_09")
    bench.look()
    credit_note(bench)
    assert bench.look()
    bench.look()
    assert sorted(proposal.order_id for proposal in bench.proposals()) == ["1_2026_09", "2_2026_09"]
    assert bench.told() == ["credit_note_unclear", "credit_note_unclear"]


CANCELLED = OrderStatus(is_cancelled=True, is_shipped=True)


def test_a_cancelled_order_withdraws_its_case_where_that_costs_nothing(bench: Bench) -> None:
    bench.dreamrobot.change(paid_amount=Decimal(0), status=CANCELLED)
    bench.look()
    bench.look()
    [command] = bench.commands()
    assert isinstance(command.payload, WithdrawCase)
    assert command.payload.accepted_fee == euros(0)
    assert bench.told() == ["order_cancelled", "withdrawn_free"]
    assert bench.gateway.quoted == ["26-case-1"]


@pytest.mark.parametrize("is_allowed", [True, False])
def test_a_withdrawal_that_costs_or_is_not_allowed_is_proposed_and_never_done(bench: Bench, is_allowed: bool) -> None:  # noqa: FBT001 -- a table of two
    bench.gateway.quote = WithdrawalQuote(is_allowed=is_allowed, fee=euros(2500 if is_allowed else 0))
    bench.dreamrobot.change(status=CANCELLED)
    bench.look()
    bench.look()
    assert bench.commands() == []
    [proposal] = bench.proposals()
    assert (proposal.kind, proposal.fee) == (ProposalKind.WITHDRAW, euros(2500) if is_allowed else None)
    assert bench.told() == ["order_cancelled", "withdrawal_proposed"]


def test_without_the_ability_a_withdrawal_is_proposed_without_a_price(bench: Bench) -> None:
    bench.announce("payments")
    bench.dreamrobot.change(status=CANCELLED)
    bench.look()
    [proposal] = bench.proposals()
    assert (proposal.kind, proposal.fee, bench.gateway.quoted) == (ProposalKind.WITHDRAW, None, [])


@pytest.mark.parametrize(
    "error", [ConflictError(status=409), ContractBrokenError(path="fee"), UnavailableError(), RateLimitedError()]
)
def test_without_a_price_a_withdrawal_is_proposed_and_the_watch_goes_on(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, error: BossError
) -> None:
    bench.open_case("case-2", "1002_2026_09")
    bench.dreamrobot.pay("119.00", "1002_2026_09")

    def quote_nothing(_: str) -> WithdrawalQuote:
        raise error

    monkeypatch.setattr(bench.gateway, "quote_withdrawal", quote_nothing)
    bench.dreamrobot.change(status=CANCELLED)
    assert bench.look()
    assert [proposal.fee for proposal in bench.proposals()] == [None]
    assert len(bench.commands("case-2")) == 1


def test_one_cancelled_order_of_several_leaves_the_case_and_the_last_one_withdraws_it(world: World) -> None:
    bench = Bench(world)
    bench.open_case("case-1", "1_2026_09", "2_2026_09")
    bench.dreamrobot.change("1_2026_09", status=CANCELLED)
    bench.look()
    [reduction] = bench.commands()
    assert isinstance(reduction.payload, ReduceClaim)
    assert (reduction.payload.amount, reduction.payload.order_id) == (euros(9900), "1_2026_09")
    bench.dreamrobot.change("2_2026_09", status=CANCELLED)
    bench.look()
    assert [command.kind.value for command in bench.commands()] == ["reduce", "withdraw"]


def test_an_order_that_is_gone_is_told_once_and_asked_for_no_more(bench: Bench) -> None:
    del bench.dreamrobot.orders[ORDER]
    bench.look()
    asked = bench.dreamrobot.calls.count(f"get {ORDER}")
    bench.look()
    assert bench.told() == ["order_gone"]
    assert bench.dreamrobot.calls.count(f"get {ORDER}") == asked == 1


def test_what_a_list_leaves_out_is_read_singly(bench: Bench) -> None:
    bench.dreamrobot.absent = frozenset({"paid_amount"})
    bench.dreamrobot.pay("119.00")
    bench.look()
    assert f"get {ORDER}" in bench.dreamrobot.calls
    assert len(bench.commands()) == 1


def test_without_the_ability_a_payment_is_told_to_the_merchant_once(bench: Bench) -> None:
    bench.announce()
    bench.dreamrobot.pay("119.00")
    bench.look()
    bench.look()
    assert (bench.commands(), bench.told()) == ([], ["payment_not_reportable"])


def test_a_payment_that_is_taken_back_is_told_and_nothing_is_claimed(bench: Bench) -> None:
    bench.dreamrobot.pay("119.00")
    bench.look()
    bench.dreamrobot.pay("20.00")
    bench.look()
    bench.look()
    assert len(bench.commands()) == 1
    assert bench.told() == ["payment_seen", "payment_taken_back"]


def test_orders_of_another_merchant_are_not_touched(bench: Bench) -> None:
    days = bench.world.stores.watched_orders_of(OTHER_MERCHANT).list_days()
    assert days == []
    assert bench.world.stores.watched_orders_of(OTHER_MERCHANT).get(ORDER) is None
