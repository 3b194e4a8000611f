#!/bin/sh
# Builds the wheel of the Python package, with the program and all libraries that it loads inside, into BUILD/dist. What
# BUILD holds already is not compiled again. Environment:
#   PYTHONS   interpreters to build a wheel for, separated by spaces; default python3. One of 3.12 or later is enough for
#             all of these.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
tests=OFF
grep -q '^PROCLENS_TESTS:BOOL=ON' "$build/CMakeCache.txt" 2>/dev/null && tests=ON
rm -rf "$build/dist" "$build/dist-unrepaired"
for interpreter in ${PYTHONS:-python3}; do
  tools=$build/wheel-tools/$("$interpreter" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  if [ ! -x "$tools/bin/auditwheel" ]; then
    rm -rf "$tools"
    "$interpreter" -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check -r python/wheel-requirements.txt
  fi
  PATH="$PWD/$tools/bin:$PATH" python -m build --wheel --no-isolation --outdir "$build/dist-unrepaired" \
    -Cbuild-dir="$build" -Ccmake.define.PROCLENS_TESTS=$tests .
done
for wheel in "$build"/dist-unrepaired/proclens-*.whl; do
  PATH="$PWD/$tools/bin:$PATH" auditwheel repair --wheel-dir "$build/dist" "$wheel"
done
