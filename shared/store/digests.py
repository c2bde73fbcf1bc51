"""Which mails of news were sent: for each merchant, frequency and period one record, written before the mail goes.

The mail service knows no key that would make a repeat safe, so a crash between sending and noting it cannot be told
from one before sending. Then the mail is sent again, ``MOST_TRIES`` times in all: a second copy of a mail costs a
glance, a question of the agency that nobody hears of may cost the claim. The bound keeps a fault of ours from filling
somebody's box.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.store.errors import ConditionFailedError
from shared.store.instants import sortable, unix_seconds
from shared.store.keys import merchant_key
from shared.store.table import IS_NEW, Condition, Put, Table, Update

if TYPE_CHECKING:
    from shared.domain.news.news_settings import Frequency
    from shared.store.table import Item

MOST_TRIES: Final = 3
IN_HAND_FOR: Final = timedelta(minutes=10)
"""Longer than a run of the mailer: after it, whoever had the mail in hand has it no more."""

_KEPT_FOR: Final = timedelta(days=30)


class Digest(NamedTuple):
    """One mail: the news after ``since`` and until ``until``.

    ``may_be_sent`` is False where it was sent before, or was tried often enough.
    """

    frequency: Frequency
    since: datetime
    until: datetime
    may_be_sent: bool = True


class DigestRepository:
    """The mails of the one merchant that it was made for."""

    def __init__(self, runtime_table: Table, merchant_id: str) -> None:
        self._table = runtime_table
        self._pk = merchant_key(merchant_id)

    def claim(self, digest: Digest, now: datetime) -> Digest | None:
        """Take a mail in hand before it is sent, or return ``None`` where somebody else has it.

        A mail that was in hand before keeps its end, so that a repeat tells the same.
        """
        item: Item = {
            "pk": self._pk,
            "sk": _sort_key(digest),
            "until": digest.until.isoformat(),
            "tries": 1,
            "is_over": False,
            "claimed_at": sortable(now),
            "expires_at": unix_seconds(now + _KEPT_FOR),
        }
        try:
            self._table.put(Put(item, IS_NEW))
        except ConditionFailedError:
            return self._claim_again(digest, now)
        return digest

    def note_over(self, digest: Digest) -> None:
        """Note that a mail needs no other try: it was sent, or never can be.

        Raises:
            ConditionFailedError: It is not in hand.
        """
        self._table.update(
            Update(
                pk=self._pk,
                sk=_sort_key(digest),
                expression="SET is_over = :true",
                condition=Condition("attribute_exists(pk)"),
                values={":true": True},
            )
        )

    def let_go(self, digest: Digest) -> None:
        """Forget that a mail was in hand, because it surely was not sent."""
        self._table.delete(self._pk, _sort_key(digest))

    def _claim_again(self, digest: Digest, now: datetime) -> Digest | None:
        item = self._table.get(self._pk, _sort_key(digest))
        if item is None:
            return None
        kept = digest._replace(until=datetime.fromisoformat(item["until"]))
        if item["is_over"]:
            return kept._replace(may_be_sent=False)
        if item["claimed_at"] > sortable(now - IN_HAND_FOR):
            return None
        if item["tries"] >= MOST_TRIES:
            return kept._replace(may_be_sent=False)
        again = Update(
            pk=self._pk,
            sk=_sort_key(digest),
            expression="SET claimed_at = :now, tries = tries + :one",
            condition=Condition("claimed_at = :was", values={":was": item["claimed_at"]}),
            values={":now": sortable(now), ":one": 1},
        )
        try:
            self._table.update(again)
        except ConditionFailedError:
            return None
        return kept


def _sort_key(digest: Digest) -> str:
    return f"DIGEST#{digest.frequency}#{sortable(digest.since)}"
