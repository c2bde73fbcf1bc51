"""Two merchants who are signed in at the function ``cases_api`` and may have cases."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from functions.cases_api.handler import compose
from functions.cases_api.settings import Settings
from shared.domain.account import Locale
from shared.domain.cases.case_progress import follow_snapshot
from shared.web.session import find_session, open_session
from tests.component.calls import Answer, Context, http_event, read_answer
from tests.component.snapshots import make_snapshot
from tests.component.world import MERCHANT, OTHER_MERCHANT, START, make_case, make_command

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from tests.component.world import World

HTML = {"Accept": "text/html,application/xhtml+xml"}
FORM = {**HTML, "Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


class Bench:
    """A merchant who is signed in and may have cases."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.application = compose(Settings.load(world.environment), world.clock)
        self.cookies = {merchant: self.sign_in(merchant) for merchant in (MERCHANT, OTHER_MERCHANT)}

    def sign_in(self, merchant_id: str) -> str:
        cookie = open_session(
            self.world.stores.sessions_of(merchant_id), merchant_id, Locale.GERMAN, "s" * 43, self.world.clock()
        )
        return f"{cookie.name}={cookie.value}"

    def add(self, case: Case, merchant_id: str = MERCHANT) -> Case:
        self.world.stores.cases_of(merchant_id).open(case, make_command(case, f"command-of-{case.case_id}"))
        return case

    def get(
        self, path: str, merchant_id: str = MERCHANT, headers: dict[str, str] | None = None, **query: str
    ) -> Answer:
        event = http_event("GET", path, headers=headers, query=query, cookies=[self.cookies[merchant_id]])
        return read_answer(self.application.resolve(event, Context()))

    def post(
        self, path: str, fields: dict[str, str] | bytes, merchant_id: str = MERCHANT, *, csrf_token: str | None = None
    ) -> Answer:
        """Send a form, or JSON where it is bytes already."""
        cookie = self.cookies[merchant_id]
        headers = JSON if isinstance(fields, bytes) else FORM
        if isinstance(fields, bytes):
            body = fields
        else:
            token = self.csrf_token(merchant_id) if csrf_token is None else csrf_token
            body = urlencode({"csrf_token": token, **fields}).encode()
        event = http_event("POST", path, body=body, headers=headers, cookies=[cookie])
        return read_answer(self.application.resolve(event, Context()))

    def csrf_token(self, merchant_id: str) -> str:
        event = APIGatewayProxyEventV2(http_event("GET", "/cases", cookies=[self.cookies[merchant_id]]))
        session = find_session(event, self.world.stores.sessions_of, self.world.clock())
        assert session is not None
        return session.csrf_token


def add(bench: Bench, number: int, merchant_id: str = MERCHANT, **changes: Any) -> Case:
    at = START + timedelta(minutes=number)
    case = make_case(f"case-{number}", f"{number}_2026_09", **{"changed_at": at, **changes})
    return bench.add(case, merchant_id)


def add_accepted(bench: Bench, number: int, merchant_id: str = MERCHANT, **told: Any) -> Case:
    case = add(bench, number, merchant_id)
    after = follow_snapshot(case, make_snapshot(client_reference=case.case_id, **told), case.changed_at)
    command = bench.world.stores.commands_of(merchant_id).get(case.case_id, f"command-of-{case.case_id}")
    assert command is not None
    return bench.world.stores.cases_of(merchant_id).save_progress(case, after, command)[0]


def where(location: str) -> tuple[str, dict[str, list[str]]]:
    parts = urlsplit(location)
    return parts.path, parse_qs(parts.query)
