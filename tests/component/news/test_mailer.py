"""Mails of news: when they are due, once for each period whatever happens in between, and never a flood."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from functions.news.mailer_handler import MerchantsNotToldError, handle
from shared.domain.news.news_settings import Frequency, NewsSettings
from shared.mail_service import MailRefusedError, MailRejectedError, MailServiceError, MailUnansweredError
from shared.store.digests import IN_HAND_FOR, MOST_TRIES, DigestRepository
from shared.store.news_settings import NewsSettingsRepository
from tests.component.calls import Context
from tests.component.news.news_bench import ADDRESS, ENDING_SECRET, find_links
from tests.component.world import MERCHANT, OTHER_MERCHANT, make_merchant

if TYPE_CHECKING:
    from tests.component.news.news_bench import Bench

MONDAY = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
"""Seven in the morning in Germany."""


def test_what_waits_for_the_merchant_is_mailed_within_the_next_runs_and_once(bench: Bench) -> None:
    bench.ask(bench.accept(bench.open_case()))
    assert bench.mail().sent == 1
    assert bench.mail().sent == bench.mail().sent == 0
    [mail] = bench.service.mails
    assert mail.address == ADDRESS
    assert mail.subject == "atriga: Rückfrage von atriga"
    assert "Fall 26-000001 (Auftrag 1001_2026_09)" in mail.text


def test_a_mail_names_no_debtor_and_repeats_no_word_of_atriga(bench: Bench) -> None:
    bench.choose(inquiry=Frequency.AT_ONCE, rejected=Frequency.AT_ONCE)
    bench.ask(bench.accept(bench.open_case()))
    bench.refuse(bench.open_case("case-2", "1002_2026_09"))
    bench.mail()
    [mail] = bench.service.mails
    for part in (mail.subject, mail.text, mail.html):
        assert not any(word in part for word in ("Erika", "Beispiel", "Musterstraße", "Berlin"))
    assert "26-000001" not in mail.subject


def test_many_accepted_cases_are_one_mail(bench: Bench) -> None:
    bench.choose(accepted=Frequency.AT_ONCE)
    for number in range(60):
        bench.accept(bench.open_case(f"case-{number}", f"{number}_2026_09"))
    assert bench.mail().sent == 1
    assert bench.mail().sent == 0
    [mail] = bench.service.mails
    assert mail.subject == "atriga: Fall von atriga angenommen (60)"
    assert mail.text.count("/cases/case-") == 50
    assert "10 weitere" in mail.text


def test_news_of_the_last_minute_wait_for_the_next_run(bench: Bench) -> None:
    bench.ask(bench.accept(bench.open_case()))
    assert bench.mail(after=timedelta(seconds=30)).sent == 0
    assert bench.mail(after=timedelta(minutes=1)).sent == 1


def test_daily_news_come_at_seven_in_one_mail(bench: Bench) -> None:
    bench.choose(accepted=Frequency.DAILY)
    bench.accept(bench.open_case())
    bench.world.clock.move(timedelta(hours=3))
    bench.accept(bench.open_case("case-2", "2_2026_09"))
    assert bench.mail(after=timedelta(hours=17, minutes=59)).sent == 0
    bench.world.clock.now = datetime(2026, 11, 25, 6, 5, tzinfo=UTC)
    assert bench.mail().sent == 1
    assert bench.mail().sent == 0
    assert bench.service.mails[0].text.startswith("Was seit gestern geschah")
    bench.world.clock.move(timedelta(days=1))
    assert bench.mail().sent == 0, "a day without news is a day without a mail"


def test_weekly_news_come_on_monday(bench: Bench) -> None:
    bench.choose(accepted=Frequency.WEEKLY)
    bench.accept(bench.open_case())
    for day in range(25, 30):
        bench.world.clock.now = datetime(2026, 11, day, 6, 5, tzinfo=UTC)
        assert bench.mail().sent == 0
    bench.world.clock.now = MONDAY
    assert bench.mail().sent == 1


def test_each_kind_goes_into_the_mail_of_its_frequency(bench: Bench) -> None:
    bench.choose(inquiry=Frequency.AT_ONCE, accepted=Frequency.DAILY)
    bench.ask(bench.accept(bench.open_case()))
    bench.mail()
    bench.world.clock.now = datetime(2026, 11, 25, 6, 5, tzinfo=UTC)
    bench.mail()
    assert [mail.subject for mail in bench.service.mails] == [
        "atriga: Rückfrage von atriga",
        "atriga: Fall von atriga angenommen",
    ]


def test_what_happened_before_the_address_was_confirmed_is_not_mailed(bench: Bench) -> None:
    bench.save(bench.settings.end_mails())
    bench.ask(bench.accept(bench.open_case()))
    bench.world.clock.move(timedelta(minutes=5))
    bench.save(bench.settings.ask(ADDRESS, "0" * 64, bench.world.clock()).confirm(ENDING_SECRET, bench.world.clock()))
    assert bench.mail().sent == 0


def test_a_merchant_without_an_address_is_not_even_looked_at(bench: Bench) -> None:
    bench.save(bench.settings.end_mails())
    assert list(bench.world.stores.due_news().list_due(bench.world.clock() + timedelta(days=365))) == []


def test_looking_and_finding_nothing_writes_nothing(bench: Bench) -> None:
    bench.choose(inquiry=Frequency.AT_ONCE)
    before = bench.settings
    for _ in range(3):
        bench.mail()
    assert bench.settings == before


@pytest.mark.parametrize("until_dead", [0, 1])
def test_a_crash_before_the_mail_is_noted_ends_in_a_second_copy_and_no_third(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, until_dead: int
) -> None:
    bench.ask(bench.accept(bench.open_case()))
    with monkeypatch.context() as dying:
        if until_dead == 0:
            bench.service.failure, bench.service.takes_all_the_same = KeyboardInterrupt(), True
        else:
            dying.setattr(DigestRepository, "note_over", _die)
        with pytest.raises(KeyboardInterrupt):
            bench.mail()
        bench.service.failure = None
    assert len(bench.service.mails) == 1
    assert bench.mail().sent == 0, "somebody may have it in hand still"
    assert bench.mail(after=IN_HAND_FOR).sent == 1
    assert bench.mail(after=IN_HAND_FOR).sent == 0
    assert len(bench.service.mails) == 2
    assert bench.service.mails[0] == bench.service.mails[1]


def test_a_crash_after_the_mail_was_noted_sends_no_second_copy(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.ask(bench.accept(bench.open_case()))
    with monkeypatch.context() as dying:
        dying.setattr(NewsSettingsRepository, "save", _die)
        with pytest.raises(KeyboardInterrupt):
            bench.mail()
    for _ in range(3):
        bench.mail(after=IN_HAND_FOR)
    assert len(bench.service.mails) == 1


def test_news_that_come_while_a_mail_is_repeated_are_told_in_the_next_one(bench: Bench) -> None:
    bench.choose(accepted=Frequency.AT_ONCE)
    bench.accept(bench.open_case())
    bench.service.failure = MailUnansweredError("ReadTimeoutError")
    assert bench.mail().failed == 1
    bench.accept(bench.open_case("case-2", "2_2026_09"))
    bench.service.failure = None
    assert bench.mail(after=IN_HAND_FOR).sent == 1
    assert bench.mail().sent == 1
    assert ["case-1" in mail.text for mail in bench.service.mails] == [True, False]
    assert ["case-2" in mail.text for mail in bench.service.mails] == [False, True]


def test_a_mail_without_an_answer_is_tried_so_often_and_no_more(bench: Bench) -> None:
    bench.ask(bench.accept(bench.open_case()))
    bench.service.failure, bench.service.takes_all_the_same = MailUnansweredError("timeout"), True
    for _ in range(MOST_TRIES + 3):
        bench.mail(after=IN_HAND_FOR)
    assert len(bench.service.mails) == MOST_TRIES
    assert bench.mail().failed == 0


def test_a_service_that_takes_no_mails_for_now_is_asked_again_at_the_next_run(bench: Bench) -> None:
    bench.ask(bench.accept(bench.open_case()))
    bench.service.failure = MailServiceError("TooManyRequestsException")
    for _ in range(MOST_TRIES + 2):
        with pytest.raises(MailServiceError):
            bench.mail()
    bench.service.failure = None
    assert bench.mail().sent == 1


def test_a_mail_that_is_refused_for_good_stands_in_the_way_of_no_other(bench: Bench) -> None:
    bench.ask(bench.accept(bench.open_case()))
    bench.service.failure = MailRefusedError("BadRequestException")
    assert bench.mail() == (0, 0)
    bench.service.failure = None
    assert bench.mail() == (0, 0)
    bench.ask(bench.accept(bench.open_case("case-2", "2_2026_09")))
    assert bench.mail().sent == 1


def test_a_mail_that_is_rejected_for_now_stays_due_and_the_run_counts_it(bench: Bench) -> None:
    bench.ask(bench.accept(bench.open_case()))
    bench.service.failure = MailRejectedError("MessageRejected")
    for _ in range(MOST_TRIES + 2):
        assert bench.mail() == (0, 1)
    bench.service.failure = None
    assert bench.mail() == (1, 0)


def test_trouble_with_one_merchant_keeps_no_mail_from_another(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    stores = bench.world.stores
    stores.merchants_of(OTHER_MERCHANT).save(make_merchant(OTHER_MERCHANT))
    now = bench.world.clock()
    stores.news_settings_of(OTHER_MERCHANT).save(NewsSettings().ask("a@b.example", "0", now).confirm("s" * 43, now))
    bench.ask(bench.accept(bench.open_case()))
    real: Any = NewsSettingsRepository.get

    def fail_for_the_other(self: NewsSettingsRepository) -> NewsSettings:
        if self._merchant_id == OTHER_MERCHANT:
            raise ValueError
        found: NewsSettings = real(self)
        return found

    monkeypatch.setattr(NewsSettingsRepository, "get", fail_for_the_other)
    assert bench.mail() == (1, 1)


def test_mails_can_be_ended_by_the_mail_program_alone(bench: Bench) -> None:
    bench.ask(bench.accept(bench.open_case()))
    bench.mail()
    [mail] = bench.service.mails
    url = mail.headers["List-Unsubscribe"].strip("<>")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url == f"https://app.example/mail/unsubscribe/{MERCHANT}.{ENDING_SECRET}"
    assert url in find_links(mail.text)
    assert url in find_links(mail.html)


def test_a_merchant_who_left_is_sent_nothing(bench: Bench) -> None:
    bench.ask(bench.accept(bench.open_case()))
    bench.world.stores.merchants_of(MERCHANT).delete()
    assert bench.mail() == (0, 0)
    assert not bench.service.mails


def test_a_merchants_change_in_between_is_kept(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.ask(bench.accept(bench.open_case()))
    real: Any = NewsSettingsRepository.save
    changed = False

    def change_first(self: NewsSettingsRepository, settings: NewsSettings, beside: Any = ()) -> None:
        nonlocal changed
        if not changed:
            changed = True
            real(self, self.get().end_feed())
        real(self, settings, beside)

    monkeypatch.setattr(NewsSettingsRepository, "save", change_first)
    bench.mail()
    assert bench.settings.feed_hash is None
    assert bench.mail().sent == 0


def test_the_handler_fails_where_a_merchant_could_not_be_told(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.news.mailer_handler.mailer", lambda: bench.mailer)
    handle({}, Context())
    bench.ask(bench.accept(bench.open_case()))
    bench.world.clock.now = datetime.now(UTC)
    bench.service.failure = MailUnansweredError("timeout")
    with pytest.raises(MerchantsNotToldError):
        handle({}, Context())


def _die(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
