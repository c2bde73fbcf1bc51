"""Byte code in the package: it saves about a second of every cold start.

``unchecked-hash``, because Python would distrust byte code that goes by time: an archive does not keep the
sources' times. A process of its own with a fixed hash seed, because what a process did before shows in the
byte code it writes, and the same sources have to make the same bytes.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER_ON_LAMBDA = "/var/task"


def replace_sources(folder: Path) -> None:
    """Put byte code in the place of every Python source below ``folder``, as if it lay where Lambda unpacks it.

    Docstrings are left out (optimization level 2): nobody reads them there, and they are a tenth of the package. The
    same level leaves out assertions, of which the app's own code has none. A traceback still names file and line.

    Raises:
        subprocess.CalledProcessError: A source is not Python that this interpreter understands.
    """
    _compile(folder)
    for source in folder.rglob("*.py"):
        source.unlink()


def _compile(folder: Path) -> None:
    subprocess.run(  # noqa: S603 -- this very interpreter, on a folder of ours
        [
            *(sys.executable, "-s", "-m", "compileall", "-q", "-f", "-b", "-o", "2"),
            *("--invalidation-mode", "unchecked-hash"),
            *("-s", str(folder), "-p", FOLDER_ON_LAMBDA, str(folder)),
        ],
        check=True,
        cwd=folder,
        env={"PYTHONHASHSEED": "0"},
    )
