#!/bin/sh
# Everything that can be said about the sources without running them. Needs a build folder for its compile commands.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
scripts/setup.sh lint
scripts/format.sh --check
python3 scripts/check_modules.py
shellcheck --severity=warning scripts/*.sh bench/*.sh .ci/run
[ -f "$build/compile_commands.json" ] || cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release
git ls-files -z 'src/*.cpp' 'bench/*.cpp' | xargs -0 -r -n 1 -P "$(nproc)" clang-tidy --quiet --extra-arg=-Wno-unknown-warning-option -p "$build"
