"""Every proposal is told in both languages, with what it means for the money."""

from __future__ import annotations

import re

import pytest

from shared.domain.account import Locale
from shared.domain.money import Money
from shared.domain.watching.proposal import Proposal, ProposalKind, ProposalReason
from shared.web.presentation.proposal_texts import describe_proposal
from tests.unit.web.samples import NOW


def make_proposal(
    kind: ProposalKind = ProposalKind.WITHDRAW,
    reason: ProposalReason = ProposalReason.ORDER_CANCELLED,
    amount: Money | None = None,
    fee: Money | None = None,
) -> Proposal:
    return Proposal(
        proposal_id="withdrawal-473_2026_07",
        case_id="case-1",
        order_id="473_2026_07",
        kind=kind,
        reason=reason,
        made_at=NOW,
        amount=amount,
        fee=fee,
    )


@pytest.mark.parametrize("reason", ProposalReason)
@pytest.mark.parametrize("kind", ProposalKind)
def test_every_proposal_is_told_in_both_languages_even_without_figures(
    kind: ProposalKind, reason: ProposalReason
) -> None:
    german, english = (describe_proposal(make_proposal(kind, reason), locale) for locale in Locale)
    for text in (german, english):
        assert all((text.title, text.seen, text.advice, text.deed))
        assert "473_2026_07" in text.seen
        assert "%(" not in text.seen + text.advice
    assert german.seen != english.seen


def test_a_proposal_names_the_amount_and_the_price_that_were_seen() -> None:
    seen = make_proposal(
        ProposalKind.REDUCE, ProposalReason.CREDIT_NOTE_UNCLEAR, amount=Money(cents=123456, currency="EUR")
    )
    assert "1.234,56 €" in re.sub(r"\s", " ", describe_proposal(seen, Locale.GERMAN).seen)
    priced = make_proposal(fee=Money(cents=1500, currency="EUR"))
    assert "€15.00" in describe_proposal(priced, Locale.ENGLISH).advice
