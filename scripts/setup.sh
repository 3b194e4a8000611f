#!/bin/sh
# Installs what building proclens needs on Debian 12. Safe to run again: skips what is already there. `setup.sh test`,
# `setup.sh wheel`, `setup.sh lint` and `setup.sh bench` install the packages that only these need.
set -eu
cd "$(dirname "$0")/.."

# name of a Debian package, and a file that proves it is installed
packages="
g++:/usr/bin/g++
cmake:/usr/bin/cmake
ninja-build:/usr/bin/ninja
make:/usr/bin/make
nodejs:/usr/bin/node
npm:/usr/bin/npm
libeigen3-dev:/usr/include/eigen3/Eigen/Eigenvalues
libsleef-dev:/usr/include/x86_64-linux-gnu/sleef.h
libtbb-dev:/usr/include/tbb/tbb.h
libcli11-dev:/usr/include/CLI/CLI.hpp
nlohmann-json3-dev:/usr/include/nlohmann/json.hpp
libdeflate-dev:/usr/include/libdeflate.h
libarchive-dev:/usr/include/archive.h
libsimdjson-dev:/usr/include/simdjson.h
libcsv-dev:/usr/include/csv.h
libpugixml-dev:/usr/include/pugixml.hpp
libcpp-httplib-dev:/usr/include/httplib.h
libssl-dev:/usr/include/openssl/evp.h
librust-blake3-dev:/usr/share/cargo/registry/blake3-1.3.1/c/blake3.h
python3:/usr/bin/python3
ca-certificates:/etc/ssl/certs/ca-certificates.crt
"
case "${1:-}" in
  test)
    packages="
libgtest-dev:/usr/include/gtest/gtest.h
liblemon-dev:/usr/include/lemon/network_simplex.h
qemu-user:/usr/bin/qemu-x86_64
libevtx-utils:/usr/bin/evtxexport
clang-14:/usr/bin/clang++-14
libclang-rt-14-dev:/usr/lib/llvm-14/lib/clang/14.0.6/lib/linux/libclang_rt.fuzzer-x86_64.a
chromium:/usr/bin/chromium
python3-dev:/usr/include/python3.11/Python.h
python3-venv:/usr/lib/python3.11/ensurepip
"
    ;;
  wheel) packages="python3-dev:/usr/include/python3.11/Python.h python3-venv:/usr/lib/python3.11/ensurepip" ;;
  lint) packages="clang-format:/usr/bin/clang-format clang-tidy:/usr/bin/clang-tidy shellcheck:/usr/bin/shellcheck" ;;
  bench) packages="python3-venv:/usr/lib/python3.11/ensurepip" ;;
esac
missing=""
for entry in $packages; do
  package=${entry%%:*}
  path=${entry#*:}
  case "$package" in
    nodejs | npm) command -v "$(basename "$path")" >/dev/null 2>&1 || missing="$missing $package" ;;
    *) [ -e "$path" ] || missing="$missing $package" ;;
  esac
done
if [ -n "$missing" ]; then
  sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo"
  echo "setup: installing$missing"
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
fi

[ -z "${1:-}" ] || exit 0

# DuckDB's C library comes from npm, since Debian 12 does not have it. Both packages are pinned by version and checksum.
duckdb_version=1.4.4
deps=.deps/duckdb-$duckdb_version
fetch() { # npm package, sha256, file inside, where it goes
  work=$(mktemp -d)
  (cd "$work" && npm pack --silent "$1" >/dev/null 2>&1) || { echo "setup: npm could not fetch $1" >&2; exit 3; }
  archive=$(ls "$work"/*.tgz)
  echo "$2  $archive" | sha256sum --check --quiet || { echo "setup: $1 is not the pinned file" >&2; exit 3; }
  mkdir -p "$(dirname "$4")"
  tar -xzf "$archive" -C "$work" "$3"
  mv "$work/$3" "$4"
  rm -rf "$work"
}
if [ ! -e "$deps/lib/libduckdb.so" ]; then
  echo "setup: fetching DuckDB $duckdb_version"
  fetch "@duckdb/node-bindings-linux-x64@1.4.4-r.2" 6ed17a82890b13eabbb38459c6b41101f60c8f1d40042605aec3d2c782023d93 package/libduckdb.so "$deps/lib/libduckdb.so"
fi
if [ ! -e "$deps/include/duckdb.h" ]; then
  fetch "duckdb@1.4.4" 5bb967dcbcd517670ba5f169f238fb9d6787e53752c60ebe24386169d76941ed package/src/duckdb/src/include/duckdb.h "$deps/include/duckdb.h"
fi

# nanoarrow, which Debian 12 does not have either, comes from PyPI: the C sources in its source distribution, with the
# flatcc runtime that they need. Only what is built is kept.
nanoarrow_version=0.7.0
if [ ! -e ".deps/nanoarrow-$nanoarrow_version/nanoarrow/src/nanoarrow/nanoarrow_ipc.h" ]; then
  echo "setup: fetching nanoarrow $nanoarrow_version"
  python3 scripts/fetch_nanoarrow.py \
    "https://files.pythonhosted.org/packages/c6/40/25d6aa925c997d5bcba6e16ccba1e4f8a08b46318d50941d20132f815cd2/nanoarrow-$nanoarrow_version.tar.gz" \
    e333e639f02d97c01834c8e3fd25fb945ed53196bdfaeb129dd5a7b9f4233d39 ".deps/nanoarrow-$nanoarrow_version"
fi
