from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.sandbox.boss_world import BossWorld, euro

if TYPE_CHECKING:
    import httpx


PAYMENT = {"payment_reference": "p-1", "amount": euro("50.00"), "value_date": "2026-11-24"}
REDUCTION = {"reduction_reference": "r-1", "reason": "credit_note", "amount": euro("40.00")}


def codes(answer: httpx.Response) -> set[tuple[str, str]]:
    assert answer.status_code == 422
    return {(error["field"], error["code"]) for error in answer.json()["errors"]}


def test_a_withdrawal_is_free_while_the_case_is_checked() -> None:
    world = BossWorld()
    number = world.submit().json()["case_number"]
    quote = world.client().get(f"/cases/{number}/withdrawal-quote").json()
    assert quote == {"allowed": True, "fee": euro("0.00"), "reason": None}
    body = {"reason": "paid", "accepted_fee": euro("0.00")}
    answer = world.client().post(f"/cases/{number}/withdrawal", json=body)
    assert (answer.status_code, answer.json()["closing"]) == (202, None)
    world.wait(seconds=2)
    case = world.case(number)
    assert (case["acceptance"], case["closing"]["code"]) == ("pending", "withdrawn")


def test_a_withdrawal_costs_once_the_case_was_accepted_and_more_at_court() -> None:
    world = BossWorld()
    number = world.accepted_case()
    assert world.client().get(f"/cases/{number}/withdrawal-quote").json()["fee"] == euro("15.00")
    world.move(number, "court")
    decision = {"decision": "approve", "accepted_advance": euro("38.00")}
    world.client().post(f"/cases/{number}/court-decision", json=decision)
    assert world.client().get(f"/cases/{number}/withdrawal-quote").json()["fee"] == euro("45.00")


def test_a_withdrawal_for_less_than_its_fee_is_refused() -> None:
    world = BossWorld()
    number = world.accepted_case()
    body = {"reason": "goodwill", "accepted_fee": euro("14.99")}
    answer = world.client().post(f"/cases/{number}/withdrawal", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "fee_changed")
    assert world.case(number)["status"]["code"] == "accepted"


def test_a_withdrawal_sent_again_is_the_same_withdrawal() -> None:
    world = BossWorld()
    number = world.accepted_case()
    body = {"reason": "goodwill", "accepted_fee": euro("15.00")}
    for _ in range(2):
        assert world.client().post(f"/cases/{number}/withdrawal", json=body).status_code == 202
        world.wait(seconds=2)
    assert [change["kind"] for change in world.changes()][2:] == ["withdrawal_received", "closed"]


def test_a_closed_case_cannot_be_withdrawn() -> None:
    world = BossWorld()
    number = world.accepted_case()
    world.move(number, "close", code="insolvent")
    quote = world.client().get(f"/cases/{number}/withdrawal-quote").json()
    assert (quote["allowed"], quote["fee"]) == (False, euro("0.00"))
    assert quote["reason"]
    body = {"reason": "error", "accepted_fee": euro("99.00")}
    assert world.client().post(f"/cases/{number}/withdrawal", json=body).json()["code"] == "not_withdrawable"


def test_a_pause_ends_by_itself_on_its_day_in_germany() -> None:
    world = BossWorld()
    number = world.accepted_case()
    case = world.client().put(f"/cases/{number}/pause", json={"until": "2026-11-26"}).json()
    assert case["processing"] == "paused"
    world.wait(days=1, hours=13, minutes=59)
    assert world.case(number)["processing"] == "paused"
    world.wait(minutes=1)
    assert world.case(number)["processing"] == "in_progress"
    assert world.changes()[-1]["kind"] == "resumed"


def test_pausing_and_resuming_twice_is_doing_so_once() -> None:
    world = BossWorld()
    number = world.accepted_case()
    for _ in range(2):
        assert world.client().put(f"/cases/{number}/pause", json={"until": "2026-12-24"}).status_code == 200
    for _ in range(2):
        assert world.client().delete(f"/cases/{number}/pause").json()["processing"] == "in_progress"
    assert [change["kind"] for change in world.changes()][2:] == ["paused", "resumed"]


def test_a_pause_ends_in_the_future_and_belongs_to_an_open_case() -> None:
    world = BossWorld()
    number = world.accepted_case()
    today = world.client().put(f"/cases/{number}/pause", json={"until": "2026-11-24"})
    assert codes(today) == {("until", "not_in_future")}
    world.move(number, "close")
    assert world.client().put(f"/cases/{number}/pause", json={"until": "2026-12-24"}).status_code == 409


