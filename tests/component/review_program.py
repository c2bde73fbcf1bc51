"""A merchant's program at the bench of the review, and what its refusals say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from shared.domain.api_token import Scope
from tests.component.programs import call, give_token
from tests.component.review_bench import Bench

if TYPE_CHECKING:
    from shared.domain.cases.case import Case
    from tests.component.calls import Answer
    from tests.component.world import World


class Program(Bench):
    """The bench of the review with a program of the merchant's at it."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.api_token = give_token(world, *Scope)

    def read(self, path: str, **query: str) -> Answer:
        return call(self.merchant.application, self.api_token, "GET", path, query=query)

    def send(self, path: str, body: object, *, token: str | None = None) -> Answer:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return call(self.merchant.application, token or self.api_token, "POST", path, body=raw)

    def tell(self, case: Case, action: str, revision: int | None = None, **parts: object) -> Answer:
        seen = self.now(case).revision if revision is None else revision
        return self.send(f"/review/{case.case_id}", {"action": action, "revision": seen, **parts})

    def tell_many(self, action: str, *seen: tuple[str, int]) -> dict[str, dict[str, Any]]:
        drafts = [{"case_id": case_id, "revision": revision} for case_id, revision in seen]
        answer = self.send("/review", {"action": action, "drafts": drafts})
        assert answer.status == 200
        return {one["case_id"]: one for one in answer.json["items"]}

    def look(self, case: Case) -> tuple[str, int]:
        return case.case_id, self.now(case).revision


def errors_of(answer: Answer) -> set[str]:
    assert (answer.status, answer.json["code"]) == (422, "invalid_request"), answer.body
    return {error["field"] for error in answer.json["errors"]}
