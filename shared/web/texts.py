"""Texts in the merchant's language: English in the code, German in the catalogue beside this module.

The compiled catalogue is made by ``pybabel compile`` when the package is built and before tests run; a missing
one stops the function at its start instead of showing German merchants English.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from shared.domain.account import Locale

DOMAIN = "pages"
LOCALE_FOLDER = Path(__file__).parent / "locale"


def msgid(text: str) -> str:
    """Mark a text for the catalogue where it is written down but not yet shown."""
    return text


@cache
def translations_for(locale: Locale) -> gettext.NullTranslations:
    """Return the catalogue of a language.

    Raises:
        FileNotFoundError: The catalogue was not compiled.
    """
    if locale is Locale.ENGLISH:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE_FOLDER, [locale])


def translate(text: str, locale: Locale) -> str:
    """Return ``text``, which was marked by ``msgid``, in a language."""
    return translations_for(locale).gettext(text)
