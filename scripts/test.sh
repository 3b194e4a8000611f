#!/bin/sh
# Every test: the C++ tests, the same under sanitizers in CI, and the page's tests.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
ctest --test-dir "$build" --output-on-failure -j "$(nproc)"
