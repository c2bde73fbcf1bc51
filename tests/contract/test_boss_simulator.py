"""The BOSS simulator, every exchange held against the contract that the app is written for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.contract.openapi import ContractChecker
from tests.unit.sandbox.boss_world import BossWorld, euro, submission

if TYPE_CHECKING:
    import httpx

CONTRACT = Path(__file__).parents[2] / "contracts" / "boss-gateway.openapi.yaml"
SUBSCRIPTION = {"url": "http://app.test/push", "secret": "whsec_YSBrZXkgb2Ygc29tZSBsZW5ndGg="}
TWO_ORDERS = [submission()["positions"][0], submission()["positions"][0] | {"order_reference": "2_2026_07"}]


class CheckedWorld:
    """A simulator whose client holds both sides of each exchange against the contract."""

    def __init__(self) -> None:
        self.world = BossWorld()
        self._checker = ContractChecker(CONTRACT)

    def send(
        self, method: str, path: str, status: int, customer_number: str = "10001", **content: Any
    ) -> httpx.Response:
        """Send a request that fits the contract and expect an answer that does."""
        request, answer = self._exchange(method, path, customer_number, content)
        self._checker.check(request, answer)
        assert answer.status_code == status
        return answer

    def send_unread(self, method: str, path: str, status: int, **content: Any) -> None:
        """Send a request that the checker cannot read, or that breaks the contract, and expect an answer that fits it.

        The checker takes no bytes for the ``format: binary`` of a form's file.
        """
        request, answer = self._exchange(method, path, "10001", content)
        self._checker.check_response(request, answer)
        assert answer.status_code == status

    def submit(self, status: int = 201, key: str = "key-1", body: dict[str, Any] | None = None) -> dict[str, Any]:
        answer = self.send("POST", "/cases", status, json=body or submission(), headers={"Idempotency-Key": key})
        case: dict[str, Any] = answer.json()
        return case

    def accepted_case(self) -> str:
        number: str = self.submit()["case_number"]
        self.world.wait(seconds=2)
        self.send("GET", f"/cases/{number}", 200)
        return f"/cases/{number}"

    def _exchange(
        self, method: str, path: str, customer_number: str, content: dict[str, Any]
    ) -> tuple[httpx.Request, httpx.Response]:
        client = self.world.client(customer_number)
        answer = client.request(method, path, **content)
        answer.request.read()
        return answer.request, answer


def test_the_account_and_each_cause_of_refusal_fit_the_contract() -> None:
    checked = CheckedWorld()
    checked.send("GET", "/account", 200)
    checked.send("GET", "/account", 401, "nobody")
    for number in ("40001", "40002", "40003"):
        checked.send("GET", "/account", 403, number)


def test_every_answer_to_a_submission_fits_the_contract() -> None:
    checked = CheckedWorld()
    first = checked.submit()
    assert checked.submit(200) == first
    assert checked.submit(409, body=submission(note="anders"))["case_number"] == first["case_number"]
    assert checked.submit(409, key="key-2")["case_number"] == first["case_number"]
    too_low = submission(client_reference="case-2", positions__0__paid=euro("118.00"))
    assert checked.submit(422, key="key-3", body=too_low)["errors"][0]["code"] == "below_minimum"
    bundled = submission(client_reference="case-3", positions=TWO_ORDERS)
    mode = {"Idempotency-Key": "key-4", "X-Boss-Mode": "test"}
    assert checked.send("POST", "/cases", 201, json=bundled, headers=mode).json()["test"] is True
    for customer_number, status in (("nobody", 401), ("40001", 403)):
        checked.send("POST", "/cases", status, customer_number, json=submission(), headers={"Idempotency-Key": "k"})


def test_a_submission_that_breaks_the_contract_gets_an_answer_that_fits_it() -> None:
    checked = CheckedWorld()
    checked.send_unread("POST", "/cases", 422, json={"debtor": {}}, headers={"Idempotency-Key": "k"})
    checked.send_unread("POST", "/cases", 422, json=submission())
    checked.send_unread("POST", "/cases", 422, content=b"{", headers={"Idempotency-Key": "k"})


def test_finding_and_reading_cases_fits_the_contract() -> None:
    checked = CheckedWorld()
    query = {"client_reference": "case-1"}
    assert checked.send("GET", "/cases", 200, params=query).json()["items"] == []
    path = checked.accepted_case()
    assert len(checked.send("GET", "/cases", 200, params=query).json()["items"]) == 1
    checked.send("GET", path, 404, "20002")


def test_rejected_closed_and_every_other_kind_of_case_fit_the_contract() -> None:
    checked = CheckedWorld()
    checked.submit(body=submission(client_reference="case-2", debtor__address__postal_code="99999"), key="key-2")
    path = checked.accepted_case()
    number = path.rpartition("/")[2]
    for action in ("letter", "call", "instalments", "break-instalments", "inquiry", "document", "pause", "court"):
        checked.world.move(number, action).raise_for_status()
        checked.send("GET", path, 200)
    for action in ("renumber", "unknown-status", "payment", "reopen", "close"):
        checked.world.move(number, action).raise_for_status()
    checked.send("GET", path, 200)
    kinds = {change["kind"] for change in checked.send("GET", "/changes", 200).json()["items"]}
    assert {"received", "accepted", "rejected", "instalments_broken", "special_step", "closed"} <= kinds


def test_changes_and_their_cursor_fit_the_contract() -> None:
    checked = CheckedWorld()
    checked.accepted_case()
    page = checked.send("GET", "/changes", 200, params={"limit": 1}).json()
    assert page["more"] is True
    query = {"after": page["next_cursor"], "limit": 500}
    assert checked.send("GET", "/changes", 200, params=query).json()["more"] is False
    checked.send("GET", "/changes", 401, "nobody")
    checked.world.console.post("/_control/cursors/expire")
    checked.send("GET", "/changes", 410, params=query)


def test_payments_and_reductions_fit_the_contract() -> None:
    checked = CheckedWorld()
    path = checked.accepted_case()
    payment = {"payment_reference": "p-1", "amount": euro("10.00"), "value_date": "2026-11-24", "order_reference": None}
    reduction = {"reduction_reference": "r-1", "reason": "return", "amount": euro("10.00")}
    for kind, body in (("payments", payment), ("reductions", reduction)):
        checked.send("POST", f"{path}/{kind}", 201, json=body)
        checked.send("POST", f"{path}/{kind}", 200, json=body)
        checked.send("POST", f"{path}/{kind}", 404, "20002", json=body)
        too_much = {name: f"{value}-2" if "reference" in name and value else value for name, value in body.items()}
        checked.send("POST", f"{path}/{kind}", 422, json=too_much | {"amount": euro("999.00")})


def test_withdrawing_fits_the_contract() -> None:
    checked = CheckedWorld()
    path = checked.accepted_case()
    fee = checked.send("GET", f"{path}/withdrawal-quote", 200).json()["fee"]
    body = {"reason": "paid", "note": "bar bezahlt", "accepted_fee": euro("0.00")}
    assert checked.send("POST", f"{path}/withdrawal", 409, json=body).json()["code"] == "fee_changed"
    checked.send("POST", f"{path}/withdrawal", 202, json=body | {"accepted_fee": fee})
    checked.world.wait(seconds=2)
    assert checked.send("GET", path, 200).json()["closing"]["code"] == "withdrawn"
    assert checked.send("GET", f"{path}/withdrawal-quote", 200).json()["allowed"] is False


def test_pausing_and_resuming_fit_the_contract() -> None:
    checked = CheckedWorld()
    path = checked.accepted_case()
    checked.send("PUT", f"{path}/pause", 200, json={"until": "2026-12-24", "reason": "Absprache"})
    checked.send("DELETE", f"{path}/pause", 200)


def test_documents_fit_the_contract() -> None:
    checked = CheckedWorld()
    path = checked.accepted_case()
    for status in (201, 200):
        fields, files = {"document_reference": "d-1", "kind": "invoice"}, {"file": ("r.txt", b"Rechnung")}
        checked.send_unread("POST", f"{path}/documents", status, data=fields, files=files)
    assert len(checked.send("GET", f"{path}/documents", 200).json()["items"]) == 1


def test_the_court_decision_fits_the_contract() -> None:
    checked = CheckedWorld()
    path = checked.accepted_case()
    body = {"decision": "approve", "accepted_advance": euro("38.00")}
    checked.send("POST", f"{path}/court-decision", 409, json=body)
    checked.world.move(path.rpartition("/")[2], "court")
    checked.send("POST", f"{path}/court-decision", 200, json=body)


def test_answering_an_inquiry_fits_the_contract() -> None:
    checked = CheckedWorld()
    path = checked.accepted_case()
    inquiry = checked.world.move(path.rpartition("/")[2], "inquiry").json()["inquiries"][0]["inquiry_id"]
    body = {"answer": "yes", "comment": "laut Sendungsverfolgung", "document_references": []}
    checked.send("POST", f"/inquiries/{inquiry}/answer", 200, json=body)
    checked.send("POST", f"/inquiries/{inquiry}/answer", 409, json=body)


def test_payouts_fit_the_contract() -> None:
    checked = CheckedWorld()
    number = checked.accepted_case().rpartition("/")[2]
    checked.world.move(number, "payment", amount="50.00")
    checked.world.move(number, "payout").raise_for_status()
    page = checked.send("GET", "/payouts", 200, params={"limit": 100}).json()
    assert len(page["items"]) == 1
    checked.send("GET", "/payouts", 200, params={"after": page["next_cursor"]})


def test_the_subscription_fits_the_contract() -> None:
    checked = CheckedWorld()
    checked.send("PUT", "/subscription", 204, json=SUBSCRIPTION)
    checked.send("DELETE", "/subscription", 204)


@pytest.mark.parametrize("path", ["/account", "/changes"])
@pytest.mark.parametrize("status", [429, 503])
def test_injected_faults_fit_the_contract(path: str, status: int) -> None:
    checked = CheckedWorld()
    checked.world.console.post("/_control/faults", json={"kind": "status", "status": status, "retry_after": 3})
    assert checked.send("GET", path, status).headers["retry-after"] == "3"


def test_every_operation_of_the_contract_is_served() -> None:
    contract = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    world = BossWorld()
    for path, operations in contract["paths"].items():
        for method in operations:
            answer = world.client("nobody").request(method, path.replace("{", "").replace("}", ""))
            assert (method, path, answer.status_code) == (method, path, 401)
    operation_ids = {operation["operationId"] for item in contract["paths"].values() for operation in item.values()}
    assert world.console.get("/_control/state").json()["requests"] == dict.fromkeys(sorted(operation_ids), 1)
