"""A preview of what is handed over: the very object that is sent, put into words.

Guarantee: every value of it is shown. A name that nobody here knows is shown as it is sent, and what is sent as
not known is shown as not known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.domain.money import Money
from shared.web.presentation.days import read_day
from shared.web.presentation.formats import format_day, format_money
from shared.web.presentation.labels import label_of
from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from shared.domain.account import Locale

NAMES: Final[Mapping[str, str]] = {
    "client_reference": msgid("Our reference"),
    "creditor": msgid("Creditor"),
    "name": msgid("Name"),
    "portal_account": msgid("Portal account"),
    "input_tax_deduction": msgid("Deducts input tax"),
    "debtor": msgid("Debtor"),
    "kind": msgid("Kind"),
    "company": msgid("Company"),
    "salutation": msgid("Salutation"),
    "first_name": msgid("First name"),
    "last_name": msgid("Last name"),
    "vat_id": msgid("VAT id"),
    "email": msgid("E-mail"),
    "phone": msgid("Phone"),
    "language": msgid("Language"),
    "address": msgid("Address"),
    "street": msgid("Street"),
    "house_number": msgid("House number"),
    "addition": msgid("Address addition"),
    "postal_code": msgid("Postal code"),
    "city": msgid("City"),
    "country": msgid("Country"),
    "positions": msgid("Orders"),
    "order_reference": msgid("Order"),
    "contract_date": msgid("Ordered"),
    "invoice_number": msgid("Invoice"),
    "invoice_date": msgid("Day of the invoice"),
    "due_date": msgid("Due"),
    "subject": msgid("What was sold"),
    "principal": msgid("Invoiced"),
    "paid": msgid("Paid"),
    "delivered_on": msgid("Delivered"),
    "reminders": msgid("Reminders"),
    "sent_on": msgid("Sent"),
    "channel": msgid("Way"),
    "credit_agency_notice": msgid("Told of a possible report to a credit agency"),
    "disputed": msgid("Disputed"),
}
"""Words for the names in ``CaseSubmission``; they also name what was corrected."""

_ONE_OF_SEVERAL: Final[Mapping[str, str]] = {"positions": msgid("Order"), "reminders": msgid("Reminder")}
_LABELLED: Final[Mapping[str, str]] = {"kind": "debtor", "channel": "channel"}
_MONEY: Final = frozenset({"amount", "currency"})

_NOT_KNOWN: Final = msgid("Not known")
_NONE: Final = msgid("None known")
_YES: Final = msgid("Yes")
_NO: Final = msgid("No")


class PreviewRow(NamedTuple):
    """One value with its name; ``is_known`` is False where it is sent as not known."""

    name: str
    value: str
    is_known: bool = True


class PreviewPart(NamedTuple):
    """A part of the submission under a heading; an empty one says so in a row."""

    title: str
    rows: list[PreviewRow]


def preview_submission(written: Mapping[str, object], locale: Locale) -> list[PreviewPart]:
    """Put what ``write_submission`` wrote into words, part by part."""
    whole = PreviewPart(translate(msgid("The case"), locale), [])
    parts = [whole]
    for name, value in written.items():
        title = name_of(name, locale)
        if isinstance(value, Mapping):
            parts.append(PreviewPart(title, _rows_of(value, locale)))
        elif isinstance(value, Sequence) and not isinstance(value, str):
            one = translate(_ONE_OF_SEVERAL.get(name, NAMES.get(name, name)), locale)
            parts += _list_parts(title, one, value, locale)
        else:
            whole.rows.append(_row(name, value, locale))
    return parts


def name_of(field: str, locale: Locale) -> str:
    """Return the words for the last name in a path (``debtor.address.street``, ``positions.0.subject``)."""
    name = field.rpartition(".")[2]
    return translate(NAMES[name], locale) if name in NAMES else name


def _list_parts(title: str, one: str, values: Sequence[object], locale: Locale) -> list[PreviewPart]:
    if not values:
        return [PreviewPart(title, [PreviewRow(title, translate(_NONE, locale), is_known=False)])]
    rows_of = [_rows_of(value, locale) if isinstance(value, Mapping) else [] for value in values]
    if len(values) == 1:
        return [PreviewPart(one, rows_of[0])]
    return [PreviewPart(f"{one} {number}", rows) for number, rows in enumerate(rows_of, start=1)]


def _rows_of(values: Mapping[str, object], locale: Locale) -> list[PreviewRow]:
    rows: list[PreviewRow] = []
    for name, value in values.items():
        if isinstance(value, Mapping) and value.keys() != _MONEY:
            rows += _rows_of(value, locale)
        else:
            rows.append(_row(name, value, locale))
    return rows


def _row(name: str, value: object, locale: Locale) -> PreviewRow:
    if value is None:
        return PreviewRow(name_of(name, locale), translate(_NOT_KNOWN, locale), is_known=False)
    return PreviewRow(name_of(name, locale), _write(name, value, locale))


def _write(name: str, value: object, locale: Locale) -> str:
    if isinstance(value, bool):
        return translate(_YES if value else _NO, locale)
    if isinstance(value, Mapping):
        return format_money(Money.of(str(value["amount"]), str(value["currency"])), locale)
    text = str(value)
    if name in _LABELLED:
        return label_of(text, _LABELLED[name], locale)
    # A text may look like a day and be none.
    day = read_day(text)
    return format_day(day, locale) if day is not None else text
