from __future__ import annotations

import pytest

from shared.web.forms import MAXIMUM_FIELDS, MAXIMUM_FORM_BYTES, read_form
from shared.web.problem import ProblemError
from tests.unit.web.events import FORM, make_event


def test_fields_are_decoded_and_trimmed() -> None:
    event = make_event("POST", headers=FORM, body=b"name=J%C3%B6rg+M%C3%BCller+&empty=&sign=%26")
    assert read_form(event) == {"name": "Jörg Müller", "empty": "", "sign": "&"}


def test_the_content_type_may_name_a_charset() -> None:
    headers = {"content-type": "application/X-www-form-urlencoded; charset=UTF-8"}
    assert read_form(make_event("POST", headers=headers, body=b"a=1")) == {"a": "1"}


def test_an_empty_form_has_no_fields() -> None:
    assert read_form(make_event("POST", headers=FORM)) == {}


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"content-type": "application/json"}, b"{}", 415),
        ({}, b"a=1", 415),
        (FORM, b"a=" + b"x" * MAXIMUM_FORM_BYTES, 413),
        (FORM, "&".join(f"f{number}=1" for number in range(MAXIMUM_FIELDS + 1)).encode(), 422),
        (FORM, b"a=%FF", 422),
        (FORM, b"a=\xff", 422),
        (FORM, b"no-equals-sign", 422),
        (FORM, b"a=1&a=2", 422),
    ],
)
def test_what_is_no_bounded_form_is_refused(headers: dict[str, str], body: bytes, status: int) -> None:
    with pytest.raises(ProblemError) as caught:
        read_form(make_event("POST", headers=headers, body=body))
    assert caught.value.problem.status == status
