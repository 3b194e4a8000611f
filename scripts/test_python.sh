#!/bin/sh
# Builds the Python package as `make wheel` does, installs the wheel into a fresh virtual environment, and runs its tests
# and checks there. The JUnit file goes to TEST_RESULTS if that is set.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
venv=$build/python-venv
scripts/build_wheel.sh "$build" >"$build/wheel.log" 2>&1 || { tail -50 "$build/wheel.log" >&2; exit 1; }
rm -rf "$venv"
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r python/tests/requirements.txt "$build"/dist/proclens-*.whl
"$venv/bin/ruff" check --no-cache --quiet python examples
"$venv/bin/ruff" format --no-cache --quiet --check python examples
"$venv/bin/mypy" --no-incremental
"$venv/bin/python" scripts/python_reference.py --check
# From another folder, so that the installed package is tested and not the sources. scikit-learn skips some checks unless
# SciPy may take other arrays than NumPy's.
root=$PWD
cd "$venv"
SCIPY_ARRAY_API=1 bin/python -m pytest -q -p no:cacheprovider "$root/python/tests" ${TEST_RESULTS:+--junitxml="$TEST_RESULTS/python.xml"}
