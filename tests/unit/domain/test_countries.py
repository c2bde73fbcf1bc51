"""Countries: which one a code or a name in one of Europe's languages means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.addresses.countries import COUNTRY_CODES, country_of_code, country_of_name


def test_a_code_is_one_of_iso_3166() -> None:
    assert len(COUNTRY_CODES) == 249
    assert country_of_code(" de ") == "DE"
    assert country_of_code("ZZ") is None
    assert country_of_code(None) is None


@pytest.mark.parametrize(
    ("country", "names"),
    [
        (
            "DE",
            "Deutschland Germany Allemagne Germania Duitsland Niemcy Německo Tyskland Alemania Németország Германия",
        ),
        ("AT", "Österreich Austria Autriche Oostenrijk Rakousko Østrig Itävalta Αυστρία"),
        ("CH", "Schweiz Switzerland Suisse Svizzera Zwitserland Szwajcaria Švýcarsko Svizra"),
        ("FR", "Frankreich France Francia Frankrijk Francja Francie Frankrig"),
        ("NL", "Niederlande Netherlands Pays-Bas Nederland Holandia Nizozemsko"),
        ("BE", "Belgien Belgium Belgique Belgio België Belgia Belgie"),
        ("LU", "Luxemburg Luxembourg Lussemburgo Lucembursko Lëtzebuerg"),
        ("PL", "Polen Poland Pologne Polonia Polska Polsko"),
        ("CZ", "Tschechien Czechia Tchéquie Cechia Tsjechië Czechy Česko Tjekkiet"),
        ("DK", "Dänemark Denmark Danemark Danimarca Denemarken Dania Dánsko Danmark"),
        ("IT", "Italien Italy Italie Italia Itálie Włochy"),
        ("LI", "Liechtenstein"),
        ("TR", "Türkei Turkey Türkiye Turchia Turcja"),
    ],
)
def test_a_country_is_known_by_its_names_in_many_languages(country: str, names: str) -> None:
    assert {name: country_of_name(name) for name in names.split()} == dict.fromkeys(names.split(), country)


@pytest.mark.parametrize(
    ("written", "country"),
    [
        ("at", "AT"),
        ("DEU", "DE"),
        ("aut", "AT"),
        ("CHE", "CH"),
        ("USA", "US"),
        ("UK", "GB"),
        ("Oesterreich", "AT"),
        ("DAENEMARK", "DK"),
        ("Tuerkei", "TR"),
        ("Osterreich", "AT"),
        ("Bundesrepublik Deutschland", "DE"),
        ("The Netherlands", "NL"),
        ("Holland", "NL"),
        ("Czech Republic", "CZ"),
        ("Tschechische Republik", "CZ"),
        ("Großbritannien", "GB"),
        ("Vereinigtes Königreich", "GB"),
        ("Bosnia & Herzegovina", "BA"),
        ("Cote d'Ivoire", "CI"),
    ],
)
def test_codes_of_three_letters_and_other_spellings_are_understood(written: str, country: str) -> None:
    assert country_of_name(written) == country


@pytest.mark.parametrize(
    "name", [None, "", "Atlantis", "Bayern", "Berlin", "-", "EU", "Europa", "D", "Deutschland/Österreich"]
)
def test_what_names_no_country_is_none(name: str | None) -> None:
    assert country_of_name(name) is None


@given(st.text(max_size=40))
def test_no_text_makes_reading_a_country_fail(name: str) -> None:
    assert country_of_name(name) in COUNTRY_CODES | {None}
