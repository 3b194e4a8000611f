#!/bin/sh
# Every test: the C++ tests and the page's, those of the Python package, a short run of every fuzz target, and in CI the
# tests of the numerical and text modules again under sanitizers. The last line counts them; the exit code is that of
# the first part that failed.
set -u
cd "$(dirname "$0")/.." || exit
build=${1:-build}
export TEST_RESULTS="$PWD/$build/test-results"
rm -rf "$TEST_RESULTS"
mkdir -p "$TEST_RESULTS"
code=0
part() {
  "$@" || { failed=$?; [ "$code" != 0 ] || code=$failed; }
}
part ctest --test-dir "$build" --output-on-failure -j "$(nproc)" --output-junit "$TEST_RESULTS/ctest.xml" \
  --test-output-size-passed 1000000 --test-output-size-failed 1000000
part scripts/test_python.sh "$build"
part scripts/test_fuzz.sh
[ "${CI:-}" != true ] || part scripts/test_sanitized.sh
python3 scripts/count_tests.py "$TEST_RESULTS" "$code"
exit "$code"
