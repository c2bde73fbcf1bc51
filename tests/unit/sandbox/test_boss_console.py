from __future__ import annotations

import re

from sandbox.boss.actions import ACTIONS
from sandbox.boss.console_view import name_code
from tests.unit.sandbox.boss_world import BossWorld, submission


def test_the_list_shows_the_newest_change_first() -> None:
    world = BossWorld(acceptance_delay=None)
    numbers = []
    for place in range(2):
        answer = world.submit(submission(client_reference=f"case-{place}"), key=f"key-{place}")
        numbers.append(answer.json()["case_number"])
        world.wait(seconds=1)
    assert _case_numbers(world) == [numbers[1], numbers[0]]
    world.move(numbers[0], "accept")
    assert _case_numbers(world) == [numbers[0], numbers[1]]


def test_the_list_says_so_where_there_is_no_case() -> None:
    assert "Noch kein Fall" in BossWorld().console.get("/").text


def test_the_case_page_shows_amounts_days_and_history_in_german() -> None:
    world = BossWorld()
    number = world.accepted_case()
    page = world.console.get(f"/cases/{number}").text
    for text in ("Jörg Müßig", "121,00 EUR", "24.11.2026, 10:00:03", "angenommen", "Fall eingegangen", "1_2026_07"):
        assert text in page


def test_the_case_page_shows_everything_that_a_case_may_carry() -> None:
    world = BossWorld()
    number = world.accepted_case()
    for action in ("inquiry", "document", "instalments", "break-instalments", "court", "pause", "renumber"):
        world.move(number, action).raise_for_status()
    page = world.console.get(f"/cases/{number}").text
    for text in ("nicht eingehalten", "Vorschuss 38,00 EUR", "bis 08.12.2026", "Früher", "Schreiben an den Schuldner"):
        assert text in page
    world.move(number, "close", code="deceased")
    assert "Schuldner verstorben" in world.console.get(f"/cases/{number}").text


def test_only_what_is_possible_now_is_offered() -> None:
    world = BossWorld(acceptance_delay=None)
    number = world.submit().json()["case_number"]
    assert _offered(world, number) == {"accept", "reject", "document", "renumber"}
    world.move(number, "reject")
    assert _offered(world, number) == {"document", "renumber"}


def test_an_accepted_case_offers_everything_else_at_some_time() -> None:
    world = BossWorld()
    number = world.accepted_case()
    offered = _offered(world, number)
    for action in ("instalments", "pause", "payment", "close"):
        world.move(number, action, amount="20").raise_for_status()
        offered |= _offered(world, number)
    assert offered == {action.name for action in ACTIONS} - {"accept", "reject"}


def test_a_button_moves_the_case_and_leads_back_to_it() -> None:
    world = BossWorld()
    number = world.accepted_case()
    answer = world.console.post(f"/cases/{number}/payment", data={"amount": "21,50"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/cases/{number}")
    assert world.case(number)["balance"]["total_open"]["amount"] == "99.50"


def test_a_new_number_leads_to_the_page_of_the_new_number() -> None:
    world = BossWorld()
    number = world.accepted_case()
    answer = world.console.post(f"/cases/{number}/renumber")
    assert answer.headers["location"] == f"/cases/{world.case(number)['case_number']}" != f"/cases/{number}"


def test_an_empty_field_takes_the_usual_value() -> None:
    world = BossWorld()
    number = world.accepted_case()
    world.console.post(f"/cases/{number}/inquiry", data={"question": "", "answer_type": "date", "due_on": ""})
    inquiry = world.case(number)["inquiries"][0]
    assert (inquiry["answer_type"], inquiry["due_on"]) == ("date", "2026-12-08")


def test_a_step_that_fails_says_why_on_the_same_page() -> None:
    world = BossWorld()
    number = world.accepted_case()
    wrong = world.console.post(f"/cases/{number}/payment", data={"amount": "viel"})
    assert wrong.status_code == 422
    assert "Erwartet wird ein Betrag" in wrong.text
    late = world.console.post(f"/cases/{number}/accept")
    assert late.status_code == 409
    assert "geht bei diesem Fall jetzt nicht" in late.text


def test_an_unknown_case_has_a_page_that_says_so() -> None:
    world = BossWorld()
    for answer in (world.console.get("/cases/AT26-0"), world.console.post("/cases/AT26-0/letter")):
        assert answer.status_code == 404
        assert "Das gibt es hier nicht" in answer.text


def test_a_person_can_take_over_the_decisions_and_give_them_back() -> None:
    world = BossWorld()
    world.console.post("/acceptance", data={"mode": "by-hand"})
    assert "von Hand" in world.console.get("/").text
    assert world.gateway.acceptance_delay is None
    world.console.post("/acceptance", data={"mode": "automatic"})
    assert "von selbst nach 2 s" in world.console.get("/").text


def test_the_sample_accounts_are_told_with_their_codes() -> None:
    page = BossWorld().console.get("/accounts").text
    for text in ("10001", "sandbox-code-10001", "account_not_activated", "queries_not_enabled", "10,00 EUR"):
        assert text in page


def test_what_came_from_outside_is_shown_as_text() -> None:
    world = BossWorld()
    body = submission(debtor__company="<script>alert(1)</script>")
    number = world.submit(body).json()["case_number"]
    for path in ("/", f"/cases/{number}"):
        page = world.console.get(path).text
        assert "<script>" not in page
        assert "&lt;script&gt;" in page


def test_the_style_sheet_is_served() -> None:
    assert BossWorld().console.get("/static/console.css").headers["content-type"].startswith("text/css")


def test_a_code_without_a_german_word_is_shown_as_it_is() -> None:
    assert name_code("special_treatment") == "special_treatment"


def _case_numbers(world: BossWorld) -> list[str]:
    return re.findall(r'href="/cases/([^"]+)"', world.console.get("/").text)


def _offered(world: BossWorld, number: str) -> set[str]:
    return set(re.findall(rf'action="/cases/{number}/([^"]+)"', world.console.get(f"/cases/{number}").text))
