#!/bin/sh
# Formats every C++ file in place; with --check only reports what would change, and fails if anything would.
set -eu
cd "$(dirname "$0")/.."
scripts/setup.sh lint
mode="-i"
[ "${1:-}" != "--check" ] || mode="--dry-run --Werror"
git ls-files -z --cached --others --exclude-standard '*.cpp' '*.hpp' | xargs -0 -r clang-format $mode
[ ! -f web/package.json ] || [ ! -d web/node_modules ] || (cd web && npm run --if-present --silent format -- "$@")
