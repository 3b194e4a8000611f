#!/bin/sh
# Every test: the C++ tests and the page's, a short run of every fuzz target, and in CI the tests of the numerical and
# text modules again under sanitizers.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
ctest --test-dir "$build" --output-on-failure -j "$(nproc)"
scripts/test_fuzz.sh
[ "${CI:-}" != true ] || scripts/test_sanitized.sh
