"""The cases of a merchant and the accounts that they belong to, as the watch and the write-back look them up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case
    from shared.store.accounts import AccountRepository
    from shared.store.cases import CaseRepository


@dataclass(frozen=True, slots=True)
class KnownCases:
    """Looks cases up with their accounts, of the one merchant whose repositories it was given."""

    cases: CaseRepository
    accounts: AccountRepository

    def find(self, case_id: str) -> tuple[Case, AtrigaAccount] | None:
        """Read a case and its account; ``None`` where one of them is not there any more."""
        case = self.cases.get(case_id)
        account = self.accounts.get_atriga_account(case.customer_number) if case is not None else None
        return None if case is None or account is None else (case, account)
