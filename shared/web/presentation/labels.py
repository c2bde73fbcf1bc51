"""Words for the states of things. A value of an open list that nobody here knows is shown as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from shared.web.texts import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.domain.account import Locale

LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "transfer": {
        "draft": msgid("Draft"),
        "ready": msgid("Waiting to be sent"),
        "submitting": msgid("Being sent"),
        "unknown": msgid("Being checked with atriga"),
        "submitted": msgid("Sent, being examined by atriga"),
        "accepted": msgid("Taken by atriga"),
        "rejected": msgid("Not taken by atriga"),
        "withdrawn": msgid("Withdrawn"),
        "discarded": msgid("Discarded"),
    },
    "stage": {
        "review": msgid("Examination"),
        "extrajudicial": msgid("Out of court"),
        "judicial": msgid("In court"),
        "enforcement": msgid("Enforcement"),
        "monitoring": msgid("Monitoring"),
        "closed": msgid("Closed"),
    },
    "processing": {
        "in_progress": msgid("In progress"),
        "waiting_for_client": msgid("Waiting for you"),
        "paused": msgid("Paused"),
        "closed": msgid("Closed"),
    },
    "payment": {
        "unpaid": msgid("Unpaid"),
        "partially_paid": msgid("Partly paid"),
        "fully_paid": msgid("Fully paid"),
    },
    "next_step": {
        "review": msgid("Check and approve"),
        "answer": msgid("Answer the question"),
        "decide_court": msgid("Decide about court proceedings"),
        "ask_atriga": msgid("atriga waits for you"),
        "sending": msgid("Is being sent"),
        "examination": msgid("atriga examines the case"),
        "paused": msgid("Rests until the pause is over"),
        "collection": msgid("atriga collects"),
    },
    "table_fault": {
        "unknown": msgid("There is no such choice."),
        "missing": msgid("Please fill this in."),
        "too_short": msgid("Please enter at least two letters or digits."),
        "too_long": msgid("This is too long."),
        "no_amount": msgid("Please enter an amount such as 99.50."),
        "no_day": msgid("Please choose a day."),
        "reversed": msgid("This lies before the other bound."),
        "not_to_come": msgid("Please choose a day that is still to come."),
        "still_to_come": msgid("This day is still to come."),
        "before_order": msgid("This day is before the order."),
        "more_than_open": msgid(
            "This is more than is open, and atriga may not take it. If it is right, send the form once more."
        ),
        "ordered_otherwise": msgid(
            "You sent this form before with something else, and that stands. To order this besides, begin anew in the "
            "list of cases."
        ),
    },
    "change": {
        "received": msgid("Received by atriga"),
        "accepted": msgid("Taken"),
        "rejected": msgid("Not taken"),
        "letter_sent": msgid("Letter sent"),
        "call_made": msgid("Phone call"),
        "payment_received": msgid("Payment received"),
        "payment_booked": msgid("Payment booked"),
        "claim_reduced": msgid("Claim reduced"),
        "instalments_agreed": msgid("Instalments agreed"),
        "instalments_broken": msgid("Instalments not kept"),
        "inquiry_asked": msgid("Question to you"),
        "inquiry_answered": msgid("Question answered"),
        "document_added": msgid("Document added"),
        "paused": msgid("Paused"),
        "resumed": msgid("Resumed"),
        "court_decision_needed": msgid("Decision about court proceedings needed"),
        "court_order_filed": msgid("Court order applied for"),
        "stage_changed": msgid("New stage"),
        "case_number_changed": msgid("New file number"),
        "closed": msgid("Closed"),
        "reopened": msgid("Reopened"),
    },
    "who": {
        "atriga": msgid("atriga"),
        "merchant": msgid("You"),
        "app": msgid("This app"),
    },
    "command": {
        "submit": msgid("Hand the case over"),
        "report_payment": msgid("Report a payment"),
        "reduce": msgid("Reduce the claim"),
        "withdraw": msgid("Withdraw the case"),
        "pause": msgid("Pause the case"),
        "resume": msgid("Go on with the case"),
        "answer_inquiry": msgid("Answer a question"),
        "upload_document": msgid("Hand in a document"),
        "decide_court": msgid("Decide about court proceedings"),
    },
    "command_state": {
        "pending": msgid("Waiting to be sent"),
        "running": msgid("Being sent"),
        "unknown": msgid("Being checked with atriga"),
        "done": msgid("Arrived at atriga"),
        "refused": msgid("Not taken by atriga"),
    },
    "reduction_reason": {
        "credit_note": msgid("Credit note"),
        "return": msgid("Goods returned"),
        "goodwill": msgid("Goodwill"),
        "correction": msgid("Correction"),
    },
    "withdrawal_reason": {
        "paid": msgid("The debtor paid"),
        "disputed": msgid("The debtor disputes the claim"),
        "goodwill": msgid("Goodwill"),
        "error": msgid("The case was handed over by mistake"),
        "other": msgid("Another reason"),
    },
    "document": {
        "invoice": msgid("Invoice"),
        "reminder": msgid("Reminder"),
        "contract": msgid("Contract"),
        "delivery_proof": msgid("Proof of delivery"),
        "correspondence": msgid("Correspondence"),
        "other": msgid("Other document"),
    },
    "court_decision": {
        "approve": msgid("Yes, apply for a court order"),
        "decline": msgid("No, not at court"),
    },
    "item": {
        "received": msgid("Waiting"),
        "evaluated": msgid("Evaluated"),
        "blocked": msgid("Kept back"),
        "draft": msgid("Draft"),
        "handed_over": msgid("Taken over"),
    },
    "export": {
        "running": msgid("Running"),
        "waiting": msgid("Standing still"),
        "done": msgid("Finished"),
    },
    "source": {
        "order_overview": msgid("Order overview"),
        "order_mask": msgid("Order mask"),
        "app": msgid("This app"),
    },
    "severity": {
        "block": msgid("Kept back"),
        "warning": msgid("Please check"),
        "note": msgid("Note"),
    },
    "account": {
        "active": msgid("Active"),
        "stopped": msgid("Stopped"),
    },
    "mode": {
        "live": msgid("Live"),
        "test": msgid("Test"),
    },
    "language": {
        "de": msgid("German"),
        "en": msgid("English"),
    },
    "actor": {
        "merchant": msgid("You"),
        "app": msgid("The app"),
    },
    "settings_deed": {
        "account_connected": msgid("atriga account connected"),
        "code_changed": msgid("Authentication code changed"),
        "account_resumed": msgid("atriga account works again"),
        "mode_changed": msgid("Mode changed"),
        "rules_changed": msgid("Rules of the hand-over changed"),
        "account_deactivated": msgid("atriga account deactivated"),
        "portal_accounts_changed": msgid("Portal accounts connected differently"),
        "language_changed": msgid("Language changed"),
        "feed_made": msgid("Feed address made"),
        "feed_ended": msgid("Feed address deleted"),
        "mail_asked": msgid("E-mail address entered"),
        "mail_confirmed": msgid("E-mail address confirmed"),
        "mail_ended": msgid("E-mails ended"),
        "mail_choices_changed": msgid("Choice of e-mails changed"),
        "token_made": msgid("API token made"),
        "token_revoked": msgid("API token revoked"),
        "event_address_made": msgid("Address for DreamRobot's notifications made"),
        "app_left": msgid("The app was left"),
    },
    "scope": {
        "cases:read": msgid("Read cases"),
        "cases:act": msgid("Act on cases: marks, instructions to atriga"),
        "exports:read": msgid("Read how far exports are"),
        "exports:write": msgid("Hand orders over"),
        "payouts:read": msgid("Read payouts"),
        "settings:read": msgid("Read settings"),
        "settings:write": msgid("Change settings: atriga accounts, rules, portal accounts, how often news is mailed"),
    },
    "token_life": {
        "30": msgid("30 days"),
        "90": msgid("90 days"),
        "365": msgid("One year"),
        "": msgid("Until it is revoked"),
    },
    "frequency": {
        "at_once": msgid("At once"),
        "daily": msgid("Every morning"),
        "weekly": msgid("Every Monday"),
        "never": msgid("Not at all"),
    },
    "debtor": {
        "consumer": msgid("Consumer"),
        "business": msgid("Business"),
        "unknown": msgid("Not known; treated as a consumer"),
    },
    "channel": {
        "email": msgid("E-mail"),
        "letter": msgid("Letter"),
        "other": msgid("Other way"),
        "unknown": msgid("Way not known"),
    },
    "inquiry_choice": {
        "yes": msgid("Yes"),
        "no": msgid("No"),
        "unknown": msgid("Not known"),
    },
    "answer_standing": {
        "open": msgid("To be answered"),
        "on_its_way": msgid("Your answer is on its way"),
        "arrived": msgid("Arrived at atriga"),
        "refused": msgid("Not taken by atriga"),
    },
    "answer": {
        "": msgid("Not known"),
        "yes": msgid("Yes"),
        "no": msgid("No"),
    },
    "checklist_step": {
        "1": msgid("Register free of charge in atriga's DebitManager. That gives you your customer number."),
        "2": msgid("Enter a bank account there, under customer account administration, bank accounts."),
        "3": msgid(
            "atriga transfers 0.01 euros within 1 to 3 days. The payment reference holds a six-digit PIN: confirm the "
            "bank account with it."
        ),
        "4": msgid(
            "Write a mail to atriga's info address with the keyword “dreamrobot” and your customer number. atriga "
            "switches your account on and confirms it by mail."
        ),
        "5": msgid(
            "Make an authentication code: Technical Administration, Technical Services, BOSS Gateway, Konfiguration. "
            "Under “Interface” tick “Abfragen freischalten” and apply."
        ),
        "6": msgid("Enter customer number and authentication code on this page."),
    },
    "solvency": {
        "good": msgid("Good"),
        "medium": msgid("Medium"),
        "poor": msgid("Poor"),
    },
}


def label_of(value: str, kind: str, locale: Locale) -> str:
    """Return the word for a value of one kind, or the value itself."""
    text = LABELS[kind].get(value)
    return value if text is None else translate(text, locale)


def choices_of(kind: str, locale: Locale) -> list[tuple[str, str]]:
    """Return the values of one kind with their words, in the order in which a case goes through them."""
    return [(value, translate(text, locale)) for value, text in LABELS[kind].items()]
