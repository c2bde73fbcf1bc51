"""The client of the BOSS-Gateway for one atriga account: the whole contract, each subject in its module.

It tries nothing twice, save with a code that the merchant renewed: whether a repeat is safe is in the class of
the error (see ``errors``), and when to repeat is for the caller to say, who keeps what is open.
"""

from __future__ import annotations

from shared.boss.account_calls import AccountCalls
from shared.boss.answers import AccountAnswer, ChangePage, PayoutPage
from shared.boss.calls import KnownCode
from shared.boss.case_calls import CaseCalls
from shared.boss.document_calls import DocumentCalls
from shared.boss.step_calls import StepCalls

__all__ = ["AccountAnswer", "BossClient", "ChangePage", "KnownCode", "PayoutPage"]


class BossClient(CaseCalls, StepCalls, DocumentCalls, AccountCalls):
    """What the app does at the gateway in the name of one atriga account; may be used by several threads.

    Every method raises a ``BossError``, and nothing else, where the gateway does not do as asked.
    """
