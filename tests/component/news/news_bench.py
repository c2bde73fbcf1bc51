"""A merchant who is told news: the feed, the mailer with a service that keeps what it is given, and the links."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from functions.news import handler
from functions.news.mailer_handler import Settings, compose
from shared.domain.cases.case import Acceptance, Change, Inquiry, Rejection
from shared.domain.cases.case_progress import follow_changes, note_refusal
from shared.domain.news.news import NewsItem, NewsKind
from shared.domain.news.news_settings import Frequency, NewsSettings
from shared.web.secret_address import SecretAddress
from tests.component.calls import Answer, Context, http_event, read_answer
from tests.component.snapshots import make_snapshot
from tests.component.world import MERCHANT, make_case, make_command

if TYPE_CHECKING:
    from functions.news.mailer import MailRun
    from shared.domain.cases.case import Case
    from shared.web.mails import Mail
    from tests.component.world import World

ADDRESS = "buchhaltung@beispiel.example"
FEED_SECRET = "f" * 43
ENDING_SECRET = "e" * 43
INQUIRY = Inquiry(
    inquiry_id="inquiry-1",
    asked_at=datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
    due_on=date(2026, 12, 1),
    question="Hat Erika Beispiel die Ware behalten?",
    answer_type="yes_no",
    answered=False,
)


class KeepingService:
    """Takes mails and keeps them; ``failure`` is raised instead, or after taking where ``takes_all_the_same``."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.failure: BaseException | None = None
        self.takes_all_the_same = False

    def send(self, mail: Mail) -> None:
        if self.failure is None or self.takes_all_the_same:
            self.mails.append(mail)
        if self.failure is not None:
            raise self.failure


class Bench:
    """The merchant ``MERCHANT`` with a feed, a confirmed address and the usual choices."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.service = KeepingService()
        world.activate()
        now = world.clock()
        self.save(NewsSettings().make_feed(SecretAddress(MERCHANT, FEED_SECRET).hash, now))
        asked = self.settings.ask(ADDRESS, "0" * 64, now)
        self.save(asked.confirm(ENDING_SECRET, now))
        world.clock.move(timedelta(seconds=1))
        self.mailer = compose(Settings.load(world.environment), world.clock)
        object.__setattr__(self.mailer, "sender", self.service)
        self.app = handler.compose(handler.Settings.load(world.environment), world.clock)

    @property
    def settings(self) -> NewsSettings:
        return self.world.stores.news_settings_of(MERCHANT).get()

    @property
    def news(self) -> list[NewsItem]:
        return self.world.stores.news_of(MERCHANT).list_newest_first(1000)

    @property
    def kinds(self) -> list[NewsKind]:
        return [item.kind for item in self.news]

    def save(self, settings: NewsSettings) -> None:
        self.world.stores.news_settings_of(MERCHANT).save(settings)

    def choose(self, **choices: Frequency) -> None:
        """Have some kinds mailed so often, and the others not at all."""
        chosen = dict.fromkeys(NewsKind, Frequency.NEVER)
        chosen |= {NewsKind(kind): frequency for kind, frequency in choices.items()}
        self.save(self.settings.choose(chosen, self.world.clock()))
        self.world.clock.move(timedelta(seconds=1))

    def open_case(self, case_id: str = "case-1", order_id: str = "1001_2026_09") -> Case:
        case = make_case(case_id, order_id)
        self.world.stores.cases_of(MERCHANT).open(case, make_command(case, f"command-{case_id}"))
        return case

    def follow(self, case: Case, *changes: Change) -> Case:
        """Take changes over, as the sync does."""
        after, _ = follow_changes(case, changes, self.world.clock())
        return self.world.stores.change_records_of(MERCHANT).record(case, after, changes)

    def refuse(self, case: Case) -> None:
        """Refuse a case, as the gateway does before it has a number."""
        rejection = Rejection(code="address_unknown", text="Erika Beispiel wohnt dort nicht")
        after = note_refusal(case, rejection, self.world.clock())
        command = self.world.stores.commands_of(MERCHANT).get(case.case_id, f"command-{case.case_id}")
        assert command is not None
        self.world.stores.cases_of(MERCHANT).save_progress(case, after, command)

    def accept(self, case: Case) -> Case:
        return self.follow(case, make_change(case, 1))

    def ask(self, case: Case, version: int = 2) -> Case:
        return self.follow(case, make_change(case, version, inquiries=(INQUIRY,)))

    def mail(self, *, after: timedelta = timedelta(minutes=5)) -> MailRun:
        """Let time pass and run the mailer."""
        self.world.clock.move(after)
        return self.mailer.send_due(self.world.clock() + timedelta(minutes=4))

    def get(self, path: str, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return read_answer(self.app.resolve(http_event("GET", path, headers=named), Context()))

    def post(self, path: str, body: bytes = b"") -> Answer:
        headers = {"content-type": "application/x-www-form-urlencoded"}
        return read_answer(self.app.resolve(http_event("POST", path, body=body, headers=headers), Context()))


def make_change(case: Case, version: int, **changes: Any) -> Change:
    known = {"case_number": f"26-{case.case_id.rpartition('-')[2]:>06}", "acceptance": Acceptance.ACCEPTED} | changes
    snapshot = make_snapshot(version, case.case_id, **known)
    return Change(change_id=f"{case.case_id}-{version}", changed_at=snapshot.changed_at, kind="any", snapshot=snapshot)


def find_links(text: str) -> list[str]:
    return re.findall(r"https://[^\s\"<>]+", text)
