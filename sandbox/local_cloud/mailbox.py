"""The mails that the emulator's SES was given: it sends none, keeps each, and shows them at an address of its own."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATH = "/_ministack/ses/messages"
_SECONDS = 10.0
_NOT_FOR_A_NAME = re.compile(r"[^a-z0-9]+")


def mails_address(endpoint: str) -> str:
    """Return where the emulator at ``endpoint`` shows the mails, as JSON."""
    return endpoint + _PATH


def read_mails(endpoint: str) -> list[dict[str, Any]]:
    """Return every mail that was sent, oldest first.

    Raises:
        httpx.HTTPError: The emulator does not answer.
    """
    answer = httpx.get(mails_address(endpoint), timeout=_SECONDS, trust_env=False).raise_for_status()
    mails = [mail for of_account in answer.json()["messages"].values() for mail in of_account]
    return sorted(mails, key=lambda mail: float(mail["Timestamp"]))


def write_mails(endpoint: str, folder: Path) -> Iterator[Path]:
    """Write each mail into a file that mail programs open, and yield the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, mail in enumerate(read_mails(endpoint), start=1):
        name = _NOT_FOR_A_NAME.sub("-", mail["Subject"].lower()).strip("-")[:60]
        file = folder / f"{number:04}-{name}.eml"
        file.write_bytes(bytes(_to_message(mail)))
        yield file


def _to_message(mail: dict[str, Any]) -> EmailMessage:
    message = EmailMessage()
    message["From"] = mail["Source"]
    message["To"] = ", ".join(mail["To"])
    message["Subject"] = mail["Subject"]
    message["Date"] = format_datetime(datetime.fromtimestamp(float(mail["Timestamp"]), UTC))
    message["Message-ID"] = f"<{mail['MessageId']}>"
    message.set_content(mail["BodyText"])
    if mail.get("BodyHtml"):
        message.add_alternative(mail["BodyHtml"], subtype="html")
    return message
