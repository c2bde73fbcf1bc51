"""Reading one name line: a company, a person, several people, or nobody."""

from __future__ import annotations

import re

from shared.domain.addresses.address_additions import begins_like_addition
from shared.domain.certainty import Certainty
from shared.domain.parties.company_lines import NO_NAME, read_company_line
from shared.domain.parties.given_names import is_given_name
from shared.domain.parties.legal_forms import CompanySign, find_company_sign, is_only_legal_form
from shared.domain.parties.name_words import FAMILY, JOINING
from shared.domain.parties.party_name import PartyName
from shared.domain.parties.person_names import PersonName, split_person
from shared.domain.plain_text import has_digit, has_letter

# Longer lines name nobody; the bound also keeps hostile input from costing time.
LONGEST_LINE = 300
# "c/o Meier", "z.Hd. Meier GmbH": whoever is named takes the post for the debtor.
_CARE_OF = re.compile(r"c/o|p\.\s?a\.|z\.\s?hd\.?|zhd\.?|z\.\s?h\.|zu\shänden|bei\s|attn\b", re.IGNORECASE)
# "Abteilung 3", "Hinterhaus", "Filiale Nord", "Einkauf", "Personalabteilung"
_ADDITION = re.compile(
    r"(?:abt(?:eilung|\.)|whg\.?|wohnung|"
    r"\d+\.\s?(?:og|stock|etage)|hinterhaus|vorderhaus|hinterhof|gebäude|eingang|erdgeschoss|(?:eg|og|dg)(?:$|\s)|"
    r"postnummer|filiale|niederlassung|werk\s|standort|team\s|geschäftsstelle|zweigstelle|zimmer\s|station\s|"
    r"(?:\w*(?:einkauf|buchhaltung|wareneingang|lager|empfang|zentrale|abteilung|sekretariat|poststelle|verwaltung|"
    r"bauamt|leitung|rezeption|werkstatt|versand|personalbüro))$).*",
    re.IGNORECASE,
)
# "Meier c/o Klein", "Meier, c/o Klein", "Meier z.Hd. Klein", "Meier bei Klein" in one line.
_NAME_AND_RECEIVER = re.compile(
    r"(?P<name>\S[^,;]*?)\s*[,;\s(–-]\s*(?P<addition>(?P<word>c/o|z\.\s?hd\.?|z\.\s?h\.|p\.\s?a\.|attn\.?|abt\.|abteilung|bei)\s.+)",
    re.IGNORECASE,
)
_JOINER = r"(?:\s(?:und|u\.|u|&|\+|and|et|oder)\s|\s?/\s?|\s?&\s?)"
# "Max Müller und Eva Klein", "Max Müller / Eva Klein"
_TWO_WHOLE_NAMES = re.compile(rf"[^\s,&+/]+\s[^,&+/]*\S{_JOINER}\S+\s\S.*", re.IGNORECASE)
_FIRST_OF_SEVERAL = FAMILY | {"und", "&", "+", "u."}
# "Müller & Klein", "Gisela und Rolf"
_TWO_WORDS = re.compile(r"(?P<one>[^\s,]+)\s(?:und|u\.|&|\+|and)\s(?P<two>[^\s,]+)", re.IGNORECASE)
# "Eva Klein 2", "Eva Klein 0171 5550123": figures behind a name.
_NAME_AND_FIGURES = re.compile(r"(?P<name>[^\d_@#<>|\\=*{}\[\]]+?)[\s,;]+[+(]?[0-9][0-9 /().-]*")


def is_addition(line: str) -> bool:
    """Whether a whole name line belongs to the address: ``c/o Meier``, ``2. OG links``, ``Einkauf``."""
    if _CARE_OF.match(line) or (line[0].isdecimal() and begins_like_addition(line)):
        return True
    return _ADDITION.fullmatch(line) is not None and find_company_sign(line) is not CompanySign.LEGAL_FORM


