"""What atriga refuses is news once, whoever ordered it and however often the message comes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import feedparser
import pytest

from shared.boss.errors import CapabilityMissingError, CaseRefusedError, OutcomeUnknownError
from shared.domain.cases.case import Closing
from shared.domain.cases.command import CommandState, FieldProblem
from shared.domain.cases.command_payloads import CommandKind
from shared.domain.cases.timeline import Actor
from shared.domain.money import Money
from shared.domain.news.news import NewsItem, NewsKind
from shared.domain.news.news_settings import Frequency
from shared.store import commands as command_store
from shared.store.news import put_news
from shared.store.table import IS_NEW, Put
from tests.component.news.news_bench import FEED_SECRET, Bench
from tests.component.step_bench import ALL_STEPS, PAUSE, PAYMENT, WITHDRAWAL, StepBench
from tests.component.world import MERCHANT, OTHER_MERCHANT, START

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.component.world import World

PERSONAL = "Erika Beispiel hat schon bezahlt"


class RefusingBench(StepBench):
    """A case that atriga has, whose merchant is told news."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.told = Bench(world)
        self.gateway.fee = Money.of("45.00", "EUR")

    @property
    def refusals(self) -> list[NewsItem]:
        return [item for item in self.told.news if item.kind is NewsKind.REFUSED]

    def order_withdrawal(self, command_id: str = "step-1") -> None:
        self.add(WITHDRAWAL, command_id, Actor.MERCHANT)


@pytest.fixture
def bench(world: World) -> RefusingBench:
    return RefusingBench(world)


def test_a_withdrawal_that_atriga_refuses_is_news_with_what_and_why(bench: RefusingBench) -> None:
    bench.order_withdrawal()
    bench.carry_step()
    [item] = bench.refusals
    assert (item.command, item.code, item.case_id) == (CommandKind.WITHDRAW, "fee_changed", "case-1")
    assert (item.case_number, item.order_ids) == ("26-000001", ("1001_2026_09",))
    assert item.at == bench.world.clock()


@pytest.mark.parametrize("kind", ALL_STEPS)
def test_a_refusal_of_every_kind_is_news_without_a_word_of_atriga(bench: RefusingBench, kind: str) -> None:
    problems = (FieldProblem(field="amount", code="exceeds_open", message=PERSONAL),)
    bench.add(ALL_STEPS[kind][0], ordered_by=Actor.MERCHANT)
    bench.gateway.fail_before = [CaseRefusedError(status=422, code="invalid", problems=problems)]
    if kind == "court decision":
        bench.gateway.fail_before.insert(0, None)
    bench.carry_step()
    [item] = bench.refusals
    assert item.command is bench.step().kind
    assert "Erika" not in item.model_dump_json()


def test_a_refusal_is_told_once_however_often_its_message_comes(bench: RefusingBench) -> None:
    bench.order_withdrawal()
    for _ in range(3):
        bench.carry_step()
        bench.come_back()
    assert len(bench.refusals) == 1
    bench.order_withdrawal("step-2")
    bench.carry_step("step-2")
    assert len(bench.refusals) == 2


