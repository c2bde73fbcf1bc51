"""Reading the sample merchants and orders of ``sample_orders/``: one folder for each merchant, days as offsets."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import Field, model_validator

from shared.domain.account import MerchantId
from shared.domain.finding import FindingCode
from shared.domain.model import DomainModel

if TYPE_CHECKING:
    from collections.abc import Iterable

SAMPLE_FOLDER = Path(__file__).parent / "sample_orders"

_MERCHANT_FILE = "merchant.yaml"


class SampleAddress(DomainModel):
    """An address as a buyer typed it, in DreamRobot's fields."""

    name: str | None
    name_2: str | None = ""
    street: str | None
    street_2: str | None = ""
    zip: str | None
    city: str | None
    province: str | None = ""
    country: str = "DE"


class SampleCustomer(SampleAddress):
    """A buyer. ``id`` ties several orders to one buyer; where it is missing the order's number is used."""

    id: int | None = None
    username: str = ""
    comment: str = ""
    vat_id: str = ""
    email: str = ""
    phone: str = ""


class SampleLine(DomainModel):
    """One line; written in the files as ``[quantity, name, gross price of one, tax in percent]``."""

    quantity: Decimal
    name: str
    price: Decimal
    tax: Decimal = Decimal(19)

    @model_validator(mode="before")
    @classmethod
    def _read_list(cls, value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
        return dict(zip(cls.model_fields, value, strict=False)) if isinstance(value, list) else value


class SampleOrder(DomainModel):
    """One order. ``ordered``, ``shipped``, ``arrived`` and ``cancelled`` count days back from today.

    ``label`` says in German what the order shows, ``shows`` names the findings that it is there for; others may
    follow from the same flaw, as ``below_minimum`` does from ``paid``.
    ``invoice`` is a number, ``True`` for one made from the order's number, ``False`` where none was assigned.
    ``amount`` is the invoice amount where it is not the sum of lines and ``fee``.
    """

    number: int
    label: str
    shows: tuple[FindingCode, ...] = ()
    ordered: int
    shipped: int | None = None
    arrived: int | None = None
    cancelled: int | None = None
    account: int | None = None
    method: str = "1"
    currency: str = "EUR"
    customer: SampleCustomer
    delivery: SampleAddress | None = None
    lines: tuple[SampleLine, ...] = Field(min_length=1)
    fee: Decimal = Decimal("0.00")
    amount: Decimal | None = None
    paid: Decimal = Decimal("0.00")
    marked_paid: bool = False
    parked: bool = False
    invoice: bool | str = True
    infos: str = ""


class SamplePortalAccount(DomainModel):
    """A connector to a shop or marketplace; ``platform`` is what orders of it name."""

    id: int
    name: str
    platform: str
    is_default: bool = False


class SamplePaymentMethod(DomainModel):
    """A way to pay."""

    id: str
    name: str
    is_prepaid: bool = False


class MergedOrder(DomainModel):
    """An order that was merged into another one: its id is known to somebody, but answers 404."""

    number: int
    ordered: int
    label: str


class SampleMerchant(DomainModel):
    """A DreamRobot account with its API user, its connectors and its orders."""

    merchant_id: MerchantId
    name: str
    api_username: str
    api_password: str
    portal_accounts: tuple[SamplePortalAccount, ...]
    payment_methods: tuple[SamplePaymentMethod, ...]
    merged_orders: tuple[MergedOrder, ...] = ()
    orders: tuple[SampleOrder, ...]

    @property
    def default_portal_account(self) -> SamplePortalAccount:
        """The portal account of orders that name none."""
        return next(account for account in self.portal_accounts if account.is_default)


def load_merchants(folder: Path = SAMPLE_FOLDER) -> tuple[SampleMerchant, ...]:
    """Read every merchant below ``folder``, ordered by id.

    Raises:
        pydantic.ValidationError: a file holds something else than this module describes.
    """
    return tuple(_load_merchant(path.parent) for path in sorted(folder.glob(f"*/{_MERCHANT_FILE}")))


def _load_merchant(folder: Path) -> SampleMerchant:
    described = yaml.load((folder / _MERCHANT_FILE).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    order_files = sorted(path for path in folder.glob("*.yaml") if path.name != _MERCHANT_FILE)
    return SampleMerchant.model_validate({**described, "orders": list(_load_orders(order_files))})


def _load_orders(paths: Iterable[Path]) -> Iterable[dict[str, Any]]:
    for path in paths:
        yield from yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
