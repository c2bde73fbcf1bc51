from __future__ import annotations

import pytest

from shared.web.secret_address import SecretAddress, read_address

KNOWN = SecretAddress("merchant-1", "s" * 43)


def test_an_address_comes_back_as_it_was_written() -> None:
    assert read_address(str(KNOWN)) == KNOWN


def test_it_is_known_by_its_hash_alone() -> None:
    assert KNOWN.is_known_by(KNOWN.hash)
    assert not KNOWN.is_known_by(SecretAddress("merchant-1", "t" * 43).hash)
    assert not KNOWN.is_known_by(None)
    assert "s" * 43 not in KNOWN.hash


def test_it_carries_its_own_secret_and_no_other() -> None:
    assert KNOWN.carries("s" * 43)
    assert not KNOWN.carries("t" * 43)
    assert not KNOWN.carries(None)
    assert not KNOWN.carries("")


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "merchant-1",
        f"merchant-1.{'s' * 42}",
        f"merchant-1.{'s' * 44}",
        f"merchant-1.{'ß' * 43}",
        f"a#b.{'s' * 43}",
        f"{'m' * 65}.{'s' * 43}",
        f"merchant-1.{'s' * 43}\n",
    ],
)
def test_what_cannot_be_an_address_is_that_of_nobody_and_never_known(text: str) -> None:
    address = read_address(text)
    assert address.merchant_id == "nobody"
    assert not address.is_known_by(None)
    assert not address.carries(None)
