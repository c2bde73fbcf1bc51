"""A case in the form in which it is handed over. What is not known is sent as null or left out, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.boss.writing import write_day, write_money

if TYPE_CHECKING:
    from shared.boss.writing import JsonObject
    from shared.domain.cases.case import Case, Position
    from shared.domain.parties.debtor import Debtor, PostalAddress, Reminder

_LONGEST_PORTAL_ACCOUNT = 64


def write_submission(case: Case) -> JsonObject:
    """Write ``CaseSubmission`` of the contract; the case's id is the reference under which it can be found again."""
    return {
        "client_reference": case.case_id,
        "creditor": _write_creditor(case),
        "debtor": _write_debtor(case.debtor),
        "positions": [_write_position(position) for position in case.positions],
        "reminders": [
            _write_reminder(reminder) for reminder in sorted(case.reminders, key=lambda reminder: reminder.sent_on)
        ],
        "disputed": case.disputed,
    }


def _write_creditor(case: Case) -> JsonObject:
    creditor: JsonObject = {"name": case.creditor_name, "input_tax_deduction": None}
    if case.portal_account_name:
        # A mere label of the merchant's own, which may be cut; everything else is sent whole or refused.
        creditor["portal_account"] = case.portal_account_name[:_LONGEST_PORTAL_ACCOUNT]
    return creditor


def _write_debtor(debtor: Debtor) -> JsonObject:
    written: JsonObject = {
        "kind": debtor.kind.value,
        "company": debtor.company,
        "salutation": None,
        "first_name": debtor.first_name,
        "last_name": debtor.last_name,
        "vat_id": debtor.vat_id,
        "email": debtor.email,
        "phone": debtor.phone,
        "language": debtor.language,
        "address": _write_address(debtor.address),
    }
    if debtor.customer_id is not None:
        written["client_reference"] = debtor.customer_id
    return written


def _write_address(address: PostalAddress) -> JsonObject:
    return {
        "street": address.street,
        "house_number": address.house_number,
        "addition": address.addition,
        "postal_code": address.postal_code,
        "city": address.city,
        "country": address.country,
    }


def _write_position(position: Position) -> JsonObject:
    return {
        "order_reference": position.order_id,
        "contract_date": position.contract_date.isoformat(),
        "invoice_number": position.invoice_number,
        "invoice_date": write_day(position.invoice_date),
        "due_date": position.due_date.isoformat(),
        "subject": position.subject,
        "principal": write_money(position.principal),
        "paid": write_money(position.paid),
        "delivered_on": write_day(position.delivered_on),
    }


def _write_reminder(reminder: Reminder) -> JsonObject:
    return {
        "sent_on": reminder.sent_on.isoformat(),
        "channel": reminder.channel.value,
        "credit_agency_notice": reminder.credit_agency_notice,
    }
