#!/bin/sh
# Measures proclens against the Python stack in one run and writes bench/results/*.md (docs/measurements.md explains
# each table). Needs a quiet machine. Environment:
#   DATASET   stdview datasets, separated by spaces; default: a demo dataset of 40,000 processes
#   REUSE=1   reuses what the Python stack measured earlier on the same dataset and versions
#   COMMANDS  processes of the demo dataset whose command lines are mapped by both; default 137000; empty skips it
#   GROWTH    sizes of the demo datasets of the growth table, whose maps are also served; default
#             "10000 100000 1000000"; empty skips it
#   LINEAGES  processes of the demo dataset whose lineages are rebuilt; default 1000000; empty
#             skips it
#   LOGS      JSON lines to import and compare with DuckDB's read_json, each as NAME=FILE, or --kept-of NAME=FILE for
#             those of its lines that are kept; default: a demo dataset's events; empty skips it
#   EVTX      an event log to read and compare with evtxexport; default: a generated one of 105 MB; empty skips it
#   RUNS      how often the whole command is timed; default 3
#   PYTHON    an interpreter with bench/reference/requirements.txt; default: .bench-venv, created if missing
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
proclens=$build/proclens
cache=bench/cache
results=bench/results
runs=${RUNS:-3}
mkdir -p "$cache" "$results"
cmake --build "$build" --target fidelity layout_bench lineage_bench evtx_bench

if [ -z "${PYTHON:-}" ]; then
  PYTHON=.bench-venv/bin/python
  if ! cmp -s bench/reference/requirements.txt .bench-venv/requirements.txt; then
    scripts/setup.sh bench
    echo "bench: installing the Python stack into .bench-venv"
    python3 -m venv .bench-venv
    .bench-venv/bin/pip install --quiet --no-deps -r bench/reference/requirements.txt
    cp bench/reference/requirements.txt .bench-venv/
  fi
fi
export PYTHONWARNINGS=ignore
export PYTHONDONTWRITEBYTECODE=1
failed=""

step() { # name of a table, command…: a table that misses its mark is reported at the end, the others are still made
  title=$1
  shift
  echo "bench: $title"
  "$@" || failed="$failed $title"
}

measured_map() { # dataset, folder for results, lens
  "$PYTHON" bench/measure_command.py -o "$2.json" --runs "$runs" -- \
    "$proclens" map "$1" --lens "$3" -o "$2" --quiet
}

measured_commands() { # processes: both ways to map the command lines of a demo
  dataset=$(demo_dataset "$1")
  work=$cache/commands-$1
  measured_map "$dataset" "$work" commands
  # shellcheck disable=SC2086
  "$PYTHON" bench/reference/run_reference.py "$dataset" -o "$work/reference" --lens commands $force
  "$PYTHON" bench/speed_table.py --reference "$work/reference" --map "$work/commands" --command "$work.json" \
    -o "$results/speed-commands.md"
}

measured_fidelity() { # folder of a dataset's work, table
  "$build/fidelity" "$1/spread/images" --other "$1/reference/embedding.parquet" --other-name "Python stack (centre, 128)" \
    --transport-sample "$1/transport.jsonl" >"$2"
  cat "$2"
}

measured_lineages() { # processes, table
  "$build/lineage_bench" "$(demo_dataset "$1")" >"$2"
  cat "$2"
}

measured_evtx() { # event log, table
  if [ "$1" = "$cache/made.evtx" ] && [ ! -e "$1" ]; then
    "$build/evtx_bench" --make "$1.part" 1600
    mv "$1.part" "$1"
  fi
  "$build/evtx_bench" "$1" >"$2"
  cat "$2"
}

measured_serve() { # results of a map, table
  rm -f "$cache/serve.url"
  "$proclens" serve "$1" --quiet >"$cache/serve.url" &
  server=$!
  while [ ! -s "$cache/serve.url" ] && kill -0 "$server" 2>/dev/null; do sleep 0.1; done
  met=0
  node bench/serve_speed.mjs "$(cat "$cache/serve.url")" --pid "$server" >"$2" || met=1
  kill -INT "$server" || met=1
  wait "$server" || met=1
  cat "$2"
  return "$met"
}

