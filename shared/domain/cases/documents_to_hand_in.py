"""Documents that the merchant hands in: what they are is told by their first bytes, never by their name."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from shared.domain.plain_text import clean

LONGEST_FILE_NAME: Final = 120
"""As ``UploadDocument.file_name`` takes it."""

_BEGINNINGS: Final = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
)
"""What letters and photographs of them come as. The contract bounds no media type, so these are assumed to be taken."""

_USUAL_NAME: Final = "document"
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|', "_"))


def media_type_of(content: bytes) -> str | None:
    """Return what a document is by its first bytes, ``None`` where it is nothing that can be handed in."""
    return next((media_type for beginning, media_type, _ in _BEGINNINGS if content.startswith(beginning)), None)


def clean_file_name(name: str, media_type: str) -> str:
    """Return a name that is one line, not too long, without a folder, and ends as its kind of document does."""
    ending = next(ending for _, known, ending in _BEGINNINGS if known == media_type)
    cleaned = (clean(name) or "").translate(_NOT_IN_NAMES).strip(". ")
    path = PurePath(cleaned)
    fits = path.suffix.lower() == ending or (ending == ".jpg" and path.suffix.lower() == ".jpeg")
    stem, ending = (path.stem, path.suffix) if fits else (cleaned, ending)
    return f"{stem[: LONGEST_FILE_NAME - len(ending)] or _USUAL_NAME}{ending}"
