"""Merchants with questions of the agency, who answer them by forms with and without a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from shared.domain.account import GatewayTerms
from shared.domain.cases.case import Inquiry
from shared.domain.cases.case_progress import follow_snapshot
from tests.component.calls import Answer, Context, http_event, read_answer
from tests.component.cases_bench import HTML, Bench, add_accepted
from tests.component.multipart import UPLOAD_TYPE, write_upload
from tests.component.snapshots import make_snapshot
from tests.component.world import MERCHANT, OTHER_MERCHANT, START, make_atriga_account

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from shared.domain.cases.command import Command, CommandState
    from tests.component.world import World

PDF = b"%PDF-1.7\n" + bytes(range(256))


def make_inquiry(inquiry_id: str = "inquiry-1", **changes: Any) -> Inquiry:
    inquiry = Inquiry(
        inquiry_id=inquiry_id,
        asked_at=START,
        due_on=date(2026, 12, 1),
        question="Wurde die Ware geliefert?",
        answer_type="yes_no_unknown",
        answered=False,
    )
    return inquiry.model_copy(update=changes)


class InboxBench(Bench):
    """A bench whose accounts take answers and documents."""

    def __init__(self, world: World, *capabilities: str) -> None:
        super().__init__(world)
        terms = GatewayTerms(capabilities=frozenset(capabilities or ("inquiries", "document_upload")))
        for merchant_id in (MERCHANT, OTHER_MERCHANT):
            world.stores.accounts_of(merchant_id).save_activated(make_atriga_account(terms=terms), due_at=START)

    def ask(self, number: int, *inquiries: Inquiry, merchant_id: str = MERCHANT, **told: Any) -> Case:
        """Add a case with questions."""
        return add_accepted(self, number, merchant_id, inquiries=inquiries or (make_inquiry(),), **told)

    def tell(self, case: Case, version: int, **told: Any) -> Case:
        """Let atriga tell of a case anew."""
        cases, commands = self.world.stores.cases_of(MERCHANT), self.world.stores.commands_of(MERCHANT)
        before = cases.get(case.case_id)
        command = commands.get(case.case_id, f"command-of-{case.case_id}")
        assert before is not None
        assert command is not None
        snapshot = make_snapshot(version, case.case_id, **told)
        return cases.save_progress(before, follow_snapshot(before, snapshot, self.world.clock()), command)[0]

    def send(
        self,
        path: str,
        fields: dict[str, str],
        *files: tuple[str, bytes],
        merchant_id: str = MERCHANT,
        csrf_token: str | None = None,
    ) -> Answer:
        """Send a form with files, as a browser does."""
        token = self.csrf_token(merchant_id) if csrf_token is None else csrf_token
        body = write_upload({"csrf_token": token, **fields}, *files)
        headers = {**HTML, "Content-Type": UPLOAD_TYPE}
        event = http_event("POST", path, body=body, headers=headers, cookies=[self.cookies[merchant_id]])
        return read_answer(self.application.resolve(event, Context()))

    def ordered(self, case_id: str) -> list[Command]:
        """Return what was ordered for a case since it was handed over."""
        commands = self.world.stores.commands_of(MERCHANT).list_all(case_id)
        return [command for command in commands if command.command_id != f"command-of-{case_id}"]

    def settle(self, command: Command, state: CommandState, last_error: str | None = None) -> None:
        """Let a command be done or refused."""
        settled = command.model_copy(update={"state": state, "last_error": last_error})
        self.world.stores.commands_of(MERCHANT).save(settled)
