"""Why atriga did not tell what a page needs, and what to do; by the codes of ``functions.cases_api.case.atriga``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.domain.account import Locale

TROUBLES: Final[Mapping[str, str]] = {
    "atriga_away": msgid("atriga is not reachable now. Please try again in a minute."),
    "account_refused": msgid(
        "atriga refuses the atriga account of this case. Please check its authentication code in the settings."
    ),
    "action_not_offered": msgid("atriga does not offer this for the atriga account of this case. Please ask atriga."),
    "case_unknown_to_atriga": msgid("atriga does not know this case any more. Please ask atriga."),
}


def describe_trouble(trouble: str, locale: Locale) -> str:
    """Return what it means."""
    return translate(TROUBLES[trouble], locale)
