#!/usr/bin/env python3
"""Makes the small dataset in this folder and the Python stack's results for it (bench/reference).

  .bench-venv/bin/python tests/cli/golden/make_golden.py

process.csv, process_path.csv, process_image_load.csv   an invented stdview dataset with the special cases of selection:
    sensors' own processes, processes without lineage or without loads, loads of unknown processes, without a name,
    twice over, and paths that differ in case
weights.csv     name, weight: information weights of the images
distances.csv   one, other, distance: cosine distances between the images' vectors
"""

import csv
import hashlib
import sys
import tempfile
from pathlib import Path

import duckdb
import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "bench" / "reference"))
import stack  # noqa: E402

TABLES = ("process", "process_path", "process_image_load")


def hash_of(number: int) -> str:
    return hashlib.md5(f"process {number}".encode()).hexdigest().upper()


def invented_rows() -> dict[str, list[tuple]]:
    random = np.random.default_rng(20)
    images = [f"c:\\windows\\system32\\part{number:02}.dll" for number in range(30)]
    programs = [(f"program{number}.exe", random.random(30) ** 3) for number in range(12)]
    rows = {
        "process": [("pid_hash", "parent_pid_hash", "hostname", "process_name", "args", "user_name", "process_started")],
        "process_path": [("pid_hash", "process_name", "ptree")],
        "process_image_load": [("pid_hash", "filename")],
    }
    for number in range(110):
        program = int(random.integers(len(programs)))
        name, chances = programs[program]
        sensor = number % 20 == 7
        lineage = "wintap.exe" if sensor else "explorer.exe"
        started = f"2024-05-{1 + number % 28:02} 08:00:{number % 60:02}"
        rows["process"].append((hash_of(number), hash_of(1000), f"pc{number % 3}", name, "", "someone", started))
        if number % 9 != 4:
            rows["process_path"].append((hash_of(number), name, f"={name}->{lineage}->services.exe"))
        if number % 25 == 11:
            continue  # a process whose loads were not recorded
        for image in np.flatnonzero(random.random(30) < chances):
            path = images[image].upper() if random.random() < 0.1 else images[image]
            rows["process_image_load"] += [(hash_of(number), path)] * (2 if random.random() < 0.05 else 1)
    rows["process_image_load"] += [(hash_of(2000), images[0]), (hash_of(2001), "c:\\unknown.dll")]
    rows["process_image_load"] += [(hash_of(number), "") for number in (0, 1, 2)]  # an empty field is NULL
    return rows


def write_csv(name: str, rows: list[tuple]) -> None:
    with open(HERE / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def as_parquet(folder: Path) -> Path:
    for table in TABLES:
        duckdb.connect().execute(
            f"COPY (FROM read_csv('{HERE / table}.csv', header = true, all_varchar = true)) "
            f"TO '{folder / table}.parquet' (FORMAT parquet)"
        )
    return folder


def main() -> None:
    for name, rows in invented_rows().items():
        write_csv(name, rows)
    with tempfile.TemporaryDirectory() as folder:
        counts = stack.select_and_count(as_parquet(Path(folder)))
    weights, weighted = stack.weigh(counts.matrix)
    vectors = stack.vocabulary_vectors(stack.co_occur(weighted), seed=1)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    names = [str(name) for name in counts.features]
    write_csv("weights", [("name", "weight"), *((name, repr(float(w))) for name, w in zip(names, weights))])
    pairs = [(a, b) for a in range(len(names)) for b in range(a)]
    distances = ((names[a], names[b], f"{1 - unit[a] @ unit[b]:.9f}") for a, b in pairs)
    write_csv("distances", [("one", "other", "distance"), *distances])


if __name__ == "__main__":
    main()
