"""All routes of this function, those of programs and those of pages. A new subject goes into ``_SUBJECTS``."""

from __future__ import annotations

from functions.activate.accounts import description as accounts
from functions.activate.activation import description as activation
from functions.activate.assets import description as assets
from functions.activate.installation import description as installation
from functions.activate.launch import description as launch
from functions.activate.notifications import description as notifications
from functions.activate.programs import description as programs
from functions.activate.settings import description as settings

_SUBJECTS = (assets, launch, installation, activation, settings, accounts, notifications, programs)

OPERATIONS = tuple(operation for subject in _SUBJECTS for operation in subject.OPERATIONS)
PAGES = frozenset(page for subject in _SUBJECTS for page in subject.PAGES)
