"""Writing into orders: the app's own lines in the note, and the mark "paid"."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import given

from shared.domain.orders.order_note import merchant_text
from shared.dreamrobot.access import Token
from shared.dreamrobot.errors import (
    AccessRefusedError,
    BadRequestError,
    DreamRobotError,
    NoteUnreadableError,
    OrderNotFoundError,
    OutcomeUnknownError,
    QuotaUsedUpError,
    TokenRefusedError,
    UnavailableError,
)
from tests.unit.damage import ANY_CHARACTERS
from tests.unit.dreamrobot.examples import ORDER_ID, TOKEN_VALUE, error_answer, order_body, token_body
from tests.unit.dreamrobot.fakes import NOW, Bench

if TYPE_CHECKING:
    from tests.unit.scripted_http import Step

GOOD_TOKEN = Token("good", NOW + timedelta(minutes=30))
READ, WRITE = f"GET /order/{ORDER_ID}/", f"POST /order/{ORDER_ID}/"
STATE = "Aktenzeichen 4711: in Bearbeitung"
NOTE = "Kunde hat geweint"
WRITTEN = f"{NOTE}\n[atriga] {STATE} [/atriga]"
DONE = httpx.Response(200, json={"order_id": ORDER_ID, "ack": "success"})


def shown(**changes: Any) -> httpx.Response:
    return httpx.Response(200, json=order_body(**changes))


def sent_by(bench: Bench) -> Any:
    return json.loads(bench.http.last_request.content)


class KeptOrder:
    """An order at the other side that is read and overwritten; some answers to writes get lost."""

    def __init__(self, infos: str, *, lost_answers: int = 0) -> None:
        self.infos = infos
        self.writes = 0
        self._lost_answers = lost_answers

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            # In ASCII, as PHP writes JSON: httpx could not write half a character.
            return httpx.Response(200, content=json.dumps(order_body(infos=self.infos)))
        self.infos = json.loads(request.content)["order"]["infos"]
        self.writes += 1
        if self.writes <= self._lost_answers:
            message = "slow"
            raise httpx.ReadTimeout(message)
        return DONE


def test_the_state_is_added_to_the_note_in_one_read_and_one_write() -> None:
    bench = Bench(shown(), DONE, token=GOOD_TOKEN)
    assert bench.client.note_collection_state(ORDER_ID, [STATE])
    assert bench.calls == [READ, WRITE]
    assert sent_by(bench) == {"order": {"infos": WRITTEN}}


def test_nothing_is_written_where_nothing_changes() -> None:
    bench = Bench(shown(infos=f"{WRITTEN}\nspäter dazu"), token=GOOD_TOKEN)
    assert not bench.client.note_collection_state(ORDER_ID, [STATE])
    assert bench.calls == [READ]


@pytest.mark.parametrize("infos", ["", None])
def test_an_empty_note_takes_the_line_alone(infos: str | None) -> None:
    bench = Bench(shown(infos=infos), DONE, token=GOOD_TOKEN)
    bench.client.note_collection_state(ORDER_ID, [STATE])
    assert sent_by(bench) == {"order": {"infos": f"[atriga] {STATE} [/atriga]"}}


@pytest.mark.parametrize("infos", [5, True, [], {}, ["x"]])
def test_a_note_that_is_no_text_is_left_alone(infos: object) -> None:
    bench = Bench(shown(infos=infos), token=GOOD_TOKEN)
    with pytest.raises(NoteUnreadableError):
        bench.client.note_collection_state(ORDER_ID, [STATE])
    assert bench.calls == [READ]


def test_a_note_that_is_not_shown_is_not_taken_for_an_empty_one() -> None:
    body = order_body()
    del body["order"]["infos"]
    bench = Bench(httpx.Response(200, json=body), token=GOOD_TOKEN)
    with pytest.raises(NoteUnreadableError):
        bench.client.note_collection_state(ORDER_ID, [STATE])
    assert bench.calls == [READ]


@given(ANY_CHARACTERS)
def test_a_merchants_note_survives_ten_write_backs_over_the_wire(note: str) -> None:
    order = KeptOrder(note)
    bench = Bench(*[order] * 20, token=GOOD_TOKEN)
    for number in range(10):
        bench.client.note_collection_state(ORDER_ID, [f"Stand {number}"])
    assert order.writes == 10
    assert merchant_text(order.infos) == note


def test_a_lost_answer_is_cleared_up_by_reading_again() -> None:
    order = KeptOrder(NOTE, lost_answers=1)
    bench = Bench(*[order] * 3, token=GOOD_TOKEN)
    assert bench.client.note_collection_state(ORDER_ID, [STATE])
    assert bench.calls == [READ, WRITE, READ]
    assert order.infos == WRITTEN
    assert bench.pauses == [1.0]


def test_what_the_merchant_wrote_after_a_lost_answer_is_kept() -> None:
    def lose_the_write_and_let_the_merchant_write(_: httpx.Request) -> httpx.Response:
        order.infos = "Kunde hat bezahlt"
        message = "slow"
        raise httpx.ReadTimeout(message)

    order = KeptOrder(NOTE)
    bench = Bench(order, lose_the_write_and_let_the_merchant_write, order, order, token=GOOD_TOKEN)
    bench.client.note_collection_state(ORDER_ID, [STATE])
    assert merchant_text(order.infos) == "Kunde hat bezahlt"


UNKNOWN: list[Step] = [
    httpx.ReadTimeout("slow"),
    httpx.RemoteProtocolError("cut off"),
    httpx.Response(500),
    httpx.Response(502, html="<h1>Bad Gateway</h1>"),
    httpx.Response(200, html="<h1>Wartung</h1>"),
    httpx.Response(302, headers={"Location": "https://elsewhere.example/"}),
    error_answer(503, "Server Error"),
]


@pytest.mark.parametrize("step", UNKNOWN)
def test_a_change_without_a_usable_answer_has_an_unknown_outcome_and_is_not_repeated_blindly(step: Step) -> None:
    bench = Bench(step, token=GOOD_TOKEN)
    with pytest.raises(OutcomeUnknownError):
        bench.client.mark_paid(ORDER_ID, Decimal("119.00"))
    assert bench.calls == [WRITE]


@pytest.mark.parametrize("step", UNKNOWN)
def test_a_note_is_given_up_after_the_second_unknown_outcome(step: Step) -> None:
    bench = Bench(shown(), step, shown(), step, token=GOOD_TOKEN)
    with pytest.raises(OutcomeUnknownError):
        bench.client.note_collection_state(ORDER_ID, [STATE])
    assert bench.calls == [READ, WRITE, READ, WRITE]


def test_a_wish_for_a_long_pause_after_a_write_is_handed_to_the_caller() -> None:
    bench = Bench(shown(), httpx.Response(503, headers={"Retry-After": "600"}), token=GOOD_TOKEN)
    with pytest.raises(OutcomeUnknownError) as caught:
        bench.client.note_collection_state(ORDER_ID, [STATE])
    assert caught.value.retry_after == 600.0
    assert bench.pauses == []


def test_a_change_that_certainly_did_not_leave_is_tried_once_more() -> None:
    bench = Bench(httpx.ConnectError("refused"), DONE, token=GOOD_TOKEN)
    bench.client.mark_paid(ORDER_ID, Decimal("119.00"))
    assert bench.calls == [WRITE, WRITE]
    assert bench.budget.taken == 1


def test_a_change_that_never_leaves_was_not_made() -> None:
    bench = Bench(*[httpx.ConnectTimeout("slow")] * 2, token=GOOD_TOKEN)
    with pytest.raises(UnavailableError):
        bench.client.mark_paid(ORDER_ID, Decimal("119.00"))


def test_a_token_that_ends_between_read_and_write_is_replaced_once() -> None:
    bench = Bench(
        shown(), error_answer(401, "expired_token"), httpx.Response(200, json=token_body()), DONE, token=GOOD_TOKEN
    )
    assert bench.client.note_collection_state(ORDER_ID, [STATE])
    assert bench.calls == [READ, WRITE, "POST /token.php", WRITE]
    assert bench.http.last_request.headers["Authorization"] == f"Bearer {TOKEN_VALUE}"


def test_a_change_that_no_token_opens_was_not_made() -> None:
    refusal = error_answer(401, "invalid_token")
    bench = Bench(refusal, httpx.Response(200, json=token_body()), refusal, token=GOOD_TOKEN)
    with pytest.raises(TokenRefusedError):
        bench.client.mark_paid(ORDER_ID, Decimal("119.00"))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (error_answer(404, "Not Found"), OrderNotFoundError),
        (error_answer(400, "Bad Request"), BadRequestError),
        (error_answer(400, "invalid_client"), AccessRefusedError),
        (error_answer(429, "quota_exceeded"), QuotaUsedUpError),
    ],
)
def test_a_refused_change_raises_what_the_caller_can_act_upon(
    answer: httpx.Response, error: type[DreamRobotError]
) -> None:
    with pytest.raises(error) as caught:
        Bench(answer, token=GOOD_TOKEN).client.mark_paid(ORDER_ID, Decimal("119.00"))
    assert type(caught.value) is error


@pytest.mark.parametrize("amount", ["0.00", "0.01", "0.10", "119.00", "1234567.89", "9999999999999.99"])
def test_a_paid_amount_is_written_to_the_cent(amount: str) -> None:
    bench = Bench(DONE, token=GOOD_TOKEN)
    bench.client.mark_paid(ORDER_ID, Decimal(amount))
    sent = json.loads(bench.http.last_request.content, parse_float=Decimal)
    assert sent == {"order": {"paid_amount": Decimal(amount), "status": {"is_paid": 1}}}


@pytest.mark.parametrize("order_id", ["", "../token.php", "1_2026_05/"])
def test_what_is_no_order_id_is_not_written_to(order_id: str) -> None:
    bench = Bench(token=GOOD_TOKEN)
    with pytest.raises(OrderNotFoundError):
        bench.client.note_collection_state(order_id, [STATE])
    with pytest.raises(OrderNotFoundError):
        bench.client.mark_paid(order_id, Decimal(1))
    assert len(bench.http) == 0


def test_the_note_of_another_order_is_not_written() -> None:
    bench = Bench(shown(id="999_2026_05"), token=GOOD_TOKEN)
    with pytest.raises(OrderNotFoundError):
        bench.client.note_collection_state(ORDER_ID, [STATE])
    assert bench.calls == [READ]
