"""All routes of this function, those of programs and those of pages. A new subject goes into ``_SUBJECTS``."""

from __future__ import annotations

from functions.cases_api.case import description as case
from functions.cases_api.collection import description as collection
from functions.cases_api.inbox import description as inbox
from functions.cases_api.overview import description as overview
from functions.cases_api.payouts import description as payouts
from functions.cases_api.review import description as review
from functions.cases_api.table import description as table

_SUBJECTS = (overview, table, case, inbox, review, payouts, collection)

OPERATIONS = tuple(operation for subject in _SUBJECTS for operation in subject.OPERATIONS)
PAGES = frozenset(page for subject in _SUBJECTS for page in subject.PAGES)
