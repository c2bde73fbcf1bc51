"""Telephone numbers and e-mail addresses: what is certain is passed on, everything else is left out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.parties.contact_data import email_as_given, phone_as_e164


@pytest.mark.parametrize(
    ("written", "country", "expected"),
    [
        ("030/23125 101", "DE", "+493023125101"),
        ("+49 (0)30 23125101", "DE", "+493023125101"),
        ("0049 30 23125101", "DE", "+493023125101"),
        ("Tel.: 030 23125101", "DE", "+493023125101"),
        ("0176-04069-012", "DE", "+4917604069012"),
        ("01 5331234", "AT", "+4315331234"),
        ("079 123 45 67", "CH", "+41791234567"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("02 12345678", "IT", "+390212345678"),
        ("+1 212 555 1234", "DE", "+12125551234"),
    ],
)
def test_a_number_is_read_the_way_the_country_of_the_address_dials(written: str, country: str, expected: str) -> None:
    assert phone_as_e164(written, country) == expected


def test_without_a_country_only_a_number_that_names_its_own_is_taken() -> None:
    assert phone_as_e164("+49 30 23125101", None) == "+493023125101"
    assert phone_as_e164("030 23125101", None) is None
    assert phone_as_e164("030 23125101", "ZZ") is None


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "keins",
        "12345",
        "000000",
        "0123456789",
        "+49 99999999999999",
        "030 23125101 / 0171 2345678",
        "030-23125101 030-23125102",
        "030 23125101 ext. 5",
        "030 23125101 ab 18 Uhr",
        "0800 FLOWERS1",
        "030 23125101" + " " * 100 + "x" * 100,
    ],
)
def test_what_is_not_exactly_one_valid_number_is_left_out(text: str | None) -> None:
    assert phone_as_e164(text, "DE") is None


@given(
    text=st.text(max_size=80) | st.text(alphabet="+0123456789 ()/-.", max_size=30),
    country=st.sampled_from(["DE", "AT", "", None]),
)
def test_a_number_ends_in_the_digits_that_stood_there(text: str, country: str | None) -> None:
    phone = phone_as_e164(text, country)

    assert phone is None or re.fullmatch(r"\+[1-9][0-9]{4,14}", phone)
    if phone is not None:
        assert phone[-6:].lstrip("+") in "".join(str(int(sign)) for sign in text if sign.isdecimal())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("eva@klein.example", "eva@klein.example"),
        (" Eva.Klein+shop@Klein.Example ", "Eva.Klein+shop@klein.example"),
        ("eva@müller.de", "eva@xn--mller-kva.de"),
    ],
)
def test_an_address_is_passed_on_as_mail_servers_write_it(written: str, expected: str) -> None:
    assert email_as_given(written) == expected


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "-",
        "eva",
        "eva@klein",
        "eva@localhost",
        "eva@klein.test",
        "eva..k@klein.example",
        "eva@-klein.example",
        "eva@192.0.2.1",
        "Eva <eva@klein.example>",
        "eva@klein.example, jan@klein.example",
        '"eva klein"@klein.example',
        "jörg@klein.example",
        "e" * 65 + "@klein.example",
        "eva@" + "k" * 64 + ".example",
        "eva@" + "klein." * 50 + "example",
    ],
)
def test_what_is_no_address_is_left_out(text: str | None) -> None:
    assert email_as_given(text) is None


@given(st.text(max_size=80) | st.emails())
def test_no_text_makes_reading_an_address_fail(text: str) -> None:
    email = email_as_given(text)

    assert email is None or (email.isascii() and "@" in email)
