"""One piece of news of each kind."""

from __future__ import annotations

from datetime import UTC, date, datetime

from shared.domain.cases.command_payloads import CommandKind
from shared.domain.money import Money
from shared.domain.news.news import NewsItem, NewsKind
from tests.unit.web.samples import EVIL

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CODES = {
    NewsKind.REJECTED: "address_unknown",
    NewsKind.CLOSED: "paid",
    NewsKind.PROPOSAL: "withdraw",
    NewsKind.ACCOUNT_STOPPED: "invalid_credentials",
    NewsKind.REFUSED: "fee_changed",
}
ABOUT_A_CASE = frozenset(NewsKind) - {NewsKind.ACCOUNT_STOPPED, NewsKind.PAYOUT, NewsKind.EXPORT_BLOCKED}


def make_news(kind: NewsKind, number: int = 1, **changes: object) -> NewsItem:
    about_a_case = kind in ABOUT_A_CASE
    item = NewsItem(
        news_id=f"{kind.value}-{number}",
        kind=kind,
        at=NOW,
        case_id=f"case-{number}" if about_a_case else None,
        case_number=f"26-{number:06}" if about_a_case else None,
        order_ids=(f"{700000 + number}_2026_09",) if about_a_case else (),
        amount=Money(cents=123450, currency="EUR"),
        day=date(2026, 12, 1),
        code=CODES.get(kind),
        command=CommandKind.WITHDRAW if kind is NewsKind.REFUSED else None,
        customer_number="400123",
        export_id="export-1" if kind is NewsKind.EXPORT_BLOCKED else None,
        payout_id="payout-1" if kind is NewsKind.PAYOUT else None,
        count=7 if kind is NewsKind.EXPORT_BLOCKED else None,
    )
    return item.model_copy(update=changes)


EVERY_KIND = [make_news(kind) for kind in NewsKind]
EVIL_NEWS = make_news(NewsKind.REJECTED, case_number=EVIL, code=EVIL, order_ids=(EVIL,))
