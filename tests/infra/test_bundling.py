from __future__ import annotations

import fnmatch
from gettext import GNUTranslations
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from shutil import copytree
from subprocess import run
from sys import executable
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from infra.bundling import build_package
from infra.bundling.archive import write_archive
from infra.bundling.dependencies import DependencyInstallationError, install_dependencies
from infra.bundling.platform import this_machine
from tests.infra.packages import make_project, names_in, read_in
from tests.infra.synthesis import PROJECT
from tests.unit.domain.vat_id_examples import VALID_VAT_IDS

if TYPE_CHECKING:
    from collections.abc import Callable

SIX_MEGABYTES = 6_000_000
UNCHECKED_HASH = b"\x01\x00\x00\x00"

BROUGHT_BY_LAMBDA = ("boto3", "botocore", "s3transfer", "dateutil", "six", "urllib3", "jmespath")

IMPORT_ALL = """
import pkgutil, sys, zoneinfo
from importlib import import_module

package, runtime, *VAT_IDS = sys.argv[1:]
sys.path += [package, runtime]
for name in ("pydantic", "httpx", "jinja2", "jwt", "aws_lambda_powertools"):
    import_module(name)
for root in ("functions", "shared"):
    for module in pkgutil.walk_packages(import_module(root).__path__, f"{root}."):
        import_module(module.name)
from shared.domain.parties.contact_data import email_as_given, phone_as_e164
from shared.domain.parties.vat_ids import is_valid_vat_id
assert all(map(is_valid_vat_id, VAT_IDS))
assert phone_as_e164("030 23125101", "DE") == "+493023125101"
assert phone_as_e164("01 5331234", "AT") == "+4315331234"
assert email_as_given("eva@klein.example") == "eva@klein.example"
from pydantic import TypeAdapter
assert TypeAdapter(int).validate_python("3") == 3
zoneinfo.reset_tzpath(())
assert zoneinfo.ZoneInfo("Europe/Berlin").key == "Europe/Berlin"
for module in tuple(sys.modules.values()):
    print(getattr(module, "__file__", None))
"""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    def build_from(project: Path, *, for_this_machine: bool) -> Path:
        return build_package(
            project=project,
            for_this_machine=for_this_machine,
            cache=PROJECT / ".cache" / "dependencies",
            destination=tmp_path_factory.mktemp("built"),
        )

    return build_from


@pytest.fixture(scope="module")
def small(build: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(make_project(tmp_path_factory.mktemp("project")), for_this_machine=True)


@pytest.fixture(scope="module")
def real(build: Callable[..., Path]) -> Path:
    return build(PROJECT, for_this_machine=False)


def test_building_twice_from_nothing_makes_the_same_bytes(tmp_path: Path, small: Path) -> None:
    again = build_package(
        project=make_project(tmp_path / "elsewhere"),
        for_this_machine=True,
        cache=tmp_path / "cache",
        destination=tmp_path / "built",
    )

    assert again.read_bytes() == small.read_bytes()


def test_a_changed_source_makes_another_package(tmp_path: Path, build: Callable[..., Path], small: Path) -> None:
    project = make_project(tmp_path)
    (project / "functions" / "greet.py").write_text("def handle(event, context):\n    return 'good day'\n")

    assert build(project, for_this_machine=True).read_bytes() != small.read_bytes()


def test_templates_assets_and_byte_code_are_in_it(small: Path) -> None:
    assert {
        "functions/greet.pyc",
        "shared/web/templates/page.html",
        "shared/web/assets/app.css",
    } <= set(names_in(small))


def test_texts_are_compiled_into_it_without_guesses_or_dates(small: Path) -> None:
    compiled = read_in(small, "shared/web/locale/de/LC_MESSAGES/messages.mo")

    texts = GNUTranslations(BytesIO(compiled))

    assert texts.info()["po-revision-date"] == "1980-01-01 00:00+0000"
    assert texts.gettext("Export") == "Übergabe"
    assert texts.gettext("Case") == "Case"


@pytest.mark.parametrize(
    "unwanted",
    [
        "*.po",
        "*.pot",
        "*.py",
        "*.pyi",
        "*/__pycache__/*",
        "*/.*",
        "*.dist-info/*",
        "*/tests/*",
        "bin/*",
        "infra/*",
        "requirements/*",
        "boto3/*",
        "botocore/*",
        "pydantic/v1/*",
    ],
)
def test_what_no_function_reads_is_not_in_it(small: Path, unwanted: str) -> None:
    assert fnmatch.filter(names_in(small), unwanted) == []


def test_entries_are_in_order_and_carry_no_date_or_owner_of_this_machine(small: Path) -> None:
    with ZipFile(small) as archive:
        entries = archive.infolist()

    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {(entry.date_time, entry.external_attr >> 16) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 0o100644)}