def test_consent_to_court_needs_the_advance_that_was_named() -> None:
    world = BossWorld()
    number = world.accepted_case()
    path = f"/cases/{number}/court-decision"
    assert world.client().post(path, json={"decision": "decline"}).json()["code"] == "nothing_to_decide"
    asked = world.move(number, "court", advance="40,00", until="2026-12-31").json()
    assert asked["court_decision_needed"]["advance"] == euro("40.00")
    assert asked["processing"] == "waiting_for_client"
    assert codes(world.client().post(path, json={"decision": "approve"})) == {("accepted_advance", "required")}
    low = {"decision": "approve", "accepted_advance": euro("39.99")}
    assert world.client().post(path, json=low).json()["code"] == "advance_changed"
    approved = world.client().post(path, json={"decision": "approve", "accepted_advance": euro("40.00")}).json()
    assert (approved["stage"], approved["court_decision_needed"]) == ("judicial", None)


def test_declining_court_goes_on_out_of_court() -> None:
    world = BossWorld()
    number = world.accepted_case()
    world.move(number, "court")
    case = world.client().post(f"/cases/{number}/court-decision", json={"decision": "decline"}).json()
    assert (case["stage"], case["processing"]) == ("extrajudicial", "in_progress")


@pytest.mark.parametrize(
    ("answer_type", "wrong", "right"),
    [
        ("yes_no", "unknown", "no"),
        ("yes_no_unknown", "maybe", "unknown"),
        ("date", "24.11.2026", "2026-11-24"),
        ("text", "  ", "Ja, am Dienstag."),
    ],
)
def test_an_inquiry_takes_the_form_of_answer_that_it_asks_for(answer_type: str, wrong: str, right: str) -> None:
    world = BossWorld()
    number = world.accepted_case()
    asked = world.move(number, "inquiry", answer_type=answer_type, question="Wann?", due_on="2026-12-01").json()
    assert asked["processing"] == "waiting_for_client"
    inquiry = asked["inquiries"][0]
    assert (inquiry["question"], inquiry["due_on"], inquiry["answered"]) == ("Wann?", "2026-12-01", False)
    path = f"/inquiries/{inquiry['inquiry_id']}/answer"
    assert world.client().post(path, json={"answer": wrong}).status_code == 422
    assert world.client().post(path, json={"answer": right}).json()["answered"] is True
    assert world.client().post(path, json={"answer": right}).json()["code"] == "already_answered"
    assert world.case(number)["processing"] == "in_progress"


def test_an_inquiry_for_a_document_wants_one_that_was_handed_in() -> None:
    world = BossWorld()
    number = world.accepted_case()
    inquiry = world.move(number, "inquiry", answer_type="document").json()["inquiries"][0]
    path = f"/inquiries/{inquiry['inquiry_id']}/answer"
    assert codes(world.client().post(path, json={"answer": ""})) == {("document_references", "required")}
    body = {"answer": "", "document_references": ["d-1"]}
    assert codes(world.client().post(path, json=body)) == {("document_references.0", "unknown_document")}
    upload = {"document_reference": "d-1", "kind": "invoice"}
    world.client().post(f"/cases/{number}/documents", data=upload, files={"file": ("r.pdf", b"%PDF")})
    assert world.client().post(path, json=body).json()["answered"] is True


def test_the_inquiry_of_a_closed_case_is_over() -> None:
    world = BossWorld()
    number = world.accepted_case()
    inquiry = world.move(number, "inquiry").json()["inquiries"][0]
    world.move(number, "close")
    answer = world.client().post(f"/inquiries/{inquiry['inquiry_id']}/answer", json={"answer": "yes"})
    assert (answer.status_code, answer.json()["code"]) == (409, "case_not_open")


def test_nobody_reaches_the_case_of_another_account() -> None:
    world = BossWorld()
    number = world.accepted_case()
    inquiry = world.move(number, "inquiry").json()["inquiries"][0]["inquiry_id"]
    world.move(number, "court")
    stranger = world.client("20002")
    case = f"/cases/{number}"
    answers = [
        stranger.post(f"{case}/payments", json=PAYMENT),
        stranger.post(f"{case}/reductions", json=REDUCTION),
        stranger.get(f"{case}/withdrawal-quote"),
        stranger.post(f"{case}/withdrawal", json={"reason": "paid", "accepted_fee": euro("99.00")}),
        stranger.put(f"{case}/pause", json={"until": "2026-12-24"}),
        stranger.delete(f"{case}/pause"),
        stranger.post(f"{case}/court-decision", json={"decision": "decline"}),
        stranger.get(f"{case}/documents"),
        stranger.post(f"/inquiries/{inquiry}/answer", json={"answer": "yes"}),
        stranger.post(
            f"{case}/documents",
            data={"document_reference": "d", "kind": "other"},
            files={"file": ("a.txt", b"a")},
        ),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len(world.changes()) == 4
