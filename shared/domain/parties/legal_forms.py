"""Legal forms in names: whether a name belongs to a company, by a word that the law reserves for companies."""

from __future__ import annotations

import re
from enum import StrEnum

from shared.domain.certainty import Certainty
from shared.domain.parties.given_names import is_given_name
from shared.domain.parties.organisation_words import (
    BEFORE_A_NAME,
    CLEAR_ENDINGS,
    CLUBS,
    ORGANISATION_ENDINGS,
    ORGANISATION_WORDS,
    PLACE_ENDINGS,
)
from shared.domain.plain_text import clean, fold


class CompanySign(StrEnum):
    """How surely a name is a company's."""

    LEGAL_FORM = "legal_form"
    LIKELY = "likely"
    NONE = "none"


# Long or dotted enough that no person is called so; any case, anywhere in the name.
_CLEAR = (
    r"g?gmbh|g\.?\s?m\.\s?b\.\s?h\.?|gesmbh|ges\.?\s?m\.?\s?b\.?\s?h\.?|m\.\s?b\.\s?h\.|mbh|kgaa|ohg|e?gbr|gesbr|vof|bvba|sprl|sarl|"
    r"sàrl|eurl|sasu|srl|sro|doo|s\.?\s?à\s?r\.?\s?l\.?|s\.\s?a\.\s?r\.\s?l\.?|s\.?\s?r\.\s?l\.?(?:\s?s\.)?|"
    r"s\.\s?n\.\s?c\.|s\.?\s?r\.\s?o\.?|spol\.\s?s\s?r\.\s?o\.?|s\.\s?p\.\s?a\.?|d\.\s?o\.\s?o\.?|"
    r"sp\.?\s?z\.?\s?o\.?\s?o\.?|sp\.\s?[kjp]\.?|v\.\s?o\.\s?s\.|ltd\.?|limited|llc|llp|plc|inc\.?|incorporated|corp\.|"
    r"corporation|partgmbb|partg|partnerschaftsgesellschaft|aktiengesellschaft|kommanditgesellschaft|"
    r"eingetragener?\s(?:kauf(?:mann|frau)|verein)|e\.\s?kfm\.?|e\.\s?kfr\.?|aps|oyj|haftungsbeschr(?:änkt|\.)|kdör|aör|"
    r"unternehmergesellschaft|zrt\.?|nyrt\.?|e?ood|uab|lda\.|(?:j\.\s?)?d\.\s?o\.\s?o\.?|d\.\s?d\.|a\.\s?ş\.|egen|"
    r"(?<=\w-)(?-i:AG|KG|UG|OHG)|(?-i:e\.\s?[KVGU]\.?)"
)
# Short ones, and dotted ones that could be initials: behind the first word, with nothing but the rest of a firm
# after them. The last group are also surnames, so that they only suggest a company.
_SHORT = (
    r"AG|Ag|ag|KG|Kg|kg|UG|ug|(?<!\d\s)(?<!\d\.\s)OG|KEG|OEG|eU|eK|eV|eG|SE|BV|NV|Oy|OY|OÜ|SIA|ASA|Bt\.?|SAS|SNC|Kft|SpA|A/S|a/s|a\.\s?s\.|k\.\s?s\.|z\.\s?s\.|"
    r"[Ee]\.\s?[KVGU]\.?|[Aa]\.\s?[GgSs]\.|[Bb]\.\s?[Vv]\.|[Nn]\.\s?[Vv]\.|[Ss]\.\s?[Aa]\.(?:\s?[Ss]\.)?|[Ss]\.\s?[Ll]\."
)
_AMBIGUOUS = r"SA|AS|AB|SL|SC|CO|Co"
_REST_OF_FIRM = r"(?=\.?(?:$|[,;)(&+/]|\s(?:[&+(–-]|und\s|u\.\s|i\.?\s?[GLI]\.?|mbB|in\s|Niederlassung|Filiale|Zweig)))"
# "Meier AG Zürich": a branch behind the form.
_FORM_AND_TOWN = re.compile(r"\S+\s(?:\S+\s)*(?:AG|KG)\s[A-ZÄÖÜ][a-zäöüéè]{2,}")
_CLEAR_FORM = re.compile(rf"(?<![\w.])(?:{_CLEAR})(?!\w)", re.IGNORECASE)
_SHORT_FORM = re.compile(rf"(?<=\S\s)(?:{_SHORT}){_REST_OF_FIRM}")
_AMBIGUOUS_FORM = re.compile(rf"(?<=\S\s)(?:{_AMBIGUOUS})\.?(?:$|,|\s[A-ZÄÖÜ])")
# "Kai Ag", "Anna A. S.": forms that are last names or initials where a given name is all that stands before them.
_COULD_BE_A_NAME = re.compile(r"(?P<before>\S+)\s(?:Ag|ag|Kg|kg|Ug|ug|(?P<dotted>[A-Z]\.\s?[A-Z]\.?))")
# "& Söhne", "+ Partner", "und Kollegen"
_PARTNERS = re.compile(
    r"(?:&|\+|\bund|\bu\.)\s?(?:söhne|sohn|töchter|tochter|partner|co|cie|kollegen|team)\b", re.IGNORECASE
)
# "Holzwurm24.de", "www.holzwurm.example"
_DOMAIN = re.compile(
    r"(?:www\.\S+|[\w-]+\.(?:de|com|net|org|at|ch|eu|info|shop|store|online|li|fr|it|nl|be|pl|cz|lu))", re.IGNORECASE
)
# "Pichler's Backstube"
_POSSESSIVE = re.compile(r"\w['’]s\s\w", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w]*")
_LONGEST_NAME = 300