def read_name_line(line: str | None) -> PartyName:
    """Read one name line."""
    if line is None or not has_letter(line) or "@" in line or is_only_legal_form(line):
        return PartyName()
    if len(line) > LONGEST_LINE:
        return PartyName(company=line, is_guess=True)
    sign = find_company_sign(line)
    if is_addition(line):
        is_organisation = sign is not CompanySign.NONE and not (line[0].isdecimal() or _CARE_OF.match(line))
        return PartyName(company=line, is_guess=True) if is_organisation else PartyName()
    return _read_with_receiver(line) or _read_with_sign(line, sign)


def _read_with_sign(line: str, sign: CompanySign) -> PartyName:
    match sign:
        case CompanySign.LEGAL_FORM:
            return read_company_line(line)
        case CompanySign.LIKELY:
            return PartyName(company=line, is_guess=True)
        case _:
            return _read_person_line(line)


def _read_with_receiver(line: str) -> PartyName | None:
    """Read ``Meier c/o Klein`` and ``Meier, Whg. 5`` in one line."""
    match = _NAME_AND_RECEIVER.fullmatch(line)
    if match is not None:
        name, addition = match["name"], match["addition"].rstrip(")")
        following = addition[len(match["word"]) :].split()
        is_whose = bool(following) and following[0][0].isupper()
        if match["word"].casefold() == "bei" and (" " not in name or not is_whose):
            return None
        is_contact = match["word"].casefold().startswith(("z", "attn"))
        read = read_name_line(name)
        return read._replace(
            addition=addition,
            is_guess=read.is_guess or (is_contact and not read.company),
            is_clear_person=read.is_clear_person and not is_contact,
        )
    name, comma, rest = line.rpartition(",")
    if comma and has_letter(name) and has_digit(rest) and begins_like_addition(rest.strip()):
        return read_name_line(name.strip())._replace(addition=rest.strip())
    return None


def _read_person_line(line: str) -> PartyName:
    if NO_NAME.search(line):
        return _read_line_with_figures(line)
    person = split_person(line)
    titles = (person.title or "").casefold().split() if person else []
    if _FIRST_OF_SEVERAL.isdisjoint(titles):
        several = _read_several(line)
        if several is not None:
            return several
    if person is None or not has_letter(person.last_name or "") or _is_given_name_alone(person):
        return PartyName()
    return PartyName(
        first_name=person.first_name,
        last_name=person.last_name,
        is_guess=person.split_is_guess,
        is_clear_person=person.is_full,
    )


def _read_line_with_figures(line: str) -> PartyName:
    """Read ``Eva Klein 2``; a user name is nobody's, and several words with a figure are rather a shop's."""
    match = _NAME_AND_FIGURES.fullmatch(line)
    person = split_person(match["name"]) if match else None
    if person and person.is_full:
        return PartyName(first_name=person.first_name, last_name=person.last_name, is_guess=True)
    return PartyName(company=line, is_guess=True) if " " in line else PartyName()


def _read_several(line: str) -> PartyName | None:
    """Read ``Max Müller und Eva Klein`` and ``Eva und Max``; ``Müller & Klein`` are rather partners."""
    if _names_two_people(line):
        return PartyName(names_several_people=True)
    two = _TWO_WORDS.fullmatch(line)
    if two is None:
        return None
    if Certainty.NO in (is_given_name(two["one"]), is_given_name(two["two"])):
        return PartyName(company=line, is_guess=True)
    return PartyName(names_several_people=True)


def _is_given_name_alone(person: PersonName) -> bool:
    """Whether there is but a given name, which says nothing about whose debt it is."""
    is_alone = person.first_name is None and person.title is None
    return is_alone and is_given_name(person.last_name or "") is Certainty.SURE


def _names_two_people(line: str) -> bool:
    """Whether a line holds two whole names: ``Max Müller und Eva Klein``, ``Max Müller, Eva Klein``."""
    one, comma, two = line.partition(",")
    if comma and " " in one.strip():
        people = split_person(one), split_person(two)
        if all(person and person.is_full and not person.split_is_guess for person in people):
            return True
    return _TWO_WHOLE_NAMES.fullmatch(line) is not None and "von und zu" not in line.casefold()


def begins_with_joiner(line: str) -> bool:
    """Whether a line goes on from another: ``und Peter Klein``, ``& Rolf Meier``."""
    first, _, rest = line.partition(" ")
    return first.casefold() in JOINING and bool(rest)
