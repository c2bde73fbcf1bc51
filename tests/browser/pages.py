"""The table of the app's pages: what looks at every page goes through it, so a new page is one line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.browser.browsing import Language


@dataclass(frozen=True, slots=True)
class AppPage:
    """A page: its route as the stack has it, its heading in both languages, and what its address names.

    ``address`` is where a route has more than one page, or a query belongs to it; ids in braces are those that
    ``tests.browser.outside`` seeds. ``shows_outside`` says that a text from outside stands on it, so that a page
    which ought to show one and does not is no proof that it shows it as text.
    """

    route: str
    german: str
    english: str
    address: str = ""
    status: int = 200
    shows_outside: bool = False

    def __str__(self) -> str:
        return self.address or self.route

    def heading(self, language: Language, ids: Mapping[str, str]) -> str:
        """What the page's heading holds."""
        return (self.german if language == "de" else self.english).format_map(ids)

    def path(self, ids: Mapping[str, str]) -> str:
        """The address below the app's."""
        return str(self).format_map(ids)


PAGES = (
    AppPage("/overview", "Überblick", "Overview", shows_outside=True),
    AppPage("/cases", "Inkassofälle", "Cases", shows_outside=True),
    AppPage("/cases", "Inkassofälle", "Cases", "/cases?group=portal"),
    AppPage("/cases", "Inkassofälle", "Cases", "/cases?open_from=no-number", status=422),
    AppPage("/cases/{case_id}", "{case_number}", "{case_number}", shows_outside=True),
    AppPage("/cases/{case_id}", "Hier ist nichts", "There is nothing here", "/cases/no-such-case", status=404),
    AppPage("/cases/{case_id}/actions/{kind}", "Zahlung melden", "Report a payment",
            "/cases/{case_id}/actions/report_payment", shows_outside=True),
    AppPage("/cases/{case_id}/actions/{kind}", "Fall zurückziehen", "Withdraw the case",
            "/cases/{case_id}/actions/withdraw", shows_outside=True),
    AppPage("/cases/{case_id}/actions/{kind}", "Dokument einreichen", "Hand in a document",
            "/cases/{case_id}/actions/upload_document", shows_outside=True),
    AppPage("/cases/{case_id}/actions/{kind}", "Über das gerichtliche Verfahren entscheiden",
            "Decide about court proceedings", "/cases/{case_id}/actions/decide_court", status=409, shows_outside=True),
    AppPage("/inbox", "Posteingang", "Inbox", shows_outside=True),
    AppPage("/inbox/{case_id}/{inquiry_id}", "{case_number}", "{case_number}", shows_outside=True),
    AppPage("/review", "Freigabe", "Review", shows_outside=True),
    AppPage("/review/{case_id}", "Entwurf für", "Draft for", "/review/{draft_id}", shows_outside=True),
    AppPage("/exports", "Exporte", "Exports"),
    AppPage("/exports/{export_id}", "Export vom", "Export of", shows_outside=True),
    AppPage("/exports/{export_id}/items/{order_id}", "{kept_back_id}", "{kept_back_id}",
            "/exports/{export_id}/items/{kept_back_id}", shows_outside=True),
    AppPage("/payouts", "Auszahlungen", "Payouts"),
    AppPage("/payouts/{customer_number}/{payout_id}", "Auszahlung {payout_id}", "Payout {payout_id}"),
    AppPage("/settings", "Einstellungen", "Settings", shows_outside=True),
    AppPage("/settings/changes", "Änderungen der Einstellungen", "Changes of the settings"),
    AppPage("/settings/programs", "Zugang für Programme", "Access for programs"),
    AppPage("/api", "API für Programme", "API for programs"),
    AppPage("/settings/notifications", "Benachrichtigungen", "Notifications"),
    AppPage("/mail/confirmation/{address}", "Dieser Link gilt nicht mehr", "This link does not work any more",
            "/mail/confirmation/no-such-address", status=404),
    AppPage("/mail/unsubscribe/{address}", "Es gibt nichts zu beenden", "There is nothing to end",
            "/mail/unsubscribe/no-such-address", status=404),
    AppPage("/settings/leave", "App verlassen?", "Leave the app?"),
    AppPage("/settings/accounts/{customer_number}", "{account_name}", "{account_name}", shows_outside=True),
    AppPage("/settings/accounts/{customer_number}/deactivate", "{account_name}", "{account_name}",
            shows_outside=True),
    AppPage("/activate", "Aktivierung", "Activation", shows_outside=True),
)  # fmt: skip

ROUTES_WITHOUT_A_PAGE = {
    "/": "leads to the cases; its page for people who are signed out has a test of its own",
    "/launch": "leads into the app; its page for a link that was used has a test of its own",
    "/assets/{file}": "style, script and icon",
    "/feed/{address}": "news for programs that read feeds",
    "/cases/{case_id}/documents/{document_id}": "leads to the document at atriga",
}
"""Routes that answer a browser's GET with something else than a page of their own, and why."""
