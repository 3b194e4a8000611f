"""Writes golden/maps.txt: small maps and how fast_hdbscan clusters them, one row per object.

    python make_golden.py        (numpy, fast-hdbscan 0.3.4, scikit-learn)

Per map: a line "map NAME positions min_cluster_size min_samples clusters own", where `own` is the lowest adjusted Rand index
between fast_hdbscan's labels and those it gives the same rows in five other orders: if distances are equal, it depends on
the order of the rows. Then per position "x y objects label:count …" (coincident rows may get different labels) and, where
all positions have one object, "/ strength".
"""

import pathlib

import fast_hdbscan
import numpy as np
from sklearn.metrics import adjusted_rand_score

GOLDEN = pathlib.Path(__file__).parent / "golden"


def islands(rng, places, count, noise=0.1):
    """Elongated heaps of different densities in a field of scattered points, as float32."""
    centre = rng.uniform(-10, 10, (count, 2))
    spread = rng.uniform(0.05, 0.6, count)
    shape = rng.normal(size=(count, 2, 2))
    heap = rng.choice(count, places, p=rng.dirichlet(np.full(count, 2.0)))
    points = centre[heap] + spread[heap, None] * np.einsum("nij,nj->ni", shape[heap], rng.normal(size=(places, 2)))
    scattered = rng.random(places) < noise
    points[scattered] = rng.uniform(-10, 10, (scattered.sum(), 2))
    return points.astype(np.float32)


def maps():
    rng = np.random.default_rng(20240503)
    for name, places, count, size, samples in (
        ("few_islands", 500, 5, 10, 10),
        ("many_islands", 900, 30, 10, 10),
        ("small_clusters", 700, 25, 5, 5),
        ("wide_reach", 500, 8, 5, 30),
        ("no_ties", 700, 20, 10, 1),
    ):
        yield name, islands(rng, places, count), np.ones(places, int), size, samples
    points = islands(rng, 400, 15)
    yield "heavy_places", points, np.where(rng.random(400) < 0.2, rng.integers(11, 300, 400), 1), 10, 10
    points = islands(rng, 500, 20)
    yield "like_acme3", points, np.minimum(rng.pareto(0.8, 500) + 1, 4954).astype(int), 10, 10
    yield "duplicates_no_ties", points, np.minimum(rng.pareto(0.8, 500) + 1, 200).astype(int), 10, 1


def run(rows, size, samples):
    return fast_hdbscan.HDBSCAN(min_cluster_size=size, min_samples=samples).fit(rows)


def own_agreement(rng, rows, labels, size, samples):
    worst = 1.0
    for _ in range(5):
        order = rng.permutation(len(rows))
        shuffled = np.empty(len(rows), int)
        shuffled[order] = run(rows[order], size, samples).labels_
        worst = min(worst, adjusted_rand_score(labels, shuffled))
    return worst


def main():
    rng = np.random.default_rng(20240504)
    GOLDEN.mkdir(exist_ok=True)
    with open(GOLDEN / "maps.txt", "w") as out:
        for name, points, objects, size, samples in maps():
            place = np.repeat(np.arange(len(points)), objects)
            result = run(points[place], size, samples)
            labels = result.labels_
            own = own_agreement(rng, points[place], labels, size, samples)
            print(name, len(place), "rows", labels.max() + 1, "clusters, own agreement", own)
            out.write(f"map {name} {len(points)} {size} {samples} {labels.max() + 1} {own:.6f}\n")
            for i, (x, y) in enumerate(points):
                counts = zip(*np.unique(labels[place == i], return_counts=True))
                line = f"{x:.9g} {y:.9g} {objects[i]} " + " ".join(f"{label}:{count}" for label, count in counts)
                if objects.max() == 1:
                    line += f" / {result.probabilities_[i]:.6g}"
                out.write(line + "\n")


if __name__ == "__main__":
    main()