def test_a_refusal_that_is_lost_to_another_worker_is_no_news(
    bench: RefusingBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.order_withdrawal()

    def let_another_be_first(merchant_id: str, news: Sequence[NewsItem]) -> list[Put]:
        if news:
            monkeypatch.undo()
            commands = bench.world.stores.commands_of(MERCHANT)
            commands.save(bench.step().model_copy(update={"attempts": 7}))
        return put_news(merchant_id, news)

    monkeypatch.setattr(command_store, "put_news", let_another_be_first)
    bench.carry_step()
    assert bench.step().state.is_open
    assert bench.refusals == []
    assert bench.queued_again()
    bench.come_back()
    bench.carry_step()
    assert bench.step().state is CommandState.REFUSED
    assert len(bench.refusals) == 1


def test_command_event_and_news_are_written_together_or_not_at_all(
    bench: RefusingBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.order_withdrawal()
    in_the_way = Put({"pk": f"M#{MERCHANT}#NEWS", "sk": "NEWS#in-the-way", "news": []}, IS_NEW)
    bench.world.put(in_the_way)
    with monkeypatch.context() as broken:
        broken.setattr(command_store, "put_news", lambda _, news: [in_the_way] if news else [])
        bench.carry_step()
    assert bench.step().state.is_open
    assert bench.world.stores.timelines_of(MERCHANT).list_events("case-1") == []


def test_an_outcome_that_is_not_known_is_no_refusal(bench: RefusingBench) -> None:
    bench.add(PAYMENT, ordered_by=Actor.MERCHANT)
    bench.gateway.fail_before = [OutcomeUnknownError()]
    bench.carry_step()
    assert bench.step().state is CommandState.UNKNOWN
    assert bench.refusals == []


def test_what_is_carried_out_is_no_refusal(bench: RefusingBench) -> None:
    bench.add(PAUSE, ordered_by=Actor.MERCHANT)
    bench.carry_step()
    assert bench.refusals == []


@pytest.mark.parametrize(("ordered_by", "count"), [(Actor.MERCHANT, 1), (Actor.APP, 0)])
def test_what_the_app_ordered_by_itself_is_news_only_while_the_case_runs(
    bench: RefusingBench, ordered_by: Actor, count: int
) -> None:
    bench.add(PAYMENT, "step-1", Actor.APP)
    bench.gateway.fail_before = [CapabilityMissingError("payments")]
    bench.carry_step("step-1")
    assert len(bench.refusals) == 1
    bench.gateway.change("case-1", closing=Closing(code="paid", text="", closed_at=START))
    bench.add(PAUSE, "step-2", Actor.MERCHANT)
    bench.carry_step("step-2")
    assert not bench.case.is_running
    bench.add(PAYMENT, "step-3", ordered_by)
    bench.gateway.fail_before = [CapabilityMissingError("payments")]
    bench.carry_step("step-3")
    assert len(bench.refusals) == 1 + count


def test_nobody_else_is_told(bench: RefusingBench) -> None:
    bench.order_withdrawal()
    bench.carry_step()
    assert not bench.world.stores.news_of(OTHER_MERCHANT).list_newest_first(10)


def test_the_feed_tells_what_did_not_happen_and_what_to_do(bench: RefusingBench) -> None:
    bench.order_withdrawal()
    bench.carry_step()
    feed = feedparser.parse(bench.told.get(f"/feed/{MERCHANT}.{FEED_SECRET}").body)
    [entry] = [entry for entry in feed.entries if entry.title.startswith("Von atriga nicht ausgeführt")]
    assert entry.title == "Von atriga nicht ausgeführt: 26-000001"
    assert entry.link == "https://app.example/cases/case-1"
    text = entry.content[0].value
    assert text.startswith("atriga hat nicht ausgeführt, was für Fall 26-000001 (Auftrag 1001_2026_09) beauftragt war")
    assert "Fall zurückziehen" in text
    assert "Preis" in text
    assert "Der Fall läuft weiter" in text


def test_who_chose_frequencies_before_gets_the_mail_at_once_with_nobody_in_its_subject(bench: RefusingBench) -> None:
    chosen = dict.fromkeys(set(NewsKind) - {NewsKind.REFUSED}, Frequency.WEEKLY)
    bench.told.save(bench.told.settings.choose(chosen, bench.world.clock()))
    bench.order_withdrawal()
    bench.carry_step()
    assert bench.told.mail().sent == 1
    [mail] = bench.told.service.mails
    assert mail.subject == "atriga: Von atriga nicht ausgeführt"
    assert "Erika" not in mail.text + mail.html
    assert "/cases/case-1" in mail.text
    assert bench.told.mail(after=timedelta(minutes=5)).sent == 0


def test_who_wants_no_mail_of_it_gets_none(bench: RefusingBench) -> None:
    bench.told.choose(refused=Frequency.NEVER, payment=Frequency.AT_ONCE)
    bench.order_withdrawal()
    bench.carry_step()
    assert bench.told.mail().sent == 0
