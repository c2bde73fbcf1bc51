"""Keeps the local cloud away from AWS itself.

Guarantee: a process started with `make_aws_environment` and a client made with `make_client` know the emulator's
address and dummy credentials only; every other AWS setting of the caller is taken out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import botocore.session

from sandbox.local_cloud.errors import LocalCloudError, RealCredentialsError

if TYPE_CHECKING:
    from collections.abc import Mapping

REGION = "eu-central-1"
ACCOUNT = "000000000000"
_DUMMY = "test"

# The two prefixes AWS gives to access keys, of users and of sessions.
_REAL_ACCESS_KEY = re.compile(r"A[KS]IA[A-Z0-9]{16}")
_NAMES_THAT_OPEN_AN_ACCOUNT = (
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_SESSION_TOKEN",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
)


def ensure_no_real_credentials(environment: Mapping[str, str]) -> None:
    """Refuse to go on where a slip would reach a real account.

    Raises:
        RealCredentialsError: Names the variables, never their values.
    """
    found = [name for name in _NAMES_THAT_OPEN_AN_ACCOUNT if environment.get(name)]
    if _REAL_ACCESS_KEY.fullmatch(environment.get("AWS_ACCESS_KEY_ID", "")):
        found.append("AWS_ACCESS_KEY_ID")
    if found:
        without = " ".join(f"-u {name}" for name in found)
        message = (
            f"this shell can open a real AWS account ({', '.join(found)}); the local cloud does not start in it. "
            f"Start it without them: env {without} make up"
        )
        raise RealCredentialsError(message)


def make_aws_environment(environment: Mapping[str, str], endpoint: str) -> dict[str, str]:
    """Return the environment with all AWS settings replaced by those of the emulator.

    Raises:
        LocalCloudError: The endpoint is not on this machine.
    """
    if urlsplit(endpoint).hostname != "127.0.0.1":
        message = f"the AWS endpoint must be on this machine, not {endpoint}"
        raise LocalCloudError(message)
    kept = {name: value for name, value in environment.items() if not name.startswith("AWS_")}
    return kept | {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": _DUMMY,
        "AWS_SECRET_ACCESS_KEY": _DUMMY,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        # A profile of the user must not add anything.
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    }


def make_client(service: str, endpoint: str) -> Any:  # noqa: ANN401 - the clients are made at run time
    """Make a client that speaks to the emulator, whatever the environment says."""
    return botocore.session.Session().create_client(
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id=_DUMMY,
        aws_secret_access_key=_DUMMY,
    )
