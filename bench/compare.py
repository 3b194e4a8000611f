#!/usr/bin/env python3
"""Checks that proclens agrees with the Python stack on the same dataset.

  compare.py --reference REF --second-seed REF2 --spread OUT/images --centre OUT2/images [-o TABLE.md]

REF and REF2 are folders of reference/run_reference.py on the same dataset with different seeds; the last two are maps
of proclens with --reference spread and centre. Prints a table; exit code 1 if a check fails.
"""

import argparse
import sys
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import fast_hdbscan
import numpy as np
import scipy.sparse
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import adjusted_rand_score

from map_files import ProclensMap, Reference
from reference import stack

NEIGHBOURS = 15
CLUSTER_ORDERS = 5


@dataclass
class Check:
    what: str
    found: str
    wanted: str
    passed: bool

    def row(self) -> str:
        return f"| {self.what} | {self.found} | {self.wanted} | {'yes' if self.passed else '**no**'} |"


def nearest(distances: np.ndarray, k: int) -> np.ndarray:
    """The k nearest other rows of every row, nearest first, ties by index (n × k)."""
    distances = distances.copy()
    np.fill_diagonal(distances, -1)
    return np.argsort(distances, axis=1, kind="stable")[:, 1 : k + 1]


def cosine_distances(vectors: np.ndarray) -> np.ndarray:
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-300)
    return np.maximum(1 - unit @ unit.T, 0)


def shared(one: np.ndarray, other: np.ndarray) -> float:
    """The mean share of common entries in the rows of two neighbour tables."""
    return float(np.mean([len(np.intersect1d(a, b)) / len(a) for a, b in zip(one, other)]))


def same_bags(found: ProclensMap, reference: Reference) -> Check:
    """Every process's counts, feature by feature."""
    column = {name: j for j, name in enumerate(reference.features["name"])}
    same_names = len(column) == len(found.feature_names) and all(name in column for name in found.feature_names)
    different = -1
    if same_names:
        order = np.array([column[name] for name in found.feature_names])
        bag = found.points.set_index(found.points["pid_hash"].str.upper())["bag"]
        ours = found.counts[bag.loc[reference.objects["pid_hash"].str.upper()].to_numpy()]
        different = int(abs(ours - reference.counts[:, order]).sum())
    return Check("counts of every process: sum of differences", str(different), "0", different == 0)


def same_weights(found: ProclensMap, reference: Reference) -> Check:
    theirs = reference.features.set_index("name")["weight"].loc[found.feature_names].to_numpy()
    scale = np.maximum(np.maximum(np.abs(theirs), np.abs(found.weights)), 1e-300)
    worst = float(np.max(np.abs(found.weights - theirs) / scale))
    return Check("information weights: largest relative difference", f"{worst:.1e}", "≤ 1e-6", worst <= 1e-6)


def same_vectors(found: ProclensMap, reference: Reference) -> Check:
    """Vectors are only defined up to rotation: compare the cosine distances between features."""
    row = {name: j for j, name in enumerate(reference.features["name"])}
    theirs = reference.array("vectors")[[row[name] for name in found.feature_names]]
    weighted = np.flatnonzero(found.weights > 0)
    sample = np.random.default_rng(0).choice(weighted, min(2000, len(weighted)), replace=False)
    difference = np.abs(cosine_distances(found.vectors[sample]) - cosine_distances(theirs[sample]))
    median, high = np.median(difference), np.quantile(difference, 0.999)
    return Check(
        "cosine distances between vocabulary vectors: median, 99.9% quantile of differences",
        f"{median:.1e}, {high:.1e}",
        "≤ 1e-4, ≤ 1e-2",
        bool(median <= 1e-4 and high <= 1e-2),
    )


def same_neighbours(centre: ProclensMap, reference: Reference, second: Reference) -> Check:
    """Of the embeddings around one centre, among distinct bags."""
    theirs = nearest(cosine_distances(reference.array("embedding")[reference.row_of_bag(centre)]), NEIGHBOURS)
    again = nearest(cosine_distances(second.array("embedding")[second.row_of_bag(centre)]), NEIGHBOURS)
    ours = nearest(centre.distances(), NEIGHBOURS)
    mine, its_own = shared(ours, theirs), shared(again, theirs)
    return Check(
        f"centre: share of common {NEIGHBOURS} nearest neighbours with vectorizers",
        f"{mine:.3f}",
        f"≥ {min(its_own, 0.775):.3f} (vectorizers with itself under another seed: {its_own:.3f})",
        mine >= min(its_own, 0.775),
    )


