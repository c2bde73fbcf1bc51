from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from shared.web.session import LIFE
from tests.component.world import OTHER_MERCHANT, make_merchant

if TYPE_CHECKING:
    from tests.component.activate.browser import Browser
    from tests.component.world import World


def test_a_merchant_who_opens_the_app_for_the_first_time_comes_to_the_activation(
    world: World, stranger: Browser
) -> None:
    world.stores.merchants_of("merchant-1").save(make_merchant())
    answer = stranger.launch()
    assert (answer.status, answer.headers["Location"]) == (303, "/activate")
    [cookie] = answer.cookies
    assert cookie.startswith("__Host-session=merchant-1.")
    assert cookie.endswith("; Path=/; Max-Age=43200; HttpOnly; Secure; SameSite=Lax")
    assert stranger.open("/activate").status == 200


def test_an_active_merchant_comes_to_the_cases(world: World, stranger: Browser) -> None:
    world.activate()
    assert stranger.launch().headers["Location"] == "/overview"


@pytest.mark.parametrize("path", ["/exports/msg_1", "/cases?cursor=a-b_c", "/cases/a:b", "/activate"])
def test_a_path_within_the_app_is_gone_to(merchant: Browser, path: str) -> None:
    assert merchant.launch(to=path, jti="launch-2").headers["Location"] == path


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "evil",
        "",
        "/",
        "/a\r\nSet-Cookie: a=b",
        "/" + "a" * 600,
    ],
)
def test_no_other_address_is_gone_to(merchant: Browser, path: str) -> None:
    assert merchant.launch(to=path, jti="launch-2").headers["Location"] == "/activate"


def test_a_token_opens_the_app_once(merchant: Browser) -> None:
    merchant.cookie = None
    answer = merchant.launch()
    assert answer.status == 401
    assert "Öffnen Sie die App noch einmal aus DreamRobot" in answer.body
    assert answer.cookies == []


def test_the_same_token_id_of_another_merchant_is_another_token(merchant: Browser) -> None:
    merchant.desk_of(OTHER_MERCHANT).merchants.save(make_merchant(OTHER_MERCHANT))
    assert merchant.launch(sub=OTHER_MERCHANT).status == 303


@pytest.mark.parametrize("claims", [{"aud": "another"}, {"exp": 1}, {"sub": "../x"}])
def test_a_bad_token_opens_nothing_and_says_how_to_open_the_app(merchant: Browser, claims: dict[str, Any]) -> None:
    merchant.cookie = None
    answer = merchant.launch(**claims, jti="launch-2")
    assert answer.status == 401
    assert "aus DreamRobot" in answer.body
    assert merchant.cookie is None


def test_a_launch_without_a_token_opens_nothing(stranger: Browser) -> None:
    assert stranger.open("/launch").status == 401


def test_a_merchant_without_the_app_is_told_so_and_the_token_stays_good(stranger: Browser) -> None:
    answer = stranger.launch()
    assert answer.status == 401
    assert "noch nicht eingerichtet" in answer.body
    stranger.desk.merchants.save(make_merchant())
    assert stranger.launch().status == 303


def test_the_pages_speak_the_language_of_the_token(merchant: Browser) -> None:
    merchant.launch(locale="en", jti="launch-2")
    assert "How to get there" in merchant.open("/activate").body


def test_the_start_page_leads_to_the_overview(merchant: Browser) -> None:
    answer = merchant.open("/")
    assert (answer.status, answer.headers["Location"]) == (303, "/overview")


def test_who_is_not_signed_in_is_told_how_to_come_in(stranger: Browser) -> None:
    for path in ("/", "/activate"):
        answer = stranger.open(path)
        assert answer.status == 401
        assert "Sie sind abgemeldet" in answer.body


def test_signing_out_ends_the_session_everywhere(merchant: Browser) -> None:
    cookie = merchant.cookie
    answer = merchant.submit("/sign-out", {})
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    assert merchant.cookie is None
    merchant.cookie = cookie
    assert merchant.open("/activate").status == 401


def test_another_site_cannot_sign_a_merchant_out(merchant: Browser) -> None:
    assert merchant.submit("/sign-out", {}, csrf_token="").status == 403
    assert merchant.open("/activate").status == 200


def test_signing_out_twice_is_no_fault(stranger: Browser) -> None:
    assert stranger.submit("/sign-out", {}, csrf_token="").status == 303


def test_a_session_ends_by_itself(merchant: Browser) -> None:
    merchant.world.clock.move(LIFE - timedelta(seconds=1))
    assert merchant.open("/activate").status == 200
    merchant.world.clock.move(timedelta(seconds=1))
    assert merchant.open("/activate").status == 401