demo_dataset() { # processes
  [ -e "$cache/demo-$1/truth.json" ] || "$proclens" demo "$cache/demo-$1" --processes "$1" >&2
  echo "$cache/demo-$1"
}

force=--force
[ "${REUSE:-0}" != 1 ] || force=""
memory=""
datasets=${DATASET:-$(demo_dataset 40000)}
for dataset in $datasets; do
  name=$(basename "$dataset")
  work=$cache/$name.work
  mkdir -p "$work"

  measured_map "$dataset" "$work/spread" images
  # shellcheck disable=SC2086
  "$PYTHON" bench/reference/run_reference.py "$dataset" -o "$work/reference" $force
  step "speed-$name" "$PYTHON" bench/speed_table.py --reference "$work/reference" --map "$work/spread/images" \
    --command "$work/spread.json" -o "$results/speed-$name.md"

  "$proclens" map "$dataset" --lens images -o "$work/centre" --reference centre --quiet
  "$PYTHON" bench/reference/run_reference.py "$dataset" -o "$work/reference-7" --seed 7
  step "agreement-$name" "$PYTHON" bench/compare.py --reference "$work/reference" --second-seed "$work/reference-7" \
    --spread "$work/spread/images" --centre "$work/centre/images" -o "$results/agreement-$name.md"

  "$proclens" map "$dataset" --lens commands -o "$work/spread" --quiet
  step "agreement-commands-$name" "$PYTHON" bench/compare_commands.py "$dataset" "$work/spread/commands" \
    -o "$results/agreement-commands-$name.md"

  "$proclens" map "$dataset" --lens commands --distance hellinger -o "$work/hellinger" --quiet
  step "hellinger-$name" "$PYTHON" bench/check_hellinger.py "$work/hellinger/commands" -o "$results/hellinger-$name.md"

  step "map-quality-$name" "$PYTHON" bench/map_quality.py --layout-bench "$build/layout_bench" \
    -o "$results/map-quality-$name.md" "$work/spread/images" "$work/centre/images"

  step "fidelity-$name" measured_fidelity "$work" "$results/fidelity-$name.md"
  step "transport-$name" "$PYTHON" bench/check_transport.py "$work/transport.jsonl"

  step "determinism-$name" bench/determinism.sh "$proclens" "$dataset"
  memory="$memory $name=$work/spread/images,$work/spread.json"
done

commands=${COMMANDS-137000}
[ -z "$commands" ] || step speed-commands measured_commands "$commands"

lineages=${LINEAGES-1000000}
[ -z "$lineages" ] || step lineages measured_lineages "$lineages" "$results/lineages.md"

logs=${LOGS-demo=$cache/demo-log/sysmon.json}
if [ "$logs" = "demo=$cache/demo-log/sysmon.json" ] && [ ! -e "$cache/demo-log/truth.json" ]; then
  "$proclens" demo "$cache/demo-log" --processes 20000 --as sysmon-json >&2
fi
# shellcheck disable=SC2086
[ -z "$logs" ] || step import "$PYTHON" bench/import_speed.py "$proclens" -o "$results/import.md" --runs "$runs" $logs

evtx=${EVTX-$cache/made.evtx}
[ -z "$evtx" ] || step evtx measured_evtx "$evtx" "$results/evtx.md"

for processes in ${GROWTH-10000 100000 1000000}; do
  dataset=$(demo_dataset "$processes")
  runs=1 measured_map "$dataset" "$cache/growth-$processes" images
  memory="$memory demo-$processes=$cache/growth-$processes/images,$cache/growth-$processes.json"
  step "serve-$processes" measured_serve "$cache/growth-$processes" "$results/serve-$processes.md"
done
# shellcheck disable=SC2086
step memory "$PYTHON" bench/memory_table.py -o "$results/memory.md" $memory

[ -z "$failed" ] || { echo "bench: missed targets:$failed" >&2; exit 1; }
echo "bench: all tables are in $results"
