"""The form in which a draft is corrected: its fields are named as what they change, and what was typed is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from shared.domain.finding import FindingCode
from shared.domain.orders.subjects import LONGEST_SUBJECT
from shared.domain.parties.debtor import DebtorKind
from shared.domain.plain_text import clean, is_damaged
from shared.web.presentation.reminder_rows import read_reminder_rows, write_reminder_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shared.domain.cases.case import Claim, Position
    from shared.domain.finding import Finding

NAME_FIELDS: Final = ("company", "first_name", "last_name")
ADDRESS_FIELDS: Final = ("street", "house_number", "addition", "postal_code", "city", "country")

_ANSWERS: Final[Mapping[str, bool | None]] = {"": None, "yes": True, "no": False}

_CAUSES_BY_PARAMETER: Final = {"too_long": "too_long", "damaged": "malformed", "reminder_day": "not_counting"}
_CAUSES_BY_CODE: Final = {
    FindingCode.ADDRESS_INVALID: "does_not_fit",
    FindingCode.COUNTRY_NOT_SUPPORTED: "not_supported",
    FindingCode.ADDRESS_NOT_POSTAL: "not_postal",
}


@dataclass(frozen=True, slots=True)
class CorrectionForm:
    """What was typed, the claim that it makes, and for each field that cannot be taken why.

    ``reminder_rows`` holds for each reminder of the claim the number of the row that it was typed in.
    """

    typed: Mapping[str, str]
    claim: Claim
    errors: Mapping[str, str]
    reminder_rows: tuple[int, ...]


def read_correction_form(fields: Mapping[str, str], claim: Claim) -> CorrectionForm:
    """Read the form over a claim; a field that is not in the form leaves its part as it is."""
    errors: dict[str, str] = {}
    debtor, address = claim.debtor, claim.debtor.address
    names = {name: _read_text(fields, f"debtor.{name}", getattr(debtor, name)) for name in NAME_FIELDS}
    parts = {name: _read_text(fields, f"debtor.address.{name}", getattr(address, name)) for name in ADDRESS_FIELDS}
    parts = {name: value if name == "addition" else value or "" for name, value in parts.items()}
    parts["country"] = (parts["country"] or "").upper()
    kind = fields.get("debtor.kind", debtor.kind.value)
    if kind not in set(DebtorKind):
        errors["debtor.kind"] = "malformed"
    positions = [
        _read_subject(fields, f"positions.{number}.subject", position, errors)
        for number, position in enumerate(claim.positions)
    ]
    rows = read_reminder_rows(fields if _has_rows(fields) else write_reminder_rows(claim.reminders))
    corrected = claim.model_copy(
        update={
            "debtor": debtor.model_copy(
                update={
                    **names,
                    "kind": DebtorKind.UNKNOWN if "debtor.kind" in errors else DebtorKind(kind),
                    "address": address.model_copy(update=parts),
                }
            ),
            "positions": tuple(positions),
            "reminders": tuple(reminder for _, reminder in rows.reminders),
            "disputed": _ANSWERS.get(fields["disputed"]) if "disputed" in fields else claim.disputed,
        }
    )
    return CorrectionForm(fields, corrected, errors | rows.errors, tuple(number for number, _ in rows.reminders))


def write_correction_form(claim: Claim) -> dict[str, str]:
    """Write a claim into the fields of the form."""
    debtor = claim.debtor
    words = {answer: word for word, answer in _ANSWERS.items()}
    return {
        "debtor.kind": debtor.kind.value,
        **{f"debtor.{name}": getattr(debtor, name) or "" for name in NAME_FIELDS},
        **{f"debtor.address.{name}": getattr(debtor.address, name) or "" for name in ADDRESS_FIELDS},
        **{f"positions.{number}.subject": position.subject for number, position in enumerate(claim.positions)},
        **write_reminder_rows(claim.reminders),
        "disputed": words[claim.disputed],
    }


def errors_of(findings: Iterable[Finding], reminder_rows: tuple[int, ...]) -> dict[str, str]:
    """Return for each field of the form what the findings that block say of it.

    That a claim is disputed keeps it from being approved, and not from being corrected.
    """
    errors: dict[str, str] = {}
    for finding in findings:
        if not finding.blocks or finding.code is FindingCode.DISPUTED or finding.field is None:
            continue
        for field in _fields_of(finding, finding.field, reminder_rows):
            errors.setdefault(field, _cause_of(finding))
    return errors


def _fields_of(finding: Finding, field: str, reminder_rows: tuple[int, ...]) -> list[str]:
    if finding.code is FindingCode.ADDRESS_INCOMPLETE:
        return [f"debtor.address.{name}" for name in finding.parameters["missing"].split(",")]
    if field.startswith("reminders."):
        _, number, part = field.split(".")
        return [f"reminders.{reminder_rows[int(number)]}.{part}"]
    return ["reminders.0.sent_on" if field == "reminders" else field]


def _cause_of(finding: Finding) -> str:
    told = next((_CAUSES_BY_PARAMETER[name] for name in finding.parameters if name in _CAUSES_BY_PARAMETER), None)
    return told or _CAUSES_BY_CODE.get(finding.code, "missing")


def _has_rows(fields: Mapping[str, str]) -> bool:
    return any(name.startswith("reminders.") for name in fields)


def _read_text(fields: Mapping[str, str], name: str, known: str | None) -> str | None:
    return clean(fields[name]) if name in fields else known


def _read_subject(fields: Mapping[str, str], name: str, position: Position, errors: dict[str, str]) -> Position:
    subject = _read_text(fields, name, position.subject) or ""
    if not subject:
        errors[name] = "missing"
    elif len(subject) > LONGEST_SUBJECT:
        errors[name] = "too_long"
    elif is_damaged(subject):
        errors[name] = "malformed"
    return position.model_copy(update={"subject": subject})
