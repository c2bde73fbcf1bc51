"""Which machines the package is built for. A wheel with machine code runs on one kind of machine only."""

from __future__ import annotations

import platform
from dataclasses import dataclass

ARM64_MACHINES = frozenset({"arm64", "aarch64"})


@dataclass(frozen=True, slots=True)
class Platform:
    """A kind of machine; ``uv_name`` is uv's word for it, ``None`` for the one that uv itself runs on."""

    name: str
    uv_name: str | None


LAMBDA_ARM64 = Platform(name="lambda-arm64", uv_name="aarch64-manylinux_2_34")
"""Lambda's python3.13 on Graviton: Amazon Linux 2023, whose C library is glibc 2.34."""


def this_machine() -> Platform:
    """Return the kind of machine that this process runs on: a local cloud runs the functions right here."""
    return Platform(name=f"{platform.system()}-{platform.machine()}".lower(), uv_name=None)


def is_arm64() -> bool:
    """Tell whether this process runs on arm64."""
    return platform.machine().lower() in ARM64_MACHINES
