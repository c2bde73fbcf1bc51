"""Forms with a file, as programs and browsers send them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

BOUNDARY = "----made-by-the-test"
UPLOAD_TYPE = f"multipart/form-data; boundary={BOUNDARY}"


def write_upload(fields: Mapping[str, str], *files: tuple[str, bytes]) -> bytes:
    """Write a form; each file is its name and its content."""
    parts = [_part(f'name="{name}"', value.encode()) for name, value in fields.items()]
    parts += [_part(f'name="file"; filename="{name}"', content) for name, content in files]
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def _part(head: str, content: bytes) -> bytes:
    return f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n"
