"""Errors of the domain's models name fields, and never show what was read: it may be personal."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from shared.domain.parties.debtor import Debtor, PostalAddress


def test_an_error_does_not_show_what_was_read() -> None:
    with pytest.raises(ValidationError) as caught:
        PostalAddress.model_validate({"street": ["Geheime Gasse"], "house_number": "1"})
    assert "street" in str(caught.value)
    assert "Geheime" not in str(caught.value)
    with pytest.raises(ValidationError) as caught:
        Debtor.model_validate({"first_name": "Erika", "address": {"street": ["Geheime Gasse"]}})
    assert not {"Erika", "Geheime"} & set(str(caught.value).replace("'", " ").split())
