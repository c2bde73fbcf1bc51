#!/usr/bin/env bash
# Makes .venv-emulator, apart from .venv: its packages are visible to the functions that the emulator runs, and its
# boto3 stands in for the Lambda runtime's own. Same Python as .venv, because it is what the functions run on.
set -euo pipefail
cd "$(dirname "$0")/.."

printf 'setup: installing what requirements/emulator.txt locks\n' >&2
base=$(.venv/bin/python -c 'import sys; print(sys._base_executable)')
.venv/bin/python -m uv venv -q --clear --python "$base" .venv-emulator
.venv/bin/python -m uv pip install -q --python .venv-emulator/bin/python --require-hashes -r requirements/emulator.txt
