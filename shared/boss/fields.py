"""Reading the gateway's JSON: what the contract promises is there in its exact type, or the contract is broken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from shared.boss.errors import ContractBrokenError
from shared.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable

_AMOUNT = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,2})?")
_WEB_ADDRESS_STARTS = ("https://", "http://")
_CURRENCY = re.compile(r"[A-Z]{3}")


class Fields:
    """A JSON object. Fields that nobody asks for are ignored.

    Every method raises ``ContractBrokenError`` with the path of the field that is missing or of another type.
    """

    def __init__(self, value: object, path: str = "") -> None:
        if not isinstance(value, Mapping):
            raise ContractBrokenError(path=path or "body")
        self._values: Mapping[object, object] = value
        self._path = path

    def text(self, name: str) -> str:
        """Read a text, which may be empty."""
        value = self._values.get(name)
        if not isinstance(value, str) or not _is_unicode(value):
            raise self._broken(name)
        return value

    def identifier(self, name: str) -> str:
        """Read a text that is not empty."""
        text = self.text(name)
        if not text:
            raise self._broken(name)
        return text

    def count(self, name: str) -> int:
        """Read a whole number from zero on."""
        value = self._values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
            raise self._broken(name)
        return value

    def flag(self, name: str) -> bool:
        """Read true or false."""
        value = self._values.get(name)
        if not isinstance(value, bool):
            raise self._broken(name)
        return value

    def instant(self, name: str) -> datetime:
        """Read an instant with its offset, as UTC."""
        try:
            instant = datetime.fromisoformat(self.text(name))
            if instant.tzinfo is None:
                raise self._broken(name)
            return instant.astimezone(UTC)
        except (ValueError, OverflowError):
            raise self._broken(name) from None

    def day(self, name: str) -> date:
        """Read a day."""
        try:
            return date.fromisoformat(self.text(name))
        except ValueError:
            raise self._broken(name) from None

    def web_address(self, name: str) -> str:
        """Read an address that may become a link on a page: nothing but a web address passes."""
        address = self.text(name)
        if not address.startswith(_WEB_ADDRESS_STARTS):
            raise self._broken(name)
        return address

    def money(self, name: str) -> Money:
        """Read an amount, exact to the cent: nothing is rounded."""
        money = self.part(name)
        amount, currency = money.text("amount"), money.text("currency")
        if not _AMOUNT.fullmatch(amount) or not _CURRENCY.fullmatch(currency):
            raise self._broken(name)
        return Money(cents=int(Decimal(amount).scaleb(2)), currency=currency)

    def texts(self, name: str) -> tuple[str, ...]:
        """Read a list of texts."""
        texts = self._list(name)
        if not all(isinstance(text, str) and _is_unicode(text) for text in texts):
            raise self._broken(name)
        return tuple(str(text) for text in texts)

    def part(self, name: str) -> Fields:
        """Read an object."""
        return Fields(self._values.get(name), self.path_of(name))

    def nullable_part(self, name: str) -> Fields | None:
        """Read an object that may be null or missing, but not something else."""
        return None if self._values.get(name) is None else self.part(name)

    def parts(self, name: str) -> list[Fields]:
        """Read a list of objects."""
        path = self.path_of(name)
        return [Fields(value, f"{path}.{number}") for number, value in enumerate(self._list(name))]

    def optional[Value](self, read: Callable[[str], Value], name: str) -> Value | None:
        """Read a field that the contract does not promise; ``None`` where it is missing or unreadable."""
        try:
            return read(name)
        except ContractBrokenError:
            return None

    def _list(self, name: str) -> list[object]:
        value = self._values.get(name)
        if not isinstance(value, list):
            raise self._broken(name)
        return value

    def path_of(self, name: str) -> str:
        """Name a field by its path in the whole answer."""
        return f"{self._path}.{name}" if self._path else name

    def _broken(self, name: str) -> ContractBrokenError:
        return ContractBrokenError(path=self.path_of(name))


def _is_unicode(text: str) -> bool:
    """Whether ``text`` can be stored and shown: JSON may hold halves of characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
