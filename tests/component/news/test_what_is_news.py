"""What is kept as news, once, with the change that it tells of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import boto3
import pytest

from shared.domain.cases.case import Balance, BalanceLine, Closing, CourtQuestion
from shared.domain.cases.payout import Payout
from shared.domain.export import Export, ExportCounts, ExportSource
from shared.domain.money import Money
from shared.domain.news.news import NewsKind
from shared.store.errors import ConditionFailedError, TransactionLostError
from tests.component.news.news_bench import INQUIRY, make_change
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, OTHER_MERCHANT, START

if TYPE_CHECKING:
    from tests.component.news.news_bench import Bench


def euros(cents: int) -> Money:
    return Money(cents=cents, currency="EUR")


def balance(paid: int, still_open: int) -> Balance:
    return Balance(principal=BalanceLine(owed=euros(paid + still_open), paid=euros(paid)), total_open=euros(still_open))


def test_an_accepted_case_is_news_with_number_orders_and_amount(bench: Bench) -> None:
    bench.accept(bench.open_case())
    [item] = bench.news
    assert (item.kind, item.case_number, item.order_ids) == (NewsKind.ACCEPTED, "26-000001", ("1001_2026_09",))
    assert item.amount == euros(14500)
    assert item.at == bench.world.clock()


def test_the_same_change_again_is_no_news(bench: Bench) -> None:
    case = bench.open_case()
    kept = bench.accept(case)
    bench.follow(kept, make_change(case, 1))
    assert bench.kinds == [NewsKind.ACCEPTED]


def test_a_change_that_is_lost_to_another_worker_leaves_no_news(bench: Bench) -> None:
    case = bench.open_case()
    bench.accept(case)
    with pytest.raises(TransactionLostError):
        bench.follow(case, make_change(case, 2, inquiries=(INQUIRY,)))
    assert bench.kinds == [NewsKind.ACCEPTED]


def test_a_refused_case_is_news_with_its_code_and_without_a_word_of_atriga(bench: Bench) -> None:
    bench.refuse(bench.open_case())
    [item] = bench.news
    assert (item.kind, item.code, item.case_number) == (NewsKind.REJECTED, "address_unknown", None)
    assert "Erika" not in item.model_dump_json()


def test_a_payment_is_news_by_what_is_paid_more_and_not_at_the_first_word(bench: Bench) -> None:
    case = bench.open_case()
    first = bench.follow(case, make_change(case, 1, balance=balance(2000, 12500)))
    bench.world.clock.move(timedelta(minutes=1))
    bench.follow(first, make_change(case, 2, balance=balance(5000, 9500)))
    assert bench.kinds == [NewsKind.PAYMENT, NewsKind.ACCEPTED]
    assert bench.news[0].amount == euros(3000)


def test_money_that_is_taken_back_is_no_payment(bench: Bench) -> None:
    case = bench.open_case()
    first = bench.follow(case, make_change(case, 1, balance=balance(2000, 12500)))
    bench.follow(first, make_change(case, 2, balance=balance(1000, 13500)))
    assert bench.kinds == [NewsKind.ACCEPTED]


def test_a_question_is_news_once_and_without_its_text(bench: Bench) -> None:
    case = bench.open_case()
    asked = bench.ask(bench.accept(case))
    bench.follow(asked, make_change(case, 3, inquiries=(INQUIRY,), processing="waiting_for_client"))
    assert sorted(bench.kinds) == [NewsKind.ACCEPTED, NewsKind.INQUIRY]
    [item] = [item for item in bench.news if item.kind is NewsKind.INQUIRY]
    assert item.day == date(2026, 12, 1)
    assert "Erika" not in item.model_dump_json()


@pytest.mark.parametrize(("code", "kind"), [("paid", NewsKind.CLOSED), ("withdrawn", NewsKind.WITHDRAWN)])
def test_the_end_of_a_case_is_news_with_why(bench: Bench, code: str, kind: NewsKind) -> None:
    case = bench.open_case()
    closing = Closing(code=code, text="Ende", closed_at=START)
    bench.follow(bench.accept(case), make_change(case, 2, closing=closing, stage="closed"))
    [item] = [item for item in bench.news if item.kind is not NewsKind.ACCEPTED]
    assert (item.kind, item.code) == (kind, code)


def test_everything_that_becomes_known_in_one_write_is_one_item_of_the_table(bench: Bench) -> None:
    case = bench.open_case()
    closing = Closing(code="paid", text="Bezahlt", closed_at=START)
    court = CourtQuestion(advance=euros(3600), until=date(2026, 12, 9))
    bench.follow(
        case,
        make_change(case, 1, inquiries=(INQUIRY,), court_decision_needed=court),
        make_change(case, 2, inquiries=(INQUIRY,), court_decision_needed=court, closing=closing),
    )
    assert sorted(bench.kinds) == sorted(
        [NewsKind.ACCEPTED, NewsKind.INQUIRY, NewsKind.COURT_DECISION, NewsKind.CLOSED]
    )
    assert len({item.news_id for item in bench.news}) == 4
    items = boto3.client("dynamodb").query(
        TableName="cases",
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"M#{MERCHANT}#NEWS"}},
    )["Items"]
    assert len(items) == 1
    expire_at = datetime.fromtimestamp(int(items[0]["news_expire_at"]["N"]), UTC)
    assert expire_at == bench.world.clock() + timedelta(days=90)


def test_a_payout_is_news_once_and_history_is_none(bench: Bench) -> None:
    payouts = bench.world.stores.payouts_of(MERCHANT)
    fresh = Payout(payout_id="p-2", paid_on=date(2026, 11, 20), total=euros(5000))
    old = Payout(payout_id="p-1", paid_on=date(2026, 10, 1), total=euros(7000))
    for payout in (old, fresh, fresh):
        payouts.keep(CUSTOMER_NUMBER, payout, bench.world.clock())
    [item] = bench.news
    assert (item.kind, item.payout_id, item.amount, item.day) == (
        NewsKind.PAYOUT,
        "p-2",
        euros(5000),
        date(2026, 11, 20),
    )


def test_an_account_that_the_gateway_refuses_is_news_once_however_often_it_refuses(bench: Bench) -> None:
    accounts = bench.world.stores.accounts_of(MERCHANT)
    for _ in range(3):
        accounts.stop(CUSTOMER_NUMBER, "invalid_credentials", bench.world.clock())
        bench.world.clock.move(timedelta(minutes=1))
    [item] = bench.news
    assert (item.kind, item.code, item.customer_number) == (
        NewsKind.ACCOUNT_STOPPED,
        "invalid_credentials",
        CUSTOMER_NUMBER,
    )


def test_an_account_that_the_merchant_looks_at_is_no_news(bench: Bench) -> None:
    bench.world.stores.accounts_of(MERCHANT).stop(CUSTOMER_NUMBER, "invalid_credentials")
    assert not bench.news


@pytest.mark.parametrize(("blocked", "kinds"), [(3, [NewsKind.EXPORT_BLOCKED]), (0, [])])
def test_an_export_is_news_where_orders_were_kept_back(bench: Bench, blocked: int, kinds: list[NewsKind]) -> None:
    exports = bench.world.stores.exports_of(MERCHANT)
    source = ExportSource.ORDER_OVERVIEW
    exports.add(
        Export(export_id="export-1", source=source, body_digest="d", order_count=5, created_at=bench.world.clock())
    )
    counts = ExportCounts(total=5, evaluated=5, blocked=blocked, cases=2)
    exports.note_done("export-1", bench.world.clock(), counts, rounds=0)
    assert bench.kinds == kinds


def test_an_export_whose_items_were_opened_again_is_no_news(bench: Bench) -> None:
    exports = bench.world.stores.exports_of(MERCHANT)
    source = ExportSource.ORDER_OVERVIEW
    exports.add(Export(export_id="e", source=source, body_digest="d", order_count=1, created_at=bench.world.clock()))
    counts = ExportCounts(total=1, evaluated=1, blocked=1, cases=0)
    with pytest.raises(ConditionFailedError):
        exports.note_done("e", bench.world.clock(), counts, rounds=1)
    assert not bench.news


def test_nobody_sees_the_news_of_another_merchant(bench: Bench) -> None:
    bench.accept(bench.open_case())
    assert not bench.world.stores.news_of(OTHER_MERCHANT).list_newest_first(10)
    assert not bench.world.stores.news_of(OTHER_MERCHANT).list_between(START - timedelta(days=1), START, 10)
