"""Writes golden/information_weights.txt: small count matrices and vectorizers' weights for them.

    python make_golden.py        (numpy, scipy, vectorizers 0.2.3)

Per case: a line "case NAME objects features", one line per object of "feature:count" pairs, then one line of weights.
"""

import pathlib

import numpy as np
import scipy.sparse
from vectorizers.transformers import InformationWeightTransformer

GOLDEN = pathlib.Path(__file__).parent / "golden"


def repeated_programs(rng, objects, features, programs):
    """Objects that run a few programs: many equal rows, features from near-universal to rare."""
    popularity = 1.0 / (1.0 + np.arange(features))
    bodies = rng.random((programs, features)) < np.clip(6 * popularity, 0.03, 0.95)
    return bodies[rng.integers(programs, size=objects)].astype(np.int64)


def cases():
    rng = np.random.default_rng(20240501)
    yield "programs", repeated_programs(rng, 90, 40, 12)
    yield "counts", rng.poisson(0.4, (50, 30)) * rng.integers(1, 2000, (50, 30))
    with_empty = repeated_programs(rng, 40, 20, 9)
    with_empty[::7] = 0
    with_empty[:, 5] = 0
    yield "empty rows and columns", with_empty
    common = rng.integers(0, 2, (30, 12))
    common[:, 0] = 1
    yield "a feature of every object", common
    yield "wide", (rng.random((8, 60)) < 0.2).astype(np.int64)


def main():
    GOLDEN.mkdir(exist_ok=True)
    with open(GOLDEN / "information_weights.txt", "w") as out:
        for name, counts in cases():
            weights = InformationWeightTransformer().fit(scipy.sparse.csr_matrix(counts)).information_weights_
            out.write(f"case {name.replace(' ', '_')} {counts.shape[0]} {counts.shape[1]}\n")
            for row in counts:
                out.write(" ".join(f"{j}:{row[j]}" for j in np.flatnonzero(row)) + "\n")
            out.write(" ".join(f"{w:.17g}" for w in weights) + "\n")


if __name__ == "__main__":
    main()
