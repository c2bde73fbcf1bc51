"""The dependencies in the package: installed as locked, checked by hash, stripped of what no function reads.

An installation is kept under a name made of everything that it depends on, this recipe included, and appears
there whole or not at all: two builds at once, or one that was killed, do no harm.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from infra.bundling import bytecode

if TYPE_CHECKING:
    from infra.bundling.platform import Platform

_UNUSED_UTILITIES = (
    *("auth_alpha", "data_masking", "feature_flags", "idempotency", "kafka", "metadata", "serialization"),
    *("streaming", "validation"),
)

NOT_NEEDED = (
    "bin",
    "*.dist-info",  # nothing here looks up its own version or entry points; a test imports everything without
    "**/*.pyi",
    "**/py.typed",
    "**/tests",
    "**/swagger_ui/*.js",  # Powertools' API browser, which the app does not offer
    "**/swagger_ui/*.css",
    "pydantic/v1",  # pydantic 1 whole, for those who still need it; nothing here does
    "anyio",  # httpx and httpcore do without it where nobody asks for their asynchronous half
    # The app's days are those of Europe/Berlin.
    "tzdata/zoneinfo/[!E_]*",
    "tzdata/zoneinfo/E[!u]*",
    "tzdata/zoneinfo/Europe/[!B_]*",
    "dns",  # email-validator would ask name servers with it; only syntax is looked at
    "stdnum/**/*.dat",  # tables of banks, places and makers of network cards; VAT ids need none
    "phonenumbers/shortdata/region_*.py",  # emergency and service numbers, which nobody leaves in a shop
    "pydantic/mypy.py",
    *(f"aws_lambda_powertools/utilities/{unused}" for unused in _UNUSED_UTILITIES),
    # The batches know messages of queues alone; the parser knows what all services of AWS send.
    "aws_lambda_powertools/utilities/parser/envelopes",
    "aws_lambda_powertools/utilities/parser/models/[!_cdks]*",
    "aws_lambda_powertools/metrics/provider/datadog",
    "multipart",  # the former name of python-multipart
    "httpx/_main.py",  # the command line; httpx is whole without
    "jmespath",  # the Lambda runtime brings it with boto3
    ".lock",
)

_PARTS_OF_STDNUM = ("__init__.py", "exceptions.py", "util.py", "luhn.py", "iso7064")
_COUNTRIES_OF_STDNUM = "at be bg ch cy cz de dk ee es eu fi fr gb gr hr hu ie it lt lu lv mt nl no pl pt ro se si sk"
NEEDED_OF_STDNUM = frozenset({*_PARTS_OF_STDNUM, *_COUNTRIES_OF_STDNUM.split()})
"""What checking VAT ids takes of python-stdnum, which knows the numbers of 90 countries and of many trades besides."""

_OTHER_NUMBERS = """
at/businessid at/tin be/bis be/eid be/iban be/ogm_vcs be/ssn ch/esr ch/ssn cz/bankaccount de/idnr de/leitweg de/stnr
de/wkn es/cae es/ccc es/cups es/iban es/postal_code es/referenciacatastral eu/at_02 eu/banknote eu/ecnumber eu/eic
eu/excise eu/nace fi/associationid fi/veronumero fr/nif fr/nir fr/rcs fr/siret gb/nhs gb/sedol gb/upn gb/utr gr/amka
ie/pps iso7064/mod_11_2 iso7064/mod_37_2 iso7064/mod_37_36 it/aic it/codicefiscale lt/asmens nl/brin
nl/identiteitskaartnummer nl/onderwijsnummer no/iban no/kontonr pl/pesel pl/regon pt/cc ro/onrc
"""
OTHER_NUMBERS_OF_STDNUM = tuple(f"stdnum/{name}.py" for name in _OTHER_NUMBERS.split())
"""What those countries number besides: banks, patients, schools; no check of a VAT id imports one of these."""


class DependencyInstallationError(Exception):
    """uv could not install the dependencies; the message is uv's own."""


def install_dependencies(*, requirements: Path, platform: Platform, cache: Path) -> Path:
    """Return a folder that holds the dependencies, ready to be archived.

    Raises:
        DependencyInstallationError: There is no wheel for the platform, a hash differs, or the registry is away.
    """
    installation = cache / f"{platform.name}-{_fingerprint(requirements, platform)}"
    if installation.is_dir():
        return installation
    cache.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=cache) as temporary:
        folder = Path(temporary) / "installation"
        _install(requirements, platform, folder)
        _strip(folder)
        bytecode.replace_sources(folder)
        with suppress(OSError):  # another build was quicker, with the same result
            folder.rename(installation)
    return installation


def _fingerprint(requirements: Path, platform: Platform) -> str:
    ingredients = (
        requirements.read_bytes(),
        repr(platform).encode(),
        sys.version.encode(),
        Path(__file__).read_bytes(),
        Path(bytecode.__file__).read_bytes(),
    )
    return sha256(b"\0".join(ingredients)).hexdigest()[:16]


def _install(requirements: Path, platform: Platform, folder: Path) -> None:
    uv = Path(sys.executable).with_name("uv")
    other_machine = ("--python-platform", platform.uv_name) if platform.uv_name else ()
    result = subprocess.run(  # noqa: S603 -- uv of the project's own environment, with fixed arguments
        [
            *(str(uv), "pip", "install", "--quiet", "--python", sys.executable, *other_machine),
            *("--only-binary", ":all:", "--require-hashes", "--no-deps", "--link-mode", "copy"),
            *("--target", str(folder), "--requirements", str(requirements)),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    if result.returncode != 0:
        raise DependencyInstallationError(result.stderr.strip())


def _strip(folder: Path) -> None:
    for pattern in (*NOT_NEEDED, *OTHER_NUMBERS_OF_STDNUM):
        for path in sorted(folder.glob(pattern)):
            _remove(path)
    for path in sorted(folder.glob("stdnum/*")):
        if path.name not in NEEDED_OF_STDNUM:
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
