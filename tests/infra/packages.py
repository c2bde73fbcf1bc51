"""A project small enough to be built in a test, and a look into what was built."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

from tests.infra.synthesis import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Export"
msgstr "Übergabe"

#, fuzzy
msgid "Case"
msgstr "Vielleicht Fall"
"""


def make_project(folder: Path) -> Path:
    """Write a small project with everything that a package may or may not take along."""
    files = {
        "functions/__init__.py": "",
        "functions/greet.py": "def handle(event, context):\n    return 'hello'\n",
        "functions/__pycache__/greet.cpython-313.pyc": "left over",
        "functions/.hidden": "an editor's",
        "shared/__init__.py": "",
        "shared/web/templates/page.html": "<p>{{ text }}</p>",
        "shared/web/assets/app.css": "p { margin: 0 }",
        "shared/web/locale/messages.pot": "",
        "shared/web/locale/de/LC_MESSAGES/messages.po": CATALOGUE,
        "shared/web/locale/de/LC_MESSAGES/messages.mo": "left over",
        "infra/stack.py": "",
        "requirements/runtime.txt": (PROJECT / "requirements" / "runtime.txt").read_text(),
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return folder


def names_in(package: Path) -> list[str]:
    with ZipFile(package) as archive:
        return archive.namelist()


def read_in(package: Path, name: str) -> bytes:
    with ZipFile(package) as archive:
        return archive.read(name)
