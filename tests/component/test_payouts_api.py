"""Payouts over HTTP: as pages, as JSON and as a file."""

from __future__ import annotations

import base64
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.domain.cases.case import Closing
from shared.domain.cases.payout import Payout, PayoutAllocation
from shared.domain.money import Money
from shared.store import payouts as payouts_module
from tests.component.cases_bench import HTML, Bench, add_accepted
from tests.component.world import CUSTOMER_NUMBER, MERCHANT, OTHER_MERCHANT, START, make_atriga_account

if TYPE_CHECKING:
    from tests.component.world import World

EVIL = "<script>alert(1)</script>"
OTHER_NUMBER = "10002"


@pytest.fixture
def bench(world: World) -> Bench:
    world.stores.accounts_of(MERCHANT).save_activated(make_atriga_account(), due_at=world.clock())
    return Bench(world)


def keep(
    bench: Bench,
    number: int,
    *case_numbers: str,
    customer_number: str = CUSTOMER_NUMBER,
    currency: str = "EUR",
    merchant_id: str = MERCHANT,
) -> None:
    def of(amount: str) -> Money:
        return Money.of(amount, currency)

    allocations = tuple(
        PayoutAllocation(case_number=case_number, principal=of("40"), interest=of("3"), charges=of("7"))
        for case_number in case_numbers
    )
    paid_on = date(2026, 1, 1) + timedelta(days=number)
    payout = Payout(
        payout_id=f"payout-{number}", paid_on=paid_on, total=of(str(50 * len(case_numbers))), allocations=allocations
    )
    assert bench.world.stores.payouts_of(merchant_id).keep(customer_number, payout, START)


def listed(bench: Bench, merchant_id: str = MERCHANT, **query: Any) -> list[str]:
    return [item["payout_id"] for item in bench.get("/payouts", merchant_id, **query).json["items"]]


def test_payouts_stand_newest_first_with_their_cases(bench: Bench) -> None:
    add_accepted(bench, 1)
    keep(bench, 1, "26-000001", "99-888888")
    keep(bench, 2)
    newest, oldest = bench.get("/payouts").json["items"]
    assert (newest["payout_id"], newest["allocations"]) == ("payout-2", [])
    assert (oldest["total"], oldest["currency"], oldest["allocation_count"]) == ("100.00", "EUR", 2)
    assert [(share["case_id"], share["case_number"], share["total"]) for share in oldest["allocations"]] == [
        ("case-1", "26-000001", "50.00"),
        (None, "99-888888", "50.00"),
    ]
    page = bench.get("/payouts", headers=HTML).body
    assert '<a href="/cases/case-1">26-000001</a>' in page
    assert f'href="/payouts/{CUSTOMER_NUMBER}/payout-1"' in page


def test_account_and_days_narrow_the_list_and_its_sum(bench: Bench) -> None:
    for number in range(1, 7):
        keep(bench, number, "1", customer_number=OTHER_NUMBER if number % 2 else CUSTOMER_NUMBER)
    assert listed(bench, atriga=OTHER_NUMBER) == ["payout-5", "payout-3", "payout-1"]
    assert listed(bench, paid_from="2026-01-03", paid_to="2026-01-05") == ["payout-4", "payout-3", "payout-2"]
    assert listed(bench, atriga=OTHER_NUMBER, paid_to="2026-01-04") == ["payout-3", "payout-1"]
    assert listed(bench, atriga="99999") == []
    page = bench.get("/payouts", headers=HTML, atriga=OTHER_NUMBER).body
    assert "Summe von 3 Auszahlungen." in page
    assert "150,00\N{NO-BREAK SPACE}€" in page
    assert "Keine Auszahlung passt." in bench.get("/payouts", headers=HTML, atriga="99999").body


def test_amounts_of_two_currencies_are_never_added(bench: Bench) -> None:
    keep(bench, 1, "1")
    keep(bench, 2, "1", "2", currency="CHF")
    page = bench.get("/payouts", headers=HTML).body
    assert "<dt>Ausgezahlt</dt><dd>100,00\N{NO-BREAK SPACE}CHF</dd>" in page
    assert "<dt>Ausgezahlt</dt><dd>50,00\N{NO-BREAK SPACE}€</dd>" in page


def test_what_is_open_in_running_cases_stands_beside_what_was_paid_out(bench: Bench) -> None:
    add_accepted(bench, 1)
    add_accepted(bench, 2, closing=Closing(code="paid", text="", closed_at=bench.world.clock()))
    keep(bench, 1, "26-000001")
    page = bench.get("/payouts", headers=HTML).body
    assert "145,00\N{NO-BREAK SPACE}€" in page
    assert 'href="/cases?running=yes&amp;currency=EUR"' in page
    for query in ({"atriga": CUSTOMER_NUMBER}, {"paid_from": "2026-01-01"}):
        narrowed: dict[str, Any] = query
        assert "Noch offen in laufenden Fällen" not in bench.get("/payouts", headers=HTML, **narrowed).body


