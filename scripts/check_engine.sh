#!/bin/sh
# check_engine.sh ARCHIVE PROGRAM: checks that the engine's archive refers to nothing else that the project links, and
# that a program that uses the engine loads none of it.
set -eu
foreign='duckdb|libarchive|archive_read|archive_entry|simdjson|libcsv|csv_parse|libdeflate|[Nn]anoarrow|httplib|EVP_|blake3'
referred=$(nm --undefined-only "$1" 2>/dev/null | grep -E "$foreign" || true)
loaded=$(ldd "$2" | grep -E "$foreign|libcrypto|libssl" || true)
[ -z "$referred$loaded" ] && exit 0
printf 'the engine needs what it should not:\n%s\n%s\n' "$referred" "$loaded"
exit 1
