from __future__ import annotations

import pytest

from sandbox.boss.actions import ACTIONS
from tests.unit.sandbox.boss_world import BossWorld, euro


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("letter", "letter_sent"),
        ("call", "call_made"),
        ("instalments", "instalments_agreed"),
        ("inquiry", "inquiry_asked"),
        ("document", "document_added"),
        ("pause", "paused"),
        ("court", "court_decision_needed"),
        ("renumber", "case_number_changed"),
        ("close", "closed"),
        ("unknown-status", "special_step"),
    ],
)
def test_each_step_works_without_parameters_and_is_one_change(action: str, kind: str) -> None:
    world = BossWorld()
    number = world.accepted_case()
    answer = world.move(number, action)
    assert (answer.status_code, answer.json()["version"]) == (200, 3)
    assert [change["kind"] for change in world.changes()] == ["received", "accepted", kind]


def test_a_person_rejects_a_case_with_a_reason() -> None:
    world = BossWorld(acceptance_delay=None)
    number = world.submit().json()["case_number"]
    case = world.move(number, "reject", code="no_legitimate_interest").json()
    assert case["rejection"] == {
        "code": "no_legitimate_interest",
        "text": "Das berechtigte Interesse ist nicht belegt.",
        "field": None,
    }
    assert world.move(number, "accept").status_code == 409


def test_a_rejection_may_have_words_of_its_own() -> None:
    world = BossWorld(acceptance_delay=None)
    number = world.submit().json()["case_number"]
    case = world.move(number, "reject", code="x", text="Bitte anrufen.", field="debtor.address.city").json()
    assert case["rejection"] == {"code": "x", "text": "Bitte anrufen.", "field": "debtor.address.city"}


def test_a_payment_to_the_agency_is_paid_out_without_the_agencys_own_costs() -> None:
    world = BossWorld()
    number = world.accepted_case()
    world.move(number, "payment", amount="30,00")
    world.move(number, "payout").raise_for_status()
    page = world.client().get("/payouts").json()
    payout = page["items"][0]
    assert (payout["total"], payout["paid_on"], page["more"]) == (euro("15.00"), "2026-11-24", False)
    assert payout["allocations"] == [
        {"case_number": number, "principal": euro("9.00"), "interest": euro("1.00"), "charges": euro("5.00")}
    ]
    assert world.client().get("/payouts", params={"after": page["next_cursor"]}).json()["items"] == []
    assert world.client("20002").get("/payouts").json()["items"] == []


def test_what_was_paid_out_once_is_not_paid_out_again() -> None:
    world = BossWorld()
    number = world.accepted_case()
    world.move(number, "payment", amount="30.00")
    world.move(number, "payout")
    assert world.move(number, "payout").status_code == 409


def test_money_that_the_client_took_in_is_not_paid_out() -> None:
    world = BossWorld()
    number = world.accepted_case()
    body = {"payment_reference": "p", "amount": euro("50.00"), "value_date": "2026-11-24"}
    world.client().post(f"/cases/{number}/payments", json=body)
    assert world.move(number, "payout").status_code == 409


def test_a_test_case_is_never_paid_out() -> None:
    world = BossWorld()
    number = world.submit(X_Boss_Mode="test").json()["case_number"]
    world.wait(seconds=2)
    world.move(number, "payment", amount="50.00").raise_for_status()
    assert world.move(number, "payout").status_code == 409


def test_a_payment_without_an_amount_is_everything_that_is_open() -> None:
    world = BossWorld()
    number = world.accepted_case()
    case = world.move(number, "payment").json()
    assert (case["payment"], case["closing"]["code"]) == ("fully_paid", "paid")


def test_a_replaced_number_stays_findable() -> None:
    world = BossWorld()
    earlier = world.accepted_case()
    later = world.move(earlier, "renumber").json()["case_number"]
    assert later != earlier
    assert world.case(earlier) == world.case(later)
    assert world.case(later)["previous_case_numbers"] == [earlier]
    assert world.move(earlier, "letter").json()["case_number"] == later


def test_instalments_cannot_break_where_none_were_agreed() -> None:
    world = BossWorld()
    assert world.move(world.accepted_case(), "break-instalments").json()["code"] == "not_possible"


def test_an_instalment_plan_can_break() -> None:
    world = BossWorld()
    number = world.accepted_case()
    agreed = world.move(number, "instalments", rate="25", next_due="2026-12-15").json()
    assert agreed["instalment_plan"] == {"rate": euro("25.00"), "next_due": "2026-12-15", "kept": True}
    assert world.move(number, "break-instalments").json()["instalment_plan"]["kept"] is False
    assert [change["case"]["instalment_plan"] for change in world.changes()][2]["kept"] is True


def test_a_closed_case_can_be_reopened() -> None:
    world = BossWorld()
    number = world.accepted_case()
    assert world.move(number, "close", code="something_new").json()["closing"]["text"] == "something_new"
    case = world.move(number, "reopen").json()
    assert (case["closing"], case["stage"], case["processing"]) == (None, "extrajudicial", "in_progress")


def test_a_case_that_waits_and_is_paused_waits_again_after_the_pause() -> None:
    world = BossWorld()
    number = world.accepted_case()
    world.move(number, "inquiry")
    assert world.move(number, "pause").json()["processing"] == "paused"
    assert world.move(number, "resume").json()["processing"] == "waiting_for_client"


@pytest.mark.parametrize(
    ("action", "parameters", "field"),
    [
        ("payment", {"amount": "viel"}, "amount"),
        ("payment", {"amount": "0"}, "amount"),
        ("payment", {"amount": "99999"}, "amount"),
        ("pause", {"until": "bald"}, "until"),
        ("inquiry", {"answer_type": "song"}, "answer_type"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_named(action: str, parameters: dict[str, str], field: str) -> None:
    world = BossWorld()
    answer = world.move(world.accepted_case(), action, **parameters)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_unknown_cases_and_unknown_steps_are_not_found() -> None:
    world = BossWorld()
    assert world.move("AT26-0", "letter").status_code == 404
    assert world.move(world.accepted_case(), "sing").status_code == 404


def test_every_step_has_a_name_of_its_own() -> None:
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)
