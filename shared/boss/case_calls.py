"""The operations that every account has: validating it, handing cases over, reading them and their changes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from shared.boss.answers import read_account, read_change_page
from shared.boss.calls import GatewayCalls
from shared.boss.case_answers import read_case, read_cases
from shared.boss.errors import ContractBrokenError
from shared.boss.submission import write_submission
from shared.domain.capability import Capability

if TYPE_CHECKING:
    from shared.boss.answers import AccountAnswer, ChangePage
    from shared.domain.cases.case import Case, CaseSnapshot


class CaseCalls(GatewayCalls):
    """getAccount, submitCase, findCases, getCase and listChanges of the contract."""

    def get_account(self) -> AccountAnswer:
        """Validate the credentials and read what the account may do."""
        return read_account(self._read("/account"))

    def submit_case(self, case: Case, *, idempotency_key: str, test: bool) -> CaseSnapshot:
        """Hand ``case`` over; with the key and the content of before, the case of before is returned.

        Args:
            case: The case, whose id becomes the client reference.
            idempotency_key: The same for all tries of one submission, at most 64 characters.
            test: Whether atriga is to treat it as a test case, which nobody collects.

        Raises:
            CapabilityMissingError: Test cases are not possible for this account.
            DuplicateReferenceError: The case is there, under another key.
            CaseRefusedError: The gateway does not take the case as it is.
            OutcomeUnknownError: The case may be there: ``find_case`` tells.
        """
        if test:
            self._require(Capability.TEST_MODE)
        headers = {"Idempotency-Key": idempotency_key, "X-Boss-Mode": "test" if test else "live"}
        snapshot = read_case(self._write("POST", "/cases", write_submission(case), headers))
        if snapshot.client_reference != case.case_id:
            raise ContractBrokenError(path="client_reference")
        return snapshot

    def find_case(self, client_reference: str) -> CaseSnapshot | None:
        """Find the case of a client reference; ``None`` says for certain that there is none.

        Raises:
            ContractBrokenError: The gateway answers with other cases, or with several.
        """
        found = read_cases(self._read("/cases", {"client_reference": client_reference}))
        if not found:
            return None
        if len(found) > 1 or found[0].client_reference != client_reference:
            raise ContractBrokenError(path="items")
        return found[0]

    def get_case(self, case_number: str) -> CaseSnapshot:
        """Read a case by its present or an earlier number.

        Raises:
            NotFoundError: There is no such case.
        """
        return read_case(self._read(f"/cases/{quote(case_number, safe='')}"))

    def list_changes(self, after: str | None, limit: int) -> ChangePage:
        """Read at most ``limit`` changes (1 to 500) after a cursor, or from the start.

        Raises:
            CursorExpiredError: The cursor is too old; start again without one.
        """
        params = {"limit": str(limit)}
        if after:
            params["after"] = after
        return read_change_page(self._read("/changes", params))
