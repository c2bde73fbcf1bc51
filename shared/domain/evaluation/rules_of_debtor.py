"""Rules about who the debtor is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.domain.evaluation.limits import LONGEST_COMPANY, LONGEST_FIRST_NAME, LONGEST_LAST_NAME
from shared.domain.evaluation.making_findings import block, note, warning
from shared.domain.finding import FindingCode
from shared.domain.parties.debtor import DebtorKind
from shared.domain.plain_text import is_damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.domain.evaluation.reading import DebtorReading, OrderReading
    from shared.domain.finding import Finding
    from shared.domain.parties.party_name import PartyName


def find_debtor_unnamed(reading: DebtorReading) -> Iterator[Finding]:
    """Block an order without a name that a claim can be made out to.

    Parameters: ``several_people`` (the line) where it names two; ``too_long`` (the field) with ``maximum``;
    ``damaged`` (the field) where characters were lost; none where there simply is no name.
    """
    name = reading.name
    if name.names_several_people:
        yield block(FindingCode.DEBTOR_UNNAMED, "debtor.last_name", several_people=reading.name_line)
    elif not name.is_usable:
        yield block(FindingCode.DEBTOR_UNNAMED, "debtor.last_name")
    for field, value, maximum in _parts(name):
        if len(value) > maximum:
            yield block(FindingCode.DEBTOR_UNNAMED, f"debtor.{field}", too_long=field, maximum=str(maximum))
        if is_damaged(value):
            yield block(FindingCode.DEBTOR_UNNAMED, f"debtor.{field}", damaged=field)


def find_name_unclear(reading: OrderReading) -> Iterator[Finding]:
    """Warn of a name whose reading is a guess.

    Parameters, each where there is one: ``company``, ``first_name``, ``last_name`` as they were read, and
    ``left_out``, a name line that could not be used.
    """
    name = reading.name
    if name.is_guess and name.is_usable:
        yield warning(
            FindingCode.NAME_UNCLEAR,
            "debtor.company" if name.company else "debtor.last_name",
            company=name.company,
            first_name=name.first_name,
            last_name=name.last_name,
            left_out=name.left_out,
        )


def find_debtor_kind_unknown(reading: OrderReading) -> Iterator[Finding]:
    """Note that nothing tells consumer from business. No parameters."""
    if reading.kind is DebtorKind.UNKNOWN:
        yield note(FindingCode.DEBTOR_KIND_UNKNOWN, "debtor.kind")


def find_vat_id_invalid(reading: OrderReading) -> Iterator[Finding]:
    """Warn of a VAT id that fails its check digits or its format; it is not sent. Parameter: ``vat_id``."""
    if reading.given_vat_id is not None and reading.vat_id is None:
        yield warning(FindingCode.VAT_ID_INVALID, "debtor.vat_id", vat_id=reading.given_vat_id)


def name_fits_gateway(name: PartyName) -> bool:
    """Whether every part of a name is whole and has room at the gateway."""
    return all(len(value) <= maximum and not is_damaged(value) for _, value, maximum in _parts(name))


def _parts(name: PartyName) -> Iterator[tuple[str, str, int]]:
    parts = (
        ("company", name.company, LONGEST_COMPANY),
        ("first_name", name.first_name, LONGEST_FIRST_NAME),
        ("last_name", name.last_name, LONGEST_LAST_NAME),
    )
    for field, value, maximum in parts:
        if value is not None:
            yield field, value, maximum
