"""Writes golden/topics.txt: weighted bags, clusters, and what sets the clusters apart by the formula in docs/topics.md.

    python make_golden.py        (numpy)

Everything is done on one row per object, in plain numpy. Lines per case: "case NAME rows features clusters", then per
row "multiplicity label feature:weight …", then per cluster "feature:difference:objects" three times.
"""

import pathlib

import numpy as np

GOLDEN = pathlib.Path(__file__).parent / "golden"


def topics(weighted, label, clusters, most=3):
    null = weighted.mean(axis=0)
    null = null / null.sum()
    for cluster in range(clusters):
        rows = weighted[label == cluster]
        mean = rows.mean(axis=0)
        total = mean.sum()
        difference = (mean / total if total > 0 else mean) - null
        order = sorted(range(len(null)), key=lambda j: (-abs(difference[j]), j))[:most]
        yield [(j, difference[j], int((rows[:, j] > 0).sum())) for j in order]


def main():
    rng = np.random.default_rng(20240502)
    GOLDEN.mkdir(exist_ok=True)
    with open(GOLDEN / "topics.txt", "w") as out:
        for name, rows, features, clusters in (("few", 30, 12, 3), ("many", 120, 60, 17), ("one", 20, 9, 1)):
            weighted = rng.gamma(0.5, 2.0, (rows, features)) * (rng.random((rows, features)) < 0.25)
            weighted[rng.integers(rows)] = 0
            weighted = weighted.round(6)
            multiplicity = rng.integers(1, 40, rows)
            label = rng.integers(-1, clusters, rows)
            label[:clusters] = np.arange(clusters)
            out.write(f"case {name} {rows} {features} {clusters}\n")
            for i in range(rows):
                entries = " ".join(f"{j}:{weighted[i, j]:.17g}" for j in np.flatnonzero(weighted[i]))
                out.write(f"{multiplicity[i]} {label[i]} {entries}\n")
            expanded = np.repeat(np.arange(rows), multiplicity)
            for topic in topics(weighted[expanded], label[expanded], clusters):
                out.write(" ".join(f"{j}:{d:.17g}:{o}" for j, d, o in topic) + "\n")


if __name__ == "__main__":
    main()
