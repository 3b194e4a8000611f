#!/bin/sh
# The tests of the modules that compute, under the address and undefined-behaviour sanitizers.
#   test_sanitized.sh [BUILD]
#   MODULES="audit telemetry" test_sanitized.sh    other modules
# The modules that work on what DuckDB reads pass too, its library not being instrumented; but building them twice takes
# two cores more than two minutes, which is too long for every run of CI.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build-sanitize}
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_FLAGS=-O1 -DPROCLENS_SANITIZE=ON
tests=""
for module in ${MODULES:-core bag embed neighbour layout cluster topic}; do
  for source in tests/"$module"/*.cpp; do
    [ ! -e "$source" ] || { tests="$tests test_$module"; break; }
  done
done
cmake --build "$build" --target $tests
export ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1
for test in $tests; do
  echo "sanitized: $test"
  "$build/$test" --gtest_brief=1
done
