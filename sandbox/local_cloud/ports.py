"""Ports on loopback: whether one is free, and finding one that is."""

from __future__ import annotations

import socket

from sandbox.local_cloud.errors import PortBusyError

LOOPBACK = "127.0.0.1"


def is_port_free(port: int) -> bool:
    """Whether a server can listen on the port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: a port whose last connections are only just closed counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def ensure_port_free(port: int) -> None:
    """Check that the app can have its port.

    Raises:
        PortBusyError: It cannot; the message says what to do.
    """
    if not is_port_free(port):
        message = (
            f"port {port} is taken by another program (or this user may not open it). "
            f"Stop that program, or move the app: LOCAL_PORT={port + 10} make up"
        )
        raise PortBusyError(message)


def find_free_port(preferred: int = 0) -> int:
    """Return the preferred port where it is free, so that addresses stay the same, else any that is."""
    if preferred and is_port_free(preferred):
        return preferred
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
