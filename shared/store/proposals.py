"""What is proposed to a merchant, beside the case that it is about, and listed while nobody has decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shared.domain.watching.proposal import Proposal
from shared.store.exports import TIME_INDEX
from shared.store.instants import sortable
from shared.store.keys import case_key, merchant_key
from shared.store.table import IS_NEW, Condition, Put, Table, Update

if TYPE_CHECKING:
    from shared.store.table import Item

_PROPOSAL = "PROPOSAL#"


class ProposalPage(NamedTuple):
    """A page of open proposals, newest first; ``cursor`` names the last one where more follow."""

    proposals: list[Proposal]
    cursor: str | None


class ProposalRepository:
    """The proposals to the one merchant that it was made for."""

    def __init__(self, cases_table: Table, merchant_id: str) -> None:
        self._table = cases_table
        self._merchant_id = merchant_id

    def put_new(self, proposal: Proposal) -> Put:
        """Make the write of a new proposal, for the transaction in which it is found."""
        item: Item = {
            "pk": case_key(self._merchant_id, proposal.case_id),
            "sk": _PROPOSAL + proposal.proposal_id,
            "list_key": self._list_key,
            "list_at": f"{sortable(proposal.made_at)}#{proposal.case_id}#{proposal.proposal_id}",
            "body": proposal.model_dump(mode="json"),
        }
        return Put(item, IS_NEW)

    def list_open(self, limit: int, cursor: str | None = None) -> ProposalPage:
        """Read a page of what nobody has decided; ``cursor`` comes from the page before."""
        start: Item | None = None
        if cursor is not None:
            _, case_id, proposal_id = cursor.split("#", 2)
            pk, sk = case_key(self._merchant_id, case_id), _PROPOSAL + proposal_id
            start = {"list_key": self._list_key, "list_at": cursor, "pk": pk, "sk": sk}
        page = self._table.query_newest_first(TIME_INDEX, ("list_key", self._list_key), limit=limit, start=start)
        proposals = [Proposal.model_validate(item["body"]) for item in page.items]
        return ProposalPage(proposals, page.last_key["list_at"] if page.last_key else None)

    def list_open_of_case(self, case_id: str) -> list[Proposal]:
        """Read what is proposed about a case and nobody has decided, oldest first."""
        items = self._table.query_all(case_key(self._merchant_id, case_id), _PROPOSAL)
        proposals = [Proposal.model_validate(item["body"]) for item in items if "list_key" in item]
        return sorted(proposals, key=lambda proposal: proposal.made_at)

    def get(self, case_id: str, proposal_id: str) -> Proposal | None:
        """Read one proposal, whether somebody decided on it or not."""
        item = self._table.get(case_key(self._merchant_id, case_id), _PROPOSAL + proposal_id)
        return Proposal.model_validate(item["body"]) if item else None

    def find_open(self, case_id: str, proposal_id: str) -> Proposal | None:
        """Read one proposal that nobody has decided; ``None`` where there is none such, or not any more."""
        item = self._table.get(case_key(self._merchant_id, case_id), _PROPOSAL + proposal_id)
        return Proposal.model_validate(item["body"]) if item and "list_key" in item else None

    def put_closed(self, proposal: Proposal) -> Update:
        """Make the write that takes a proposal off the list of open ones; it fails where that was done before."""
        return Update(
            pk=case_key(self._merchant_id, proposal.case_id),
            sk=_PROPOSAL + proposal.proposal_id,
            expression="REMOVE list_key, list_at",
            condition=Condition("attribute_exists(list_key)"),
        )

    @property
    def _list_key(self) -> str:
        return f"{merchant_key(self._merchant_id)}#PROPOSALS"
