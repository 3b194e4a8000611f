#!/usr/bin/env python3
"""Hunts in labelled recordings, each against the benign processes of the others, as docs/hunt.md reports.

  attack_recordings.py PROCLENS DATA LABELS -o SCORES.parquet [--map] [--attacks-left N] [--prototype PROTOTYPE.parquet]

DATA: an import of the recordings; LABELS: recording,pid_hash,label,…  (../shared/data/attack-dev/labels.csv). SCORES gets
the rows that `proclens hunt` writes for each recording's processes; a process that several recordings saw is scored with
the first. Then `proclens evaluate SCORES.parquet --labels LABELS --by recording`.
--attacks-left leaves the attacks of the N recordings that follow, by name, in the baseline of each.
--map also maps the benign processes of the others, for the nearest of them (nearest_distance).
--prototype compares the terms of names, parents, command lines and children with ../shared/prototypes/novelty_prototype.py
on the same data and fails where one differs by more than 1e-9; the prototype knows no folded images, no signatures and no
encoded commands. Terms of unknown parents and command lines are compared apart: the prototype leaves out a recording where
the program leaves out host and day. Needs duckdb. Skips when DATA or LABELS is missing, and says so.
"""

import argparse
import collections
import csv
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

TABLES = ("process", "process_path", "process_image_load")
TERMS = ("name", "parent", "command", "child")


def recordings(labels: Path) -> tuple[dict[str, set[str]], set[str]]:
    """The processes of each recording, and those that are benign in all of them."""
    by_recording = collections.defaultdict(set)
    verdicts = collections.defaultdict(set)
    with labels.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            by_recording[row["recording"]].add(row["pid_hash"])
            verdicts[row["pid_hash"]].add(row["label"])
    return by_recording, {pid for pid, labels_of in verdicts.items() if labels_of == {"benign"}}


def write_part(data: Path, processes: set[str], folder: Path) -> Path:
    folder.mkdir()
    connection = duckdb.connect()
    for table in TABLES:
        connection.execute(
            f"COPY (SELECT * FROM '{data / table}.parquet' WHERE pid_hash IN (SELECT unnest($1)) ORDER BY ALL) "
            f"TO '{folder / table}.parquet' (FORMAT parquet)",
            [sorted(processes)],
        )
    return folder


def hunt_each(program: str, data: Path, labels: Path, out: Path, with_map: bool, attacks_left: int) -> None:
    by_recording, benign = recordings(labels)
    connection = duckdb.connect()
    done: set[str] = set()
    with tempfile.TemporaryDirectory() as scratch:
        ordered = sorted(by_recording.items())
        for number, (recording, processes) in enumerate(ordered):
            work = Path(scratch) / str(number)
            work.mkdir()
            one = write_part(data, processes, work / "one")
            left = set().union(*(ordered[(number + i) % len(ordered)][1] for i in range(1, attacks_left + 1)))
            rest = write_part(data, (benign | left) - processes, work / "rest")
            subprocess.run([program, "baseline", rest, "-o", work / "baseline", "--quiet"], check=True)
            evidence = []
            if with_map:
                subprocess.run([program, "map", rest, "--lens", "images", "-o", work / "map", "--quiet"], check=True)
                evidence = ["--map", work / "map" / "images"]
            subprocess.run(
                [program, "hunt", one, "--baseline", work / "baseline", *evidence, "-o", work / "out", "--quiet"], check=True
            )
            table = f"(SELECT '{recording}' AS recording, * FROM '{work}/out/hunt/processes.parquet')"
            verb = "CREATE TABLE scores AS" if number == 0 else "INSERT INTO scores"
            connection.execute(f"{verb} SELECT * FROM {table} WHERE pid_hash NOT IN (SELECT unnest($1::VARCHAR[]))", [sorted(done)])
            done |= processes
    connection.execute(f"COPY (FROM scores ORDER BY pid_hash) TO '{out}' (FORMAT parquet)")


def compare(data: Path, scores: Path, prototype: Path) -> bool:
    """Whether all known terms are the prototype's."""
    known = {
        "parent": "contains(path.ptree, '->')",
        "command": "(process.args NOT LIKE '% -enc %' OR process.args IS NULL AND process.process_started IS NOT NULL)",
    }
    same = True
    for term in TERMS:
        for is_known in (True, False) if term in known else (True,):
            condition = known.get(term, "true")
            rows, differing, largest = duckdb.sql(
                f"SELECT count(*), count(*) FILTER (abs(s.novelty_{term} - p.{term}) > 1e-9), "
                f"max(abs(s.novelty_{term} - p.{term})) FROM '{scores}' s JOIN '{prototype}' p USING (pid_hash) "
                f"JOIN '{data}/process.parquet' process USING (pid_hash) LEFT JOIN '{data}/process_path.parquet' path "
                f"USING (pid_hash) WHERE coalesce({condition}, false) = {is_known}"
            ).fetchone()
            print(f"{term:8s} {'' if is_known else 'imputed':8s} {rows:6d} processes, {differing} differ, by {largest or 0:.3g} at most")
            same = same and (differing == 0 or not is_known)
    return same


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("data", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--prototype", type=Path)
    parser.add_argument("--map", action="store_true")
    parser.add_argument("--attacks-left", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    for needed in (arguments.data, arguments.labels):
        if not needed.exists():
            print(f"skipped: {needed} is missing")
            return 0
    hunt_each(arguments.program, arguments.data, arguments.labels, arguments.out, arguments.map, arguments.attacks_left)
    if arguments.prototype and not compare(arguments.data, arguments.out, arguments.prototype):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
