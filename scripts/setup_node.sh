#!/usr/bin/env bash
# Installs the CDK command line, and the chart library that tests compare with its copy, as package-lock.json locks them.
set -euo pipefail
cd "$(dirname "$0")/.."

major=$(node --print 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
if [ "$major" -lt 20 ] || ! command -v npm >/dev/null; then
    printf 'setup: Node.js 20 or newer with npm is needed for the CDK command line; found: %s\n' \
        "$(node --version 2>/dev/null || echo none)" >&2
    exit 1
fi
printf 'setup: installing what package-lock.json locks\n' >&2
npm ci --no-audit --no-fund --loglevel=error >&2