def test_byte_code_is_trusted_without_a_look_at_the_source(small: Path) -> None:
    with ZipFile(small) as archive:
        flags = {archive.read(name)[4:8] for name in archive.namelist() if name.endswith(".pyc")}

    assert flags == {UNCHECKED_HASH}


def test_byte_code_names_the_place_on_lambda(small: Path) -> None:
    assert b"/var/task/functions/greet.py" in read_in(small, "functions/greet.pyc")
    assert b"/var/task/httpx/_client.py" in read_in(small, "httpx/_client.pyc")


def test_the_package_of_lambda_holds_machine_code_for_arm64_only(real: Path) -> None:
    libraries = [name for name in names_in(real) if name.endswith(".so")]

    assert libraries
    assert all("cpython-313-aarch64-linux-gnu" in name for name in libraries)


def test_the_lists_that_the_rules_read_are_in_it(real: Path) -> None:
    assert "shared/domain/parties/given_names.txt" in names_in(real)


def test_the_package_is_small(real: Path) -> None:
    assert real.stat().st_size < SIX_MEGABYTES


def test_everything_in_it_imports_with_what_lambda_brings(build: Callable[..., Path], tmp_path: Path) -> None:
    package, runtime = tmp_path / "package", tmp_path / "runtime"
    runtime.mkdir()
    with ZipFile(build(PROJECT, for_this_machine=True)) as archive:
        archive.extractall(package)
    for name in BROUGHT_BY_LAMBDA:
        spec = find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        origin = Path(spec.origin)
        (runtime / (origin.name if name == "six" else name)).symlink_to(origin if name == "six" else origin.parent)

    result = run(  # noqa: S603 -- this interpreter, on our own script
        [executable, "-I", "-S", "-c", IMPORT_ALL, str(package), str(runtime), *VALID_VAT_IDS],
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.stderr == ""
    files = result.stdout.splitlines()
    assert any(file.startswith(f"{package}/pydantic/") for file in files)
    assert not any("site-packages" in file for file in files)


def test_dependencies_are_installed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    requirements = PROJECT / "requirements" / "runtime.txt"
    cache = PROJECT / ".cache" / "dependencies"
    first = install_dependencies(requirements=requirements, platform=this_machine(), cache=cache)
    monkeypatch.setattr("infra.bundling.dependencies._install", None)

    assert install_dependencies(requirements=requirements, platform=this_machine(), cache=cache) == first


def test_a_dependency_with_another_hash_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    requirements = tmp_path / "runtime.txt"
    requirements.write_text(f"idna==3.20 --hash=sha256:{'0' * 64}\n")
    cache = tmp_path / "cache"

    with pytest.raises(DependencyInstallationError, match=r"[Hh]ash"):
        install_dependencies(requirements=requirements, platform=this_machine(), cache=cache)

    assert list(cache.iterdir()) == []


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    first = make_project(tmp_path / "first")
    second = copytree(first, tmp_path / "second")

    with pytest.raises(FileExistsError, match="is in two folders"):
        write_archive(folders=(first, second), archive=tmp_path / "package.zip")
