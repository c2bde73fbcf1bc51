#!/usr/bin/env bash
# Makes .venv (everything to work on the code, test it and deploy it) from requirements/, every file hash-checked.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }

fail() {
    say "Python 3.13 is needed, and $1."
    say "Looked on PATH, in pyenv's versions folder and among uv's. Any of these mends it:"
    say "  pyenv install 3.13  |  uv python install 3.13  |  your system's python3.13 with its venv package"
    exit 1
}

# uv from PATH, else from any Python 3 that can make a virtual environment: enough to fetch or mend the right one.
find_uv() {
    local python
    if command -v uv; then return; fi
    if [ -x .cache/uv/bin/uv ]; then printf '.cache/uv/bin/uv\n'; return; fi
    for python in $(type -aP python3 python); do
        if "$python" -m venv --clear .cache/uv >&2 \
            && .cache/uv/bin/python -m pip install -q --require-hashes -r requirements/bootstrap.txt >&2; then
            printf '.cache/uv/bin/uv\n'
            return
        fi
    done
    return 1
}

make_environment() {
    local python uv
    if ! python=$(scripts/find_python.sh); then
        say "no Python 3.13 here; fetching one with uv"
        uv=$(find_uv) || fail "no other Python is there that could fetch it"
        "$uv" python install --no-bin --install-dir .cache/python 3.13 >&2 || fail "it could not be downloaded"
        python=$(scripts/find_python.sh) || fail "the downloaded one does not run"
    fi
    say "making .venv with $python"
    if ! "$python" -m venv --clear .venv >/dev/null 2>&1; then
        # Some systems ship Python without ensurepip; uv makes the environment without it.
        uv=$(find_uv) || fail "$python cannot make virtual environments (its venv package is missing)"
        "$uv" venv -q --clear --seed --python "$python" .venv >&2
    fi
}

is_usable='import sys, pip; sys.exit(sys.version_info[:2] != (3, 13))'
.venv/bin/python -c "$is_usable" 2>/dev/null || make_environment
say "installing what requirements/dev.txt locks"
.venv/bin/python -m pip install -q --require-hashes -r requirements/bootstrap.txt
.venv/bin/python -m uv pip install -q --python .venv/bin/python --require-hashes -r requirements/dev.txt
