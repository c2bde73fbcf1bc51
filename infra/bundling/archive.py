"""The archive: its bytes depend on the names and contents of the files in it, and on nothing else."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Sequence

EARLIEST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip archive can express."""

UNIX = 3
READABLE_FILE = 0o100644 << 16
SMALLEST = 9


def write_archive(*, folders: Sequence[Path], archive: Path) -> Path:
    """Write the files below all ``folders`` into ``archive``, which appears whole or not at all.

    Raises:
        FileExistsError: Two folders hold a file of the same name.
    """
    files = _collect(folders)
    archive.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=archive.parent) as temporary:
        whole = Path(temporary) / archive.name
        with ZipFile(whole, "w") as package:
            for name in sorted(files):
                package.writestr(_entry(name), files[name].read_bytes(), compresslevel=SMALLEST)
        return whole.replace(archive)


def _collect(folders: Sequence[Path]) -> dict[str, Path]:
    files: dict[str, Path] = {}
    for folder in folders:
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and files.setdefault(name, path) is not path:
                message = f"{name} is in two folders of the package"
                raise FileExistsError(message)
    return files


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, date_time=EARLIEST_DATE)
    entry.create_system = UNIX
    entry.external_attr = READABLE_FILE
    entry.compress_type = ZIP_DEFLATED
    return entry
