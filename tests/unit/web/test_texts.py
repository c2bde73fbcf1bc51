from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.checkers import checkers
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from scripts.format_catalogues import CATALOGUES, format_catalogue
from shared.domain.account import Locale
from shared.web import texts
from shared.web.texts import msgid, translate, translations_for

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

WEB = Path(texts.__file__).parent

type MessageId = str | tuple[str, ...]


def read_catalogue() -> Catalog:
    with (texts.LOCALE_FOLDER / "de/LC_MESSAGES/pages.po").open("rb") as file:
        return read_po(file, locale="de", domain=texts.DOMAIN)


def extract_messages() -> set[MessageId]:
    with (WEB / "babel.cfg").open(encoding="utf-8") as file:
        # Babel left this one without annotations.
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    keywords = {**DEFAULT_KEYWORDS, "msgid": None}
    found = extract_from_dir(WEB, methods, options, keywords=keywords)
    return {message for _, _, message, _, _ in found}


def test_every_text_has_a_german_translation_and_no_translation_is_left_over() -> None:
    catalogue = read_catalogue()
    translated = {message.id for message in catalogue if message.id and message.string and not message.fuzzy}
    assert extract_messages() == translated


def test_no_translation_is_partly_empty_or_obsolete() -> None:
    catalogue = read_catalogue()
    assert not catalogue.obsolete
    for message in catalogue:
        parts = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(parts), message.id


def test_every_translation_has_the_places_of_its_text() -> None:
    catalogue = read_catalogue()
    for message in catalogue:
        if message.id:
            for check in checkers:
                check(catalogue, message)


def test_every_catalogue_is_in_the_shape_that_make_format_gives_it() -> None:
    paths = list(CATALOGUES.glob("*/LC_MESSAGES/*.po"))
    assert paths
    for path in paths:
        content = path.read_bytes()
        assert format_catalogue(content).decode() == content.decode(), path


def test_a_text_that_stands_in_a_catalogue_twice_is_left_once() -> None:
    entry = b'msgid "Cases"\nmsgstr "Inkassof\xc3\xa4lle"\n\n'
    assert format_catalogue(entry + entry).count(b'msgid "Cases"') == 1


def test_german_is_translated_and_english_is_as_written() -> None:
    assert translate(msgid("Cases"), Locale.GERMAN) == "Inkassofälle"
    assert translate(msgid("Cases"), Locale.ENGLISH) == "Cases"


def test_a_catalogue_that_was_not_compiled_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(texts, "LOCALE_FOLDER", tmp_path)
    translations_for.cache_clear()
    with pytest.raises(FileNotFoundError):
        translations_for(Locale.GERMAN)
