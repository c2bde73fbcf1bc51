"""What is wrong with a field of a form, in a sentence that stands at the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.domain.account import Locale

FIELD_ERRORS: Final[Mapping[str, str]] = {
    "missing": msgid("Please fill this in."),
    "nothing_chosen": msgid("Please choose at least one."),
    "malformed": msgid("This cannot be read. Please check it."),
    "too_long": msgid("This is longer than atriga takes."),
    "does_not_fit": msgid("This postal code does not fit the country."),
    "not_supported": msgid("atriga does not collect in this country."),
    "not_postal": msgid("A letter cannot be served there. Please enter a street with a house number."),
    "no_choice": msgid("Please choose one of these."),
    "no_amount": msgid("Please enter an amount such as 99.50."),
    "no_day": msgid("Please choose a day."),
    "not_to_come": msgid("Please choose a day that is still to come."),
    "still_to_come": msgid("This day is still to come."),
    "before_order": msgid("This day is before the order."),
    "too_long_text": msgid("Please write no more than 500 characters."),
    "no_file": msgid("Please choose a file that is not empty."),
    "file_too_large": msgid("The file is too large: at most 4 MB can be handed in here."),
    "advance_unknown": msgid("atriga has named no advance yet, so you cannot accept one. Please ask atriga first."),
    "ordered_otherwise": msgid(
        "You sent this form before with something else, and that stands. Send what you see here only if you want it "
        "besides."
    ),
    "not_counting": msgid("A reminder counts after the due day, and not before it was sent."),
    "file_kind": msgid("This is no PDF, PNG or JPEG file. Please save it as one of these."),
    "file_not_offered": msgid("Your atriga account takes no documents here."),
}


def describe_field_error(cause: str, locale: Locale) -> str:
    """Return the sentence for a cause."""
    return translate(FIELD_ERRORS[cause], locale)
