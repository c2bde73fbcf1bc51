"""Bundling: the orders of one debtor in one export become one case, so that the debtor is dunned and pays once.

Pure, and independent of the order in which the items come. Joined are orders of the same debtor
(``shared.domain.parties.same_debtor``) for the same atriga account in the same currency; portal accounts may differ.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import batched
from typing import TYPE_CHECKING, Final

from shared.domain.cases.case import Claim
from shared.domain.orders.reminders import counting_reminders, reminders_of_all
from shared.domain.parties.debtor import DebtorKind
from shared.domain.parties.same_debtor import identity_of, same_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from shared.domain.account import HandOverSettings
    from shared.domain.cases.case import Position
    from shared.domain.export import ExportItem
    from shared.domain.parties.debtor import Debtor, Reminder

    type Bundle = tuple[ExportItem, ...]

MAXIMUM_POSITIONS: Final = 50
"""How many positions the gateway takes in one case (``CaseSubmission.positions`` of its contract)."""


def bundle_items(
    items: Iterable[ExportItem], settings_of: Mapping[str, HandOverSettings], today: date, most: int
) -> list[Bundle]:
    """Group evaluated items into the cases to be made, none with more than ``most`` positions.

    Args:
        items: Evaluated items, each with debtor, position and atriga account.
        settings_of: The rules of each atriga account, by customer number.
        today: The day in the merchant's time zone; tells which reminders count.
        most: How many orders one case may hold, by whichever limit is the lowest.
    """
    groups: dict[object, list[ExportItem]] = defaultdict(list)
    for item in items:
        settings = settings_of.get(item.customer_number or "")
        groups[_key_of(item, settings, today)].append(item)
    apart = [part for group in groups.values() for part in _keep_apart_what_differs(group)]
    bundles = [
        chunk
        for part in apart
        for chunk in batched(sorted(part, key=_age_of), min(most, MAXIMUM_POSITIONS), strict=False)
    ]
    return sorted(bundles, key=lambda bundle: min(item.number for item in bundle))


def make_claim(bundle: Sequence[ExportItem], today: date) -> Claim:
    """Make what is claimed of the orders of one bundle.

    Name and address are spelt as in the latest order. Of e-mail, telephone and the like, what all orders that tell
    it agree on is kept, and nothing is chosen where they differ. ``disputed`` is False only where the merchant said
    so of every order.
    """
    ordered = sorted(bundle, key=_age_of)
    positions = tuple(position_of(item).model_copy(update={"read_at": item.read_at}) for item in ordered)
    answers = [item.answers.disputed if item.answers else None for item in ordered]
    return Claim(
        debtor=_merge_debtors([debtor_of(item) for item in ordered]),
        positions=positions,
        reminders=reminders_of_all([_reminders_of(item, today) for item in ordered]),
        disputed=False if all(answer is False for answer in answers) else None,
    )


def position_of(item: ExportItem) -> Position:
    """Return the position of an evaluated item, with when its order was read."""
    if item.position is None:
        message = "an evaluated item holds its position"
        raise ValueError(message)
    return item.position.model_copy(update={"read_at": item.read_at})


def debtor_of(item: ExportItem) -> Debtor:
    """Return the debtor of an evaluated item."""
    if item.debtor is None:
        message = "an evaluated item holds its debtor"
        raise ValueError(message)
    return item.debtor


def _key_of(item: ExportItem, settings: HandOverSettings | None, today: date) -> object:
    identity = identity_of(debtor_of(item))
    if settings is None or not settings.bundles_orders or identity is None:
        return item.order_id
    key = (item.customer_number, position_of(item).principal.currency, identity)
    if not settings.missing_reminder_blocks:
        return key
    # The merchant wants no case without a reminder, and a bundle has only those that all its orders share.
    return (*key, tuple(reminder.sent_on for reminder in _reminders_of(item, today)))


def _keep_apart_what_differs(group: list[ExportItem]) -> list[list[ExportItem]]:
    """Part a group whose orders tell two VAT ids or two flats: they are two debtors of one name.

    An order that tells nothing joins one that does, but not one of two.
    """
    by_vat_id = _part(group, lambda item: same_text(debtor_of(item).vat_id))
    return [part for one in by_vat_id for part in _part(one, lambda item: same_text(debtor_of(item).address.addition))]


def _part(group: list[ExportItem], tell: Callable[[ExportItem], str]) -> list[list[ExportItem]]:
    parts: dict[str, list[ExportItem]] = defaultdict(list)
    for item in group:
        parts[tell(item)].append(item)
    return [group] if len(parts.keys() - {""}) <= 1 else list(parts.values())


def _merge_debtors(debtors: list[Debtor]) -> Debtor:
    latest = debtors[-1]
    if len(debtors) == 1:
        return latest
    addition = latest.address.addition or _agreed([debtor.address.addition for debtor in debtors])
    kinds = {debtor.kind for debtor in debtors}
    changes: dict[str, object] = {
        name: _agreed([getattr(debtor, name) for debtor in debtors])
        for name in ("customer_id", "vat_id", "email", "phone", "language")
    }
    if latest.company:
        changes |= {"first_name": None, "last_name": None} if _contacts_differ(debtors) else {}
    return latest.model_copy(
        update={
            **changes,
            "kind": latest.kind if len(kinds) == 1 else DebtorKind.UNKNOWN,
            "address": latest.address.model_copy(update={"addition": addition}),
        }
    )


def _agreed(told: Sequence[str | None]) -> str | None:
    known = {text for text in told if text is not None}
    return known.pop() if len(known) == 1 else None


def _contacts_differ(debtors: list[Debtor]) -> bool:
    return len({(same_text(debtor.first_name), same_text(debtor.last_name)) for debtor in debtors}) > 1


def _reminders_of(item: ExportItem, today: date) -> tuple[Reminder, ...]:
    return counting_reminders(item.known_reminders, position_of(item).due_date, today)


def _age_of(item: ExportItem) -> tuple[date, str]:
    return position_of(item).contract_date, item.order_id
