"""What is checked around a try: the orders, the account, the circuit, the tokens, and what a refusal means."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from functions.activate.accounts.waking import Waking
from functions.submit.desk import COMMANDS_PER_ACCOUNT
from shared.aws import queue_client
from shared.boss.errors import CaseRefusedError, CircuitOpenError, CredentialsRefusedError
from shared.domain.account import AccountState
from shared.domain.cases.case import Transfer
from shared.domain.cases.command import CommandState, FieldProblem
from shared.domain.finding import FindingCode
from shared.domain.orders.order import OrderStatus
from shared.dreamrobot.errors import (
    AccessRefusedError,
    BudgetUsedUpError,
    QuotaUsedUpError,
    UnavailableError,
)
from shared.work import CommandWork, WorkQueue
from tests.component.orders import make_unpaid_order
from tests.component.submit_bench import FIRST, SECOND, Bench, an_order, let_time_pass, open_case_of_two
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, START, make_atriga_account

if TYPE_CHECKING:
    from shared.dreamrobot.errors import DreamRobotError
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> Bench:
    return Bench(world)


def test_an_order_that_was_just_read_is_not_read_again(bench: Bench) -> None:
    bench.carry_out()
    assert bench.dreamrobot.read == []
    assert bench.command.state is CommandState.DONE


def test_an_order_that_was_read_long_ago_is_read_before_it_is_submitted(bench: Bench) -> None:
    let_time_pass(bench)
    bench.carry_out()
    assert bench.dreamrobot.read == [FIRST]
    assert bench.command.state is CommandState.DONE
    assert bench.case.positions[0].read_at == bench.world.clock()


def test_a_part_payment_in_between_lowers_what_is_claimed(bench: Bench) -> None:
    let_time_pass(bench)
    an_order(bench, paid_amount=Decimal("50.00"))
    bench.carry_out()
    [submitted] = bench.gateway.submitted
    assert submitted.positions[0].paid.amount == Decimal("50.00")
    assert bench.case.positions == submitted.positions


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"paid_amount": Decimal("119.00")}, FindingCode.PAID),
        ({"status": OrderStatus(is_paid=True, is_shipped=True)}, FindingCode.PAID),
        ({"status": OrderStatus(is_cancelled=True, is_shipped=True)}, FindingCode.CANCELLED),
        ({"invoice_amount": Decimal("-119.00")}, FindingCode.CREDIT_NOTE),
        ({"invoice_amount": Decimal("99.00")}, FindingCode.AMOUNT_UNCLEAR),
        ({"invoice_amount": None}, FindingCode.AMOUNT_UNCLEAR),
        ({"currency": "USD"}, FindingCode.CURRENCY_NOT_SUPPORTED),
    ],
)
def test_an_order_that_is_no_claim_any_more_is_not_handed_over(
    bench: Bench, changes: dict[str, Any], code: FindingCode
) -> None:
    let_time_pass(bench)
    an_order(bench, **changes)
    bench.carry_out()
    assert bench.gateway.calls == []
    assert bench.case.transfer is Transfer.DISCARDED
    [out] = bench.case.taken_out
    assert (out.order_id, out.findings[0].code) == (FIRST, code)
    assert (bench.command.state, bench.command.last_error) == (CommandState.REFUSED, "orders_changed")
    assert bench.world.stores.cases_of(MERCHANT).find_handed_over(FIRST) is None


def test_an_order_that_was_merged_is_taken_out(bench: Bench) -> None:
    let_time_pass(bench)
    bench.dreamrobot.orders.clear()
    bench.carry_out()
    assert bench.case.taken_out[0].findings[0].code is FindingCode.ORDER_NOT_FOUND


def test_one_paid_order_of_two_is_taken_out_and_freed_and_the_other_handed_over(bench: Bench) -> None:
    open_case_of_two(bench)
    let_time_pass(bench)
    an_order(bench, "1003_2026_09", paid_amount=Decimal("119.00"))
    an_order(bench, SECOND)
    work = CommandWork(merchant_id=MERCHANT, case_id="case-2", command_id="command-2")
    bench.carrier.carry_out(work, bench.world.clock() + timedelta(seconds=60))
    cases = bench.world.stores.cases_of(MERCHANT)
    [submitted] = bench.gateway.submitted
    assert submitted.order_ids == (SECOND,)
    assert cases.find_handed_over("1003_2026_09") is None
    assert cases.find_handed_over(SECOND) is not None
    case = cases.get("case-2")
    assert case is not None
    assert [out.order_id for out in case.taken_out] == ["1003_2026_09"]


def test_what_the_merchant_corrected_is_left_as_it_is(bench: Bench) -> None:
    let_time_pass(bench)
    an_order(bench, customer=make_unpaid_order().customer.model_copy(update={"vat_id": "DE1"}), lines=())
    before = bench.case
    bench.carry_out()
    [submitted] = bench.gateway.submitted
    assert submitted.debtor == before.debtor


@pytest.mark.parametrize(
    ("error", "because", "again_at"),
    [
        (UnavailableError(), "dreamrobot_away", START + timedelta(minutes=18)),
        (AccessRefusedError(status=401), "dreamrobot_refused", START + timedelta(minutes=31)),
        (QuotaUsedUpError(status=429), "dreamrobot_quota", datetime(2026, 11, 24, 23, 5, tzinfo=UTC)),
        (QuotaUsedUpError(status=429, retry_after=300), "dreamrobot_quota", START + timedelta(minutes=21)),
        (QuotaUsedUpError(status=429, retry_after=1), "dreamrobot_quota", START + timedelta(minutes=18)),
        (BudgetUsedUpError(retry_after=300), "dreamrobot_quota", START + timedelta(minutes=21)),
    ],
)
def test_nothing_is_submitted_unread(bench: Bench, error: DreamRobotError, because: str, again_at: datetime) -> None:
    let_time_pass(bench)
    bench.dreamrobot.failures = [error]
    bench.carry_out()
    assert bench.gateway.calls == []
    assert (bench.command.state, bench.command.last_error) == (CommandState.PENDING, because)
    assert bench.command.not_before == again_at
    bench.carry_out()
    assert len(bench.dreamrobot.read) == 1
    bench.world.clock.now = again_at
    bench.carry_out()
    assert bench.command.state is CommandState.DONE


def test_requests_used_up_after_midnight_are_waited_for_until_the_same_nights_renewal(bench: Bench) -> None:
    bench.world.clock.now = datetime(2026, 11, 24, 23, 2, tzinfo=UTC)
    bench.dreamrobot.failures = [QuotaUsedUpError(status=429)]
    bench.carry_out()
    assert bench.command.not_before == datetime(2026, 11, 24, 23, 5, tzinfo=UTC)


def test_a_refusal_becomes_findings(bench: Bench) -> None:
    problems = (
        FieldProblem(field="debtor.address.postal_code", code="invalid", message="Postleitzahl passt nicht."),
        FieldProblem(field="something.new", code="odd", message="Seltsam."),
    )
    bench.gateway.fail_before = [CaseRefusedError(status=422, code="invalid", problems=problems)]
    bench.carry_out()
    assert [finding.code for finding in bench.case.findings] == [
        FindingCode.ADDRESS_INVALID,
        FindingCode.REFUSED_BY_GATEWAY,
    ]
    assert bench.case.findings[0].parameters == {"gateway": "Postleitzahl passt nicht."}


def test_a_gateway_that_is_known_to_be_away_is_not_asked_and_nothing_is_written(bench: Bench) -> None:
    bench.gateway_is_away = True
    before = bench.command
    bench.carry_out()
    assert bench.gateway.calls == []
    assert bench.command == before
    assert not bench.queued_again()


def test_a_circuit_that_opens_meanwhile_leaves_the_command_to_the_sweeper(bench: Bench) -> None:
    bench.gateway.fail_before = [CircuitOpenError()]
    bench.carry_out()
    assert bench.command.state is CommandState.PENDING
    assert not bench.queued_again()
    assert bench.command.due_at == START + timedelta(minutes=2)


def test_commands_beyond_the_rate_of_an_account_come_a_little_later(bench: Bench) -> None:
    buckets = bench.world.stores.token_buckets_of(MERCHANT)
    for _ in range(COMMANDS_PER_ACCOUNT.capacity):
        assert buckets.take(f"GATEWAY#{CUSTOMER_NUMBER}", COMMANDS_PER_ACCOUNT, START)
    bench.carry_out()
    assert bench.gateway.calls == []
    assert bench.command.attempts == 0
    assert bench.queued_again()
    bench.world.clock.move(timedelta(seconds=30))
    bench.carry_out()
    assert bench.gateway.calls == ["submit"]


def test_a_successful_validation_wakes_what_waited_for_the_account_at_once(bench: Bench) -> None:
    bench.gateway.fail_before = [CredentialsRefusedError(status=401, code="invalid_credentials")]
    bench.carry_out()
    stores = bench.world.stores
    assert not bench.queued_again()
    stores.accounts_of(MERCHANT).save_activated(make_atriga_account(), due_at=START)
    queue: WorkQueue[CommandWork] = WorkQueue(queue_client(), bench.world.queue_urls["commands"])
    waking = Waking(MERCHANT, stores.commands_of(MERCHANT), queue)
    waking.wake(CUSTOMER_NUMBER)
    waking.wake(CUSTOMER_NUMBER)
    assert [message["command_id"] for message in bench.world.take_messages("commands")] == ["command-1"]
    bench.carry_out()
    assert bench.command.state is CommandState.DONE
    account = stores.accounts_of(MERCHANT).get_atriga_account(CUSTOMER_NUMBER)
    assert account is not None
    assert account.state is AccountState.ACTIVE