def in_numbers_of(labels: np.ndarray, other: np.ndarray) -> np.ndarray:
    """`labels` with each cluster renumbered as the cluster of `other` that it shares most points with."""
    both = (labels >= 0) & (other >= 0)
    common = np.zeros((max(labels.max(), 0) + 1, max(other.max(), 0) + 1))
    np.add.at(common, (labels[both], other[both]), 1)
    rows, columns = linear_sum_assignment(-common)
    number = np.full(common.shape[0] + 1, common.shape[1])  # what finds no partner is unlike everything
    number[rows] = columns
    number[-1] = -1
    return number[labels]


def same_clusters(name: str, found: ProclensMap) -> list[Check]:
    """HDBSCAN on the same map, with every process as a point. If distances tie, and many do if processes share a point,
    fast_hdbscan's result depends on the order of the points, and it even gives different labels to the same point. So
    it is run in several orders: where its results agree, ours must be the same; elsewhere ours must
    not be further from them than they are from each other."""
    bags = np.repeat(np.flatnonzero(found.informative), found.multiplicity[found.informative])
    ours = found.labels[bags]
    size = found.manifest["parameters"]["min_cluster_size"]
    answers = []
    for seed in range(CLUSTER_ORDERS):
        order = np.random.default_rng(seed).permutation(len(bags)) if seed else np.arange(len(bags))
        answer = np.empty(len(bags), dtype=int)
        answer[order] = fast_hdbscan.HDBSCAN(min_cluster_size=size).fit_predict(found.places[bags[order]].astype(float))
        answers.append(answer)
    renumbered = np.array([in_numbers_of(answer, ours) for answer in answers])
    settled = np.all(renumbered == renumbered[0], axis=0)
    agreement = adjusted_rand_score(answers[0][settled], ours[settled])
    mine = np.array([adjusted_rand_score(answer, ours) for answer in answers])
    itself = np.array([adjusted_rand_score(one, other) for one, other in combinations(answers, 2)])
    return [
        Check(
            f"{name}: clusters of the same map: ARI with fast_hdbscan where it agrees with itself "
            f"({settled.mean():.1%} of the processes)",
            f"{agreement:.5f} ({ours.max() + 1} and {answers[0].max() + 1} clusters)",
            "≥ 0.999",
            bool(agreement >= 0.999 and settled.mean() > 0.9),
        ),
        Check(
            f"{name}: ARI with all of fast_hdbscan: in file order, mean of {CLUSTER_ORDERS} orders",
            f"{mine[0]:.5f}, {mine.mean():.5f}",
            f"mean ≥ {min(0.999, itself.mean()):.5f} (between two of its own orders: {itself.mean():.5f})",
            bool(mine.mean() >= min(0.999, itself.mean())),
        ),
    ]


def same_topics(name: str, found: ProclensMap) -> Check:
    """The same clusters named from the weighted bags by the formula, with every process as a row. Features that differ by less
    than rounding may be in either order."""
    objects = np.repeat(np.arange(len(found.multiplicity)), found.multiplicity)
    weighted = scipy.sparse.csr_matrix(found.counts @ scipy.sparse.diags(found.weights))
    theirs = stack.topics(weighted[objects], found.labels[objects])
    ours = found.topics.sort_values(["cluster", "rank"]).reset_index(drop=True)
    if len(ours) != len(theirs):
        return Check(f"{name}: topics of the same clusters: different entries", f"{len(ours)} and {len(theirs)} rows", "0", False)
    tied = np.isclose(ours["difference"], theirs["difference"], rtol=1e-9, atol=1e-15)
    same = (ours["feature"] == theirs["feature"]) & (ours["sign"] == theirs["sign"])
    wrong = int((~(same & np.isclose(ours["difference"], theirs["difference"], rtol=1e-6)) & ~tied).sum())
    swapped = int((~same & tied).sum())
    return Check(
        f"{name}: topics of the same clusters: different entries",
        f"{wrong} of {len(ours)}, besides {swapped} ties",
        "0",
        wrong == 0,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option in ("reference", "second-seed", "spread", "centre"):
        parser.add_argument(f"--{option}", type=Path, required=True)
    parser.add_argument("-o", "--out", type=Path)
    arguments = parser.parse_args()
    reference, second = Reference(arguments.reference), Reference(arguments.second_seed)
    spread, centre = ProclensMap(arguments.spread), ProclensMap(arguments.centre)

    checks = [
        same_bags(spread, reference),
        same_weights(spread, reference),
        same_vectors(spread, reference),
        same_neighbours(centre, reference, second),
        *same_clusters("spread", spread),
        *same_clusters("centre", centre),
        same_topics("spread", spread),
        same_topics("centre", centre),
    ]
    lines = ["| what | found | wanted | reached |", "| --- | --- | --- | --- |", *(check.row() for check in checks)]
    print("\n".join(lines))
    if arguments.out:
        arguments.out.write_text("\n".join(lines) + "\n")
    return 0 if all(check.passed for check in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
