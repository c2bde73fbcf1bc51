"""The overview as programs read it, for the description of the API: what ``view.py`` writes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

Decimal = Annotated[str, Field(description="Decimal.")]
PageUrl = Annotated[str, Field(description="The page that lists the cases behind the figure.")]


class MonthFigures(BaseModel):
    """What came in in one month, by the day on which atriga told of it; below zero where more was taken back."""

    month: Annotated[str, Field(description="Year and month, such as `2026-11`.")]
    recovered: Decimal
    page_url: PageUrl


class CurrencyFigures(BaseModel):
    """The amounts of one currency; those of two are never added up."""

    currency: str
    recovered: Annotated[str, Field(description="Decimal; what came in since the hand-over, with interest and costs.")]
    recovered_cases: int
    recovered_url: PageUrl
    claimed: Annotated[str, Field(description="Decimal; of running cases.")]
    open: Annotated[str, Field(description="Decimal; of running cases, as atriga reckons it.")]
    running_cases: int
    running_url: PageUrl
    months: Annotated[list[MonthFigures], Field(description="The last twelve, the present one last.")]


class StateFigures(BaseModel):
    """How many cases are in one state; each case is in one."""

    kind: Annotated[
        Literal["transfer", "stage", "closed"],
        Field(description="By what the state is told: how far the hand-over is, the stage at atriga, or closed."),
    ]
    value: str
    cases: int
    page_url: PageUrl


class StepFigures(BaseModel):
    """In how many cases nothing goes on before the merchant did something."""

    value: Annotated[str, Field(description="The next step of these cases.")]
    cases: int
    page_url: PageUrl


class FirstPaymentFigures(BaseModel):
    """The median of the days from the hand-over to the first payment, and of how many cases it is made."""

    median_days: Decimal
    cases: int
    page_url: PageUrl


class PortalAccountFigures(BaseModel):
    """One portal account's cases in one currency."""

    portal_account: Annotated[str | None, Field(description="Its id, or its name where the orders carried no id.")]
    name: str | None
    currency: str
    cases: int
    page_url: PageUrl
    open: Decimal
    open_url: PageUrl
    recovered: Decimal
    recovered_url: PageUrl


class OverviewFigures(BaseModel):
    """The figures of all live cases; test cases have a count of their own."""

    as_of: datetime
    is_complete: Annotated[
        bool,
        Field(description="False where very many cases changed just now: what changed after `as_of` is not in it yet."),
    ]
    cases: int
    test_cases: int
    amounts: list[CurrencyFigures]
    states: list[StateFigures]
    needs_attention: list[StepFigures]
    first_payment: FirstPaymentFigures | None
    portal_accounts: list[PortalAccountFigures]
