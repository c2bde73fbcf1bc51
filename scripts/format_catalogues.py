"""Write the catalogues of texts in one shape: sorted by the English text, each text once, wrapped at 120 characters."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po, write_po

CATALOGUES = Path(__file__).parent.parent / "shared/web/locale"
_WIDTH = 120


def format_catalogue(content: bytes) -> bytes:
    """Return a catalogue in the one shape; ``babel.messages.pofile.PoFileError`` where it cannot be read."""
    catalogue = read_po(BytesIO(content), abort_invalid=True)
    shaped = BytesIO()
    write_po(shaped, catalogue, width=_WIDTH, sort_output=True)
    return shaped.getvalue()


def main() -> None:
    """Write every catalogue anew."""
    for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/*.po")):
        path.write_bytes(format_catalogue(path.read_bytes()))


if __name__ == "__main__":
    main()
