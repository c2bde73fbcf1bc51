"""How merchants look at the app: in which language and so with which words, how wide, with or without JavaScript.

What is done on the pages is done in each of ``WAYS``. They are four of the eight that there are, so that each language
meets each width, with and without JavaScript, and each width meets both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from shared.web.texts import DOMAIN, LOCALE_FOLDER
from tests.browser.browsing import PHONE, WIDE

if TYPE_CHECKING:
    from babel.messages import Catalog

    from tests.browser.browsing import Language


@cache
def _german() -> Catalog:
    with (LOCALE_FOLDER / "de" / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale="de")


@dataclass(frozen=True)
class Way:
    """How somebody looks at the app."""

    language: Language
    width: int = WIDE
    has_javascript: bool = True

    def say(self, text: str, number: int | None = None, /, **values: object) -> str:
        """Return what a page says in this language.

        Args:
            text: The English text as it stands in the code; of a text for numbers, that for one.
            number: How many of what the text is about; it fills ``num``.
            values: What stands in the places of the text.

        Raises:
            LookupError: The catalogue has no such text, so no page says it.
        """
        message = _german().get(text)
        if message is None:
            problem = f"no page says {text!r}"
            raise LookupError(problem)
        found = message.string if self.language == "de" else message.id
        said = str(found if number is None or not found else found[number != 1])
        if number is not None:
            values["num"] = number
        if not values:
            return said
        return str(said % values) if "%(" in said else said.format(**values)

    def typed(self, amount: str) -> str:
        """Write an amount such as ``12.50`` as people type it."""
        return amount.replace(".", ",") if self.language == "de" else amount

    def euros(self, amount: str) -> str:
        """Write an amount below 1,000 euros as the pages show it."""
        return f"{self.typed(amount)}\N{NO-BREAK SPACE}€" if self.language == "de" else f"€{amount}"


USUAL_WAY = Way("de")

WAYS = {
    "German, wide": USUAL_WAY,
    "German, phone, no script": Way("de", width=PHONE, has_javascript=False),
    "English, wide, no script": Way("en", has_javascript=False),
    "English, phone": Way("en", width=PHONE),
}
