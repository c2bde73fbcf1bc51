"""Answering questions of the agency as a program does: JSON in, JSON out, by the same rules as the form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from shared.domain.cases.case import Closing
from tests.component.inbox_bench import InboxBench, make_inquiry
from tests.component.world import MERCHANT, OTHER_MERCHANT, START

if TYPE_CHECKING:
    from tests.component.world import World

PATH = "/inbox/case-1/inquiry-1"


@pytest.fixture
def bench(world: World) -> InboxBench:
    return InboxBench(world)


def post_json(bench: InboxBench, body: object, merchant_id: str = MERCHANT) -> tuple[int, dict[str, object]]:
    answer = bench.post(PATH, json.dumps(body).encode(), merchant_id)
    return answer.status, answer.json


def test_a_program_answers_as_json(bench: InboxBench) -> None:
    bench.ask(1)
    status, shown = post_json(bench, {"answer": "yes", "comment": "geliefert"})
    assert (status, shown["state"]) == (202, "on_its_way")
    assert post_json(bench, {"answer": "yes", "comment": "geliefert"})[0] == 202
    status, problem = post_json(bench, {"answer": "no"})
    assert (status, problem["code"]) == (409, "answered_otherwise")
    assert len(bench.ordered("case-1")) == 1
    assert post_json(bench, {"answer": "yes"}, OTHER_MERCHANT)[0] == 404


@pytest.mark.parametrize(
    "body", [{"answer": "perhaps"}, {"answer": 1}, {}, {"answer": "yes", "document_references": ["x"]}, [], "yes"]
)
def test_json_of_another_form_is_refused(bench: InboxBench, body: object) -> None:
    bench.ask(1)
    status, problem = post_json(bench, body)
    assert (status, problem["code"]) == (422, "invalid_request")
    assert bench.ordered("case-1") == []


def test_a_program_reads_a_sentence_at_the_field(bench: InboxBench) -> None:
    bench.ask(1)
    _, problem = post_json(bench, {"answer": "perhaps"})
    assert problem["errors"] == [{"field": "answer", "message": "Please choose one of these."}]


def test_a_program_hears_that_the_case_is_closed(bench: InboxBench) -> None:
    case = bench.ask(1)
    bench.tell(case, 2, inquiries=(make_inquiry(),), closing=Closing(code="paid", text="", closed_at=START))
    status, problem = post_json(bench, {"answer": "yes"})
    assert (status, problem["code"]) == (409, "closed")
