#!/usr/bin/env bash
# Locks requirements/*.txt anew, each file with hashes and without the address of a package index.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
    .venv/bin/python -m uv pip compile --universal --python-version 3.13 --generate-hashes --no-header -q --upgrade "$@"
}

compile pyproject.toml -o requirements/runtime.txt
# The tests run on the versions that are deployed.
compile pyproject.toml --group dev -c requirements/runtime.txt -o requirements/dev.txt
compile requirements/emulator.in -o requirements/emulator.txt
compile requirements/bootstrap.in -o requirements/bootstrap.txt
