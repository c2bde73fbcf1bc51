"""Reading the two name lines of an address: who is the debtor, a company or a person, and under which name?

DreamRobot has ``name`` and ``name_2`` and no rule which holds what. The reading never makes up a part. It says
when it is a guess, and which line it could not use.
"""

from __future__ import annotations

import re

from shared.domain.certainty import Certainty
from shared.domain.parties.company_lines import contact_in
from shared.domain.parties.given_names import is_given_name
from shared.domain.parties.legal_forms import CompanySign, find_company_sign, is_only_legal_form
from shared.domain.parties.name_cleaning import usable_line
from shared.domain.parties.name_lines import LONGEST_LINE, begins_with_joiner, is_addition, read_name_line
from shared.domain.parties.name_words import FAMILY
from shared.domain.parties.party_name import PartyName
from shared.domain.parties.titles import is_title
from shared.domain.plain_text import clean, has_digit, has_letter

_FIRM = frozenset({"firma", "fa", "company"})
# "0171 5550123", "+49 171 5550123": a telephone is no part of an address.
_PHONE = re.compile(r"(?:\+|00?)[0-9][0-9 /().-]{5,}")


def read_party_name(name: str | None, name_2: str | None) -> PartyName:
    """Read the two name lines together."""
    if _is_word_before_a_name(name) and usable_line(name_2):
        return _read_behind_word(clean(name) or "", usable_line(name_2) or "")
    one, two = usable_line(name), usable_line(name_2)
    if one is None or two is None or one.casefold() == two.casefold():
        return read_name_line(one or two)
    if max(len(one), len(two)) > LONGEST_LINE:
        return read_name_line(one)._replace(left_out=two, is_guess=True, is_clear_person=False)
    if is_only_legal_form(two):
        return read_name_line(f"{one} {two}")
    if "@" in two or _PHONE.fullmatch(two):
        return read_name_line(one)._replace(left_out=two)
    return _read_with_addition(one, two)


def _is_word_before_a_name(line: str | None) -> bool:
    """Whether a line is but the beginning of the next: ``Firma``, ``Frau Dr.``, ``Familie``."""
    words = (clean(line) or "").split()
    return bool(words) and all(
        is_title(word) or word.casefold().rstrip(".") in _FIRM | FAMILY or word.casefold() in FAMILY for word in words
    )


def _read_behind_word(word: str, line: str) -> PartyName:
    if word.casefold().rstrip(" .") in _FIRM:
        read = read_name_line(line)
        return read if read.company else PartyName(company=line, is_guess=True)
    return read_name_line(f"{word} {line}")


def _read_with_addition(one: str, two: str) -> PartyName:
    """Read two lines of which one may belong to the address (``c/o Meier``, ``Einkauf``)."""
    if is_addition(two) or not has_letter(two):
        return read_name_line(one)._replace(addition=two)
    if is_addition(one):
        return read_name_line(two)._replace(addition=one)
    return _read_both(one, two)


def _read_both(one: str, two: str) -> PartyName:
    signs = find_company_sign(one), find_company_sign(two)
    for wanted in (CompanySign.LEGAL_FORM, CompanySign.LIKELY):
        if wanted in signs:
            company, other = (one, two) if signs[0] is wanted else (two, one)
            return _read_company_with(company, other, has_legal_form=wanted is CompanySign.LEGAL_FORM)
    if begins_with_joiner(two):
        return PartyName(names_several_people=True)
    parted = _read_parted_name(one, two)
    if parted is not None:
        return parted
    first = read_name_line(one)
    if not first.is_usable:
        return read_name_line(two)._replace(left_out=one, is_guess=True, is_clear_person=False)
    return first._replace(left_out=two, is_guess=True, is_clear_person=False)


def _read_parted_name(one: str, two: str) -> PartyName | None:
    """Read a first name in one line and the last name in the other, whichever stands first."""
    if has_digit(one + two):
        return None
    given_one, given_two = _are_given_names(one), _are_given_names(two)
    if " " not in two and (" " not in one or given_one is not Certainty.NO) and given_one >= given_two:
        return PartyName(first_name=one, last_name=two, is_guess=True)
    if " " not in one and (" " not in two or given_two is not Certainty.NO):
        is_turned = given_two > given_one
        return PartyName(first_name=two if is_turned else one, last_name=one if is_turned else two, is_guess=True)
    return None


def _are_given_names(line: str) -> Certainty:
    return min(is_given_name(word) for word in line.split())


def _read_company_with(company: str, other: str, *, has_legal_form: bool) -> PartyName:
    """Read a company's line beside another that names a contact, or else stays in the address."""
    person = contact_in(other)
    read = read_name_line(company) if has_legal_form else PartyName(company=company, is_guess=True)
    if person is None:
        return read._replace(addition=other, is_guess=True)
    return read._replace(
        first_name=person.first_name,
        last_name=person.last_name,
        is_guess=read.is_guess or person.split_is_guess,
    )
