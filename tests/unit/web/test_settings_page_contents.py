"""What the settings pages tell, in both languages."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from markupsafe import escape

from functions.activate.foreign_systems import DreamRobotCause, RefusalCause
from functions.activate.settings.page import Told
from shared.domain.account import DEACTIVATED, TEST_MODE, AccountMode, AccountState, GatewayTerms, Locale
from shared.web.presentation.hand_over_rules import RULE_GROUPS, RULES
from shared.web.presentation.rules_view import fill_form, read_form
from shared.web.texts import translate
from tests.unit.web.sample_pages import Outline, render
from tests.unit.web.sample_settings import RULES as SAMPLE_RULES
from tests.unit.web.sample_settings import show_rules
from tests.unit.web.samples import EVIL, make_account

if TYPE_CHECKING:
    from shared.web.pages import PageRenderer

DE, EN = Locale.GERMAN, Locale.ENGLISH


def stopped(because: str) -> object:
    return make_account(state=AccountState.STOPPED, stopped_because=because)


@pytest.mark.parametrize("locale", Locale)
def test_every_rule_has_its_label_its_help_and_its_group(renderer: PageRenderer, locale: Locale) -> None:
    html = render(renderer, "atriga account", locale)
    outline = Outline(html)
    for rule in RULES.values():
        assert escape(translate(rule.label, locale)) in html
        assert escape(translate(rule.help, locale)) in html
    assert len(outline.all("fieldset")) == len(outline.all("legend")) == len(RULE_GROUPS) + 1


def test_a_wrong_rule_is_told_on_top_and_at_its_field(renderer: PageRenderer) -> None:
    form, _ = read_form({**fill_form(SAMPLE_RULES, DE).typed, "grace_days": EVIL}, {"7"}, SAMPLE_RULES, DE)
    groups = show_rules(DE, form=form)
    errors = [field for group in groups for field in group.fields if field.error]
    html = render(renderer, "atriga account", DE, groups=groups, errors=errors)
    outline = Outline(html)
    assert {"href": "#grace_days"} in outline.all("a")
    [wrong] = [field for field in outline.all("input") if "aria-invalid" in field]
    assert wrong["aria-describedby"] == "grace_days_hint grace_days_error"
    assert wrong["value"] == EVIL
    assert "<script>alert" not in html


@pytest.mark.parametrize(
    ("because", "german", "english"),
    [
        ("account_not_activated", "nicht für DreamRobot freigeschaltet", "has not switched this account on"),
        ("bank_account_unverified", "Das Bankkonto ist bei atriga nicht bestätigt", "is not confirmed"),
        ("queries_not_enabled", "sind Abfragen nicht freigeschaltet", "Queries are not allowed"),
        ("invalid_credentials", "nimmt den Code nicht mehr an", "does not accept the code any more"),
        ("credentials_refused", "nimmt den Code nicht mehr an", "does not accept the code any more"),
        ("no_authentication_code", "nimmt den Code nicht mehr an", "does not accept the code any more"),
        (DEACTIVATED, "Sie haben dieses Konto deaktiviert", "You deactivated this account"),
        ("something_new", "den Grund kennen wir nicht", "for a reason that we do not know"),
    ],
)
def test_a_stopped_account_says_why_and_what_to_do(
    renderer: PageRenderer, because: str, german: str, english: str
) -> None:
    assert german in render(renderer, "atriga account", DE, account=stopped(because))
    assert english in render(renderer, "atriga account", EN, account=stopped(because))
    assert german in render(renderer, "settings", DE, accounts=[stopped(because)])


@pytest.mark.parametrize(
    ("mode", "offers", "text", "button"),
    [
        (AccountMode.LIVE, True, "Jeder Fall ist ein echter", "Auf Testbetrieb umstellen"),
        (AccountMode.LIVE, False, "bietet für dieses Konto keinen Testbetrieb an", None),
        (AccountMode.TEST, True, "niemand schreibt einen Schuldner an", "Auf Echtbetrieb umstellen"),
        (AccountMode.TEST, False, "niemand schreibt einen Schuldner an", "Auf Echtbetrieb umstellen"),
    ],
)
def test_the_mode_says_what_it_means_and_offers_what_is_possible(
    renderer: PageRenderer, mode: AccountMode, text: str, button: str | None, *, offers: bool
) -> None:
    terms = GatewayTerms(capabilities=frozenset({TEST_MODE} if offers else set()))
    html = render(renderer, "atriga account", DE, account=make_account(mode=mode, terms=terms))
    assert text in html
    assert ("umstellen</button>" in html) is (button is not None)
    assert button is None or button in html


@pytest.mark.parametrize("cause", RefusalCause)
def test_a_refused_code_is_told_as_on_the_activation_page(renderer: PageRenderer, cause: RefusalCause) -> None:
    html = render(renderer, "atriga account", DE, told=Told(cause=cause))
    activation = render(renderer, "activation", DE, cause=cause)
    title = activation.partition('id="refusal"')[2].partition("<h2>")[2].partition("</h2>")[0]
    assert title
    assert title in html


@pytest.mark.parametrize("cause", DreamRobotCause)
@pytest.mark.parametrize("page", ["settings", "atriga account"])
def test_dreamrobot_being_away_is_said_plainly(renderer: PageRenderer, page: str, cause: DreamRobotCause) -> None:
    html = render(renderer, page, DE, told=Told(dreamrobot_cause=cause))
    texts = {
        DreamRobotCause.REFUSED: "nimmt den Zugang nicht an",
        DreamRobotCause.QUOTA: "Tageskontingent ist aufgebraucht",
        DreamRobotCause.UNAVAILABLE: "DreamRobot antwortet gerade nicht",
    }
    assert texts[cause] in html


def test_a_portal_account_shows_what_it_feeds(renderer: PageRenderer) -> None:
    html = render(renderer, "settings", DE)
    first = html.partition('name="portal.1"')[2].partition("</select>")[0]
    assert '<option value="400123" selected>400123 · Gartenfreund GmbH</option>' in first
    third = html.partition('name="portal.3"')[2].partition("</select>")[0]
    assert '<option value="" selected>' in third


def test_whatever_strangers_named_is_shown_as_text(renderer: PageRenderer) -> None:
    evil = make_account(name=EVIL, stopped_because=EVIL, state=AccountState.STOPPED)
    html = "".join(
        render(renderer, page, DE, account=evil, accounts=[evil])
        for page in ("settings", "atriga account", "deactivation")
    )
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;") >= 5


@pytest.mark.parametrize("page", ["settings", "atriga account"])
def test_the_first_view_stays_small(renderer: PageRenderer, page: str) -> None:
    assert len(gzip.compress(render(renderer, page, DE).encode())) < 50_000
