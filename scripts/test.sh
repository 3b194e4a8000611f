#!/bin/sh
# Every test: the C++ tests, in CI those of the numerical and text floors again under sanitizers, and the page's tests.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
# The browser draws in software here and may fall behind on a busy machine: those tests may try again.
ctest --test-dir "$build" --output-on-failure -j "$(nproc)" -E '^page\.'
ctest --test-dir "$build" --output-on-failure -R '^page\.' --repeat until-pass:3
[ "${CI:-}" != true ] || scripts/test_sanitized.sh
