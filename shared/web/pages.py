"""The page renderer: templates with autoescape, texts and formats of the reader's language.

Guarantee: a missing variable is an error and never an empty place on a page; nothing is marked as safe by hand.
"""

from __future__ import annotations

from functools import cache, partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.web.assets import served_assets
from shared.web.field_errors import describe_field_error
from shared.web.presentation.action_texts import describe_action, describe_obstacle
from shared.web.presentation.column_names import COLUMN_NAMES
from shared.web.presentation.command_texts import describe_payload, summarize_payload
from shared.web.presentation.finding_texts import describe_finding
from shared.web.presentation.formats import (
    format_day,
    format_day_of,
    format_instant,
    format_money,
    format_month,
    format_number,
    format_parameter,
    format_percent,
)
from shared.web.presentation.labels import choices_of, label_of
from shared.web.presentation.mark_colours import colour_of_mark
from shared.web.presentation.problem_texts import describe_problem, describe_wait
from shared.web.presentation.proposal_texts import describe_proposal
from shared.web.presentation.refusal_texts import describe_refusal
from shared.web.presentation.submission_preview import name_of
from shared.web.presentation.trouble_texts import describe_trouble
from shared.web.session import CSRF_FIELD
from shared.web.texts import translate, translations_for

if TYPE_CHECKING:
    from shared.domain.account import Locale
    from shared.web.problem import Problem
    from shared.web.session import Session

TEMPLATE_FOLDER = Path(__file__).parent / "templates"


class PageRenderer:
    """Renders the templates; each says at its top which values it takes."""

    def render(self, template: str, *, locale: Locale, session: Session | None = None, **context: object) -> str:
        """Render a page; with a ``session`` it has the navigation and its forms carry the CSRF token."""
        values = {"locale": locale, "session": session, **context}
        return _environment(locale).get_template(template).render(values)

    def render_problem(self, problem: Problem, locale: Locale, reference: str) -> str:
        """Render the page that tells a person what a refusal means and what to do now."""
        template = "signed_out.html" if problem.code in _SIGNED_OUT else "error.html"
        text = describe_problem(problem, locale)
        asked = problem.headers.get("Retry-After", "")
        wait = describe_wait(int(asked) if asked.isdecimal() else None, locale) if problem.status in _PASSING else None
        return self.render(template, locale=locale, text=text, reference=reference, wait=wait)


_PASSING = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_SIGNED_OUT = frozenset({"invalid_launch_token", "not_signed_in", "unknown_merchant"})


@cache
def _environment(locale: Locale) -> Environment:
    # Kept, because it keeps the templates that it compiled.
    environment = Environment(
        loader=FileSystemLoader(TEMPLATE_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    translations = translations_for(locale)
    # The extension adds this method at run time; newstyle escapes the values put into a text.
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["money"] = partial(format_money, locale=locale)
    environment.filters["percent"] = partial(format_percent, locale=locale)
    environment.filters["parameter"] = partial(format_parameter, locale=locale)
    environment.filters["number"] = partial(format_number, locale=locale)
    environment.filters["month"] = partial(format_month, locale=locale)
    environment.filters["day"] = partial(format_day, locale=locale)
    environment.filters["instant"] = partial(format_instant, locale=locale)
    environment.filters["label"] = partial(label_of, locale=locale)
    environment.filters["instant_day"] = partial(format_day_of, locale=locale)
    environment.filters["choices"] = partial(choices_of, locale=locale)
    environment.filters["mark_colour"] = colour_of_mark
    environment.filters["description"] = partial(describe_finding, locale=locale)
    environment.filters["proposal_text"] = partial(describe_proposal, locale=locale)
    environment.filters["payload_rows"] = partial(describe_payload, locale=locale)
    environment.filters["payload_line"] = partial(summarize_payload, locale=locale)
    environment.filters["refusal_text"] = partial(describe_refusal, locale=locale)
    environment.filters["action_meaning"] = partial(describe_action, locale=locale)
    environment.filters["trouble"] = partial(describe_trouble, locale=locale)
    environment.filters["obstacle"] = partial(describe_obstacle, locale=locale)
    environment.globals["column_names"] = {name: translate(text, locale) for name, text in COLUMN_NAMES.items()}
    environment.filters["field_error"] = partial(describe_field_error, locale=locale)
    environment.filters["wait"] = partial(describe_wait, locale=locale)
    environment.filters["field_name"] = partial(name_of, locale=locale)
    environment.globals["asset"] = served_assets().url
    environment.globals["csrf_field"] = CSRF_FIELD
    return environment