@pytest.mark.parametrize("query", [{}, {"atriga": CUSTOMER_NUMBER}, {"paid_from": "2026-01-01"}])
def test_pages_follow_one_another_without_gap_or_repeat(bench: Bench, query: dict[str, Any]) -> None:
    for number in range(45):
        keep(bench, number)
    seen: list[str] = []
    cursor: dict[str, Any] = {}
    while True:
        shown = bench.get("/payouts", **query, **cursor).json
        seen += [item["payout_id"] for item in shown["items"]]
        if shown["next_cursor"] is None:
            break
        cursor = {"cursor": shown["next_cursor"]}
    assert seen == [f"payout-{number}" for number in range(44, -1, -1)]


def test_a_look_for_an_account_ends_somewhere_and_says_where(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(payouts_module, "MOST_PAYOUTS_LOOKED_AT", 3)
    keep(bench, 1, customer_number=OTHER_NUMBER)
    for number in range(2, 7):
        keep(bench, number)
    page = bench.get("/payouts", headers=HTML, atriga=OTHER_NUMBER).body
    assert "Unter den bisher durchgesehenen 3 Auszahlungen passt keine." in page
    shown = bench.get("/payouts", atriga=OTHER_NUMBER).json
    assert shown["items"] == []
    assert listed(bench, atriga=OTHER_NUMBER, cursor=shown["next_cursor"]) == ["payout-1"]
    assert "Summe der neuesten 3 Auszahlungen" in bench.get("/payouts", headers=HTML).body


@pytest.mark.parametrize(
    "place", ["x", "2026-01-02#10001", "2025-01-01#10001#payout-1", "2026-01-02T00:00:00#10001#payout-1"]
)
def test_a_cursor_of_another_view_is_refused(bench: Bench, place: str) -> None:
    cursor = base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")
    assert bench.get("/payouts", cursor=cursor, paid_from="2026-01-01").status == 422


def test_a_day_that_is_none_is_told_at_its_field_and_to_programs(bench: Bench) -> None:
    keep(bench, 1)
    page = bench.get("/payouts", headers=HTML, paid_from=EVIL)
    assert page.status == 422
    assert 'id="paid_from_error"' in page.body
    assert EVIL not in page.body
    answer = bench.get("/payouts", paid_from=EVIL)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "paid_from")
    assert bench.get("/payouts.csv", paid_to="x").status == 422


def test_one_payout_shows_all_of_its_cases_page_by_page(bench: Bench) -> None:
    keep(bench, 1, *(f"26-{number}" for number in range(120)))
    path = f"/payouts/{CUSTOMER_NUMBER}/payout-1"
    first = bench.get(path).json
    second = bench.get(path, first=str(first["next_first"])).json
    numbers = [share["case_number"] for share in first["allocations"] + second["allocations"]]
    assert numbers == [f"26-{number}" for number in range(120)]
    assert (first["next_first"], second["next_first"]) == (100, None)
    page = bench.get(path, headers=HTML).body
    assert "Weitere Fälle dieser Auszahlung" in page
    assert bench.get(path, first="-1").status == 422


def test_a_payout_of_another_merchant_or_nobodys_is_not_found(bench: Bench) -> None:
    keep(bench, 1, "26-1")
    path = f"/payouts/{CUSTOMER_NUMBER}/payout-1"
    assert bench.get(path).status == 200
    assert bench.get(path, OTHER_MERCHANT).status == 404
    assert bench.get(f"/payouts/{OTHER_NUMBER}/payout-1").status == 404
    assert bench.get(f"/payouts/{CUSTOMER_NUMBER}/payout-2", headers=HTML).status == 404
    assert listed(bench, OTHER_MERCHANT) == []


def test_markup_in_what_atriga_names_is_shown_as_text(bench: Bench) -> None:
    keep(bench, 1, EVIL)
    for path in ("/payouts", f"/payouts/{CUSTOMER_NUMBER}/payout-1"):
        page = bench.get(path, headers=HTML).body
        assert EVIL not in page
        assert "&lt;script&gt;" in page


def test_the_file_has_a_line_for_each_case_and_no_formula(bench: Bench) -> None:
    keep(bench, 1, "=1+1", "26-2")
    keep(bench, 2)
    answer = bench.get("/payouts.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="payouts-2026-11-24.csv"'
    _, without, first, second, *rest = answer.body.split("\r\n")
    assert without == f"03.01.2026;{CUSTOMER_NUMBER};payout-2;0,00;;;;;;EUR"
    assert first == f"02.01.2026;{CUSTOMER_NUMBER};payout-1;100,00;'=1+1;40,00;3,00;7,00;50,00;EUR"
    assert second.split(";")[4] == "26-2"
    assert rest == [""]


def test_a_long_file_ends_with_where_it_goes_on(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.cases_api.payouts.routes.PAYOUTS_OF_A_FILE", 2)
    for number in range(1, 4):
        keep(bench, number)
    answer = bench.get("/payouts.csv", atriga=CUSTOMER_NUMBER)
    address = answer.body.strip().split("\r\n")[-1]
    assert answer.headers["Link"] == f'<{address}>; rel="next"'
    query: dict[str, Any] = dict(part.split("=", 1) for part in address.partition("?")[2].split("&"))
    rest = bench.get("/payouts.csv", **query).body.strip().split("\r\n")
    assert len(rest) == 2
    assert "payout-1" in rest[1]
