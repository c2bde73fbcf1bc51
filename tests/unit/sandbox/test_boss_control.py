from __future__ import annotations

import pytest

from sandbox.boss.__main__ import read_arguments
from sandbox.faults import ConnectionCutError
from tests.unit.sandbox.boss_world import BossWorld, submission


def test_all_cases_are_listed_with_what_came_in_for_each() -> None:
    world = BossWorld()
    number = world.submit().json()["case_number"]
    world.submit()
    world.submit(key="key-2")
    world.submit(key="key-2")
    world.submit(customer_number="20002")
    first, second = world.console.get("/_control/cases").json()["items"]
    assert (first["case_number"], first["client_reference"]) == (number, "case-1")
    assert (first["idempotency_keys"], first["submits"]) == (["key-1", "key-2"], 4)
    assert (first["order_references"], first["submission"]) == (["1_2026_07"], submission())
    assert (first["case"], first["changes"]) == (world.case(number), ["received"])
    assert (second["customer_number"], second["submits"]) == ("20002", 1)


def test_an_answer_can_be_lost_after_the_case_was_received() -> None:
    world = BossWorld()
    fault = {"operation": "submitCase", "kind": "answer_lost", "times": 1}
    assert world.console.post("/_control/faults", json=fault).status_code == 201
    with pytest.raises(ConnectionCutError):
        world.submit()
    assert world.submit().status_code == 200
    assert [case["submits"] for case in world.console.get("/_control/cases").json()["items"]] == [2]


@pytest.mark.parametrize(("status", "code"), [(429, "rate_limited"), (503, "unavailable"), (500, "server_error")])
def test_a_fault_answers_in_the_words_of_the_contract(status: int, code: str) -> None:
    world = BossWorld()
    fault = {"operation": "getAccount", "kind": "status", "status": status, "retry_after": 7}
    world.console.post("/_control/faults", json=fault)
    answer = world.client().get("/account")
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (status, code, "7")
    assert world.client().get("/changes").status_code == 200


@pytest.mark.parametrize(("kind", "status"), [("expired_token", 401), ("quota", 429)])
def test_a_fault_takes_the_credentials_or_the_quota(kind: str, status: int) -> None:
    world = BossWorld()
    world.console.post("/_control/faults", json={"kind": kind})
    assert world.client().get("/account").status_code == status


def test_the_state_counts_requests_by_operation_and_cases_by_account() -> None:
    world = BossWorld()
    world.submit()
    world.changes()
    state = world.console.get("/_control/state").json()
    assert state["requests"] == {"listChanges": 1, "submitCase": 1}
    assert (state["cases"]["10001"], state["cases"]["20002"]) == (1, 0)
    assert state["acceptance_delay_seconds"] == 2


def test_the_acceptance_can_be_set_for_later_submissions() -> None:
    world = BossWorld()
    assert world.console.put("/_control/acceptance", json={"delay_seconds": None}).status_code == 204
    by_hand = world.submit().json()["case_number"]
    world.console.put("/_control/acceptance", json={"delay_seconds": 60})
    later = world.submit(submission(client_reference="case-2"), key="key-2").json()["case_number"]
    world.wait(seconds=59)
    assert world.case(later)["acceptance"] == "pending"
    world.wait(seconds=1)
    assert (world.case(by_hand)["acceptance"], world.case(later)["acceptance"]) == ("pending", "accepted")


@pytest.mark.parametrize("body", [{"delay_seconds": -1}, {"delay_seconds": "2"}, {}, []])
def test_an_acceptance_delay_that_makes_no_sense_is_refused(body: object) -> None:
    assert BossWorld().console.put("/_control/acceptance", json=body).status_code == 422


def test_parameters_that_are_no_json_are_refused() -> None:
    world = BossWorld()
    answer = world.console.post(f"/_control/cases/{world.accepted_case()}/letter", content=b"{")
    assert answer.status_code == 422


def test_a_reset_forgets_everything() -> None:
    world = BossWorld()
    world.console.put("/_control/acceptance", json={"delay_seconds": None})
    world.console.post("/_control/faults", json={"kind": "cut"})
    world.client().delete("/nothing")
    world.console.post("/_control/reset")
    world.submit()
    world.wait(seconds=2)
    assert [case["case"]["acceptance"] for case in world.console.get("/_control/cases").json()["items"]] == ["accepted"]


def test_the_command_line_has_sensible_defaults() -> None:
    arguments = read_arguments(["--port", "8082"])
    assert (arguments.host, arguments.port, arguments.acceptance_delay) == ("127.0.0.1", 8082, 2.0)
    assert read_arguments(["--port", "1", "--acceptance-delay", "0.5"]).acceptance_delay == 0.5
