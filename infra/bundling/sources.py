"""The app's own code in the package: sources, templates, assets, and the texts compiled from their catalogues."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from pathlib import Path

SOURCE_FOLDERS = ("functions", "shared")
CATALOGUE = ".po"
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
NOT_PACKED = frozenset({".pyc", ".mo", ".pot", ".cfg", ".pyi", CATALOGUE})


def copy_sources(*, project: Path, destination: Path) -> None:
    """Copy what the functions read at run time from ``project`` to ``destination``."""
    for name in SOURCE_FOLDERS:
        for path in sorted((project / name).rglob("*")):
            copy = destination / path.relative_to(project)
            if path.suffix == CATALOGUE:
                _compile_catalogue(path, copy.with_suffix(".mo"))
            elif path.is_file() and path.suffix not in NOT_PACKED and not path.name.startswith("."):
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)


def _compile_catalogue(source: Path, compiled: Path) -> None:
    compiled.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as texts:
        catalogue = read_po(texts)
    # Without dates of its own a catalogue would get the present time, and the package other bytes every minute.
    catalogue.creation_date = catalogue.revision_date = UNDATED
    with compiled.open("wb") as binary:
        write_mo(binary, catalogue)
