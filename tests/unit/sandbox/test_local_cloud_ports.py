from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from sandbox.local_cloud.errors import PortBusyError
from sandbox.local_cloud.ports import ensure_port_free, find_free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_busy_port_is_named_together_with_the_variable_that_moves_the_app(busy_port: int) -> None:
    with pytest.raises(PortBusyError, match=rf"port {busy_port} .*LOCAL_PORT="):
        ensure_port_free(busy_port)


def test_a_busy_preferred_port_is_given_up_for_a_free_one(busy_port: int) -> None:
    found = find_free_port(busy_port)
    assert found != busy_port
    ensure_port_free(found)


def test_a_free_preferred_port_is_kept() -> None:
    port = find_free_port()
    assert find_free_port(port) == port
