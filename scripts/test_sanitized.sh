#!/bin/sh
# Tests under sanitizers: modules that compute under the address and undefined-behaviour sanitizers, and those whose
# threads share data under ThreadSanitizer.
#   test_sanitized.sh [BUILD]                      BUILD has the program that tests of serve run; default build
#   MODULES="audit telemetry" test_sanitized.sh    other modules, under the address sanitizer
#   THREADS="atlas" test_sanitized.sh              other modules, under ThreadSanitizer
# The modules that work on what DuckDB reads pass the address sanitizer, too (its library is not instrumented), but
# building them twice takes two cores more than two minutes, which is too long for every CI run.
set -eu
cd "$(dirname "$0")/.."
. scripts/noted.sh
program=${1:-build}/proclens

# run_tests FOLDER SANITIZERS MODULE…
run_tests() {
  folder=$1 sanitizers=$2
  shift 2
  tests=""
  for module in "$@"; do
    for source in tests/"$module"/*.cpp; do
      [ ! -e "$source" ] || { tests="$tests test_$module"; break; }
    done
  done
  cmake -S . -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_FLAGS=-O1 -DPROCLENS_SANITIZE="$sanitizers" \
    -DPROCLENS_PROGRAM="$PWD/$program"
  cmake --build "$folder" --target $tests
  running=""
  for test in $tests; do
    echo "sanitized ($sanitizers): $test"
    noted_gtest "sanitized.$(basename "$folder").$test" "$folder/$test" &
    running="$running $!"
  done
  failed=0
  for process in $running; do
    wait "$process" || failed=1
  done
  return $failed
}

export ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1
export TSAN_OPTIONS=ignore_noninstrumented_modules=1
run_tests build-sanitize address,undefined ${MODULES:-core bag embed neighbour layout cluster topic}
run_tests build-sanitize-threads thread ${THREADS:-core serve import}
