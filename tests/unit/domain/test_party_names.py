"""The two name lines of an address, read together."""

from __future__ import annotations

import pytest

from shared.domain.parties.legal_forms import CompanySign, find_company_sign
from shared.domain.parties.party_name import PartyName
from shared.domain.parties.party_names import read_party_name


@pytest.mark.parametrize(
    "name",
    [
        "Muster GmbH",
        "muster gmbh",
        "Muster AG",
        "Muster UG (haftungsbeschränkt)",
        "Klein & Co. KG",
        "Muster GmbH & Co. KG",
        "Muster AG & Co. KGaA",
        "Klein OHG",
        "Eva Klein e.K.",
        "Eva Klein eK",
        "Klein GbR",
        "Turnverein Nord e.V.",
        "SAP SE",
        "Acme Ltd.",
        "Acme Limited",
        "Praha s.r.o.",
        "Praha a.s.",
        "Warszawa Sp. z o.o.",
        "Milano S.p.A.",
        "Milano S.r.l.",
        "Lyon SARL",
        "Jansen B.V.",
        "Aarhus A/S",
        "Aarhus ApS",
        "Wien Ges.m.b.H.",
        "Wien OG",
        "Wien G.m.b.H.",
        "Muster AG Zürich",
        "Muster UG (haftungsbeschr.)",
        "Muster k.s.",
        "Muster Verwaltungs-KG",
        "Muster d.d.",
        "Muster Handelsgesellschaft m.b.H.",
    ],
)
def test_a_legal_form_makes_a_company(name: str) -> None:
    assert find_company_sign(name) is CompanySign.LEGAL_FORM
    assert read_party_name(name, None) == PartyName(company=name, has_legal_form=True)


@pytest.mark.parametrize(
    "name",
    [
        "Max Mustermann",
        "Ag Müller",
        "Maria de Sa",
        "Max A. Klein",
        "A.S. Klein",
        "Bernd E. K. Klein",
        "Kai Ek",
        "Kai Ag",
        "3. OG",
        "GmbH",
    ],
)
def test_names_that_only_resemble_a_legal_form_are_names(name: str) -> None:
    assert find_company_sign(name) is CompanySign.NONE


@pytest.mark.parametrize(
    "name",
    [
        "Praxis Dr. Klein",
        "Klein & Söhne",
        "JOAO SA",
        "Blumen 24 Klein",
        "Rolf Weinhandel",
        "Müller & Klein",
        "Firma Klein",
        "Schreinerei Max Klein",
        "Haarstudio Eva",
        "TSV Neudorf",
        "Weinhandel Klein",
        "Klein Haustechnik",
        "Stadt Neudorf",
        "Holzwurm24.de",
        "Eva's Backstube",
    ],
)
def test_what_only_suggests_a_company_is_a_guess(name: str) -> None:
    assert read_party_name(name, None) == PartyName(company=name, is_guess=True)


