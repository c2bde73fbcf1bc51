"""What the gateway answers besides single cases, turned into the domain's values.

Kinds and capabilities are open lists: whatever text stands there is kept. Optional figures that cannot be
read are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.boss.case_answers import read_case_fields
from shared.boss.fields import Fields
from shared.domain.account import GatewayTerms
from shared.domain.cases.case import Change
from shared.domain.cases.case_document import CaseDocument
from shared.domain.cases.payout import Payout, PayoutAllocation
from shared.domain.cases.withdrawal_quote import WithdrawalQuote

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class AccountAnswer:
    """An atriga account whose credentials are good: its name, and what the gateway announces for it."""

    name: str
    terms: GatewayTerms


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Changes after a cursor, oldest first; ``more`` says that reading on brings further ones at once."""

    changes: tuple[Change, ...]
    next_cursor: str
    more: bool


@dataclass(frozen=True, slots=True)
class PayoutPage:
    """Payouts after a cursor, oldest first; ``more`` says that reading on brings further ones at once."""

    payouts: tuple[Payout, ...]
    next_cursor: str
    more: bool


def read_account(body: object) -> AccountAnswer:
    """Read ``Account`` of the contract."""
    account = Fields(body)
    return AccountAnswer(
        name=account.text("name"),
        terms=GatewayTerms(
            capabilities=frozenset(account.texts("capabilities")),
            countries=frozenset(account.optional(account.texts, "countries") or ()),
            currencies=frozenset(account.optional(account.texts, "currencies") or ()),
            minimum_amount=account.optional(account.money, "minimum_amount"),
            debit_manager_url=account.optional(account.web_address, "debit_manager_url"),
        ),
    )


def read_change_page(body: object) -> ChangePage:
    """Read ``ChangePage`` of the contract."""
    page = Fields(body)
    return ChangePage(
        changes=tuple(_read_change(change) for change in page.parts("items")),
        next_cursor=page.text("next_cursor"),
        more=page.flag("more"),
    )


def read_payout_page(body: object) -> PayoutPage:
    """Read ``PayoutPage`` of the contract."""
    page = Fields(body)
    return PayoutPage(
        payouts=tuple(_read_payout(payout) for payout in page.parts("items")),
        next_cursor=page.text("next_cursor"),
        more=page.flag("more"),
    )


def read_document(body: object) -> CaseDocument:
    """Read ``Document`` of the contract."""
    return _read_document(Fields(body))


def read_documents(body: object) -> tuple[CaseDocument, ...]:
    """Read a list of ``Document`` of the contract."""
    documents: Iterable[Fields] = Fields(body).parts("items")
    return tuple(_read_document(document) for document in documents)


def read_withdrawal_quote(body: object) -> WithdrawalQuote:
    """Read what withdrawing a case would cost."""
    quote = Fields(body)
    return WithdrawalQuote(
        is_allowed=quote.flag("allowed"), fee=quote.money("fee"), reason=quote.optional(quote.text, "reason")
    )


def _read_change(change: Fields) -> Change:
    return Change(
        change_id=change.identifier("change_id"),
        changed_at=change.instant("changed_at"),
        kind=change.text("kind"),
        text=change.optional(change.text, "text"),
        amount=change.optional(change.money, "amount"),
        snapshot=read_case_fields(change.part("case")),
    )


def _read_document(document: Fields) -> CaseDocument:
    return CaseDocument(
        document_id=document.identifier("document_id"),
        kind=document.text("kind"),
        title=document.text("title"),
        created_at=document.instant("created_at"),
        url=document.optional(document.web_address, "url"),
        expires_at=document.optional(document.instant, "expires_at"),
    )


def _read_payout(payout: Fields) -> Payout:
    return Payout(
        payout_id=payout.identifier("payout_id"),
        paid_on=payout.day("paid_on"),
        total=payout.money("total"),
        statement_url=payout.optional(payout.web_address, "statement_url"),
        allocations=tuple(_read_allocation(allocation) for allocation in payout.parts("allocations")),
    )


def _read_allocation(allocation: Fields) -> PayoutAllocation:
    return PayoutAllocation(
        case_number=allocation.identifier("case_number"),
        principal=allocation.money("principal"),
        interest=allocation.money("interest"),
        charges=allocation.money("charges"),
    )
