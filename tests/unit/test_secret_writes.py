"""Two who write a merchant's secret at once: none takes back what the other one wrote."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from functions.activate.secret_writes import SerialSecrets
from shared.store.errors import TransactionLostError
from shared.store.leases import Lease

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class OneLease:
    """A lease that one at a time holds."""

    def __init__(self) -> None:
        self.is_held = False

    def acquire(self, name: str, *, now: datetime, until: datetime) -> Lease | None:
        assert (now, until > now) == (NOW, True)
        if self.is_held:
            return None
        self.is_held = True
        return Lease(name, 1)

    def release(self, lease: Lease) -> None:
        assert (lease.name, self.is_held) == ("SECRET", True)
        self.is_held = False


@dataclass
class Codes:
    """Reads, lets the others go on, and writes what was read with what is new."""

    kept: dict[str, str] = field(default_factory=dict)
    meanwhile: Callable[[], None] | None = None

    def set_dreamrobot_access(self, username: str, password: str) -> None:
        self._write({username: password})

    def set_authentication_code(self, customer_number: str, code: str, *, push_key: str | None = None) -> None:
        self._write({customer_number: f"{code} {push_key}"})

    def remove_authentication_code(self, customer_number: str) -> None:
        self._write({customer_number: ""})

    def delete(self) -> None:
        self.kept = {}

    def _write(self, new: dict[str, str]) -> None:
        read, others, self.meanwhile = dict(self.kept), self.meanwhile, None
        if others:
            others()
        self.kept = {**read, **new}


def test_a_second_writer_waits_until_the_first_is_through() -> None:
    codes, lease = Codes(), OneLease()
    waited: list[float] = []

    def let_the_first_go_on(seconds: float) -> None:
        waited.append(seconds)
        lease.release(Lease("SECRET", 1))
        codes.set_authentication_code("1", "first")

    lease.is_held = True
    SerialSecrets(codes, lease, lambda: NOW, let_the_first_go_on).set_authentication_code("2", "second", push_key="k")
    assert len(waited) == 1
    assert codes.kept == {"1": "first None", "2": "second k"}
    assert not lease.is_held


def test_one_who_comes_between_reading_and_writing_is_kept_out() -> None:
    codes, lease = Codes(), OneLease()

    def tell_the_other_to_wait(_: float) -> None:
        message = "it has to wait"
        raise InterruptedError(message)

    def come_between() -> None:
        with pytest.raises(InterruptedError):
            SerialSecrets(codes, lease, lambda: NOW, tell_the_other_to_wait).remove_authentication_code("1")

    codes.meanwhile = come_between
    SerialSecrets(codes, lease, lambda: NOW).set_dreamrobot_access("user", "password")
    assert codes.kept == {"user": "password"}


def test_who_waited_in_vain_writes_nothing_and_is_told_so() -> None:
    codes, lease = Codes(kept={"1": "code"}), OneLease()
    lease.is_held = True
    waited: list[float] = []
    secrets = SerialSecrets(codes, lease, lambda: NOW, waited.append)
    with pytest.raises(TransactionLostError):
        secrets.delete()
    assert codes.kept == {"1": "code"}
    assert 1 < sum(waited) < 20


def test_a_writer_that_fails_gives_the_lease_back() -> None:
    codes, lease = Codes(), OneLease()

    def fail() -> None:
        raise ConnectionError

    codes.meanwhile = fail
    with pytest.raises(ConnectionError):
        SerialSecrets(codes, lease, lambda: NOW).set_authentication_code("1", "code")
    assert not lease.is_held
