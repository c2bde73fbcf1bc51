"""The figures put in order for people: by currency, state, month and portal account, each with its cases' address.

Every figure is of live cases; test cases have a count of their own. What an address leads to is exactly what was
counted, as far as the figures are up to date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from functions.cases_api.table.page import PATH as CASES_PATH
from functions.cases_api.table.view_query import write_view
from shared.domain.cases.case import Transfer
from shared.domain.cases.case_view import CaseFilter, CaseView, Grouping
from shared.domain.cases.figures import CaseState, Figure, FigureKind, Figures, median_of
from shared.domain.cases.next_step import NextStep
from shared.domain.merchant_days import day_of
from shared.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

MONTHS_SHOWN: Final = 12

_STATES: Final = (
    *((CaseState.TRANSFER, value) for value in ("draft", "ready", "submitting", "unknown", "submitted")),
    *((CaseState.STAGE, value) for value in ("review", "extrajudicial", "judicial", "enforcement", "monitoring")),
    (CaseState.STAGE, None),
    (CaseState.CLOSED, ""),
    *((CaseState.TRANSFER, value) for value in ("rejected", "withdrawn", "discarded")),
)
"""The order in which a case goes through its states; ``None`` stands for the stages that nobody here knows."""


class Counted(NamedTuple):
    """A number of cases that have something in common, and where they are listed."""

    kind: str
    value: str
    cases: int
    address: str


class Amounts(NamedTuple):
    """What came in, and what the running cases are about, in one currency."""

    currency: str
    recovered: Money
    recovered_cases: int
    recovered_address: str
    claimed: Money
    open: Money
    running_cases: int
    running_address: str


class Month(NamedTuple):
    """What came in in one month; it is below zero where more was taken back."""

    name: str
    first_day: date
    recovered: Money
    address: str


class FirstPayment(NamedTuple):
    """The median of the days from the hand-over to the first payment, and of how many cases it is made."""

    days: Decimal
    cases: int
    address: str


class PortalFigures(NamedTuple):
    """One portal account's cases in one currency; ``portal`` is empty where the orders named none."""

    portal: str
    name: str
    cases: int
    address: str
    open: Money
    open_address: str
    recovered: Money
    recovered_address: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole overview. Where ``counted_to`` is not ``None``, changes since then are not counted yet."""

    figures: Figures
    now: datetime
    counted_to: datetime | None
    portal_names: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is no case at all."""
        return not self.cases and not self.test_cases

    @property
    def cases(self) -> int:
        """The number of live cases."""
        return self._number(FigureKind.CASES)

    @property
    def test_cases(self) -> int:
        """The number of test cases, which no other figure holds."""
        return self._number(FigureKind.TEST_CASES)

    @property
    def test_address(self) -> str:
        """Where the test cases are listed."""
        return _address(CaseFilter(test=True))

    @property
    def currencies(self) -> list[str]:
        """The currencies of all cases, the one with the most cases first."""
        counts: dict[str, int] = {}
        for figure, cases in self._of(FigureKind.PORTAL_CASES):
            counts[figure.currency] = counts.get(figure.currency, 0) + cases
        return sorted(counts, key=lambda currency: (-counts[currency], currency))

    @property
    def amounts(self) -> list[Amounts]:
        """The amounts, one entry for each currency: they are never added up."""
        return [
            Amounts(
                currency=currency,
                recovered=self._money(FigureKind.RECOVERED, currency),
                recovered_cases=self._number(FigureKind.RECOVERED_CASES, currency),
                recovered_address=self._live(currency, recovered=True),
                claimed=self._money(FigureKind.CLAIMED, currency),
                open=self._money(FigureKind.OPEN, currency),
                running_cases=self._number(FigureKind.RUNNING, currency),
                running_address=self._live(currency, running=True),
            )
            for currency in self.currencies
        ]

    @property
    def states(self) -> list[Counted]:
        """How many cases are in which state, in the order in which a case goes through them."""
        counts = {tuple(figure.subject.split(":", 1)): cases for figure, cases in self._of(FigureKind.STATE)}
        others = sorted(value for kind, value in counts if kind == CaseState.STAGE and (kind, value) not in _STATES)
        found: list[Counted] = []
        for kind, value in _STATES:
            for name in others if value is None else [value]:
                cases = counts.get((kind.value, name), 0)
                if cases:
                    found.append(Counted(kind.value, name, cases, self._address_of_state(kind, name)))
        return found

    @property
    def attention(self) -> list[Counted]:
        """In how many cases nothing goes on before the merchant did something, by what has to be done."""
        steps = [step for step in NextStep if step.is_the_merchants]
        counts = [(step, self._number(FigureKind.NEXT_STEP, subject=step.value)) for step in steps]
        return [Counted("next_step", step.value, cases, self._address_of_step(step)) for step, cases in counts if cases]

    @property
    def first_payment(self) -> FirstPayment | None:
        """How long the first payment took, where any came in."""
        counts = {int(figure.subject): cases for figure, cases in self._of(FigureKind.DAYS)}
        days = median_of(counts)
        if days is None:
            return None
        return FirstPayment(days, sum(counts.values()), self._live(None, recovered=True))

    @property
    def portals(self) -> list[PortalFigures]:
        """The portal accounts, the one with the most cases first; one entry for each currency."""
        found = [
            PortalFigures(
                portal=figure.subject,
                name=self.portal_names.get(figure.subject, figure.subject),
                cases=cases,
                address=self._address_of_portal(figure),
                open=self._money(FigureKind.PORTAL_OPEN, figure.currency, figure.subject),
                open_address=self._address_of_portal(figure, running=True),
                recovered=self._money(FigureKind.PORTAL_RECOVERED, figure.currency, figure.subject),
                recovered_address=self._address_of_portal(figure, recovered=True),
            )
            for figure, cases in self._of(FigureKind.PORTAL_CASES)
        ]
        return sorted(found, key=lambda one: (-one.cases, one.name, one.open.currency))

    def months_of(self, currency: str) -> list[Month]:
        """Return the last twelve months, the present one last, whether anything came in or not."""
        today = day_of(self.now)
        months: list[Month] = []
        for back in range(MONTHS_SHOWN - 1, -1, -1):
            year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
            first_day = date(year, month + 1, 1)
            name = f"{first_day:%Y-%m}"
            recovered = self._money(FigureKind.MONTH, currency, name)
            months.append(Month(name, first_day, recovered, self._live(currency, recovered_in=name)))
        return months

    def _of(self, kind: FigureKind) -> list[tuple[Figure, int]]:
        return [(figure, number) for figure, number in self.figures.items() if figure.kind is kind]

    def _number(self, kind: FigureKind, currency: str = "", subject: str = "") -> int:
        return self.figures.get(Figure(kind, currency, subject), 0)

    def _money(self, kind: FigureKind, currency: str, subject: str = "") -> Money:
        return Money(cents=self._number(kind, currency, subject), currency=currency)

    def _live(self, currency: str | None, **asked: object) -> str:
        """Return where live cases are listed; the currency is asked for where there is more than one."""
        asked_for = currency if len(self.currencies) > 1 else None
        return _address(CaseFilter.model_validate({**asked, "currency": asked_for, "test": False}))

    def _address_of_state(self, kind: CaseState, value: str) -> str:
        if kind is CaseState.TRANSFER:
            return self._live(None, transfer=value)
        accepted = Transfer.ACCEPTED.value
        if kind is CaseState.CLOSED:
            return self._live(None, transfer=accepted, running=False)
        return self._live(None, transfer=accepted, running=True, stage=value or None)

    def _address_of_step(self, step: NextStep) -> str:
        return self._live(None, next_step=step.value)

    def _address_of_portal(self, figure: Figure, **asked: object) -> str:
        if figure.subject:
            return self._live(figure.currency, portal=figure.subject, **asked)
        # No filter asks for what is not there: the groups of the table show it.
        return f"{self._live(figure.currency, **asked)}&group={Grouping.PORTAL_ACCOUNT}"


def _address(wanted: CaseFilter) -> str:
    return f"{CASES_PATH}?{write_view(CaseView(filter=wanted))}"
