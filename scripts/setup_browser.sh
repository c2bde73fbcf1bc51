#!/usr/bin/env bash
# Makes sure that the browser tests find a Chromium.
set -euo pipefail

for name in chromium chromium-browser google-chrome; do
    if "$name" --version >/dev/null 2>&1; then exit 0; fi
done

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
if command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
    printf 'setup: installing Chromium for the browser tests\n' >&2
    "${as_root[@]}" apt-get update -qq >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >&2
fi
if ! chromium --version >/dev/null 2>&1; then
    printf 'setup: the browser tests need Chromium, and it could not be installed from here (no apt-get, or not root).\n' >&2
    printf 'setup: install it so that "chromium" or "google-chrome" is on PATH, and start again.\n' >&2
    exit 1
fi
