#!/usr/bin/env python3
"""The table of seconds and memory, stage by stage: proclens and the Python stack on the same dataset.

  speed_table.py --reference REF --map OUT/LENS --command REPORT.json [-o TABLE.md]

REF comes from reference/run_reference.py, REPORT.json from measure_command.py around the run that wrote OUT/LENS.
"""

import argparse
import json
import platform
import sys
from pathlib import Path

from map_files import ProclensMap, Reference

# Row, stages of the reference, stages of the manifest. Stages of the manifest before the first and after the last of
# these are reading and counting, and writing.
ROWS = (
    ("information weight, co-occurrence, SVD 512", ("weights", "vectors"), ("weigh features", "relate features")),
    ("Wasserstein embedding", ("embedding",), ("embed bags",)),
    ("neighbours, layout", ("layout",), ("find neighbours", "lay out")),
    ("clusters, topics", ("clusters", "topics"), ("cluster", "name clusters")),
)
COUNTING = "reading, selection, counts"
WRITING = "tables and page written"


def cpu_name() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def sum_of(stages: list[dict]) -> tuple[float, float]:
    return sum(stage["wall_seconds"] for stage in stages), sum(stage["cpu_seconds"] for stage in stages)


def stages_by_row(manifest: dict) -> dict[str, list[dict]]:
    row_of = {stage: row for row, _, stages in ROWS for stage in stages}
    rows: dict[str, list[dict]] = {COUNTING: [], WRITING: []}
    seen = False
    for stage in manifest["stages"]:
        row = row_of.get(stage["stage"])
        seen = seen or row is not None
        rows.setdefault(row or (WRITING if seen else COUNTING), []).append(stage)
    return rows


def ratio(theirs: float, ours: float) -> str:
    return f"{theirs / ours:.0f}×" if ours > 0 else "–"


def table(reference: Reference, found: ProclensMap, command: dict) -> str:
    by_name = {stage["name"]: stage for stage in reference.stages["stages"]}
    ours = stages_by_row(found.manifest)
    total, median = reference.stages["total"], command["median"]
    lines = [
        "| stage | Python stack: wall / CPU s | proclens: wall / CPU s | wall | CPU |",
        "| --- | --- | --- | --- | --- |",
    ]

    def add(row: str, theirs: tuple[float, float] | None, mine: tuple[float, float], bold: bool = False) -> None:
        mark = "**" if bold else ""
        cells = [
            f"{theirs[0]:.2f} / {theirs[1]:.2f}" if theirs else "–",
            f"{mine[0]:.3f} / {mine[1]:.3f}",
            ratio(theirs[0], mine[0]) if theirs else "–",
            ratio(theirs[1], mine[1]) if theirs else "–",
        ]
        lines.append(f"| {row} | " + " | ".join(f"{mark}{cell}{mark}" for cell in cells) + " |")

    add(COUNTING, sum_of([by_name["counts"]]), sum_of(ours[COUNTING]))
    for row, stages, _ in ROWS:
        add(row, sum_of([by_name[stage] for stage in stages]), sum_of(ours.get(row, [])))
    add(WRITING, None, sum_of(ours[WRITING]))
    add("whole", sum_of([total]), sum_of([median]), bold=True)
    lines.append(
        f"| **peak memory** | **{total['peak_bytes'] / 1e9:.2f} GB** | **{median['peak_bytes'] / 1e9:.3f} GB** "
        f"| {ratio(total['peak_bytes'], median['peak_bytes'])} | |"
    )
    counts = found.manifest["counts"]
    nouns = found.manifest["lens"]
    runs = command["runs"]
    lines += [
        "",
        f"{counts['processes']:,} processes, {counts['rows_counted']:,} {nouns['row']['many']}, {counts['features']:,} "
        f"{nouns['feature']['many']}, "
        f"{counts['distinct_bags']:,} distinct bags. {cpu_name()}, {reference.stages['identity']['cores']} cores. "
        f"proclens: the whole command from outside, median of {len(runs)} runs "
        f"({min(run['wall_seconds'] for run in runs):.2f} to {max(run['wall_seconds'] for run in runs):.2f} s); its "
        "stages as in the manifest of the last run. Python: the stages alone, without start of the interpreter, "
        "imports and compilation. It draws no page and writes no tables.",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option in ("reference", "map", "command"):
        parser.add_argument(f"--{option}", type=Path, required=True)
    parser.add_argument("-o", "--out", type=Path)
    arguments = parser.parse_args()
    text = table(
        Reference(arguments.reference), ProclensMap(arguments.map), json.loads(arguments.command.read_text())
    )
    print(text)
    if arguments.out:
        arguments.out.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
