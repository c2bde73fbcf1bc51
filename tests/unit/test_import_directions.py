"""Dependencies point inward; an arrow that points out fails here."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

ALLOWED = {
    "shared/domain": {"shared.domain"},
    "shared/dreamrobot": {"shared.domain", "shared.dreamrobot", "shared.http"},
    "shared/boss": {"shared.domain", "shared.boss", "shared.http"},
    "shared/store": {"shared.domain", "shared.store"},
    "shared/web": {"shared.domain", "shared.observability", "shared.web"},
    "functions/activate": {"shared", "functions.activate"},
    "functions/export": {"shared", "functions.export"},
    "functions/submit": {"shared", "functions.submit"},
    "functions/sync": {"shared", "functions.sync"},
    "functions/cases_api": {"shared", "functions.cases_api"},
    "functions/news": {"shared", "functions.news"},
    "infra": {"infra"},
    "sandbox": {"sandbox", "shared.domain"},
    "scripts": {"scripts", "shared", "functions"},
}
"""For each folder, the modules of this project that it may import."""

OUTER_LIBRARIES_OF_THE_DOMAIN = {"email_validator", "phonenumbers", "pydantic", "stdnum"}
"""Libraries that know rules of the field and do nothing else: no network, no file but their own data, no clock."""

OWN_PACKAGES = {"functions", "infra", "sandbox", "scripts", "shared", "tests"}


def imports_of(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def is_within(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("folder", ALLOWED)
def test_a_folder_imports_only_what_lies_inward(folder: str) -> None:
    files = list((ROOT / folder).rglob("*.py"))
    assert files
    outward = {
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files
        for name in imports_of(file)
        if name.split(".")[0] in OWN_PACKAGES and not is_within(name, ALLOWED[folder])
    }
    assert outward == set()


def test_the_domain_knows_nothing_but_the_standard_library_and_libraries_of_pure_rules() -> None:
    from sys import stdlib_module_names  # noqa: PLC0415 -- 300 names that only this test wants

    known = set(stdlib_module_names) | OUTER_LIBRARIES_OF_THE_DOMAIN | OWN_PACKAGES
    strangers = {
        f"{file.name} imports {name}"
        for file in (ROOT / "shared/domain").rglob("*.py")
        for name in imports_of(file)
        if name.split(".")[0] not in known
    }
    assert strangers == set()


def test_every_folder_of_the_shared_code_has_a_direction() -> None:
    folders = {f"shared/{folder.name}" for folder in (ROOT / "shared").iterdir() if (folder / "__init__.py").exists()}
    functions = {f"functions/{folder.name}" for folder in (ROOT / "functions").iterdir() if folder.is_dir()}
    assert folders | {name for name in functions if "__pycache__" not in name} <= ALLOWED.keys()


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    long = {
        str(file.relative_to(ROOT))
        for package in OWN_PACKAGES
        for file in (ROOT / package).rglob("*.py")
        if len(file.read_text(encoding="utf-8").splitlines()) > 300
    }
    assert long == set()


def test_no_handler_is_longer_than_sixty_lines_of_code() -> None:
    long = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "functions").rglob("*handler.py")
        if len([line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]) > 60
    }
    assert long == set()
