#!/usr/bin/env python3
"""Runs the Python stack on a stdview dataset, measures every stage and keeps every intermediate.

  run_reference.py DATASET -o OUT [--lens images|commands] [--seed 42] [--imports original|proclens] [--keep-sensors] [--force]

OUT receives
  objects.parquet   pid_hash (of commands: the line), x, y, cluster: one row per process or distinct command line, in
                    the order of the rows of all matrices
  features.parquet  name, weight: one row per image path or token, in the order of the columns
  counts.npz        N, n × v, scipy.sparse
  vectors.npy       v × 512       embedding.npy   n × 128      map.npy   n × 2      labels.npy   n
  embedding.parquet pid_hash, vector: the same as embedding.npy for programs that read Parquet
  topics.parquet    cluster, rank, feature, sign, difference, name
  stages.json       seconds and peak memory of every stage, versions, dataset, seed
--imports proclens runs the same stages with proclens in place of vectorizers, umap-learn and fast_hdbscan.
A finished OUT for the same dataset, seed and versions is reused unless --force is given.
"""

import argparse
import hashlib
import importlib.metadata
import json
import os
import sys
from pathlib import Path

PACKAGES = ("vectorizers", "umap-learn", "fast-hdbscan", "scikit-learn", "numpy", "scipy", "numba", "duckdb", "pandas")


def fingerprint(dataset: Path) -> str:
    """A hash of the names and contents of the dataset's Parquet files."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(dataset.rglob("*.parquet")):
        if path.is_file():
            digest.update(str(path.relative_to(dataset)).encode())
            with open(path, "rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
    return digest.hexdigest()


def identity(dataset: Path, lens: str, seed: int, keep_sensors: bool, imports: str) -> dict:
    return {
        "dataset": fingerprint(dataset),
        "lens": lens,
        "imports": imports,
        "seed": seed,
        "keep_sensors": keep_sensors,
        "versions": {package: importlib.metadata.version(package) for package in (*PACKAGES, *(["proclens"] if imports == "proclens" else []))},
        "cores": len(os.sched_getaffinity(0)),
    }


def warm_up(stack, seed: int, many: bool) -> None:
    """Compiles every numba function that the run will use, on invented data, so that compilation is not measured.

    From 4,096 points UMAP searches for neighbours with other functions; `many` compiles those too.
    """
    import numpy as np
    import scipy.sparse

    random = np.random.default_rng(seed)
    counts = scipy.sparse.csr_matrix((random.random((300, 200)) < 0.1).astype(np.int64))
    _, weighted = stack.weigh(counts)
    vectors = stack.vocabulary_vectors(stack.co_occur(weighted), seed)
    stack.ordered_vectors([list("abcdeab"), list("bcd")], np.array(list("abcde"), dtype=object), seed)
    points = stack.lay_out(stack.embed(weighted, vectors, seed), seed)
    stack.topics(weighted, stack.cluster(points))
    if many:
        stack.cluster(stack.lay_out(random.normal(size=(4200, 16)), seed))


def run(dataset: Path, out: Path, lens: str, seed: int, keep_sensors: bool, imports: str) -> None:
    import numpy as np
    import pandas as pd
    import scipy.sparse

    import measure

    if imports == "proclens":
        import stack_proclens as stack
    else:
        import stack

    # Counting once beforehand shows which functions the warm-up must compile; this is not measured.
    excluded = () if keep_sensors else stack.SENSOR_LINEAGES
    ordered = lens == "commands"
    first = stack.select_and_split(dataset, excluded)[0] if ordered else stack.select_and_count(dataset, excluded)
    warm_up(stack, seed, many=len(first.objects) >= 4096)

    meter = measure.Meter()
    with meter.stage("counts"):
        if ordered:
            counts, tokens = stack.select_and_split(dataset, excluded)
        else:
            counts = stack.select_and_count(dataset, excluded)
    with meter.stage("weights"):
        weights, weighted = stack.weigh(counts.matrix)
        co_occurrence = None if ordered else stack.co_occur(weighted)
    with meter.stage("vectors"):
        if ordered:
            vectors = stack.ordered_vectors(tokens, counts.features, seed)
        else:
            vectors = stack.vocabulary_vectors(co_occurrence, seed)
    with meter.stage("embedding"):
        embedding = stack.embed(weighted, vectors, seed)
    with meter.stage("layout"):
        points = stack.lay_out(embedding, seed)
    with meter.stage("clusters"):
        labels = stack.cluster(points)
    with meter.stage("topics"):
        topics = stack.topics(weighted, labels)

    out.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(
        {"pid_hash": counts.objects, "x": points[:, 0], "y": points[:, 1], "cluster": labels}
    ).to_parquet(out / "objects.parquet")
    pd.DataFrame({"name": counts.features, "weight": weights}).to_parquet(out / "features.parquet")
    topics["name"] = counts.features[topics["feature"].to_numpy(dtype=int)]
    topics.to_parquet(out / "topics.parquet")
    scipy.sparse.save_npz(out / "counts.npz", counts.matrix)
    pd.DataFrame({"pid_hash": counts.objects, "vector": list(embedding.astype(np.float32))}).to_parquet(
        out / "embedding.parquet"
    )
    for name, matrix in (("vectors", vectors), ("embedding", embedding), ("map", points), ("labels", labels)):
        np.save(out / f"{name}.npy", matrix)
    report = {
        "identity": identity(dataset, lens, seed, keep_sensors, imports),
        "objects": len(counts.objects),
        "features": len(counts.features),
        "loads": int(counts.matrix.sum()),
        "clusters": int(labels.max()) + 1,
        **meter.as_dict(),
    }
    (out / "stages.json").write_text(json.dumps(report, indent=2) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dataset", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--lens", choices=("images", "commands"), default="images")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--imports", choices=("original", "proclens"), default="original")
    parser.add_argument("--keep-sensors", action="store_true")
    parser.add_argument("--force", action="store_true", help="run again although OUT is up to date")
    arguments = parser.parse_args()

    finished = arguments.out / "stages.json"
    how = (arguments.lens, arguments.seed, arguments.keep_sensors, arguments.imports)
    wanted = identity(arguments.dataset, *how)
    if not arguments.force and finished.exists() and json.loads(finished.read_text())["identity"] == wanted:
        print(f"reference: {arguments.out} is up to date")
    else:
        finished.unlink(missing_ok=True)
        run(arguments.dataset, arguments.out, *how)

    report = json.loads(finished.read_text())
    for stage in (*report["stages"], report["total"]):
        print(
            f"{stage['name']:<10} {stage['wall_seconds']:8.2f} s wall {stage['cpu_seconds']:8.2f} s CPU "
            f"{stage['peak_bytes'] / 1e9:6.2f} GB"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
