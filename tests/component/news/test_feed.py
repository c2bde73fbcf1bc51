"""The feed: valid Atom, for whoever knows its address and for nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import feedparser
import pytest

from functions.news.feed import MOST_ENTRIES
from shared.domain.account import Locale
from shared.web.secret_address import SecretAddress
from tests.component.news.news_bench import FEED_SECRET
from tests.component.world import MERCHANT, OTHER_MERCHANT, START, make_merchant

if TYPE_CHECKING:
    from tests.component.news.news_bench import Bench

PATH = f"/feed/{MERCHANT}.{FEED_SECRET}"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_has_everything_that_the_standard_asks_for(bench: Bench) -> None:
    bench.ask(bench.accept(bench.open_case()))
    answer = bench.get(PATH)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.body)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.id.startswith("urn:uuid:")
    assert feed.feed.title == "Neuigkeiten zu Ihren Inkassofällen"
    assert feed.feed.language == "de"
    assert feed.feed.author == "atriga für DreamRobot"
    assert feed.feed.updated_parsed
    assert {link.rel: link.href for link in feed.feed.links} == {
        "self": f"https://app.example{PATH}",
        "alternate": "https://app.example/cases",
    }
    assert [entry.title for entry in feed.entries] == [
        "Rückfrage von atriga: 26-000001",
        "Fall von atriga angenommen: 26-000001",
    ]
    for entry in feed.entries:
        assert entry.id.startswith("urn:uuid:")
        assert entry.link == "https://app.example/cases/case-1"
        assert entry.updated_parsed
        assert entry.published_parsed
        assert entry.content[0].type == "text/plain"
        assert "Auftrag 1001_2026_09" in entry.content[0].value
    assert len({entry.id for entry in feed.entries}) == 2


def test_each_required_element_stands_where_the_schema_wants_it_exactly_once(bench: Bench) -> None:
    bench.ask(bench.accept(bench.open_case()))
    root = ET.fromstring(bench.get(PATH).body)  # noqa: S314 -- our own
    assert root.tag == f"{ATOM}feed"
    for parent, names in [(root, ("id", "title", "updated", "author")), *((e, _OF_AN_ENTRY) for e in _entries(root))]:
        for name in names:
            [found] = parent.findall(f"{ATOM}{name}")
            assert found.text or len(found)


def test_a_feed_of_a_merchant_to_whom_nothing_happened_is_valid_too(bench: Bench) -> None:
    feed = feedparser.parse(bench.get(PATH).body)
    assert not feed.bozo
    assert feed.entries == []
    assert feed.feed.updated == START.isoformat()


def test_it_speaks_the_merchants_language(bench: Bench) -> None:
    bench.world.stores.merchants_of(MERCHANT).save(make_merchant().model_copy(update={"locale": Locale.ENGLISH}))
    bench.accept(bench.open_case())
    feed = feedparser.parse(bench.get(PATH).body)
    assert feed.feed.language == "en"
    assert feed.entries[0].title == "Case taken by atriga: 26-000001"


def test_ids_stay_whatever_the_language_becomes(bench: Bench) -> None:
    bench.accept(bench.open_case())
    before = feedparser.parse(bench.get(PATH).body)
    bench.world.stores.merchants_of(MERCHANT).save(make_merchant().model_copy(update={"locale": Locale.ENGLISH}))
    after = feedparser.parse(bench.get(PATH).body)
    assert before.feed.id == after.feed.id
    assert [entry.id for entry in before.entries] == [entry.id for entry in after.entries]


def test_it_holds_the_newest_and_a_hundred_at_most(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_ENTRIES == 100
    monkeypatch.setattr("functions.news.feed_routes.MOST_ENTRIES", 5)
    for number in range(6):
        bench.world.clock.move(timedelta(seconds=1))
        bench.accept(bench.open_case(f"case-{number}", f"{number}_2026_09"))
    entries = feedparser.parse(bench.get(PATH).body).entries
    assert len(entries) == 5
    assert entries[0].link.endswith("/case-5")
    assert entries[-1].link.endswith("/case-1")


def test_it_names_no_debtor(bench: Bench) -> None:
    bench.refuse(bench.open_case())
    bench.ask(bench.accept(bench.open_case("case-2", "2_2026_09")))
    body = bench.get(PATH).body
    assert not any(word in body for word in ("Erika", "Beispiel", "Musterstraße"))


def test_a_reader_that_has_it_already_gets_nothing_again(bench: Bench) -> None:
    bench.accept(bench.open_case())
    first = bench.get(PATH)
    by_tag = bench.get(PATH, if_none_match=first.headers["ETag"])
    by_time = bench.get(PATH, if_modified_since=first.headers["Last-Modified"])
    for again in (by_tag, by_time, bench.get(PATH, if_none_match=f'"other", {first.headers["ETag"]}')):
        assert (again.status, again.body) == (304, "")
        assert again.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("header", ["if_none_match", "if_modified_since"])
def test_a_reader_gets_it_again_once_something_happened(bench: Bench, header: str) -> None:
    first = bench.get(PATH)
    bench.world.clock.move(timedelta(minutes=1))
    bench.accept(bench.open_case())
    known = {"if_none_match": first.headers["ETag"], "if_modified_since": first.headers["Last-Modified"]}
    assert bench.get(PATH, **{header: known[header]}).status == 200


@pytest.mark.parametrize(
    "since", ["gestern", "Tue, 99 Nov 2026 09:00:00 GMT", "Mon, 01 Jan 99999999999 00:00:00 GMT", ""]
)
def test_a_time_that_is_none_is_passed_over(bench: Bench, since: str) -> None:
    assert bench.get(PATH, if_modified_since=since).status == 200


@pytest.mark.parametrize(
    "address",
    [
        f"{MERCHANT}.{'g' * 43}",
        f"{OTHER_MERCHANT}.{FEED_SECRET}",
        f"nobody.{FEED_SECRET}",
        f"{MERCHANT}.",
        f".{FEED_SECRET}",
        MERCHANT,
        FEED_SECRET,
        "M%23x.y",
        "x" * 2000,
    ],
)
def test_an_address_that_nobody_made_is_not_found(bench: Bench, address: str) -> None:
    answer = bench.get(f"/feed/{address}")
    assert answer.status == 404
    assert FEED_SECRET not in answer.body


def test_finding_out_that_an_address_is_unknown_takes_the_same_steps(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    real = SecretAddress.is_known_by

    def note(self: SecretAddress, kept_hash: str | None) -> bool:
        steps.append("compared")
        return real(self, kept_hash)

    monkeypatch.setattr(SecretAddress, "is_known_by", note)
    for address in (f"{MERCHANT}.{'g' * 43}", f"nobody.{FEED_SECRET}", "not an address"):
        bench.get(f"/feed/{address}")
    assert steps == ["compared"] * 3


def test_a_new_address_and_no_address_end_the_old_one(bench: Bench) -> None:
    bench.save(bench.settings.make_feed(SecretAddress(MERCHANT, "n" * 43).hash, bench.world.clock()))
    assert bench.get(PATH).status == 404
    assert bench.get(f"/feed/{MERCHANT}.{'n' * 43}").status == 200
    bench.save(bench.settings.end_feed())
    assert bench.get(f"/feed/{MERCHANT}.{'n' * 43}").status == 404


def test_the_feed_of_a_merchant_who_left_is_gone(bench: Bench) -> None:
    bench.world.stores.merchants_of(MERCHANT).delete()
    assert bench.get(PATH).status == 404


def test_the_address_stands_in_no_log_line(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    bench.get(PATH)
    bench.get(f"/feed/{MERCHANT}.{'g' * 43}")
    bench.get(f"/feed/{MERCHANT}.{'g' * 43}/more")
    told = capsys.readouterr()
    assert FEED_SECRET not in told.out + told.err
    assert "g" * 43 not in told.out + told.err


def test_it_is_kept_by_no_search_engine_and_by_no_cache_on_the_way(bench: Bench) -> None:
    headers = bench.get(PATH).headers
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Cache-Control"].startswith("private")


_OF_AN_ENTRY = ("id", "title", "updated", "content")


def _entries(root: ET.Element) -> list[ET.Element]:
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 2
    return entries
