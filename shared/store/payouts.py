"""What atriga paid out, each settlement once, with its shares findable by settlement and by case.

A settlement may hold more shares than a transaction takes. They are written first, each once, and the settlement
last: what is listed is whole, and a crash in between is put right by writing it all again.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.domain.cases.payout import KeptPayout, PayoutShare, add_by_currency
from shared.domain.news.what_is_news import news_of_payout
from shared.store.case_numbers import CaseNumberRepository
from shared.store.errors import ConditionFailedError, TransactionLostError, UnknownPlaceError
from shared.store.exports import TIME_INDEX
from shared.store.keys import case_key, merchant_key, payout_key
from shared.store.news import put_news
from shared.store.table import IS_NEW, Put, Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shared.domain.cases.payout import Payout, PayoutAllocation, PayoutFilter
    from shared.domain.money import Money
    from shared.store.table import Item

_PAYOUT = "PAYOUT"
_SHARE = "SHARE#"
_SHARE_OF_CASE = "PAYOUT#"


MOST_PAYOUTS_LOOKED_AT: Final = 1000
"""For one page, and for one sum: one settlement a day is nearly three years of them."""

_PLACE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}#[^#]{1,64}#.{1,200}")
_FIRST: Final = " "
_LAST: Final = "~"
"""Sort before and behind every day and every customer number."""


class PayoutsPage(NamedTuple):
    """A page of payouts, newest first.

    ``cursor`` is the place to go on from, ``None`` where nothing follows. Where the page ends before it is full,
    ``looked_at`` payouts were looked at, the last of which was paid on ``looked_back_to``.
    """

    payouts: list[KeptPayout]
    cursor: str | None
    looked_at: int = 0
    looked_back_to: date | None = None


class PayoutSum(NamedTuple):
    """What payouts add up to, by currency; where ``is_whole`` is not, older ones were not looked at."""

    amounts: list[Money]
    payout_count: int
    is_whole: bool


class SharesPage(NamedTuple):
    """A page of what a payout holds for cases; ``following`` is the number of the next one, if any."""

    shares: list[PayoutShare]
    following: int | None


class PayoutRepository:
    """The payouts of the one merchant that it was made for, of all its atriga accounts."""

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id
        self._numbers = CaseNumberRepository(cases_table, merchant_id)

    def keep(self, customer_number: str, payout: Payout, now: datetime) -> bool:
        """Keep a payout with its shares, and that it is news; False where it is kept already."""
        if self.get(customer_number, payout.payout_id) is not None:
            return False
        for number, allocation in enumerate(payout.allocations):
            self._keep_share(self._make_share(customer_number, payout, allocation), number)
        kept = KeptPayout(
            payout_id=payout.payout_id,
            customer_number=customer_number,
            paid_on=payout.paid_on,
            total=payout.total,
            statement_url=payout.statement_url,
            allocation_count=len(payout.allocations),
        )
        item: Item = {
            "pk": payout_key(self._merchant_id, customer_number, payout.payout_id),
            "sk": _PAYOUT,
            "list_key": self._list_key,
            "list_at": f"{payout.paid_on.isoformat()}#{customer_number}#{payout.payout_id}",
            "body": kept.model_dump(mode="json"),
        }
        return self._put_new(item, put_news(self._merchant_id, news_of_payout(customer_number, payout, now)))

    def get(self, customer_number: str, payout_id: str) -> KeptPayout | None:
        """Read one payout."""
        item = self._table.get(payout_key(self._merchant_id, customer_number, payout_id), _PAYOUT)
        return KeptPayout.model_validate(item["body"]) if item else None

    def read(self, wanted: PayoutFilter, limit: int, cursor: str | None = None) -> PayoutsPage:
        """Read a page of the payouts that are asked for; days bound what is read, an account is looked for.

        Raises:
            UnknownPlaceError: The cursor is of another view.
        """
        start = self._start(wanted, cursor)
        looked_at = self._table.query_between(
            TIME_INDEX,
            ("list_key", self._list_key),
            ("list_at", *_bounds_of(wanted)),
            # One more than is shown tells whether there are more.
            limit=limit + 1 if wanted.atriga is None else MOST_PAYOUTS_LOOKED_AT,
            backwards=True,
            start=start,
        )
        payouts: list[KeptPayout] = []
        last: Item | None = None
        is_at_end = looked_at.last_key is None
        count = 0
        for count, item in enumerate(looked_at.items, start=1):
            last = item
            payout = KeptPayout.model_validate(item["body"])
            if wanted.takes(payout):
                payouts.append(payout)
            if len(payouts) == limit:
                is_at_end = is_at_end and count == len(looked_at.items)
                break
        back_to = date.fromisoformat(last["body"]["paid_on"]) if last else None
        return PayoutsPage(payouts, None if is_at_end or not last else last["list_at"], count, back_to)

    def add_up(self, wanted: PayoutFilter) -> PayoutSum:
        """Add up the payouts that are asked for, of the newest that one look takes in."""
        page = self._table.query_between(
            TIME_INDEX,
            ("list_key", self._list_key),
            ("list_at", *_bounds_of(wanted)),
            limit=MOST_PAYOUTS_LOOKED_AT,
            backwards=True,
        )
        found = [KeptPayout.model_validate(item["body"]) for item in page.items]
        taken = [payout for payout in found if wanted.takes(payout)]
        return PayoutSum(add_by_currency(payout.total for payout in taken), len(taken), page.last_key is None)

    def read_shares(self, customer_number: str, payout_id: str, limit: int, first: int = 0) -> SharesPage:
        """Read what a payout holds for some of its cases, in atriga's order, from number ``first`` on."""
        pk = payout_key(self._merchant_id, customer_number, payout_id)
        start: Item | None = {"pk": pk, "sk": _share_key(first - 1)} if first > 0 else None
        page = self._table.query_beginning(pk, _SHARE, limit=limit + 1, start=start)
        shares = [PayoutShare.model_validate(item["body"]) for item in page.items[:limit]]
        return SharesPage(shares, first + limit if len(page.items) > limit else None)

    def list_shares(self, customer_number: str, payout_id: str) -> list[PayoutShare]:
        """Read what a payout holds for each case, in atriga's order."""
        items = self._table.query_all(payout_key(self._merchant_id, customer_number, payout_id), _SHARE)
        return [PayoutShare.model_validate(item["body"]) for item in items]

    def list_shares_of_case(self, case_id: str) -> list[PayoutShare]:
        """Read what was paid out for a case, oldest first."""
        items = self._table.query_all(case_key(self._merchant_id, case_id), _SHARE_OF_CASE)
        return [PayoutShare.model_validate(item["body"]) for item in items]

    def _make_share(self, customer_number: str, payout: Payout, allocation: PayoutAllocation) -> PayoutShare:
        return PayoutShare(
            payout_id=payout.payout_id,
            customer_number=customer_number,
            paid_on=payout.paid_on,
            case_number=allocation.case_number,
            case_id=self._numbers.find_case_id(allocation.case_number),
            principal=allocation.principal,
            interest=allocation.interest,
            charges=allocation.charges,
        )

    def _keep_share(self, share: PayoutShare, number: int) -> None:
        body = share.model_dump(mode="json")
        pk = payout_key(self._merchant_id, share.customer_number, share.payout_id)
        self._put_new({"pk": pk, "sk": _share_key(number), "body": body})
        if share.case_id is not None:
            place = f"{share.paid_on.isoformat()}#{share.customer_number}#{share.payout_id}#{number:06d}"
            self._put_new(
                {"pk": case_key(self._merchant_id, share.case_id), "sk": _SHARE_OF_CASE + place, "body": body}
            )

    def _put_new(self, item: Item, beside: Sequence[Put] = ()) -> bool:
        put = Put(item, IS_NEW)
        try:
            if beside:
                self._table.transact([put, *beside])
            else:
                self._table.put(put)
        except TransactionLostError as error:
            if 0 not in error.failed:
                raise
            return False
        except ConditionFailedError:
            return False
        return True

    def _start(self, wanted: PayoutFilter, cursor: str | None) -> Item | None:
        if cursor is None:
            return None
        lowest, highest = _bounds_of(wanted)
        if not _PLACE.fullmatch(cursor) or not lowest <= cursor <= highest:
            raise UnknownPlaceError
        _, customer_number, payout_id = cursor.split("#", 2)
        pk = payout_key(self._merchant_id, customer_number, payout_id)
        return {"list_key": self._list_key, "list_at": cursor, "pk": pk, "sk": _PAYOUT}

    @property
    def _list_key(self) -> str:
        return f"{merchant_key(self._merchant_id)}#PAYOUTS"


def _share_key(number: int) -> str:
    return f"{_SHARE}{number:06d}"


def _bounds_of(wanted: PayoutFilter) -> tuple[str, str]:
    lowest = wanted.paid_from.isoformat() if wanted.paid_from else _FIRST
    highest = f"{wanted.paid_to.isoformat()}#{_LAST}" if wanted.paid_to else _LAST
    return lowest, highest
