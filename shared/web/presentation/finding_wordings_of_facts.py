"""The sentences for findings about facts within an order: address, name, days, amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.domain.finding import FindingCode
from shared.web.presentation.finding_wordings import Wording
from shared.web.texts import msgid

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDINGS_OF_FACTS: Final[Mapping[FindingCode, tuple[Wording, ...]]] = {
    FindingCode.NOT_DUE: (
        Wording(
            msgid(
                "Not due long enough yet: reckoned from {base_day} with {term_days} days to pay, the due day is "
                "{due_day}. Export the order again from {earliest_day} on."
            )
        ),
        Wording(
            msgid(
                "Not known: {missing}. So it is not certain that the order is due. "
                "Complete it in DreamRobot and export it again."
            )
        ),
        Wording(msgid("The order is not due long enough yet. Export it again later.")),
    ),
    FindingCode.COUNTRY_NOT_SUPPORTED: (
        Wording(
            msgid(
                "atriga does not take debtors in this country ({country}) for your account. "
                "Ask atriga whether that can be changed."
            )
        ),
        Wording(
            msgid(
                "atriga does not take debtors in this country for your account. Ask atriga whether that can be changed."
            )
        ),
    ),
    FindingCode.ADDRESS_INCOMPLETE: (
        Wording(
            msgid(
                "Missing in the billing address: {missing}; the street line is “{given}”. "
                "Complete it in DreamRobot and export the order again."
            )
        ),
        Wording(
            msgid("Missing in the billing address: {missing}. Complete it in DreamRobot and export the order again.")
        ),
        Wording(msgid("The billing address is incomplete. Complete it in DreamRobot and export the order again.")),
    ),
    FindingCode.ADDRESS_INVALID: (
        Wording(
            msgid(
                "The postal code {postal_code} does not fit the country ({country}). "
                "Correct the address in DreamRobot and export the order again."
            )
        ),
        Wording(
            msgid(
                "The billing address names two countries, {country} and {named_country}. "
                "Correct it in DreamRobot and export the order again."
            )
        ),
        Wording(
            msgid(
                "Too long in the billing address: {too_long}; atriga takes up to {maximum} characters. "
                "Shorten it in DreamRobot and export the order again."
            )
        ),
        Wording(
            msgid(
                "Characters were lost in the billing address: {damaged}. "
                "Correct it in DreamRobot and export the order again."
            )
        ),
        Wording(msgid("The billing address cannot be right. Correct it in DreamRobot and export the order again.")),
    ),
    FindingCode.ADDRESS_NOT_POSTAL: (
        Wording(
            msgid(
                "Letters cannot be served at {place}. "
                "Enter the street address in DreamRobot and export the order again."
            )
        ),
        Wording(
            msgid(
                "Letters cannot be served at this address. "
                "Enter the street address in DreamRobot and export the order again."
            )
        ),
    ),
    FindingCode.ADDRESS_UNCLEAR: (
        Wording(
            msgid(
                "That the street is “{street}”, the house number “{house_number}” and “{addition}” an addition is a "
                "guess. Please check it."
            )
        ),
        Wording(
            msgid("That the street is “{street}” and the house number “{house_number}” is a guess. Please check it.")
        ),
        Wording(msgid("How the street line splits into street and house number is a guess. Please check it.")),
    ),
    FindingCode.DEBTOR_UNNAMED: (
        Wording(
            msgid(
                "“{several_people}” names several people, and a case has one debtor. "
                "Enter one name in DreamRobot and export the order again."
            )
        ),
        Wording(
            msgid(
                "Too long in the name: {too_long}; atriga takes up to {maximum} characters. "
                "Shorten it in DreamRobot and export the order again."
            )
        ),
        Wording(
            msgid("Characters were lost in the name: {damaged}. Correct it in DreamRobot and export the order again.")
        ),
        Wording(msgid("The billing address has no usable name. Enter it in DreamRobot and export the order again.")),
    ),
    FindingCode.NAME_UNCLEAR: (
        Wording(msgid("“{left_out}” in the name could not be used and is left out. Please check the name.")),
        Wording(msgid("That “{company}” is a company is a guess. Please check it.")),
        Wording(
            msgid("That “{first_name}” is the first name and “{last_name}” the last name is a guess. Please check it.")
        ),
        Wording(msgid("That “{last_name}” is the last name is a guess. Please check it.")),
        Wording(
            msgid("How the name splits into first and last name, or person and company, is a guess. Please check it.")
        ),
    ),
    FindingCode.DEBTOR_KIND_UNKNOWN: (
        Wording(
            msgid(
                "Whether this is a consumer or a business is not known; it is treated as a consumer. "
                "A company name or a VAT id in DreamRobot makes it clear."
            )
        ),
    ),
    FindingCode.VAT_ID_INVALID: (
        Wording(msgid("The VAT id {vat_id} fails its check digits and is not sent. Please check it in DreamRobot.")),
        Wording(msgid("The VAT id fails its check digits and is not sent. Please check it in DreamRobot.")),
    ),
    FindingCode.NO_INVOICE_NUMBER: (
        Wording(
            msgid(
                "The invoice number is longer than the {maximum} characters that atriga takes; "
                "the order number and its day are sent instead."
            ),
            told_by="too_long",
        ),
        Wording(
            msgid(
                "Characters of the invoice number were lost; the order number and its day are sent instead. "
                "Correct it in DreamRobot and export the order again if it must be sent."
            ),
            told_by="damaged",
        ),
        Wording(msgid("DreamRobot has given no invoice number; the order number and its day are sent instead.")),
    ),
    FindingCode.NO_REMINDER_KNOWN: (
        Wording(
            msgid(
                "The reminder of {reminder_day} does not count: a reminder counts after the due day ({due_day}) and "
                "not before it was sent. If you sent another one, its day can be added as long as the order is kept "
                "back or a draft."
            )
        ),
        Wording(
            msgid(
                "No day of a written reminder is known, so none is sent. If you reminded the customer, the days can be "
                "added as long as the order is kept back or a draft."
            )
        ),
    ),
    FindingCode.TIME_BARRED: (
        Wording(
            msgid(
                "The claim was time-barred at the end of {day}: the debtor may refuse to pay. "
                "It is handed over all the same, for the reason that you gave: {reason}"
            )
        ),
        Wording(
            msgid(
                "The claim was time-barred at the end of {day}: the debtor may refuse to pay. "
                "Write it off, or give a reason to hand it over all the same."
            )
        ),
        Wording(
            msgid(
                "The claim is time-barred: the debtor may refuse to pay. "
                "Write it off, or give a reason to hand it over all the same."
            )
        ),
    ),
    FindingCode.LIMITATION_NEAR: (
        Wording(
            msgid("The claim is time-barred after {day} (days left: {days_left}). Do not wait any longer with it.")
        ),
        Wording(msgid("The claim will be time-barred soon. Do not wait any longer with it.")),
    ),
    FindingCode.AMOUNT_UNCLEAR: (
        Wording(
            msgid(
                "Not known: {missing}. So it is not clear what is owed. "
                "Complete the order in DreamRobot and export it again."
            )
        ),
        Wording(
            msgid(
                "The lines come to {lines}, with shipping of {shipping}, but the invoice amount is {invoice}: it is "
                "not clear what is owed. Correct the order in DreamRobot and export it again."
            )
        ),
        Wording(
            msgid(
                "The lines come to {lines}, but the invoice amount is {invoice}: it is not clear what is owed. "
                "Correct the order in DreamRobot and export it again."
            )
        ),
        Wording(
            msgid(
                "The lines, the shipping and the invoice amount do not add up, so it is not clear what is owed. "
                "Correct the order in DreamRobot and export it again."
            )
        ),
    ),
    FindingCode.SENSITIVE_SUBJECT: (
        Wording(
            msgid(
                "A line holds the word “{word}”, which must not be sent; atriga gets “{subject}” as the subject. "
                "If the word may be sent, take it off the list in the settings."
            )
        ),
        Wording(msgid("A line holds a word that must not be sent; atriga gets a neutral subject instead.")),
    ),
}
