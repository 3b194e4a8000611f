#!/usr/bin/env python3
"""Holds `proclens import` against DuckDB's own read_json of the same lines, in one run, and ten times the lines against
once.

  import_speed.py PROCLENS -o TABLE.md [--runs 3] NAME=LINES.json …

read_json only makes a table of the lines, every field a column, and is timed without the start of the interpreter;
the import is the whole command, from the lines to the three tables of a dataset. Both use all cores. For each file a
second one is made with ten copies of it, each from other hosts, and only the import is measured: its memory must stay
the same. Exit code 1 when the import is slower or its peak grows by more than a fifth.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

READ_JSON = """
import duckdb, json, os, resource, sys, time
begin = time.perf_counter()
duckdb.sql("SET threads = %d" % os.cpu_count())
duckdb.sql("CREATE TABLE line AS FROM read_json('%s', format='newline_delimited', ignore_errors=true)" % sys.argv[1])
wall = time.perf_counter() - begin
usage = resource.getrusage(resource.RUSAGE_SELF)
lines = duckdb.sql("SELECT count(*) FROM line").fetchall()[0][0]
print(json.dumps({"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss * 1024, "lines": lines}))
"""


def read_json(lines: Path) -> dict:
    return json.loads(subprocess.check_output([sys.executable, "-c", READ_JSON, str(lines)]))


def run_import(proclens: str, lines: Path, out: Path) -> dict:
    begin = time.perf_counter()
    child = subprocess.Popen([proclens, "import", str(lines), "-o", str(out), "--json", "--quiet"], stdout=subprocess.PIPE)
    report = json.loads(child.stdout.read())
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"import of {lines} ended with {status}")
    return {
        "wall": time.perf_counter() - begin,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss * 1024,
        "lines": report["files"][0]["records"],
        "processes": report["dataset"]["processes"],
    }


def median(runs: list[dict]) -> dict:
    return sorted(runs, key=lambda run: run["wall"])[(len(runs) - 1) // 2]


def ten_times(lines: Path, target: Path) -> None:
    """Ten copies, each with hosts of its own: `"Hostname":"` is followed by a number."""
    with target.open("wb") as out:
        for copy in range(10):
            with lines.open("rb") as source:
                for line in source:
                    out.write(line.replace(b'"Hostname":"', b'"Hostname":"%d' % copy, 1))


def row(name: str, run: dict, bytes_read: int) -> str:
    return (
        f"| {name} | {run['lines']:,} | {bytes_read / 1e6:,.0f} | {run['wall']:.2f} | {run['cpu']:.2f} | "
        f"{bytes_read / 1e6 / run['wall']:,.0f} | {run['peak'] / 1e6:,.0f} |"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("proclens")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("logs", nargs="+", metavar="NAME=LINES.json")
    arguments = parser.parse_args()
    table = [
        "| what | lines | MB | wall s | CPU s | MB/s | peak MB |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    missed = []
    for log in arguments.logs:
        name, _, path = log.partition("=")
        lines = Path(path)
        with tempfile.TemporaryDirectory(dir=lines.parent) as scratch:
            theirs = median([read_json(lines) for _ in range(arguments.runs)])
            ours = median([run_import(arguments.proclens, lines, Path(scratch) / "out") for _ in range(arguments.runs)])
            if ours["lines"] != theirs["lines"]:
                print(f"{name}: {ours['lines']} records, but read_json has {theirs['lines']} lines", file=sys.stderr)
            many = Path(scratch) / "ten.json"
            ten_times(lines, many)
            tenfold = run_import(arguments.proclens, many, Path(scratch) / "out")
            table.append(row(f"{name}: read_json", theirs, lines.stat().st_size))
            table.append(row(f"{name}: proclens import", ours, lines.stat().st_size))
            table.append(row(f"{name}, ten times: proclens import", tenfold, many.stat().st_size))
        table.append(
            f"| {name}: ratio | | | {theirs['wall'] / ours['wall']:.1f}× | {theirs['cpu'] / ours['cpu']:.1f}× | "
            f"| ten times: {tenfold['peak'] / ours['peak']:.2f} |"
        )
        if ours["wall"] > theirs["wall"]:
            missed.append(f"{name} is slower than read_json")
        if tenfold["peak"] > 1.2 * ours["peak"]:
            missed.append(f"{name}: ten times the lines take {tenfold['peak'] / ours['peak']:.2f} times the memory")
    arguments.out.write_text("\n".join(table) + "\n")
    print("\n".join(table))
    for miss in missed:
        print(f"import: {miss}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
