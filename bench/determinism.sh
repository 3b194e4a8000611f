#!/bin/sh
# determinism.sh PROCLENS DATASET [OPTIONS OF map…]: maps the dataset with 1, 2 and 5 threads, twice each, and fails
# unless points.parquet, bags.parquet, page.json and map.html have the same bytes every time.
set -eu
proclens=$1
dataset=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
first=""
for threads in 1 2 5; do
  for time in 1 2; do
    out=$work/$threads-$time
    "$proclens" map "$dataset" --lens images -o "$out" --threads "$threads" --quiet "$@" >/dev/null
    if [ -z "$first" ]; then
      first=$out
      (cd "$first/images" && sha256sum points.parquet bags.parquet page.json map.html)
      continue
    fi
    for file in points.parquet bags.parquet page.json map.html; do
      cmp "$first/images/$file" "$out/images/$file"
    done
    rm -rf "$out"
  done
done
echo "determinism: the same bytes with 1, 2 and 5 threads, twice each"
