from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import pytest

from shared.domain.account import Locale
from shared.domain.api_token import ApiToken, Scope, read_token, write_token
from shared.domain.rate import Draw, Rate
from shared.web.problem import ProblemError
from shared.web.session import (
    COOKIE_NAME,
    LIFE,
    Session,
    check_csrf,
    check_csrf_token,
    close_session,
    find_session,
    open_session,
    require_session,
)
from tests.unit.web.events import BROWSER, FORM, make_event

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SECRET = "s3cret-of-a-session-that-is-long-enough"


class FakeSessions:
    def __init__(self) -> None:
        self.kept: dict[str, tuple[Locale, datetime]] = {}
        self.tokens: dict[str, tuple[ApiToken, Locale]] = {}
        self.drawn: list[str] = []
        self.answer: Draw | None = Draw(is_taken=True, remaining=7)

    def create(self, session_hash: str, locale: Locale, expires_at: datetime) -> None:
        self.kept[session_hash] = (locale, expires_at)

    def get(self, session_hash: str, now: datetime) -> Locale | None:
        locale, expires_at = self.kept.get(session_hash, (None, now))
        return locale if now < expires_at else None

    def delete(self, session_hash: str) -> None:
        self.kept.pop(session_hash, None)

    def find_token(self, token_id: str) -> tuple[ApiToken, Locale] | None:
        return self.tokens.get(token_id)

    def draw_request(self, bucket: str, rate: Rate, now: datetime) -> Draw | None:  # noqa: ARG002 -- the port's
        self.drawn.append(bucket)
        return self.answer


class FakeStore(dict[str, FakeSessions]):
    def __missing__(self, merchant_id: str) -> FakeSessions:
        return self.setdefault(merchant_id, FakeSessions())


def sign_in(store: FakeStore, merchant_id: str = "merchant-1", secret: str = SECRET) -> str:
    cookie = open_session(store[merchant_id], merchant_id, Locale.ENGLISH, secret, NOW)
    return f"{cookie.name}={cookie.value}"


def find(store: FakeStore, *cookies: str, now: datetime = NOW) -> Session | None:
    return find_session(make_event(cookies=cookies), store.__getitem__, now)


def test_the_cookie_is_locked_to_this_host_and_out_of_reach_of_scripts() -> None:
    cookie = open_session(FakeSessions(), "merchant-1", Locale.GERMAN, SECRET, NOW)
    assert str(cookie) == (f"__Host-session=merchant-1.{SECRET}; Path=/; Max-Age=43200; HttpOnly; Secure; SameSite=Lax")


def test_who_signed_in_is_known_by_the_cookie() -> None:
    store = FakeStore()
    session = find(store, sign_in(store))
    assert session is not None
    assert (session.merchant_id, session.locale) == ("merchant-1", Locale.ENGLISH)


def test_what_is_kept_opens_no_session() -> None:
    store = FakeStore()
    sign_in(store)
    [kept] = store["merchant-1"].kept
    assert SECRET not in kept
    assert find(store, f"{COOKIE_NAME}=merchant-1.{kept}") is None


def test_a_session_of_one_merchant_opens_nothing_of_another() -> None:
    store = FakeStore()
    sign_in(store)
    sign_in(store, "merchant-2", "another-secret-that-is-long-enough")
    assert find(store, f"{COOKIE_NAME}=merchant-2.{SECRET}") is None


def test_a_session_ends_after_its_life() -> None:
    store = FakeStore()
    cookie = sign_in(store)
    assert find(store, cookie, now=NOW + LIFE - timedelta(seconds=1)) is not None
    assert find(store, cookie, now=NOW + LIFE) is None


@pytest.mark.parametrize(
    "value", ["", "merchant-1", "merchant-1.", f".{SECRET}", f"merchant#1.{SECRET}", "merchant-1.short", "m.ä" * 20]
)
def test_a_malformed_cookie_is_nobody_and_reads_nothing(value: str) -> None:
    store = FakeStore()
    assert find(store, f"{COOKIE_NAME}={value}") is None
    assert store == {}


def test_two_cookies_of_the_same_name_are_not_guessed_about() -> None:
    store = FakeStore()
    cookie = sign_in(store)
    assert find(store, cookie, f"{COOKIE_NAME}=merchant-2.{SECRET}") is None


def test_whoever_is_not_signed_in_is_told_so() -> None:
    with pytest.raises(ProblemError) as caught:
        require_session(make_event(), FakeStore().__getitem__, NOW)
    assert (caught.value.problem.status, caught.value.problem.code) == (401, "not_signed_in")


def test_signing_out_forgets_the_session_and_clears_the_cookie() -> None:
    store = FakeStore()
    cookie = sign_in(store)
    cleared = close_session(make_event(cookies=[cookie]), store.__getitem__)
    assert "Max-Age=0" in str(cleared)
    assert find(store, cookie) is None


def test_signing_out_twice_does_nothing_more() -> None:
    assert "Max-Age=0" in str(close_session(make_event(), FakeStore().__getitem__))


def post(fields: dict[str, str]) -> bytes:
    return urlencode(fields).encode()


def test_a_form_with_the_token_of_its_session_is_taken() -> None:
    store = FakeStore()
    session = find(store, sign_in(store))
    assert session is not None
    check_csrf(make_event("POST", headers=FORM, body=post({"csrf_token": session.csrf_token})), session)