def is_only_legal_form(name: str) -> bool:
    """Whether a name is a legal form without the name of a company."""
    text = clean(name) or ""
    return _CLEAR_FORM.fullmatch(text) is not None or _ONLY_FORMS.fullmatch(text) is not None


# Forms of more than one word, such as "GmbH & Co. KG" and "UG (haftungsbeschränkt)".
_ONLY_FORMS = re.compile(
    r"(?:g?gmbh|ug|ag|se|kg|ohg|gbr|kgaa)(?:\s?(?:&|\+|und|u\.)\s?co\.?\s?(?:kg|kgaa|ohg)?|\s?\(?haftungsbeschränkt\)?)",
    re.IGNORECASE,
)


def find_company_sign(name: str | None) -> CompanySign:
    """Tell whether ``name`` holds a legal form, a word that only suggests an organisation, or neither.

    A legal form alone, with no name beside it, is no sign of anything.
    """
    text = (clean(name) or "")[:_LONGEST_NAME]
    if is_only_legal_form(text):
        return CompanySign.NONE
    if _CLEAR_FORM.search(text):
        return CompanySign.LEGAL_FORM
    if _FORM_AND_TOWN.fullmatch(text):
        return CompanySign.LEGAL_FORM
    if _SHORT_FORM.search(text):
        return _weigh_short_form(text)
    if _AMBIGUOUS_FORM.search(text) or suggests_organisation(text):
        return CompanySign.LIKELY
    return CompanySign.NONE


def _weigh_short_form(text: str) -> CompanySign:
    match = _COULD_BE_A_NAME.fullmatch(text)
    if match is None or is_given_name(match["before"]) is Certainty.NO:
        return CompanySign.LEGAL_FORM
    return CompanySign.LIKELY if match["dotted"] else CompanySign.NONE


def suggests_organisation(text: str) -> bool:
    """Whether words or signs suggest an organisation, given that its name holds no legal form."""
    if _PARTNERS.search(text) or _DOMAIN.fullmatch(text) or _POSSESSIVE.search(text):
        return True
    words = [fold(word) for word in _WORD.findall(text)]
    if not words:
        return False
    is_after_given_name = len(words) > 1 and all(is_given_name(word) is not Certainty.NO for word in words[:-1])
    if is_after_given_name:
        # "Rolf Handel" is a person, "Rolf Weinhandel" hardly.
        return (words[-1] in ORGANISATION_WORDS and not _is_last_name(words[-1])) or _is_clear_compound(words[-1])
    if words[0] in BEFORE_A_NAME | CLUBS and len(words) > 1:
        return True
    return any(word in ORGANISATION_WORDS or _ends_like_one(word) for word in words) or (
        len(words) > 1 and words[0].endswith(PLACE_ENDINGS) and is_given_name(words[-1]) is Certainty.NO
    )


_ALSO_LAST_NAMES = frozenset(
    [
        "amt",
        "markt",
        "bund",
        "land",
        "kreis",
        "gruppe",
        "kirche",
        "bar",
        "wein",
        "winzer",
        "uhren",
        "it",
        "kreuz",
        "bank",
        "obst",
        "stadt",
    ]
)


def _is_last_name(word: str) -> bool:
    return word in _ALSO_LAST_NAMES


def _is_clear_compound(word: str) -> bool:
    """Whether a word is a compound that is no last name: ``Weinhandel``, but not ``Handel`` and not ``Neumarkt``."""
    return word.endswith(CLEAR_ENDINGS) and word not in CLEAR_ENDINGS and _ends_like_one(word)


def _ends_like_one(word: str) -> bool:
    """Whether a word is a compound such as ``Weinhandel``; ``Valerie`` is a given name and no French shop."""
    return word.endswith(ORGANISATION_ENDINGS) and word != "bishop" and is_given_name(word) is Certainty.NO
