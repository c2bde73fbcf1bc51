#!/usr/bin/env bash
# Prints the path of a Python 3.13 that really runs, or nothing and fails.
# On PATH first, then pyenv's versions folder (its shims answer with an error unless a version is chosen,
# so being on PATH proves nothing), then those that uv installed, the project's own among them.
set -uo pipefail

home=${HOME:-$(cd ~ && pwd)}
shopt -s nullglob

# The interpreter that a virtual environment was made from: an active one must not become the base of another.
print_base='import sys; assert sys.version_info[:2] == (3, 13); print(getattr(sys, "_base_executable", sys.executable))'

{
    type -aP python3.13 python3 python
    printf '%s\n' "${PYENV_ROOT:-$home/.pyenv}"/versions/3.13*/bin/python3.13 | sort -rV
    printf '%s\n' "${UV_PYTHON_INSTALL_DIR:-${XDG_DATA_HOME:-$home/.local/share}/uv/python}"/cpython-3.13*/bin/python3.13
    printf '%s\n' .cache/python/cpython-3.13*/bin/python3.13
} | while read -r candidate; do
    if [ -x "$candidate" ] && path=$("$candidate" -c "$print_base" 2>/dev/null); then
        printf '%s\n' "$path"
        exit 10
    fi
done
[ "${PIPESTATUS[1]}" -eq 10 ]
