"""The open questions of a case as its item in the list of asked cases carries them: bounded in number and length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydantic import TypeAdapter

from shared.domain.cases.case import Inquiry
from shared.domain.cases.case_row import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.store.writes import Item

MOST_QUESTIONS: Final = 20
"""So many questions of one case are listed; its page has all of them."""

_QUESTIONS: Final = TypeAdapter(tuple[Inquiry, ...])


def write_questions(inquiries: Sequence[Inquiry]) -> Item:
    """Make the attributes of an item; each question is cut as any text in a list is."""
    listed = tuple(
        inquiry.model_copy(update={"question": cut(inquiry.question)}) for inquiry in inquiries[:MOST_QUESTIONS]
    )
    return {"questions": _QUESTIONS.dump_json(listed).decode(), "question_count": len(inquiries)}


def read_questions(item: Item) -> tuple[Inquiry, ...]:
    """Read the questions that an item carries."""
    return _QUESTIONS.validate_json(item["questions"])
