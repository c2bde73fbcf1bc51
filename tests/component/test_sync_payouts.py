"""What atriga paid out: each settlement once, whole where it is listed, and found by the case it was for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from functions.sync.payout_stream import PayoutStream
from shared.boss.errors import (
    AccountNotReadyError,
    BossError,
    CircuitOpenError,
    ContractBrokenError,
    CredentialsRefusedError,
    CursorExpiredError,
    NotFoundError,
    RateLimitedError,
    UnavailableError,
)
from shared.domain.cases.payout import Payout, PayoutAllocation, PayoutFilter
from shared.domain.money import Money
from shared.store.accounts import AccountRepository
from shared.store.payouts import PayoutRepository
from tests.component.sync_bench import Bench
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, OTHER_MERCHANT

if TYPE_CHECKING:
    from shared.store.writes import Put
    from tests.component.world import World


@pytest.fixture
def bench(world: World) -> Bench:
    bench = Bench(world)
    bench.announce("payouts")
    return bench


def make_payout(number: int, *case_numbers: str) -> Payout:
    def euros(cents: int) -> Money:
        return Money(cents=cents, currency="EUR")

    return Payout(
        payout_id=f"payout-{number}",
        paid_on=date(2026, 11, number),
        total=euros(5000 * len(case_numbers)),
        allocations=tuple(
            PayoutAllocation(case_number=case_number, principal=euros(4000), interest=euros(300), charges=euros(700))
            for case_number in case_numbers
        ),
    )


def payouts_of(bench: Bench) -> PayoutRepository:
    return bench.world.stores.payouts_of(MERCHANT)


def listed(bench: Bench) -> list[str]:
    return [payout.payout_id for payout in payouts_of(bench).read(PayoutFilter(), 100).payouts]


def test_a_payout_is_kept_with_what_it_holds_for_each_case(bench: Bench) -> None:
    bench.stream.add(1)
    bench.stream.payouts = [make_payout(1, "26-000001", "99-888888")]
    bench.run()
    kept = payouts_of(bench).get(CUSTOMER_NUMBER, "payout-1")
    assert kept is not None
    assert (kept.total.cents, kept.allocation_count) == (10000, 2)
    shares = payouts_of(bench).list_shares(CUSTOMER_NUMBER, "payout-1")
    assert [(share.case_number, share.case_id) for share in shares] == [("26-000001", "case-1"), ("99-888888", None)]
    assert payouts_of(bench).list_shares_of_case("case-1") == shares[:1]


def test_a_share_under_a_replaced_file_number_finds_its_case(bench: Bench) -> None:
    bench.stream.add(1)
    bench.stream.add(2, case_number="26-777777", previous_case_numbers=("26-000001",))
    bench.stream.payouts = [make_payout(1, "26-000001"), make_payout(2, "26-777777")]
    bench.run()
    assert [share.payout_id for share in payouts_of(bench).list_shares_of_case("case-1")] == ["payout-1", "payout-2"]


def test_payouts_are_read_with_a_cursor_of_their_own_and_not_at_every_run(bench: Bench) -> None:
    bench.stream.payouts = [make_payout(number) for number in range(1, 4)]
    bench.run()
    bench.run()
    assert bench.stream.payouts_asked_after == [None]
    bench.world.clock.move(timedelta(hours=6))
    bench.stream.payouts.append(make_payout(4))
    bench.run()
    assert bench.stream.payouts_asked_after == [None, "3"]
    assert listed(bench) == ["payout-4", "payout-3", "payout-2", "payout-1"]


def test_pages_of_payouts_follow_one_another_without_gap_or_repeat(bench: Bench) -> None:
    bench.stream.payouts = [make_payout(number) for number in range(1, 8)]
    bench.run()
    seen: list[str] = []
    cursor = None
    while True:
        page = payouts_of(bench).read(PayoutFilter(), 3, cursor)
        seen += [payout.payout_id for payout in page.payouts]
        cursor = page.cursor
        if cursor is None:
            break
    assert seen == [f"payout-{number}" for number in range(7, 0, -1)]
    assert bench.world.stores.payouts_of(OTHER_MERCHANT).read(PayoutFilter(), 10).payouts == []


def test_a_cursor_that_is_too_old_starts_over_without_repeating(bench: Bench) -> None:
    bench.stream.payouts = [make_payout(1, "26-000001")]
    bench.run()
    bench.world.clock.move(timedelta(days=100))
    bench.stream.payout_failures = [CursorExpiredError(status=410)]
    bench.stream.payouts.append(make_payout(2))
    bench.run()
    assert bench.stream.payouts_asked_after == [None, "1", None]
    assert listed(bench) == ["payout-2", "payout-1"]
    assert len(payouts_of(bench).list_shares(CUSTOMER_NUMBER, "payout-1")) == 1


@pytest.mark.parametrize("write", range(5))
def test_a_crash_at_any_write_leaves_no_half_payout_and_is_made_good(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, write: int
) -> None:
    bench.stream.add(1)
    bench.run()
    bench.world.clock.move(timedelta(hours=6))
    bench.stream.payouts = [make_payout(1, "26-000001", "99-888888")]
    written = 0
    real_put = PayoutRepository._put_new

    def die_at_the_write(self: PayoutRepository, item: dict[str, object], *beside: list[Put]) -> bool:
        nonlocal written
        if written == write:
            raise KeyboardInterrupt
        written += 1
        return real_put(self, item, *beside)

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(PayoutRepository, "_put_new", die_at_the_write)
        dying.setattr(AccountRepository, "move_cursor", die if write == 4 else AccountRepository.move_cursor)
        with pytest.raises(KeyboardInterrupt):
            bench.run()
    assert listed(bench) == (["payout-1"] if write == 4 else [])
    bench.world.clock.move(timedelta(hours=1))
    bench.run()
    assert listed(bench) == ["payout-1"]
    assert len(payouts_of(bench).list_shares(CUSTOMER_NUMBER, "payout-1")) == 2
    assert len(payouts_of(bench).list_shares_of_case("case-1")) == 1


def test_an_account_without_the_ability_is_not_asked(bench: Bench) -> None:
    bench.announce("payments")
    bench.run()
    assert bench.stream.payouts_asked_after == []


def test_a_gateway_that_goes_away_in_between_is_asked_again_at_the_next_run(bench: Bench) -> None:
    bench.stream.payouts = [make_payout(1)]
    bench.stream.payout_failures = [UnavailableError(status=503)]
    bench.run()
    assert listed(bench) == []
    bench.run()
    assert listed(bench) == ["payout-1"]


def test_a_run_whose_time_is_up_leaves_the_payouts_to_a_new_message(bench: Bench) -> None:
    bench.stream.payouts = [make_payout(1)]
    bench.stream.add(1)
    bench.stream.slowness = timedelta(minutes=5)
    bench.run()
    assert listed(bench) == []
    assert len(bench.world.take_messages("syncs")) == 1
    bench.stream.slowness = timedelta(0)
    bench.run()
    assert listed(bench) == ["payout-1"]


@pytest.mark.parametrize(
    "error",
    [
        ContractBrokenError(path="payouts"),
        NotFoundError(status=404),
        UnavailableError(status=500),
        CursorExpiredError(status=410),
    ],
)
def test_payouts_that_are_not_to_be_had_stop_no_other_step(bench: Bench, error: BossError) -> None:
    stores, later = bench.world.stores, bench.world.clock() + timedelta(minutes=5)
    stream = PayoutStream(stores.accounts_of(MERCHANT), payouts_of(bench), bench.world.clock)
    bench.stream.payouts = [make_payout(1)]
    bench.stream.payout_failures = [error]
    account = stores.accounts_of(MERCHANT).get_atriga_account(CUSTOMER_NUMBER)
    assert account is not None
    assert stream.take(account, bench.stream, later)
    assert listed(bench) == []
    bench.run()
    assert listed(bench) == ["payout-1"]


@pytest.mark.parametrize(
    "error_type", [CredentialsRefusedError, AccountNotReadyError, RateLimitedError, CircuitOpenError]
)
def test_what_concerns_more_than_payouts_ends_the_run(bench: Bench, error_type: type[BossError]) -> None:
    stores, later = bench.world.stores, bench.world.clock() + timedelta(minutes=5)
    stream = PayoutStream(stores.accounts_of(MERCHANT), payouts_of(bench), bench.world.clock)
    bench.stream.payout_failures = [error_type()]
    account = stores.accounts_of(MERCHANT).get_atriga_account(CUSTOMER_NUMBER)
    assert account is not None
    with pytest.raises(error_type):
        stream.take(account, bench.stream, later)
