#!/bin/sh
# Static checks of all sources. Compile commands come from a separate build folder without precompiled headers: clang
# cannot read g++'s, and every source must include what it uses.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build-lint}
scripts/setup.sh lint
scripts/format.sh --check
python3 scripts/check_modules.py
shellcheck --severity=warning scripts/*.sh bench/*.sh .ci/run
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DPROCLENS_TESTS=OFF -DPROCLENS_UNITY=OFF >/dev/null
git ls-files -z 'src/*.cpp' 'bench/*.cpp' | xargs -0 -r -n 1 -P "$(nproc)" clang-tidy --quiet --extra-arg=-Wno-unknown-warning-option -p "$build"