@pytest.mark.parametrize("fields", [{}, {"csrf_token": ""}, {"csrf_token": "ä"}, {"csrf_token": "0" * 64}])
def test_a_form_without_the_token_of_its_session_is_refused(fields: dict[str, str]) -> None:
    session = Session("merchant-1", Locale.GERMAN, "f" * 64)
    with pytest.raises(ProblemError) as caught:
        check_csrf(make_event("POST", headers=FORM, body=post(fields)), session)
    assert (caught.value.problem.status, caught.value.problem.code) == (403, "invalid_csrf_token")


def test_two_sessions_have_different_tokens_and_neither_is_the_secret() -> None:
    store = FakeStore()
    one = find(store, sign_in(store))
    other = find(store, sign_in(store, secret="another-secret-that-is-long-enough"))
    assert one is not None
    assert other is not None
    assert one.csrf_token != other.csrf_token
    assert SECRET not in one.csrf_token


def give_token(store: FakeStore, *scopes: Scope, expires_on: date | None = None) -> dict[str, str]:
    text = write_token("merchant-1", "t" * 43)
    read = read_token(text)
    assert read is not None
    token = ApiToken(token_id=read.token_id, name="ERP", scopes=frozenset(scopes), made_at=NOW, expires_on=expires_on)
    store["merchant-1"].tokens[read.token_id] = (token, Locale.ENGLISH)
    return {"authorization": f"Bearer {text}"}


def refusal(store: FakeStore, headers: dict[str, str], scope: Scope | None, *cookies: str) -> tuple[int, str, str]:
    with pytest.raises(ProblemError) as caught:
        require_session(make_event(headers=headers, cookies=cookies), store.__getitem__, NOW, scope)
    problem = caught.value.problem
    return problem.status, problem.code, problem.headers.get("WWW-Authenticate", "")


def test_a_token_opens_what_its_scope_names_and_is_counted() -> None:
    store = FakeStore()
    headers = give_token(store, Scope.CASES_READ)
    session = require_session(make_event(headers=headers), store.__getitem__, NOW, Scope.CASES_READ)
    assert (session.merchant_id, session.locale) == ("merchant-1", Locale.ENGLISH)
    assert store["merchant-1"].drawn == [f"token:{session.token_id}"]
    check_csrf_token("", session)
    with pytest.raises(ProblemError) as refused:
        check_csrf(make_event("POST", headers=FORM, body=b""), session)
    assert refused.value.problem.status == 415


@pytest.mark.parametrize("scope", [None, Scope.CASES_ACT, Scope.EXPORTS_WRITE])
def test_a_token_opens_neither_a_page_nor_what_needs_another_scope(scope: Scope | None) -> None:
    store = FakeStore()
    status, code, challenge = refusal(store, give_token(store, Scope.CASES_READ), scope)
    assert (status, code) == (403, "insufficient_scope")
    assert challenge.startswith('Bearer error="insufficient_scope"')


@pytest.mark.parametrize(
    "text",
    ["", "atriga_merchant-1", f"atriga_merchant-1.{'t' * 43}00000000", write_token("merchant-1", "u" * 43), "é" * 60],
)
def test_a_token_that_is_none_or_is_not_known_lets_nobody_in_even_with_a_cookie(text: str) -> None:
    store = FakeStore()
    give_token(store, Scope.CASES_READ)
    cookie = sign_in(store)
    answer = refusal(store, {"authorization": f"Bearer {text}"}, Scope.CASES_READ, cookie)
    assert answer == (401, "not_signed_in", 'Bearer error="invalid_token"')
    assert store["merchant-1"].drawn == []


def test_a_token_is_good_until_its_last_day_in_germany_is_over() -> None:
    store = FakeStore()
    headers = give_token(store, Scope.CASES_READ, expires_on=date(2026, 11, 24))
    event = make_event(headers=headers)
    last = datetime(2026, 11, 24, 22, 59, tzinfo=UTC)
    assert require_session(event, store.__getitem__, last, Scope.CASES_READ).token_id
    with pytest.raises(ProblemError, match="not_signed_in"):
        require_session(event, store.__getitem__, last + timedelta(minutes=1), Scope.CASES_READ)


def test_who_calls_too_often_is_told_when_to_come_again() -> None:
    store = FakeStore()
    headers = give_token(store, Scope.CASES_READ)
    store["merchant-1"].answer = Draw(is_taken=False, remaining=0)
    with pytest.raises(ProblemError) as caught:
        require_session(make_event(headers=headers), store.__getitem__, NOW, Scope.CASES_READ)
    assert (caught.value.problem.status, caught.value.problem.code) == (429, "too_many_requests")
    assert caught.value.problem.headers["Retry-After"] == "1"


def test_a_request_that_cannot_be_counted_is_let_through() -> None:
    store = FakeStore()
    headers = give_token(store, Scope.CASES_READ)
    store["merchant-1"].answer = None
    assert require_session(make_event(headers=headers), store.__getitem__, NOW, Scope.CASES_READ).token_id


def test_a_script_with_a_cookie_is_counted_and_a_page_is_not() -> None:
    store = FakeStore()
    cookie = sign_in(store)
    for headers in (BROWSER, {"accept": "application/json"}):
        require_session(make_event(headers=headers, cookies=[cookie]), store.__getitem__, NOW, Scope.CASES_READ)
    assert store["merchant-1"].drawn == ["merchant:"]
