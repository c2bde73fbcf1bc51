"""Synthesized templates of each stage, made once: with a stand-in for the package, which has tests of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from tests.infra.synthesis import synthesize

if TYPE_CHECKING:
    from pathlib import Path

    from aws_cdk.assertions import Template


PROD = {"alarmEmail": "team@example.com", "mailFrom": "news@app.example.com"}


@pytest.fixture(scope="session")
def stand_in_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    package = tmp_path_factory.mktemp("package") / "stand-in.zip"
    with ZipFile(package, "w") as archive:
        archive.writestr("functions/__init__.py", "")
    return package


@pytest.fixture(scope="session")
def prod(tmp_path_factory: pytest.TempPathFactory, stand_in_package: Path) -> Template:
    return synthesize(tmp_path_factory.mktemp("prod"), stand_in_package, stage="prod", **PROD)


@pytest.fixture(scope="session")
def dev(tmp_path_factory: pytest.TempPathFactory, stand_in_package: Path) -> Template:
    return synthesize(tmp_path_factory.mktemp("dev"), stand_in_package, stage="dev")


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory, stand_in_package: Path) -> Template:
    return synthesize(
        tmp_path_factory.mktemp("local"),
        stand_in_package,
        stage="local",
        dreamrobotUrl="http://127.0.0.1:9001/rest/v1.1",
        bossUrl="http://127.0.0.1:9002/v1",
        publicUrl="http://127.0.0.1:8080",
    )
