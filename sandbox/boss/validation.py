"""What a submission must fulfil beyond the contract's schema: the account's terms and plain sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.boss.problems import FieldProblem
from sandbox.boss.wire import read_money
from shared.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.boss.accounts import Account
    from sandbox.boss.wire import Json

_ADDRESS_PARTS = ("street", "house_number", "postal_code", "city")


def find_submission_problems(account: Account, submission: Json) -> list[FieldProblem]:
    """Return what ``account`` may not hand over in a body that already fits the schema."""
    problems = [*_check_names(submission), *_check_country(account, submission), *_check_amounts(account, submission)]
    problems.extend(_check_bundling(account, submission))
    # A sum only means something where every amount in it does.
    if not problems:
        problems.extend(_check_minimum(account, submission))
    return problems


def total_open(submission: Json) -> Money:
    """Return what is open of all positions together, charges not counted."""
    positions = submission["positions"]
    total = Money.zero(positions[0]["principal"]["currency"])
    for position in positions:
        total += read_money(position["principal"]) - read_money(position["paid"])
    return total


def _check_names(submission: Json) -> Iterator[FieldProblem]:
    debtor = submission["debtor"]
    texts = {
        "client_reference": submission["client_reference"],
        "creditor.name": submission["creditor"]["name"],
        **{f"debtor.address.{part}": debtor["address"][part] for part in _ADDRESS_PARTS},
    }
    for field, text in texts.items():
        if not text.strip():
            yield FieldProblem(field, "required", "Diese Angabe ist leer.")
    if not any((debtor.get(name) or "").strip() for name in ("company", "last_name")):
        yield FieldProblem("debtor.last_name", "required", "Der Schuldner hat keinen Namen.")


def _check_country(account: Account, submission: Json) -> Iterator[FieldProblem]:
    if submission["debtor"]["address"]["country"] not in account.countries:
        yield FieldProblem(
            "debtor.address.country", "country_not_supported", "Für dieses Land werden keine Fälle angenommen."
        )


def _check_amounts(account: Account, submission: Json) -> Iterator[FieldProblem]:
    currency = submission["positions"][0]["principal"]["currency"]
    amounts = {
        f"positions.{place}.{part}": read_money(position[part])
        for place, position in enumerate(submission["positions"])
        for part in ("principal", "paid")
    }
    amounts |= {
        f"charges.{place}.amount": read_money(charge["amount"])
        for place, charge in enumerate(submission.get("charges", []))
    }
    for field, money in amounts.items():
        if money.currency not in account.currencies:
            yield FieldProblem(field, "currency_not_supported", "Diese Währung wird nicht angenommen.")
        elif money.currency != currency:
            yield FieldProblem(field, "currency_mixed", "Ein Fall hat nur eine Währung.")
        if money.cents < 0:
            yield FieldProblem(field, "negative_amount", "Der Betrag ist negativ.")
    for place, _ in enumerate(submission["positions"]):
        if amounts[f"positions.{place}.paid"].cents > amounts[f"positions.{place}.principal"].cents:
            yield FieldProblem(
                f"positions.{place}.paid", "paid_exceeds_principal", "Es ist mehr bezahlt als gefordert."
            )


def _check_bundling(account: Account, submission: Json) -> Iterator[FieldProblem]:
    references = [position["order_reference"] for position in submission["positions"]]
    if len(references) > 1 and "bundling" not in account.capabilities:
        yield FieldProblem("positions", "bundling_not_granted", "Ein Fall nimmt hier nur einen Auftrag auf.")
    for place, reference in enumerate(references):
        if reference in references[:place]:
            yield FieldProblem(f"positions.{place}.order_reference", "duplicate_order", "Der Auftrag steht doppelt da.")


def _check_minimum(account: Account, submission: Json) -> Iterator[FieldProblem]:
    minimum = account.minimum_amount
    open_now = total_open(submission)
    # The minimum is announced in one currency and read as the same figure in any other (assumed).
    if open_now.cents < minimum.cents:
        yield FieldProblem("positions", "below_minimum", f"Offen sein müssen mindestens {minimum.amount} EUR.")
