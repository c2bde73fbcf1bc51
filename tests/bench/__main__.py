"""``make bench``: figures of reading, packing, the case table and the overview, each beside a bound or a comparison."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.bundling import build_package
from shared.domain.addresses.billing_addresses import read_address
from shared.domain.orders.order import OrderAddress
from shared.domain.parties.party_names import read_party_name
from tests.bench.case_table import show_case_table
from tests.bench.export_post import show_export_post
from tests.bench.figures import show_figures
from tests.corpus import HELD_OUT, REPEATED_PARTS, measure_corpus

PROJECT = Path(__file__).resolve().parent.parent.parent
# boto3 is the Lambda runtime's there, as on AWS, and never in the package.
RUNTIME = PROJECT / ".venv-emulator" / "bin" / "python"
HANDLERS = (
    "functions.activate.handler",
    "functions.export.handler",
    "functions.export.worker_handler",
    "functions.submit.handler",
    "functions.sync.planner_handler",
    "functions.sync.worker_handler",
    "functions.cases_api.handler",
)
ZIP_LIMIT_MB = 6.0
LINE_LENGTH = 5_000
RUNS = 5
TIME_THE_IMPORT = (
    "import importlib, sys, time; start = time.perf_counter(); "
    "importlib.import_module(sys.argv[1]); print(time.perf_counter() - start)"
)


def main() -> None:
    """Measure how well names and addresses are read, then the built package, then the case table and the figures."""
    show_accuracies()
    show_growth()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        show_size(folder)
        show_import_times(folder)
    show_export_post(show)
    show_case_table(show)
    show_figures(show)


def show_accuracies() -> None:
    """Print how much of the labelled corpus is read rightly, and of its held-out rows alone."""
    held_out = {accuracy.measure: accuracy for accuracy in measure_corpus(HELD_OUT)}
    for accuracy in measure_corpus():
        apart = held_out[accuracy.measure]
        show(f"{accuracy}; held out: {apart.share:.2%}, {apart.right} of {apart.rows}")


def show_growth() -> None:
    """Print how much longer ten times the text takes to read, for the part that takes longest by comparison."""
    factors = {part: time_reading(part, 10 * LINE_LENGTH) / time_reading(part, LINE_LENGTH) for part in REPEATED_PARTS}
    worst = max(factors, key=factors.__getitem__)
    show(f"{'a line ten times as long':32}  {factors[worst]:.1f} times as long to read at worst, of {worst!r} repeated")


def time_reading(part: str, length: int) -> float:
    """Return the least of several readings of a line that repeats a part, as name and as address, in seconds."""
    line = (part * length)[:length]
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        read_party_name(line, line[1:])
        read_address(OrderAddress(street=line, street_2=line[1:], country_code="DE"))
        times.append(time.process_time() - start)
    return min(times)


def show_size(folder: Path) -> None:
    """Print the size of the package for AWS, and whether two builds are the same."""
    first, second = (
        build_package(project=PROJECT, for_this_machine=False, destination=folder / name) for name in ("1", "2")
    )
    megabytes = first.stat().st_size / 1e6
    same = first.read_bytes() == second.read_bytes()
    show(f"{'package for AWS':32}  {megabytes:.2f} MB zipped, {megabytes / ZIP_LIMIT_MB:.2f} of the limit")
    show(f"{'built twice':32}  {'the same bytes' if same else 'DIFFERENT BYTES'}")


def show_import_times(folder: Path) -> None:
    """Print how long a cold function takes to import its handler, against the SDK alone, which it cannot do without."""
    package = folder / "package"
    with zipfile.ZipFile(build_package(project=PROJECT, for_this_machine=True, destination=folder)) as archive:
        archive.extractall(package)
    boto3 = time_import("boto3", package)
    show(f"{'boto3 alone':32}  {boto3:.2f} s to import")
    for handler in HANDLERS:
        seconds = time_import(handler, package)
        show(f"{handler:32}  {seconds:.2f} s to import, {seconds / boto3:.1f} times boto3 alone")


def time_import(module: str, package: Path) -> float:
    """Return the median of several fresh imports, in seconds."""
    times = []
    for _ in range(RUNS):
        done = subprocess.run(  # noqa: S603 - this project's own interpreter and code
            [RUNTIME, "-P", "-c", TIME_THE_IMPORT, module],
            env={"PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        times.append(float(done.stdout))
    return statistics.median(times)


def show(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
