"""Telephone numbers and e-mail addresses that can be passed on; others are left out, not repaired.

What a valid number is and how a country dials is phonenumbers' knowledge (Google's libphonenumber), what the syntax
of an address allows email-validator's. Both are imported at the first use: only the export worker needs them, and
they take longer to import than the rest of the domain.
"""

from __future__ import annotations

from shared.domain.plain_text import clean

_LONGEST_PHONE_LINE = 60
"""More is a text with a number in it, and searching it would take long."""


def phone_as_e164(text: str | None, country: str | None) -> str | None:
    """Return a number in E.164, ``None`` where the text is not exactly one valid number.

    A number without its country code is read with ``country`` (ISO 3166-1 alpha-2), that of the billing address;
    where that is not known it is left out, for a country is never guessed. Every digit of the text has to belong to
    the number: of two numbers in one field neither is taken, and one with an extension is left out.
    """
    cleaned = clean(text) or ""
    if not cleaned or len(cleaned) > _LONGEST_PHONE_LINE:
        return None
    import phonenumbers  # noqa: PLC0415 -- see above

    found = list(phonenumbers.PhoneNumberMatcher(cleaned, country))
    if len(found) != 1 or _digits(found[0].raw_string) != _digits(cleaned) or found[0].number.extension:
        return None
    return phonenumbers.format_number(found[0].number, phonenumbers.PhoneNumberFormat.E164)


def email_as_given(text: str | None) -> str | None:
    """Return an address that has the form of one (RFC 5321, 5322), else ``None``.

    A domain with letters beyond ASCII is written as mail servers write it (``xn--``), and a domain in small letters.
    Whether anybody reads what is sent there is not asked.
    """
    cleaned = clean(text) or ""
    if not cleaned:
        return None
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 -- see above

    try:
        return validate_email(cleaned, allow_smtputf8=False, check_deliverability=False, strict=True).ascii_email
    except EmailNotValidError:
        return None


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())
