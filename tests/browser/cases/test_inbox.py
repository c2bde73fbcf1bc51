"""Questions of atriga, answered in the inbox: each kind that it asks, and with a file."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.acting import days_from_now
from tests.browser.inspection import list_marks_of_outside
from tests.e2e.shop import wait_until

if TYPE_CHECKING:
    from tests.browser.cases.case_desk import OneCase
    from tests.browser.visitor import Visitor
    from tests.e2e.shop import Shop

FILE_NAME = "<img class=outside src=x> &amp; Rechnung.pdf"
SHOWN_FILE_NAME = "_img class=outside src=x_ &amp; Rechnung.pdf"
"""What no file system takes is replaced; what markup would read otherwise stays as it is."""

KINDS = ("text", "date", "yes_no", "yes_no_unknown")
"""The kinds of questions that are answered without a file."""


def ask(shop: Shop, case_number: str, kind: str) -> str:
    """Let atriga ask something, and wait until the inbox has it; return the question, which is asked only once."""
    question = f"Frage {secrets.token_hex(4)}?"
    shop.move_case(case_number, "inquiry", question=question, answer_type=kind)
    return question


def wait_for_questions(shop: Shop, questions: set[str]) -> None:
    """Wait until the inbox has questions."""

    def look() -> bool:
        if questions <= {one["question"] for one in shop.browser.read_json("/inbox")["items"]}:
            return True
        shop.synchronize()
        return False

    wait_until(look, "the questions in the inbox")


def open_question(visitor: Visitor, shop: Shop, question: str) -> None:
    """Go to a question through the inbox."""
    visitor.open(shop, "/inbox")
    visitor.page.get_by_role("link", name=question).click()
    expect(visitor.page.get_by_text(question).first).to_be_visible()


def send(visitor: Visitor) -> None:
    """Send the answer."""
    visitor.press("Send the answer to atriga")
    visitor.expect_told(
        "Your answer is on its way to atriga. The question leaves this list as soon as atriga tells that it has the "
        "answer."
    )


def wait_for_answer(shop: Shop, order_id: str, question: str) -> str:
    """Wait until atriga has the answer to a question, and return it; that to a document is empty."""

    def look() -> list[str]:
        [at_atriga] = shop.cases_at_atriga(order_id)
        return [str(answer) for asked, answer in at_atriga["answers"].items() if asked == question]

    [answer] = wait_until(look, "the answer at atriga")
    return answer


@pytest.fixture
def questions(case: OneCase) -> dict[str, str]:
    """A question of each kind, about one case."""
    asked = {kind: ask(case.shop, case.case_number, kind) for kind in KINDS}
    wait_for_questions(case.shop, set(asked.values()))
    return asked


def test_each_kind_of_question_is_answered(case: OneCase, visitor: Visitor, questions: dict[str, str]) -> None:
    open_question(visitor, case.shop, questions["text"])
    visitor.page.get_by_label(visitor.say("Your answer"), exact=True).fill("Ja, am 3. November.")
    send(visitor)
    open_question(visitor, case.shop, questions["date"])
    day = days_from_now(-30)
    visitor.field("Day").fill(day)
    send(visitor)
    open_question(visitor, case.shop, questions["yes_no"])
    expect(visitor.field("Not known")).to_have_count(0)
    visitor.field("No").check()
    send(visitor)
    open_question(visitor, case.shop, questions["yes_no_unknown"])
    visitor.field("Not known").check()
    send(visitor)
    answers = {kind: wait_for_answer(case.shop, case.order_id, question) for kind, question in questions.items()}
    assert answers == {
        "text": "Ja, am 3. November.",
        "date": day,
        "yes_no": "no",
        "yes_no_unknown": "unknown",
    }


def test_a_question_is_answered_with_a_file_whose_name_is_markup(case: OneCase, visitor: Visitor) -> None:
    shop = case.shop
    question = ask(shop, case.case_number, "document")
    wait_for_questions(shop, {question})
    open_question(visitor, shop, question)
    answered_at = visitor.page.url
    visitor.press("Send the answer to atriga")
    visitor.expect_warning("Please check what you entered")

    visitor.field("Document").set_input_files(
        {"name": FILE_NAME, "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
    )
    visitor.choose("What the document is", "Invoice")
    send(visitor)
    visitor.page.goto(answered_at)
    expect(visitor.page.get_by_text(SHOWN_FILE_NAME, exact=True)).to_be_visible()
    assert list_marks_of_outside(visitor.page) == []

    wait_for_answer(shop, case.order_id, question)
    shop.wait_for_case(case.case_id, documents=1)
    visitor.go(shop, case.path)
    document = visitor.page.locator("#documents").get_by_role("link", name=SHOWN_FILE_NAME, exact=True)
    expect(document.first).to_be_visible()
    assert list_marks_of_outside(visitor.page) == []
