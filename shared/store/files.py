"""Documents that the merchant hands in, kept in pieces beside their case until atriga has them.

An item holds at most 400 KB, so a document of 4 MiB, the largest that is taken, is sixteen items. They are read once
and then removed, which a bucket of its own, with its keys, policies and life cycle, would not be worth.
"""

from __future__ import annotations

from itertools import count, takewhile
from typing import TYPE_CHECKING

from boto3.dynamodb.types import Binary

from shared.domain.cases.command_payloads import digest_of
from shared.store.errors import ConditionFailedError
from shared.store.keys import case_key
from shared.store.table import IS_NEW, Put, Table

if TYPE_CHECKING:
    from shared.store.table import Item

_FILE = "FILE#"
_PIECE_BYTES = 256 * 1024


class FileRepository:
    """The documents of the one merchant that it was made for; each is called like the command that hands it in.

    Two documents may come under one name: the first was cut off, or both at once. Their pieces lie apart, by the digest
    of the whole, so that none is made of both.
    """

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id

    def put(self, case_id: str, name: str, content: bytes) -> None:
        """Keep a document, before the command that hands it in; pieces that are kept already stay as they are."""
        digest = digest_of(content)
        pieces = list(takewhile(bool, (content[n * _PIECE_BYTES : (n + 1) * _PIECE_BYTES] for n in count())))
        for number, piece in enumerate(pieces):
            item: Item = {
                "pk": case_key(self._merchant_id, case_id),
                "sk": f"{_FILE}{name}#{digest}#{number:04d}",
                "pieces": len(pieces),
                "content": Binary(piece),
            }
            try:
                self._table.put(Put(item, IS_NEW))
            except ConditionFailedError:
                continue

    def read(self, case_id: str, name: str, digest: str) -> bytes | None:
        """Read the document with a digest; ``None`` where it is not kept, or not whole."""
        items = self._list(case_id, f"{name}#{digest}")
        if not items or len(items) != items[0]["pieces"]:
            return None
        return b"".join(bytes(item["content"].value) for item in items)

    def delete(self, case_id: str, name: str) -> None:
        """Remove every document of a name; what is gone already stays gone."""
        for item in self._list(case_id, name):
            self._table.delete(item["pk"], item["sk"])

    def _list(self, case_id: str, name: str) -> list[Item]:
        return self._table.query_all(case_key(self._merchant_id, case_id), f"{_FILE}{name}#")
