"""Puts the package together, in three steps: dependencies (kept between builds), the app's code, the archive."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from infra.bundling.archive import write_archive
from infra.bundling.bytecode import replace_sources
from infra.bundling.dependencies import install_dependencies
from infra.bundling.platform import LAMBDA_ARM64, this_machine
from infra.bundling.sources import copy_sources


def build_package(
    *, project: Path, for_this_machine: bool, cache: Path | None = None, destination: Path | None = None
) -> Path:
    """Build the package and return the path of its archive.

    Args:
        project: The root of the checkout, with ``functions``, ``shared`` and ``requirements`` in it.
        for_this_machine: Whether a local cloud on this machine runs it, instead of Lambda on arm64.
        cache: Where installed dependencies are kept; ``.cache/dependencies`` of the project by default.
        destination: The folder the archive is written to; ``build`` of the project by default.

    Raises:
        DependencyInstallationError: A dependency could not be installed as locked.
    """
    platform = this_machine() if for_this_machine else LAMBDA_ARM64
    dependencies = install_dependencies(
        requirements=project / "requirements" / "runtime.txt",
        platform=platform,
        cache=cache or project / ".cache" / "dependencies",
    )
    with TemporaryDirectory() as temporary:
        sources = Path(temporary)
        copy_sources(project=project, destination=sources)
        replace_sources(sources)
        return write_archive(
            folders=(dependencies, sources),
            archive=(destination or project / "build") / f"functions-{platform.name}.zip",
        )
