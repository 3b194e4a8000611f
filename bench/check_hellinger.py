#!/usr/bin/env python3
"""Checks the neighbours of a map that was made with --distance hellinger against all distances, in NumPy and SciPy.

  check_hellinger.py OUT/LENS [-o TABLE.md]

Lists must be as long as those of an exhaustive search, and have the same distances, to 1e-6. Of more than 2,000 bags,
2,000 are checked.
"""

import argparse
import sys
from pathlib import Path

import duckdb
import numpy as np
import scipy.sparse

CHECKED = 2000
TOLERANCE = 1e-6


def root_shares(folder: Path) -> scipy.sparse.csr_matrix:
    """Square roots of each bag's weighted shares (bags × features)."""
    weights = np.array(
        duckdb.sql(f"SELECT information_weight FROM '{folder}/vocabulary.parquet' ORDER BY feature").fetchall()
    ).ravel()
    bags = duckdb.sql(f"SELECT features, counts FROM '{folder}/bags.parquet' ORDER BY bag").fetchall()
    rows = np.repeat(np.arange(len(bags)), [len(features) for features, _ in bags])
    columns = np.concatenate([np.array(features, dtype=int) for features, _ in bags])
    counts = np.concatenate([np.array(counts, dtype=float) for _, counts in bags])
    weighted = scipy.sparse.csr_matrix((counts * weights[columns], (rows, columns)), shape=(len(bags), len(weights)))
    sums = np.asarray(weighted.sum(axis=1)).ravel()
    shares = scipy.sparse.diags(np.divide(1, sums, out=np.zeros_like(sums), where=sums > 0)) @ weighted
    return scipy.sparse.csr_matrix(shares).sqrt()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("map", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()

    roots = root_shares(arguments.map)
    found = duckdb.sql(
        f"SELECT neighbours, neighbour_distances FROM '{arguments.map}/bags.parquet' ORDER BY bag"
    ).fetchall()
    k = max(len(neighbours) for neighbours, _ in found)
    bags = np.linspace(0, len(found) - 1, min(CHECKED, len(found))).astype(int)
    lengths, largest = 0, 0.0
    for bag in bags:
        dots = (roots @ roots[bag].T).toarray().ravel()
        distances = np.where(dots > 0, np.sqrt(np.clip(1 - dots, 0, None)), np.inf)
        distances[bag] = np.inf
        nearest = np.sort(distances)[:k]
        nearest = nearest[np.isfinite(nearest)]
        neighbours, recorded = (np.array(values) for values in found[bag])
        if len(recorded) != len(nearest):
            lengths += 1
        elif len(nearest):
            listed = distances[neighbours.astype(int)]
            largest = max(largest, np.abs(recorded - nearest).max(), np.abs(listed - nearest).max())
    text = (
        f"{len(bags):,} of {len(found):,} bags against all: {lengths} lists of another length than all distances sorted; "
        f"largest difference of distances {largest:.1e}\n"
    )
    print(text)
    if arguments.output:
        arguments.output.write_text(text)
    return 0 if lengths == 0 and largest < TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main())
