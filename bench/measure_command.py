#!/usr/bin/env python3
"""Runs a command several times and records what each run took, measured from outside the process.

  measure_command.py -o REPORT.json [--runs 3] -- COMMAND ARGUMENTS…

The report holds a list `runs` of wall seconds, CPU seconds of all threads and peak resident bytes, and the run with the
median wall time as `median`. Standard output is passed on for the last run only. Fails if the command does.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path


def run_once(command: list[str], shown: bool) -> dict:
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=None if shown else subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"measure: {' '.join(command)} ended with {child.returncode}")
    return {
        "wall_seconds": wall,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_bytes": usage.ru_maxrss * 1024,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    runs = [run_once(arguments.command, number == arguments.runs - 1) for number in range(arguments.runs)]
    median = sorted(runs, key=lambda run: run["wall_seconds"])[(len(runs) - 1) // 2]
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    report = {"command": arguments.command, "runs": runs, "median": median}
    arguments.out.write_text(json.dumps(report, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
