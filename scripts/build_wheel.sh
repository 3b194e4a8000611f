#!/bin/sh
# Builds the wheel of the Python package, with the program and all libraries that it loads inside, into BUILD/dist. What
# BUILD holds already is not compiled again.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
tools=$build/wheel-tools
if [ ! -x "$tools/bin/auditwheel" ]; then
  rm -rf "$tools"
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet --disable-pip-version-check -r python/wheel-requirements.txt
fi
tests=OFF
grep -q '^PROCLENS_TESTS:BOOL=ON' "$build/CMakeCache.txt" 2>/dev/null && tests=ON
rm -rf "$build/dist" "$build/dist-unrepaired"
export PATH="$PWD/$tools/bin:$PATH"
python -m build --wheel --no-isolation --outdir "$build/dist-unrepaired" \
  -Cbuild-dir="$build" -Ccmake.define.PROCLENS_TESTS=$tests .
auditwheel repair --wheel-dir "$build/dist" "$build"/dist-unrepaired/proclens-*.whl
