#!/bin/sh
# Tests the readers of hostile files with sanitizers: their unit tests, then under libFuzzer inputs that once broke
# something, then RUNS new ones for each target, the same in every run.
#   test_fuzz.sh [BUILD]                  every target
#   TARGET=NAME RUNS=-1 SECONDS_A_TARGET=1200 test_fuzz.sh   one target, as long as that; corpora are kept in BUILD
set -eu
cd "$(dirname "$0")/.."
. scripts/noted.sh
build=${1:-build-fuzz}
runs=${RUNS:-10000}

fuzz() { # name: the inputs that once broke it, then new ones
  regressions=tests/fuzz/regressions/$1
  [ ! -d "$regressions" ] ||
    "$build/${1}_fuzz" -rss_limit_mb=2048 -timeout=20 "$regressions"/* >"$build/$1.log" 2>&1 ||
    { tail -n 40 "$build/$1.log"; return 1; }
  "$build/${1}_fuzz" -seed=1 -runs="$runs" -max_total_time="${SECONDS_A_TARGET:-0}" -max_len=20000 -timeout=20 \
    -rss_limit_mb=2048 -artifact_prefix="$build/" "$corpus" >"$build/$1.log" 2>&1 ||
    { tail -n 40 "$build/$1.log"; return 1; }
  tail -n 1 "$build/$1.log"
}

cmake -S tests/fuzz -B "$build" -G Ninja -DCMAKE_CXX_COMPILER=clang++-14
cmake --build "$build"
for tests in "$build"/*_tests; do
  [ -n "${TARGET:-}" ] || noted_gtest "fuzz.$(basename "$tests")" "$tests"
done
for source in tests/fuzz/${TARGET:-*}_fuzz.cpp; do
  name=$(basename "$source" _fuzz.cpp)
  corpus=$build/corpus/$name
  [ "$runs" = -1 ] || rm -rf "$corpus"
  mkdir -p "$corpus"
  [ ! -x "$build/${name}_seeds" ] || "$build/${name}_seeds" "$corpus"
  echo "fuzz: $name"
  noted "fuzz.$name" fuzz "$name"
done
