"""News in words, in both languages: what happened, to which case, what it means for the money, where to go on.

Guarantee: a text names a case by its file number and its orders, and nobody. A code that nobody here knows leaves
the reason out; the page that the news leads to tells it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from shared.domain.news.news import NewsKind
from shared.web.presentation.formats import format_day, format_money
from shared.web.presentation.labels import label_of
from shared.web.presentation.refusal_texts import ADVICE, REASONS
from shared.web.texts import msgid, translate, translations_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.domain.account import Locale
    from shared.domain.news.news import NewsItem

_TITLES: Final[Mapping[NewsKind, str]] = {
    NewsKind.INQUIRY: msgid("atriga asks you something"),
    NewsKind.COURT_DECISION: msgid("Please decide about court proceedings"),
    NewsKind.PROPOSAL: msgid("Please decide on a proposal"),
    NewsKind.REFUSED: msgid("Not carried out by atriga"),
    NewsKind.ACCOUNT_STOPPED: msgid("An atriga account was stopped"),
    NewsKind.REJECTED: msgid("Not taken by atriga"),
    NewsKind.EXPORT_BLOCKED: msgid("Orders were kept back"),
    NewsKind.PAYOUT: msgid("Payout from atriga"),
    NewsKind.PAYMENT: msgid("Payment booked"),
    NewsKind.CLOSED: msgid("Case closed"),
    NewsKind.WITHDRAWN: msgid("Case withdrawn"),
    NewsKind.ACCEPTED: msgid("Case taken by atriga"),
}

_WORDINGS: Final[Mapping[NewsKind, str]] = {
    NewsKind.INQUIRY: msgid("atriga has a question about %(case)s. It may rest until you answer."),
    NewsKind.COURT_DECISION: msgid("%(case)s can go to court if you agree. Without your answer nothing is filed."),
    NewsKind.PROPOSAL: msgid("We propose a step for %(case)s that only you can decide on."),
    NewsKind.REFUSED: msgid("atriga did not do what was ordered for %(case)s: %(command)s."),
    NewsKind.ACCOUNT_STOPPED: msgid(
        "atriga does not let account %(account)s in any more. Nothing is sent until it works again; nothing is lost."
    ),
    NewsKind.REJECTED: msgid(
        "atriga did not take %(case)s. Its orders are free: correct what is wrong and export them."
    ),
    NewsKind.EXPORT_BLOCKED: msgid("An export is through. Orders kept back: %(count)s. Each says what it lacks."),
    NewsKind.PAYOUT: msgid("atriga paid out %(amount)s on %(day)s."),
    NewsKind.PAYMENT: msgid("%(amount)s was booked for %(case)s."),
    NewsKind.CLOSED: msgid("%(case)s is closed. Still open: %(amount)s."),
    NewsKind.WITHDRAWN: msgid("%(case)s was withdrawn. atriga collects nothing for it any more."),
    NewsKind.ACCEPTED: msgid("atriga took %(case)s and collects %(amount)s."),
}

_UNTIL: Final = msgid("Please answer by %(day)s.")
_ADVANCE: Final = msgid("You would lay out %(amount)s.")
_ABOUT_AMOUNT: Final = msgid("It is about %(amount)s.")
_REASON: Final = msgid("Reason: %(reason)s.")
_TEST: Final = msgid("Test: %(text)s")

_REASONS: Final[Mapping[tuple[NewsKind, str], str]] = {
    (NewsKind.REJECTED, "address_unknown"): msgid("the address cannot be delivered to"),
    (NewsKind.REJECTED, "no_legitimate_interest"): msgid("the legitimate interest is not shown"),
    (NewsKind.CLOSED, "paid"): msgid("paid in full"),
    (NewsKind.CLOSED, "partially_paid"): msgid("paid in part"),
    (NewsKind.CLOSED, "time_barred"): msgid("time-barred"),
    (NewsKind.CLOSED, "unsuccessful"): msgid("without success"),
    (NewsKind.CLOSED, "error"): msgid("handed over by mistake"),
    (NewsKind.PROPOSAL, "withdraw"): msgid("an order was cancelled"),
    (NewsKind.PROPOSAL, "report_payment"): msgid("a payment may not be known to atriga"),
    (NewsKind.PROPOSAL, "reduce"): msgid("a credit note may belong to it"),
    (NewsKind.ACCOUNT_STOPPED, "invalid_credentials"): msgid("the authentication code is not accepted"),
    (NewsKind.ACCOUNT_STOPPED, "credentials_refused"): msgid("the authentication code is not accepted"),
    (NewsKind.ACCOUNT_STOPPED, "no_authentication_code"): msgid("the authentication code is missing"),
    (NewsKind.ACCOUNT_STOPPED, "account_not_activated"): msgid("the account is not switched on for DreamRobot"),
    (NewsKind.ACCOUNT_STOPPED, "bank_account_unverified"): msgid("the bank account is not confirmed"),
    (NewsKind.ACCOUNT_STOPPED, "queries_not_enabled"): msgid("queries are not allowed"),
}
"""What some codes mean. Those that speak of the debtor's life (insolvent, deceased, untraceable) are left out: a mail
is read on many screens, and the page that it leads to tells them."""

_FEED: Final = msgid("News about your collection cases")
_AGENCY: Final = "atriga"
_MOST_ORDERS: Final = 3


def news_kind_title(kind: NewsKind, locale: Locale) -> str:
    """Return what a kind of news is called."""
    return translate(_TITLES[kind], locale)


def title_of_feed(locale: Locale) -> str:
    """Return what the feed is called."""
    return translate(_FEED, locale)


def title_of_news(news: NewsItem, locale: Locale) -> str:
    """Return one line about the news, with the file number where there is one."""
    title = news_kind_title(news.kind, locale)
    named = f"{title}: {news.case_number}" if news.case_number else title
    return translate(_TEST, locale) % {"text": named} if news.test else named


def describe_news(news: NewsItem, locale: Locale) -> str:
    """Return in a sentence or three what happened and what it means."""
    values = {
        "case": _name_case(news, locale),
        "account": news.customer_number or "",
        "count": str(news.count or 0),
        "amount": format_money(news.amount, locale) if news.amount else "…",
        "day": format_day(news.day, locale) if news.day else "…",
        "command": label_of(news.command, "command", locale) if news.command else "…",
    }
    sentences = [_WORDINGS[news.kind]]
    if news.kind is NewsKind.REFUSED:
        sentences += _refusal_of(news)
    if news.kind is NewsKind.COURT_DECISION and news.amount:
        sentences.append(_ADVANCE)
    if news.kind is NewsKind.PROPOSAL and news.amount:
        sentences.append(_ABOUT_AMOUNT)
    if news.kind in {NewsKind.INQUIRY, NewsKind.COURT_DECISION} and news.day:
        sentences.append(_UNTIL)
    reason = _reason_of(news, locale)
    if reason:
        sentences.append(_REASON)
        values["reason"] = reason
    return _begin_large(" ".join(translate(sentence, locale) % values for sentence in sentences))


def path_of_news(news: NewsItem) -> str:
    """Return where in the app the news goes on."""
    match news.kind:
        case NewsKind.ACCOUNT_STOPPED:
            return f"/settings/accounts/{quote(news.customer_number or '', safe='')}"
        case NewsKind.EXPORT_BLOCKED:
            return f"/exports/{quote(news.export_id or '', safe='')}"
        case NewsKind.PAYOUT:
            return f"/payouts/{quote(news.customer_number or '', safe='')}/{quote(news.payout_id or '', safe='')}"
        case _:
            return f"/cases/{quote(news.case_id or '', safe='')}"


def subject_of_mail(news: Sequence[NewsItem], locale: Locale) -> str:
    """Return the subject of a mail: how much happened, and nothing about anybody."""
    kinds = {item.kind for item in news}
    if len(news) == 1:
        return f"atriga: {news_kind_title(news[0].kind, locale)}"
    if len(kinds) == 1:
        return f"atriga: {news_kind_title(news[0].kind, locale)} ({len(news)})"
    text = translate(msgid("%(count)s pieces of news"), locale)
    return f"atriga: {text % {'count': len(news)}}"


def _name_case(news: NewsItem, locale: Locale) -> str:
    texts = translations_for(locale)
    shown = ", ".join(news.order_ids[:_MOST_ORDERS])
    more = len(news.order_ids) - _MOST_ORDERS
    if more > 0:
        text = texts.ngettext("%(orders)s and %(num)s more", "%(orders)s and %(num)s more", more)
        shown = text % {"orders": shown, "num": more}
    count = len(news.order_ids) or 1
    if news.case_number and shown:
        text = texts.ngettext("case %(number)s (order %(orders)s)", "case %(number)s (orders %(orders)s)", count)
    elif news.case_number:
        text = texts.gettext("case %(number)s")
    else:
        text = texts.ngettext("the case of order %(orders)s", "the case of orders %(orders)s", count)
    return text % {"number": news.case_number, "orders": shown or "…"}


def _reason_of(news: NewsItem, locale: Locale) -> str | None:
    known = _REASONS.get((news.kind, news.code or ""))
    return translate(known, locale) if known else None


def _refusal_of(news: NewsItem) -> list[str]:
    """Return why a command was refused, where the code is known, and what to do now; nothing of atriga's own words."""
    told = [REASONS.get(news.code or ""), ADVICE.get(news.command) if news.command else None]
    return [sentence for sentence in told if sentence]


def _begin_large(text: str) -> str:
    # The agency writes its own name small, also where a sentence begins.
    return text if text.startswith(_AGENCY) else text[:1].upper() + text[1:]
