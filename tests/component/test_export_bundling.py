"""Working on an export: one case for each debtor, drafts where the merchant reviews, and credit notes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from shared.domain.account import HandOverSettings
from shared.domain.cases.case import Transfer
from shared.domain.export import ExportItem, ExportState, ItemState
from shared.domain.finding import FindingCode
from shared.domain.parties.debtor import Reminder
from shared.store.errors import TransactionLostError
from shared.store.hand_overs import HandOverRepository
from tests.component.export_bench import ORDER_IDS, WORK, ExportBench, make_customer, make_order
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, START, World, make_atriga_account, make_case, make_command

if TYPE_CHECKING:
    from shared.domain.cases.case import Case


@pytest.fixture
def bench(world: World) -> ExportBench:
    """An export of three orders, the first two of one debtor."""
    bench = ExportBench(world)
    bench.dreamrobot.orders["2_2026_09"] = make_order("2_2026_09", customer=make_customer(1), portal_account_id="22015")
    return bench


def set_rules(bench: ExportBench, **settings: Any) -> None:
    accounts = bench.world.stores.accounts_of(MERCHANT)
    portal_accounts = accounts.list_portal_accounts()
    accounts.remove_all()
    accounts.save_activated(make_atriga_account(settings=HandOverSettings(**settings)), due_at=START)
    accounts.learn_portal_accounts(portal_accounts)


def cases_of(bench: ExportBench) -> dict[tuple[str, ...], Case]:
    return {case.order_ids: case for case in bench.list_cases()}


def test_orders_of_one_debtor_become_one_case_with_one_command(bench: ExportBench) -> None:
    bench.work()
    cases = cases_of(bench)
    assert cases.keys() == {("1_2026_09", "2_2026_09"), ("3_2026_09",)}
    bundle = cases["1_2026_09", "2_2026_09"]
    assert str(bundle.total.amount) == "238.00"
    assert (bundle.portal_account_id, bundle.portal_account_name) == (None, None)
    assert [item.case_id for item in bench.items()[:2]] == [bundle.case_id] * 2
    assert len(bench.world.take_messages("commands")) == 2
    for order_id in bundle.order_ids:
        handed_over = bench.cases.find_handed_over(order_id)
        assert handed_over is not None
        assert handed_over.case_id == bundle.case_id


def test_bundling_is_switched_off_for_an_atriga_account(bench: ExportBench) -> None:
    set_rules(bench, bundles_orders=False)
    bench.work()
    assert len(cases_of(bench)) == 3


def test_a_lost_race_takes_one_order_out_of_a_bundle_and_the_rest_goes_on(
    bench: ExportBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Any = HandOverRepository.write
    raced: list[bool] = []

    def race(repository: HandOverRepository, *arguments: object) -> None:
        if not raced:
            raced.append(True)
            other = make_case("case-of-another-export", "2_2026_09")
            bench.cases.open(other, make_command(other))
        real(repository, *arguments)

    monkeypatch.setattr(HandOverRepository, "write", race)
    bench.work()
    assert cases_of(bench).keys() == {("1_2026_09",), ("2_2026_09",), ("3_2026_09",)}
    assert bench.codes_of(1) == {FindingCode.ALREADY_HANDED_OVER}
    assert bench.state() is ExportState.DONE


def test_a_transaction_that_only_met_another_is_tried_again(
    bench: ExportBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Any = HandOverRepository.write
    conflicts: list[bool] = []

    def conflict(repository: HandOverRepository, *arguments: object) -> None:
        if len(conflicts) < 2:
            conflicts.append(True)
            raise TransactionLostError(())
        real(repository, *arguments)

    monkeypatch.setattr(HandOverRepository, "write", conflict)
    bench.work()
    assert len(cases_of(bench)) == 2


def test_a_worker_that_dies_between_bundles_makes_no_second_case(
    bench: ExportBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Any = HandOverRepository.write

    def write_and_die(*arguments: object) -> None:
        real(*arguments)
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(HandOverRepository, "write", write_and_die)
        with pytest.raises(KeyboardInterrupt):
            bench.work()
    bench.work()
    assert cases_of(bench).keys() == {("1_2026_09", "2_2026_09"), ("3_2026_09",)}
    assert bench.state() is ExportState.DONE


def test_an_atriga_account_that_is_gone_since_keeps_its_orders_back(
    bench: ExportBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as dying:
        dying.setattr(HandOverRepository, "write", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            bench.work()
    bench.world.stores.accounts_of(MERCHANT).remove_all()
    bench.work()
    assert {item.state for item in bench.items()} == {ItemState.BLOCKED}
    assert bench.codes_of(0) == {FindingCode.PORTAL_ACCOUNT_NOT_CONNECTED}
    assert bench.state() is ExportState.DONE


def test_cases_of_a_merchant_who_reviews_are_held_back_as_drafts(bench: ExportBench) -> None:
    set_rules(bench, holds_for_review=True)
    bench.work()
    cases = cases_of(bench)
    assert {case.transfer for case in cases.values()} == {Transfer.DRAFT}
    assert {item.state for item in bench.items()} == {ItemState.DRAFT}
    assert bench.world.take_messages("commands") == []
    assert list(bench.world.stores.sleepers().list_due_commands(START.replace(year=2027), of_each_shard=9)) == []
    export = bench.exports.get("export-1")
    assert export is not None
    assert export.counts is not None
    assert export.counts.model_dump() == {"total": 3, "evaluated": 3, "blocked": 0, "cases": 2, "drafts": 3}
    listed = bench.world.stores.drafts_of(MERCHANT).list_missing_facts_first(10).drafts
    assert {case.order_ids for case in listed} == cases.keys()


def test_the_orders_of_a_draft_are_in_no_other_case(bench: ExportBench) -> None:
    set_rules(bench, holds_for_review=True)
    bench.work()
    bench.take_in("export-2")
    bench.work(WORK.model_copy(update={"export_id": "export-2"}))
    assert {item.state for item in bench.items("export-2")} == {ItemState.BLOCKED}
    assert len(cases_of(bench)) == 2


def test_what_a_credit_note_of_the_export_fits_is_no_claim(bench: ExportBench) -> None:
    credit = make_order("3_2026_09", customer=make_customer(1), invoice_amount=Decimal("-119.00"))
    bench.dreamrobot.orders["3_2026_09"] = credit
    bench.dreamrobot.orders["2_2026_09"] = make_order("2_2026_09")
    bench.work()
    assert bench.codes_of(0) == {FindingCode.RETURN_OPEN}
    assert bench.items()[0].findings[-1].parameters == {"credit_note_order": "3_2026_09"}
    assert FindingCode.CREDIT_NOTE in bench.codes_of(2)
    assert cases_of(bench).keys() == {("2_2026_09",)}


def test_reminders_given_with_the_call_go_into_the_case_that_they_are_true_of(bench: ExportBench) -> None:
    first, second = (Reminder.model_validate({"sent_on": day}) for day in ("2026-10-01", "2026-10-15"))
    bench.exports.add(bench.exports.get("export-1").model_copy(update={"export_id": "export-2"}))  # type: ignore[union-attr]  # it was taken in
    reminders = [(first, second), (second,), (first,)]
    bench.exports.add_items(
        "export-2",
        [
            ExportItem(order_id=order_id, number=number, reminders=reminders[number])
            for number, order_id in enumerate(ORDER_IDS)
        ],
    )
    bench.work(WORK.model_copy(update={"export_id": "export-2"}))
    cases = cases_of(bench)
    assert cases["1_2026_09", "2_2026_09"].reminders == (second,)
    assert cases["3_2026_09",].reminders == (first,)


def test_the_most_orders_that_one_case_may_hold_fit_into_one_transaction(bench: ExportBench) -> None:
    order_ids = [f"{number}_2026_09" for number in range(1, 61)]
    bench.dreamrobot.orders = {order_id: make_order(order_id, customer=make_customer(1)) for order_id in order_ids}
    bench.take_in("export-2", order_ids)
    bench.work(WORK.model_copy(update={"export_id": "export-2"}))
    assert sorted(len(order_ids) for order_ids in cases_of(bench)) == [20, 40]
    assert {case.customer_number for case in cases_of(bench).values()} == {CUSTOMER_NUMBER}
