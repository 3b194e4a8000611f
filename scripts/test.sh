#!/bin/sh
# Every test: the C++ tests, in CI those of the numerical and text floors again under sanitizers, and the page's tests.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
ctest --test-dir "$build" --output-on-failure -j "$(nproc)"
[ "${CI:-}" != true ] || scripts/test_sanitized.sh
