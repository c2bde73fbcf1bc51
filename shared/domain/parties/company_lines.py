"""Reading a name line with a legal form, which may name a person beside the company."""

from __future__ import annotations

import re

from shared.domain.parties.legal_forms import CompanySign, find_company_sign
from shared.domain.parties.party_name import PartyName
from shared.domain.parties.person_names import PersonName, split_person

# Such as "Muster GmbH, Eva Klein", "Eva Klein / Muster GmbH" and "Muster GmbH (Eva Klein)".
_COMPANY_AND_PERSON = re.compile(
    r"(?P<one>[^,;|(]*[^\s,;|(])\s*(?:[,;|(]|\s[-–/]\s)\s*(?P<other>[^,;|()]*[^\s,;|()])\)?"
)
# Such as "Muster GmbH Eva Klein".
_FORM_AND_REST = re.compile(r"(?P<company>.*\b(?:GmbH|AG|KG|OHG|UG|GbR|e\.K\.))\s(?P<rest>\S+\s\S.*)", re.IGNORECASE)
# Such as "Muster GmbH, Herr Klein": somebody without a first name.
_FORM_AND_SALUTATION = re.compile(
    r"(?P<company>.*\b(?:GmbH|AG|KG|OHG|UG|GbR|e\.K\.))[\s,/-]+(?P<rest>(?:herrn?|frau|hr\.|fr\.)\s.+)", re.IGNORECASE
)
NO_NAME = re.compile(r"[\d_@#<>|\\=*{}\[\]]")
"""Signs that no person's name holds."""


def read_company_line(line: str) -> PartyName:
    """Read a line with a legal form; it may name a person beside the company."""
    match = _COMPANY_AND_PERSON.fullmatch(line)
    if match:
        for company, other in ((match["one"], match["other"]), (match["other"], match["one"])):
            person = contact_in(other)
            if person and find_company_sign(company) is CompanySign.LEGAL_FORM:
                return PartyName(company, person.first_name, person.last_name, is_guess=True, has_legal_form=True)
    behind = _FORM_AND_REST.fullmatch(line)
    person = contact_in(behind["rest"]) if behind else None
    if behind and person:
        # "Muster GmbH Eva Klein"
        return PartyName(behind["company"], person.first_name, person.last_name, is_guess=True, has_legal_form=True)
    addressed = _FORM_AND_SALUTATION.fullmatch(line)
    if addressed:
        return PartyName(addressed["company"], addition=addressed["rest"], is_guess=True, has_legal_form=True)
    return PartyName(company=line, has_legal_form=True)


def contact_in(line: str) -> PersonName | None:
    """Return the person whom a line beside a company names in full, ``None`` where it is anything else."""
    if find_company_sign(line) is not CompanySign.NONE or NO_NAME.search(line):
        return None
    person = split_person(line)
    return person if person and person.is_full else None
