#!/usr/bin/env python3
"""The memory forecast of `proclens map` compared with its measured peak.

  memory_table.py [-o TABLE.md] NAME=OUT/images,REPORT.json …

REPORT.json comes from measure_command.py around the run that wrote OUT/images. Exit code 1 if a forecast is off by
more than a quarter of the measured peak.
"""

import argparse
import json
import sys
from pathlib import Path

from map_files import ProclensMap

ALLOWED = 0.25


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--out", type=Path)
    parser.add_argument("runs", nargs="+", metavar="NAME=OUT/images,REPORT.json")
    arguments = parser.parse_args()
    lines = [
        "| dataset | processes | loads | distinct bags | whole command, s | forecast | measured peak | off by | within 25% |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    good = True
    for run in arguments.runs:
        name, _, rest = run.partition("=")
        folder, _, report = rest.rpartition(",")
        manifest = ProclensMap(Path(folder)).manifest
        counts, median = manifest["counts"], json.loads(Path(report).read_text())["median"]
        forecast, measured = manifest["forecast_bytes"], median["peak_bytes"]
        off = forecast / measured - 1
        good = good and abs(off) <= ALLOWED
        lines.append(
            f"| {name} | {counts['processes']:,} | {counts['rows_counted']:,} | {counts['distinct_bags']:,} "
            f"| {median['wall_seconds']:.2f} | {forecast / 1e6:,.0f} MB | {measured / 1e6:,.0f} MB | {off:+.0%} "
            f"| {'yes' if abs(off) <= ALLOWED else '**no**'} |"
        )
    print("\n".join(lines))
    if arguments.out:
        arguments.out.write_text("\n".join(lines) + "\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
