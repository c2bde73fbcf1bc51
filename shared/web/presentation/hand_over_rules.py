"""The rules of the hand-over as a person sees them: one entry for each field of ``HandOverSettings``.

The form, its errors and the record of changes are all made from these entries. A new setting is added here, with
its texts, and nowhere else; a test fails while a field of ``HandOverSettings`` has no entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from shared.web.presentation.setting_kinds import Amount, Switch, WholeNumber, Words
from shared.web.texts import msgid

if TYPE_CHECKING:
    from shared.web.presentation.setting_kinds import SettingKind

PAYMENT_TERMS = "payment_term_days"
"""The one setting with a value for each payment method; its rows are made from the merchant's methods."""

TERM_DAYS = WholeNumber(maximum=365)

_DAYS: Final = msgid("days")
_EUROS: Final = msgid("euros")


@dataclass(frozen=True, slots=True)
class Rule:
    """One setting: its name in ``HandOverSettings``, its kind, and its texts for the catalogue."""

    name: str
    kind: SettingKind[Any, Any]
    label: str
    help: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Settings that belong together."""

    legend: str
    rules: tuple[Rule, ...]


RULE_GROUPS: Final = (
    RuleGroup(
        msgid("When an order is ready"),
        (
            Rule(
                "grace_days",
                WholeNumber(maximum=365),
                msgid("Days of grace"),
                msgid("This is how long we wait after the due day before an order may be handed over."),
                _DAYS,
            ),
            Rule(
                "default_payment_term_days",
                TERM_DAYS,
                msgid("Payment term"),
                msgid(
                    "DreamRobot tells no due day. We count this from the shipping day, or from the order day where no "
                    "shipping day is known. Other terms for single payment methods stand at the end."
                ),
                _DAYS,
            ),
            Rule(
                "minimum_amount",
                Amount(maximum=Decimal(100_000)),
                msgid("Smallest amount"),
                msgid("Orders of which less is open are kept back. If atriga asks for more, atriga's limit counts."),
                _EUROS,
            ),
            Rule(
                "paid_tolerance",
                Amount(maximum=Decimal(100)),
                msgid("Small remainder"),
                msgid("An order of which less than this is open counts as paid. With 0 every cent counts."),
                _EUROS,
            ),
        ),
    ),
    RuleGroup(
        msgid("What keeps an order back"),
        (
            Rule(
                "undelivered_blocks",
                Switch(),
                msgid("Keep orders back that are neither shipped nor delivered"),
                msgid("Without the tick they are handed over with a warning."),
            ),
            Rule(
                "non_postal_address_blocks",
                Switch(),
                msgid("Keep orders back whose billing address is no postal one"),
                msgid(
                    "A parcel locker or a post office box, for example: letters of a lawyer or a court cannot be "
                    "delivered there. Without the tick there is a warning."
                ),
            ),
            Rule(
                "missing_reminder_blocks",
                Switch(),
                msgid("Keep orders back for which no reminder is known"),
                msgid("DreamRobot does not tell us of reminders. Without the tick there is a warning."),
            ),
            Rule(
                "limitation_warning_days",
                WholeNumber(maximum=1095),
                msgid("Warn before a claim is time-barred"),
                msgid("This many days before a claim becomes time-barred, its order carries a warning."),
                _DAYS,
            ),
        ),
    ),
    RuleGroup(
        msgid("How orders become cases"),
        (
            Rule(
                "bundles_orders",
                Switch(),
                msgid("One case for all orders of a debtor in an export"),
                msgid("The debtor gets one letter and not several. Without the tick each order is a case of its own."),
            ),
            Rule(
                "holds_for_review",
                Switch(),
                msgid("Hold each case until I approve it"),
                msgid("You see everything that will be sent and can fill in what is missing."),
            ),
        ),
    ),
    RuleGroup(
        msgid("What we write into DreamRobot"),
        (
            Rule(
                "writes_notes",
                Switch(),
                msgid("Keep file number and state in the note of each order"),
                msgid("In lines of our own; everything else in the note stays as it is."),
            ),
            Rule(
                "writes_paid_back",
                Switch(),
                msgid("Mark orders as paid once their case is paid in full"),
                msgid("DreamRobot may then assign an invoice number and send mails."),
            ),
        ),
    ),
    RuleGroup(
        msgid("Words that we look for"),
        (
            Rule(
                "foreign_claim_words",
                Words(),
                msgid("Payment providers that bought the claim"),
                msgid(
                    "One a line. Orders whose payment method has one of these in its name are kept back: the claim "
                    "is not yours any more."
                ),
            ),
            Rule(
                "sensitive_words",
                Words(),
                msgid("Words that must not be sent"),
                msgid(
                    "One a line. Where an article has one of these in its name, atriga only learns the order number "
                    "and the day, not what was bought."
                ),
            ),
        ),
    ),
)

RULES: Final = {rule.name: rule for group in RULE_GROUPS for rule in group.rules}
