"""What the page of a case and its actions need of the world around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case, Change
    from shared.domain.cases.case_document import CaseDocument
    from shared.domain.cases.command import Command
    from shared.domain.cases.mark import CaseNotes
    from shared.domain.cases.payout import PayoutShare
    from shared.domain.cases.timeline import CaseEvent
    from shared.domain.cases.withdrawal_quote import WithdrawalQuote
    from shared.domain.watching.proposal import Proposal


class Cases(Protocol):
    """Where one merchant's cases are kept."""

    def get(self, case_id: str) -> Case | None:
        """Read a case."""

    def list_changes(self, case_id: str) -> list[Change]:
        """Read everything that happened to a case, oldest first."""


class Accounts(Protocol):
    """The accounts of one merchant."""

    def get_atriga_account(self, customer_number: str) -> AtrigaAccount | None:
        """Read one atriga account."""


class Commands(Protocol):
    """Where the commands of one merchant's cases are kept."""

    def add(self, command: Command) -> bool:
        """Keep a new command; False where one of this id is kept already."""

    def get(self, case_id: str, command_id: str) -> Command | None:
        """Read a command."""

    def list_all(self, case_id: str) -> list[Command]:
        """Read all commands of a case, oldest first."""


class Files(Protocol):
    """Where documents are kept until atriga has them."""

    def put(self, case_id: str, name: str, content: bytes) -> None:
        """Keep a document under the id of the command that hands it in."""


class Timelines(Protocol):
    """Where it stands what was done about one merchant's cases."""

    def list_events(self, case_id: str) -> list[CaseEvent]:
        """Read everything that was done about a case, oldest first."""


class Notes(Protocol):
    """What one merchant notes on its cases."""

    def get(self, case_id: str) -> CaseNotes:
        """Read the notes of a case."""

    def note_seen(self, case_id: str, changed_at: datetime) -> None:
        """Note which change of a case was seen."""


class Payouts(Protocol):
    """What atriga paid out to one merchant."""

    def list_shares_of_case(self, case_id: str) -> list[PayoutShare]:
        """Read what was paid out for a case, oldest first."""


class Proposals(Protocol):
    """What is proposed to one merchant."""

    def list_open_of_case(self, case_id: str) -> list[Proposal]:
        """Read what nobody has decided about a case."""

    def get(self, case_id: str, proposal_id: str) -> Proposal | None:
        """Read one proposal, whether somebody decided on it or not."""

    def find_open(self, case_id: str, proposal_id: str) -> Proposal | None:
        """Read one that nobody has decided on; ``None`` where there is none such, or not any more."""


class Decisions(Protocol):
    """Where the decisions of one merchant are written, each whole or not at all."""

    def take_proposal(self, proposal: Proposal, command: Command, event: CaseEvent) -> bool:
        """Order what was proposed; False where somebody decided on it before."""

    def put_aside(self, proposal: Proposal, event: CaseEvent) -> bool:
        """Close a proposal without doing anything; False where somebody decided on it before."""


class Gateway(Protocol):
    """The gateway as pages ask it: they only read. Every method raises a ``BossError`` where it fails."""

    def quote_withdrawal(self, case_number: str) -> WithdrawalQuote:
        """Ask what taking the case back would cost now."""

    def list_documents(self, case_number: str) -> tuple[CaseDocument, ...]:
        """Read the documents of a case, newest first, with fresh links."""


class GatewayConnection(Protocol):
    """Makes clients of the gateway."""

    def connect(self, merchant_id: str, account: AtrigaAccount) -> Gateway:
        """Make the client of one atriga account."""
