#!/bin/sh
# Installs the page's packages, pinned by web/package-lock.json. Does nothing if they are up to date.
set -eu
cd "$(dirname "$0")/../web"
if ! cmp -s package-lock.json node_modules/.proclens-lock; then
  echo "setup: installing the page's packages"
  npm ci --no-audit --no-fund --silent
  cp package-lock.json node_modules/.proclens-lock
fi
