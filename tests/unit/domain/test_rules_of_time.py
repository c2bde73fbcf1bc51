"""Due, reminded, time-barred: each rule's day and the day beside it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from shared.domain.finding import FindingCode, Severity
from shared.domain.orders.order import OrderShipping
from shared.domain.parties.debtor import Reminder
from tests.unit.domain.orders import (
    DUE_DAY,
    TODAY,
    codes_of,
    evaluate_order,
    make_facts,
    make_order,
    make_settings,
    make_status,
    only_finding,
)

if TYPE_CHECKING:
    from shared.domain.evaluation import EvaluationFacts

NO_REMINDERS = make_facts(reminders=())


def test_the_grace_after_the_due_day_must_be_over() -> None:
    last_day_of_grace = DUE_DAY + timedelta(days=7)

    too_early = only_finding(evaluate_order(today=last_day_of_grace, facts=_reminded(last_day_of_grace)))
    in_time = evaluate_order(today=last_day_of_grace + timedelta(days=1), facts=_reminded(last_day_of_grace))

    assert (too_early.code, too_early.severity) == (FindingCode.NOT_DUE, Severity.BLOCK)
    assert too_early.parameters == {
        "base_day": "2026-09-03",
        "term_days": "14",
        "due_day": "2026-09-17",
        "earliest_day": "2026-09-25",
    }
    assert in_time.findings == ()


def test_the_term_is_the_payment_methods_own() -> None:
    position = evaluate_order(settings=make_settings(payment_term_days={"3": 30, "4": 60})).position

    assert position is not None
    assert position.due_date == date(2026, 10, 3)


@pytest.mark.parametrize(
    ("by_flag", "by_shipping", "due"),
    [
        (date(2026, 9, 3), None, date(2026, 9, 17)),
        (None, date(2026, 9, 4), date(2026, 9, 18)),
        (date(2026, 9, 3), date(2026, 9, 8), date(2026, 9, 22)),
        (None, None, date(2026, 9, 15)),
        (date(2026, 8, 1), None, date(2026, 9, 15)),
    ],
)
def test_the_base_day_is_the_latest_shipping_day_and_never_before_the_order(
    by_flag: date | None, by_shipping: date | None, due: date
) -> None:
    order = make_order(
        status=make_status(shipped_on=by_flag),
        shipping=OrderShipping(fee=make_order().shipping.fee, shipped_on=by_shipping),
    )

    position = evaluate_order(order).position

    assert position is not None
    assert position.due_date == due


def test_without_an_order_day_there_is_no_day_of_the_contract() -> None:
    evaluation = evaluate_order(make_order(ordered_on=None))

    finding = only_finding(evaluation)
    assert (finding.code, finding.field) == (FindingCode.NOT_DUE, "positions.0.contract_date")
    assert finding.parameters == {"missing": "order_day"}
    assert evaluation.position is None


def test_a_shipping_day_that_cannot_be_read_is_not_replaced_by_the_order_day() -> None:
    order = make_order(
        status=make_status(shipped_on=None),
        shipping=OrderShipping(fee=make_order().shipping.fee),
        unreadable=("status.shipped_date",),
    )

    finding = only_finding(evaluate_order(order))

    assert (finding.code, finding.severity) == (FindingCode.NOT_DUE, Severity.BLOCK)
    assert finding.parameters == {"missing": "shipping_day"}


def test_a_term_past_the_end_of_the_calendar_is_no_due_day() -> None:
    evaluation = evaluate_order(settings=make_settings(default_payment_term_days=10**9))

    assert only_finding(evaluation).parameters == {"missing": "due_day"}
    assert evaluation.position is None


@pytest.mark.parametrize(("blocks", "severity"), [(False, Severity.WARNING), (True, Severity.BLOCK)])
def test_a_missing_reminder_weighs_as_the_merchant_set(*, blocks: bool, severity: Severity) -> None:
    finding = only_finding(evaluate_order(facts=NO_REMINDERS, settings=make_settings(missing_reminder_blocks=blocks)))

    assert (finding.code, finding.severity, finding.parameters) == (FindingCode.NO_REMINDER_KNOWN, severity, {})


@pytest.mark.parametrize("day", [DUE_DAY, DUE_DAY - timedelta(days=20), TODAY + timedelta(days=1)])
def test_a_reminder_on_or_before_the_due_day_or_in_the_future_is_none(day: date) -> None:
    finding = only_finding(evaluate_order(facts=_reminded(day)))

    assert finding.code is FindingCode.NO_REMINDER_KNOWN
    assert finding.parameters == {"reminder_day": day.isoformat(), "due_day": "2026-09-17"}


@pytest.mark.parametrize("day", [DUE_DAY + timedelta(days=1), TODAY])
def test_a_reminder_after_the_due_day_counts(day: date) -> None:
    assert evaluate_order(facts=_reminded(day)).findings == ()


def test_a_claim_is_time_barred_after_31_december_three_years_after_the_due_year() -> None:
    last_day, day_after = date(2029, 12, 31), date(2030, 1, 1)

    near = only_finding(evaluate_order(today=last_day))
    barred = only_finding(evaluate_order(today=day_after))

    assert near.code is FindingCode.LIMITATION_NEAR
    assert near.parameters == {"day": "2029-12-31", "days_left": "0"}
    assert (barred.code, barred.severity) == (FindingCode.TIME_BARRED, Severity.BLOCK)
    assert barred.parameters == {"day": "2029-12-31", "due_day": "2026-09-17"}


def test_the_due_year_counts_not_the_year_of_the_order() -> None:
    order = make_order(
        ordered_on=date(2026, 12, 20),
        status=make_status(shipped_on=None),
        shipping=OrderShipping(fee=make_order().shipping.fee),
    )

    evaluation = evaluate_order(order, today=date(2030, 1, 1), facts=_reminded(date(2027, 2, 1)))

    assert evaluation.findings == ()


def test_a_reason_turns_the_time_bar_into_a_warning() -> None:
    facts = make_facts(time_barred_override_reason="Hemmung durch Verhandlungen")

    evaluation = evaluate_order(facts=facts, today=date(2030, 1, 1))

    assert only_finding(evaluation).severity is Severity.WARNING
    assert only_finding(evaluation).parameters["reason"] == "Hemmung durch Verhandlungen"
    assert not evaluation.is_blocked


def test_a_blank_reason_is_none() -> None:
    evaluation = evaluate_order(facts=make_facts(time_barred_override_reason="  "), today=date(2030, 1, 1))

    assert evaluation.is_blocked


def test_limitation_is_near_under_120_days_before_it() -> None:
    limit = date(2029, 12, 31)

    near = evaluate_order(today=limit - timedelta(days=119))
    far = evaluate_order(today=limit - timedelta(days=120))

    assert codes_of(near) == [FindingCode.LIMITATION_NEAR]
    assert only_finding(near).severity is Severity.WARNING
    assert only_finding(near).parameters == {"day": "2029-12-31", "days_left": "119"}
    assert far.findings == ()


def _reminded(day: date) -> EvaluationFacts:
    return make_facts(reminders=(Reminder(sent_on=day),))
