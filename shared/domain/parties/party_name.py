"""What the name lines of an order were read as."""

from __future__ import annotations

from typing import NamedTuple


class PartyName(NamedTuple):
    """How the name lines were read.

    ``addition`` belongs to the address (``c/o``, a department). ``left_out`` is a line that is neither. Where a
    company has a legal form, ``has_legal_form`` holds; ``is_clear_person`` means a full name of one person and
    nothing else. ``names_several_people`` holds for two whole names in one line (``Max Müller und Eva Klein``), of
    whom only one can be the debtor. Without ``company`` and ``last_name`` the debtor has no usable name.
    """

    company: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    addition: str | None = None
    left_out: str | None = None
    is_guess: bool = False
    has_legal_form: bool = False
    is_clear_person: bool = False
    names_several_people: bool = False

    @property
    def is_usable(self) -> bool:
        """Whether there is a name that a letter can be addressed to."""
        return bool(self.company or self.last_name)
