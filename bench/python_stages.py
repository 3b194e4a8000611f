#!/usr/bin/env python3
"""What a stage costs in Python compared with the same stage in the program.

  python_stages.py DATASET [--runs 3]

Needs the package (`make wheel`, `pip install build/dist/*.whl pyarrow`). Runs the program and the estimators in turn,
on the same bags, and prints the least CPU time of each stage with the ratio, and how much memory embedding takes beyond
the matrix that it is given. Neighbours are those that the program recorded.
"""

import argparse
import resource
import sys
import time

import numpy as np

import proclens

STAGES = ("weigh features", "relate features", "embed bags", "lay out", "cluster", "name clusters")


def recorded_neighbours(chart: proclens.Map) -> tuple[np.ndarray, np.ndarray]:
    table = chart.bags.select("neighbours", "neighbour_distances").to_arrow()
    lists = table["neighbours"].to_pylist()
    width = max(map(len, lists))
    index = np.full((len(lists), width), -1)
    distance = np.full((len(lists), width), np.inf, dtype=np.float32)
    for row, (near, far) in enumerate(zip(lists, table["neighbour_distances"].to_pylist(), strict=True)):
        index[row, : len(near)] = near
        distance[row, : len(far)] = far
    return index, distance


def peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def python_stages(bags: proclens.Bags, chart: proclens.Map) -> tuple[dict[str, float], int]:
    """CPU seconds by stage, and the bytes by which embedding raised the peak."""
    counts, objects = bags.counts, bags.multiplicities
    knn = recorded_neighbours(chart)
    informative = np.where(knn[0][:, 0] >= 0, objects, 0)
    seconds = {}

    def measured(stage, call):
        start = time.process_time()
        result = call()
        seconds[stage] = time.process_time() - start
        return result

    weigh = proclens.InformationWeightTransformer(count_empty=False)
    weighted = measured("weigh features", lambda: weigh.fit_transform(counts, sample_weight=objects))
    relate = proclens.CooccurrenceVectors()
    vectors = measured("relate features", lambda: relate.fit(weighted, sample_weight=objects).vectors_)
    before = peak_bytes()
    embed = proclens.WassersteinVectorizer()
    embedding = measured("embed bags", lambda: embed.fit_transform(weighted, vectors=vectors, sample_weight=objects))
    grown = peak_bytes() - before
    layout = proclens.UMAP(precomputed_knn=knn, metric=embed.metric_)
    places = measured("lay out", lambda: layout.fit_transform(embedding))
    labels = measured("cluster", lambda: proclens.HDBSCAN().fit(places, sample_weight=informative).labels_)
    topics = proclens.ClusterTopics()
    measured("name clusters", lambda: topics.fit(weighted, labels, sample_weight=objects))
    return seconds, grown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    dataset = proclens.Dataset.open(arguments.dataset)
    bags = dataset.count("images")
    program: dict[str, float] = {}
    python: dict[str, float] = {}
    grown = 0
    for _ in range(arguments.runs):
        chart = dataset.map("images")
        for stage in chart.manifest["stages"]:
            name, cpu = stage["stage"], stage["cpu_seconds"]
            program[name] = min(program.get(name, np.inf), cpu)
        seconds, grown = python_stages(bags, chart)
        python = {name: min(python.get(name, np.inf), cpu) for name, cpu in seconds.items()}
    print("| stage | program, CPU s | Python, CPU s | ratio |\n| --- | --- | --- | --- |")
    for name in STAGES:
        print(f"| {name} | {program[name]:.3f} | {python[name]:.3f} | {python[name] / max(program[name], 1e-9):.2f} |")
    total = [sum(times[name] for name in STAGES) for times in (program, python)]
    print(f"| all | {total[0]:.3f} | {total[1]:.3f} | {total[1] / total[0]:.2f} |")
    matrix = sum(part.nbytes for part in (bags.counts.data, bags.counts.indices, bags.counts.indptr))
    print(
        f"\nThe weighted matrix has {matrix / 1e6:.1f} MB; embedding it raised the peak by {grown / 1e6:.1f} MB.",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
