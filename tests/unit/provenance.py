"""Holding a submission against the order that it was made of: each value comes from the field it belongs to."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from sandbox.boss.contract import CONTRACT_PATH, Contract
from shared.domain.addresses.countries import COUNTRY_CODES

if TYPE_CHECKING:
    from tests.unit.damaged_orders import Json

CONTRACT = Contract(CONTRACT_PATH)


def assert_everything_was_written(submission: Json, received: Json) -> None:
    """Each value of the submission comes from the one field of the order that it belongs to, and fits the contract."""
    assert CONTRACT.find_problems("submitCase", submission) == []
    assert submission["client_reference"] == "case-1"
    assert submission["creditor"] == {"name": "Nordlicht", "input_tax_deduction": None}
    assert submission["disputed"] is None
    assert [reminder["sent_on"] for reminder in submission["reminders"]] == ["2026-11-20"]
    assert_debtor_was_written(submission["debtor"], received["customer"])
    (position,) = submission["positions"]
    assert_position_was_written(position, received)


def assert_debtor_was_written(debtor: Json, customer: Json) -> None:
    given_address = customer["address"]
    names = [written(given_address.get(name)) for name in ("name", "name_2")]
    streets = [written(given_address.get(name)) for name in ("street", "street_2")]
    address = debtor["address"]
    for value in (debtor["company"], debtor["first_name"], debtor["last_name"]):
        assert_words_stand_in(value, names)
    for value in (address["street"], address["house_number"]):
        assert_words_stand_in(value, streets)
    assert_words_stand_in(address["addition"], [*names, *streets])
    assert_words_stand_in(address["city"], [written(given_address.get("city"))])
    assert written(given_address.get("zip")).endswith(address["postal_code"])
    assert address["country"] in COUNTRY_CODES
    assert written(given_address.get("country_iso2")).upper() == address["country"] or given_address["country"]
    assert debtor["salutation"] is None
    assert debtor["language"] is None
    assert debtor.get("client_reference", "") in ("", written(customer.get("id")))
    if debtor["vat_id"] is not None:
        assert debtor["vat_id"] == re.sub(r"[^0-9A-Z+*]", "", written(customer["vat_id"]).upper())
    if debtor["email"] is not None:
        local, _, domain = written(customer["email"]).rpartition("@")
        assert debtor["email"].split("@")[0] == local
        assert domain.casefold() in (
            debtor["email"].split("@")[1],
            debtor["email"].split("@")[1].encode().decode("idna"),
        )
    if debtor["phone"] is not None:
        phones = [re.sub(r"\D", "", written(customer.get(name))) for name in ("phone_1", "phone_2")]
        assert any(phone and debtor["phone"].endswith(phone.lstrip("0")[2:]) for phone in phones)


def assert_position_was_written(position: Json, received: Json) -> None:
    status, shipping = part_of(received, "status"), part_of(received, "shipping")
    days = {str(day)[:10] for day in (received.get("date"), status.get("shipped_date"), shipping.get("date")) if day}
    assert position["order_reference"] == "473_2026_09"
    assert position["contract_date"] == received["date"].strip()[:10]
    assert (date.fromisoformat(position["due_date"]) - date.fromisoformat(max(days & valid_days(days)))).days == 14
    assert position["invoice_number"] in (None, written(received.get("invoice_number")))
    assert position["invoice_date"] is None
    assert position["delivered_on"] in (None, str(status.get("arrived_date"))[:10])
    for name, given_amount in (("principal", received["invoice_amount"]), ("paid", received.get("paid_amount"))):
        is_unset = given_amount in (None, []) or not str(given_amount).strip()
        amount = Decimal("0" if is_unset else str(given_amount).strip()).quantize(
            Decimal("0.01"), rounding=ROUND_HALF_UP
        )
        assert position[name] == {"amount": f"{amount:f}", "currency": received["currency_id"].strip().upper()}
    assert_subject_was_written(position["subject"], received)


def assert_subject_was_written(subject: str, received: Json) -> None:
    lines = received["line"].values() if isinstance(received["line"], dict) else received["line"]
    names = [written(line.get("name")) for line in lines if isinstance(line, dict)]
    quantities = {number(line.get("quantity")) for line in lines if isinstance(line, dict)}
    neutral = f"Bestellung 473_2026_09 vom {date.fromisoformat(received['date'].strip()[:10]):%d.%m.%Y}"
    if subject == neutral:
        return
    for piece in subject.rstrip(" …").split("; "):
        count, cross, name = piece.partition(" x ")
        if cross and number(count.replace(",", ".")) in quantities:
            assert any(given_name.startswith(name.rstrip("; ")) for given_name in names), piece
        else:
            assert any(piece in given_name for given_name in names), piece


def part_of(received: Json, name: str) -> Json:
    """Return a part that is an object, an empty one where something else stands there."""
    part = received.get(name)
    return part if isinstance(part, dict) else {}


def valid_days(days: set[str]) -> set[str]:
    return {day for day in days if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day) and day != "0000-00-00"}


def number(value: object) -> Decimal | None:
    """Read a quantity as subjects show it, to three decimals."""
    try:
        return Decimal(str(value)).quantize(Decimal("0.001"), rounding=ROUND_HALF_UP).normalize()
    except ArithmeticError:
        return None


def written(value: object) -> str:
    """Return what stood in a field as one line, without what cannot be seen; the test's own reading of it."""
    text = unicodedata.normalize("NFC", "" if value is None or isinstance(value, bool) else str(value))
    visible = "".join(" " if sign.isspace() else sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(unicodedata.normalize("NFC", visible).replace("\0", " ").split())


def assert_words_stand_in(value: str | None, lines: list[str]) -> None:
    """Every word of a value stands in one of the lines, letter for letter."""
    for word in re.split(r"[\s,]+", value or ""):
        assert any(word in line for line in lines), (word, lines)
