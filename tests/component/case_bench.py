"""A merchant at the page of one case that atriga works on, and the gateway that its actions ask."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any

from functions.cases_api.handler import compose
from functions.cases_api.settings import Settings
from shared.boss.errors import UnavailableError
from shared.domain.account import GatewayTerms, Locale
from shared.domain.capability import Capability
from shared.domain.cases.case import CourtQuestion
from shared.domain.cases.case_progress import follow_snapshot
from shared.domain.cases.command import CommandState
from shared.domain.cases.command_payloads import (
    CommandKind,
    CourtDecision,
    DecideCourt,
    PauseCase,
    ReduceClaim,
    ReductionReason,
    ReportPayment,
    WithdrawalReason,
    WithdrawCase,
)
from shared.domain.money import Money
from shared.domain.watching.proposal import Proposal, ProposalKind, ProposalReason
from shared.web.session import open_session
from tests.component.calls import Answer, Context, http_event, read_answer
from tests.component.cases_bench import HTML, Bench, add_accepted
from tests.component.gateway import FakeGateway
from tests.component.multipart import UPLOAD_TYPE, write_upload
from tests.component.snapshots import make_snapshot
from tests.component.world import MERCHANT, START, make_atriga_account

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.domain.account import AtrigaAccount
    from shared.domain.cases.case import Case
    from shared.domain.cases.command import Command
    from shared.domain.cases.command_payloads import CommandPayload
    from tests.component.world import World

CASE = "/cases/case-1"
HOSTILE = '<script>alert("1")</script>'
ALL = GatewayTerms(capabilities=frozenset(Capability))

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def euros(amount: str) -> Money:
    return Money.of(amount, "EUR")


ASKED = CourtQuestion(advance=euros("32.00"), until=date(2026, 12, 10))

HAPPY: dict[str, tuple[dict[str, str], CommandPayload]] = {
    "report_payment": (
        {"amount": "50,5", "value_date": "2026-11-20"},
        ReportPayment(amount=euros("50.50"), value_date=date(2026, 11, 20), order_id="1_2026_09"),
    ),
    "reduce": (
        {"amount": "5", "reason": "return"},
        ReduceClaim(reason=ReductionReason.RETURN, amount=euros("5.00"), order_id="1_2026_09"),
    ),
    "withdraw": (
        {"reason": "goodwill", "note": "Stammkunde"},
        WithdrawCase(reason=WithdrawalReason.GOODWILL, note="Stammkunde", accepted_fee=euros("15.00")),
    ),
    "pause": (
        {"until": "2026-12-24", "reason": "Ratenzahlung"},
        PauseCase(until=date(2026, 12, 24), reason="Ratenzahlung"),
    ),
    "decide_court": (
        {"decision": "approve"},
        DecideCourt(decision=CourtDecision.APPROVE, accepted_advance=euros("32.00")),
    ),
}
"""For each action with a confirmation what is typed, and what is ordered by it."""


class CaseBench(Bench):
    """One case, ``case-1``, that is accepted; what atriga tells of it can be given."""

    def __init__(self, world: World, locale: Locale = Locale.GERMAN, **told: Any) -> None:
        self.locale = locale
        super().__init__(world)
        self.gateway = FakeGateway()
        self.application = compose(Settings.load(world.environment), world.clock, self)
        self.set_account()
        self.case = add_accepted(self, 1, **told)
        self.gateway.cases["case-1"] = make_snapshot(**told)
        # The hand-over is long done.
        world.stores.commands_of(MERCHANT).save(self.submitted.model_copy(update={"state": CommandState.DONE}))

    def sign_in(self, merchant_id: str) -> str:
        sessions = self.world.stores.sessions_of(merchant_id)
        cookie = open_session(sessions, merchant_id, self.locale, "s" * 43, self.world.clock())
        return f"{cookie.name}={cookie.value}"

    def connect(self, merchant_id: str, account: AtrigaAccount) -> FakeGateway:
        assert merchant_id == MERCHANT
        assert account.customer_number == self.case.customer_number
        return self.gateway

    def set_account(self, **changes: Any) -> None:
        account = make_atriga_account(**{"terms": ALL, **changes})
        self.world.stores.accounts_of(MERCHANT).save_activated(account, due_at=START)

    @property
    def submitted(self) -> Command:
        """The command that handed the case over."""
        command = self.world.stores.commands_of(MERCHANT).get("case-1", "command-of-case-1")
        assert command is not None
        return command

    @property
    def commands(self) -> list[Command]:
        """The commands beside the one that handed the case over."""
        commands = self.world.stores.commands_of(MERCHANT).list_all("case-1")
        return [command for command in commands if command.kind is not CommandKind.SUBMIT]

    @property
    def ordered(self) -> list[CommandPayload]:
        """What they carry."""
        return [command.payload for command in self.commands]

    def kept_case(self) -> Case:
        case = self.world.stores.cases_of(MERCHANT).get("case-1")
        assert case is not None
        return case

    def raise_advance(self, advance: Money) -> None:
        """Let atriga ask for another advance."""
        case = self.kept_case()
        assert case.snapshot is not None
        question = CourtQuestion(advance=advance)
        snapshot = case.snapshot.model_copy(
            update={"court_decision_needed": question, "version": case.snapshot.version + 1}
        )
        self.world.stores.cases_of(MERCHANT).save_progress(
            case, follow_snapshot(case, snapshot, self.world.clock()), self.submitted
        )

    def lose_gateway(self, times: int) -> None:
        """Let the gateway be away for the calls to come."""
        self.gateway.fail_before.extend([UnavailableError() for _ in range(times)])

    def page(self, path: str = CASE, **query: str) -> Answer:
        return self.get(path, headers=HTML, **query)

    def check(self, kind: str, fields: dict[str, str]) -> Answer:
        """Send the form of an action."""
        return self.post(f"{CASE}/actions/{kind}", {"step": "check", **fields})

    def confirm(self, kind: str, fields: dict[str, str], **changes: str) -> Answer:
        """Send the form and confirm it once; ``changes`` are made in between."""
        return self.confirm_again(kind, self.check(kind, fields), **changes)

    def confirm_again(self, kind: str, asked: Answer, **changes: str) -> Answer:
        assert 'value="order"' in asked.body, asked.body
        return self.post(f"{CASE}/actions/{kind}", {**hidden_fields(asked), "step": "order", **changes})

    def upload(
        self,
        fields: dict[str, str],
        content: bytes = b"%PDF-1.7",
        file_name: str = "rechnung.pdf",
        *,
        csrf_token: str | None = None,
    ) -> Answer:
        """Send the form with a file."""
        token = self.csrf_token(MERCHANT) if csrf_token is None else csrf_token
        body = write_upload({"csrf_token": token, "step": "order", **fields}, (file_name, content))
        headers = {**HTML, "Content-Type": UPLOAD_TYPE}
        event = http_event(
            "POST",
            f"{CASE}/actions/upload_document",
            body=body,
            headers=headers,
            cookies=[self.cookies[MERCHANT]],
        )
        return read_answer(self.application.resolve(event, Context()))

    def call(
        self,
        kind: str,
        body: bytes,
        key: str | None = "key-1",
        merchant_id: str = MERCHANT,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Order as a program does."""
        sent = {"Content-Type": "application/json", **({"Idempotency-Key": key} if key else {}), **(headers or {})}
        event = http_event(
            "POST", f"{CASE}/actions/{kind}", body=body, headers=sent, cookies=[self.cookies[merchant_id]]
        )
        return read_answer(self.application.resolve(event, Context()))

    def propose(self, **changes: Any) -> Proposal:
        proposal = Proposal(
            proposal_id="payment-1_2026_09-5000",
            case_id="case-1",
            order_id="1_2026_09",
            kind=ProposalKind.REPORT_PAYMENT,
            reason=ProposalReason.PERHAPS_COLLECTED,
            made_at=START,
            amount=euros("50.00"),
        ).model_copy(update=changes)
        self.world.put(self.world.stores.proposals_of(MERCHANT).put_new(proposal))
        return proposal


def hidden_fields(answer: Answer) -> dict[str, str]:
    """Return the hidden fields of the form on a page, but for the token of the session, which stands in others too."""
    fields = {unescape(name): unescape(value) for name, value in _HIDDEN.findall(answer.body)}
    fields.pop("csrf_token")
    return fields