@pytest.mark.parametrize(
    ("name", "name_2", "expected"),
    [
        ("Muster GmbH", "Eva Klein", PartyName("Muster GmbH", "Eva", "Klein", has_legal_form=True)),
        ("Eva Klein", "Muster GmbH", PartyName("Muster GmbH", "Eva", "Klein", has_legal_form=True)),
        ("Muster GmbH, Eva Klein", None, PartyName("Muster GmbH", "Eva", "Klein", has_legal_form=True, is_guess=True)),
        ("Müller, Klein & Partner GbR", None, PartyName("Müller, Klein & Partner GbR", has_legal_form=True)),
        ("Muster GmbH", "Filiale Nord", PartyName("Muster GmbH", addition="Filiale Nord", has_legal_form=True)),
        ("Muster GmbH", "Einkauf", PartyName("Muster GmbH", addition="Einkauf", has_legal_form=True)),
        ("Muster GmbH", "Nordwind", PartyName("Muster GmbH", addition="Nordwind", has_legal_form=True, is_guess=True)),
        ("Praxis Klein", "Eva Klein", PartyName("Praxis Klein", "Eva", "Klein", is_guess=True)),
        ("Muster", "GmbH", PartyName("Muster GmbH", has_legal_form=True)),
        ("GmbH", "GmbH", PartyName()),
        ("Eva", "Klein", PartyName(first_name="Eva", last_name="Klein", is_guess=True)),
        ("Eva Klein", "eva klein", PartyName(first_name="Eva", last_name="Klein", is_clear_person=True)),
        ("Herr", "Max Klein", PartyName(first_name="Max", last_name="Klein", is_clear_person=True)),
        ("Firma", "Max Klein", PartyName(company="Max Klein", is_guess=True)),
        ("Firma", "Klein GmbH", PartyName(company="Klein GmbH", has_legal_form=True)),
        (
            "Eva Klein",
            "c/o Meier",
            PartyName(first_name="Eva", last_name="Klein", addition="c/o Meier", is_clear_person=True),
        ),
        (
            "c/o Meier",
            "Eva Klein",
            PartyName(first_name="Eva", last_name="Klein", addition="c/o Meier", is_clear_person=True),
        ),
        (
            "Eva Klein",
            "Max Klein",
            PartyName(first_name="Eva", last_name="Klein", left_out="Max Klein", is_guess=True),
        ),
        ("lisa_77", "Eva Klein", PartyName(first_name="Eva", last_name="Klein", left_out="lisa_77", is_guess=True)),
        (None, "Eva Klein", PartyName(first_name="Eva", last_name="Klein", is_clear_person=True)),
        ("Max Müller und Eva Klein", None, PartyName(names_several_people=True)),
        ("Max Müller, Eva Klein", None, PartyName(names_several_people=True)),
        ("Eva und Max", None, PartyName(names_several_people=True)),
        ("Eva Klein", "und Max Klein", PartyName(names_several_people=True)),
        ("Klein", "Eva", PartyName(first_name="Eva", last_name="Klein", is_guess=True)),
        ("Eva Maria", "Klein", PartyName(first_name="Eva Maria", last_name="Klein", is_guess=True)),
        (
            "Eva Klein c/o Meier",
            None,
            PartyName(first_name="Eva", last_name="Klein", addition="c/o Meier", is_clear_person=True),
        ),
        (
            "Eva Klein",
            "0171 5550123",
            PartyName(first_name="Eva", last_name="Klein", left_out="0171 5550123", is_clear_person=True),
        ),
        ("Eva Klein ❤", None, PartyName(first_name="Eva", last_name="Klein", is_clear_person=True)),
        ("Eva Klein 2", None, PartyName(first_name="Eva", last_name="Klein", is_guess=True)),
        ("Muster GmbH (Eva Klein)", None, PartyName("Muster GmbH", "Eva", "Klein", has_legal_form=True, is_guess=True)),
        ("Muster GmbH Eva Klein", None, PartyName("Muster GmbH", "Eva", "Klein", has_legal_form=True, is_guess=True)),
        (
            "Eva Klein",
            "3. OG",
            PartyName(first_name="Eva", last_name="Klein", addition="3. OG", is_clear_person=True),
        ),
        ("Eva", None, PartyName()),
        (
            "Eva Klein",
            "c/o Muster GmbH",
            PartyName(first_name="Eva", last_name="Klein", addition="c/o Muster GmbH", is_clear_person=True),
        ),
        ("c/o Muster GmbH", None, PartyName()),
        (
            "Muster GmbH, Herr Klein",
            None,
            PartyName("Muster GmbH", addition="Herr Klein", has_legal_form=True, is_guess=True),
        ),
        ("(Eva Klein)", None, PartyName(first_name="Eva", last_name="Klein", is_clear_person=True)),
        ("i.A. Eva Klein", None, PartyName(first_name="Eva", last_name="Klein", is_clear_person=True)),
        ("Test Kunde", None, PartyName()),
    ],
)
def test_both_lines_are_read_together(name: str | None, name_2: str | None, expected: PartyName) -> None:
    assert read_party_name(name, name_2) == expected


@pytest.mark.parametrize("name", ["Rolf Handel", "Karin Neumarkt", "Petra Altenhof", "Valerie Braun", "Kate Bishop"])
def test_a_last_name_that_looks_like_a_trade_stays_a_persons_behind_a_given_name(name: str) -> None:
    assert find_company_sign(name) is CompanySign.NONE
    assert read_party_name(name, None).is_clear_person


@pytest.mark.parametrize(
    "name", ["Sonnenhügel Lichtblick", "Eva Klein Zauberei", "Eva Klein privat", "Nordlicht Martin"]
)
def test_words_that_need_not_be_a_persons_make_no_consumer(name: str) -> None:
    assert not read_party_name(name, None).is_clear_person
