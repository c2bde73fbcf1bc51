from __future__ import annotations

from datetime import UTC, datetime, timedelta

from shared.domain.news.news import NewsKind
from shared.domain.news.news_settings import MAILED, USUAL_CHOICES, Frequency, NewsSettings

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def confirmed() -> NewsSettings:
    return NewsSettings().ask("a@b.example", "0" * 64, NOW).confirm("s" * 43, NOW)


def test_every_kind_has_a_usual_frequency() -> None:
    assert set(USUAL_CHOICES) == set(NewsKind)


def test_what_waits_for_the_merchant_is_told_at_once_unless_chosen_otherwise() -> None:
    assert NewsSettings().kinds_mailed(Frequency.AT_ONCE) == {
        NewsKind.INQUIRY,
        NewsKind.COURT_DECISION,
        NewsKind.PROPOSAL,
        NewsKind.REFUSED,
        NewsKind.ACCOUNT_STOPPED,
    }


def test_a_confirmed_address_is_told_from_now_on() -> None:
    assert confirmed().told_until == dict.fromkeys(MAILED, NOW)


def test_another_address_goes_on_where_the_first_one_was() -> None:
    changed = confirmed().ask("c@d.example", "1" * 64, LATER).confirm("t" * 43, LATER)
    assert changed.address == "c@d.example"
    assert changed.told_until == dict.fromkeys(MAILED, NOW)
    assert changed.asked is None


def test_confirming_nothing_changes_nothing() -> None:
    assert NewsSettings().confirm("s" * 43, NOW) == NewsSettings()


def test_a_frequency_that_comes_into_use_begins_then() -> None:
    only_daily = confirmed().choose(dict.fromkeys(NewsKind, Frequency.DAILY), NOW)
    both = only_daily.choose(dict.fromkeys(NewsKind, Frequency.DAILY) | {NewsKind.INQUIRY: Frequency.AT_ONCE}, LATER)
    assert both.told_until[Frequency.AT_ONCE] == LATER
    assert both.told_until[Frequency.DAILY] == NOW


def test_choices_before_there_is_an_address_are_kept_for_it() -> None:
    chosen = NewsSettings().choose(dict.fromkeys(NewsKind, Frequency.WEEKLY), NOW)
    assert chosen.frequencies == ()
    assert chosen.ask("a@b.example", "0" * 64, NOW).confirm("s" * 43, NOW).frequencies == (Frequency.WEEKLY,)


def test_a_kind_that_came_into_the_app_later_has_its_usual_frequency() -> None:
    assert NewsSettings(choices={NewsKind.PAYMENT: Frequency.NEVER}).frequency_of(NewsKind.INQUIRY) is Frequency.AT_ONCE


def test_ended_mails_leave_no_address_behind() -> None:
    ended = confirmed().ask("c@d.example", "1" * 64, NOW).end_mails()
    assert "example" not in ended.model_dump_json()
    assert ended.frequencies == ()


def test_another_mail_to_confirm_is_sent_after_a_while_only_whatever_became_of_the_first() -> None:
    asked = NewsSettings().ask("a@b.example", "0" * 64, NOW)
    for settings in (asked, asked.confirm("s" * 43, NOW), asked.end_mails()):
        assert not settings.may_ask(NOW + timedelta(seconds=119))
        assert settings.may_ask(NOW + timedelta(seconds=120))
