"""Style sheet and script: the address of each holds a hash of its content, so a browser may keep it for good."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "assets"
CACHE_CONTROL = "public, max-age=31536000, immutable"

_HASH_LENGTH = 12
_CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served; ``file_name`` holds the hash."""

    file_name: str
    content_type: str
    content: bytes

    @property
    def url(self) -> str:
        """The path at which the file is served."""
        return f"/assets/{self.file_name}"


class Assets:
    """The files of one folder, read once."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._by_name = {path.name: _read(path) for path in sorted(folder.iterdir()) if path.suffix in _CONTENT_TYPES}
        self._by_file_name = {asset.file_name: asset for asset in self._by_name.values()}

    def url(self, name: str) -> str:
        """Return the address of a file by the name that it has in the folder."""
        return self._by_name[name].url

    def find(self, file_name: str) -> Asset | None:
        """Return the file that is served under ``file_name``, or ``None``; paths are never opened."""
        return self._by_file_name.get(file_name)


@cache
def served_assets() -> Assets:
    """The files that the app serves and its pages name, read once for each function instance."""
    return Assets()


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    digest = sha256(content).hexdigest()[:_HASH_LENGTH]
    return Asset(f"{path.stem}.{digest}{path.suffix}", _CONTENT_TYPES[path.suffix], content)
