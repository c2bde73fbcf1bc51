"""The forms of a page as the demo's browser sends them."""

from __future__ import annotations

import pytest

from sandbox.demo.merchant_browser import FormFinder, UnexpectedAnswerError

PAGE = """
<input name="outside" value="none of a form's">
<form action="/first"><input name="name" value="a"></form>
<form action="/second">
<input name="name" value="b &amp; c"><input type="checkbox" name="ticked" value="on" checked>
<input type="checkbox" name="not_ticked" value="on"><textarea name="lines">
one
two &lt;</textarea><button name="action" value="save">Save</button></form>
"""


def test_the_first_form_with_all_names_is_found() -> None:
    assert FormFinder.find(PAGE, {"name"}).action == "/first"
    assert FormFinder.find(PAGE, {"name", "lines"}).action == "/second"


def test_what_stands_in_the_fields_is_sent_and_what_nobody_used_is_not() -> None:
    form = FormFinder.find(PAGE, {"lines"})
    assert form.fields == {"name": "b & c", "ticked": "on", "lines": "one\ntwo <"}


def test_a_box_without_a_tick_and_a_button_can_be_used() -> None:
    assert FormFinder.find(PAGE, {"not_ticked", "action"}).action == "/second"


def test_a_form_that_is_not_there_is_told_by_the_names_alone() -> None:
    with pytest.raises(UnexpectedAnswerError, match=r"the fields code, name$"):
        FormFinder.find(PAGE, {"name", "code"})
