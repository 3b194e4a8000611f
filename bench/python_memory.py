#!/usr/bin/env python3
"""Shows that a SciPy matrix is embedded without a copy of it.

  python_memory.py DATASET

Embeds the bags of every process, eight times over, with one row each, and prints by how much the peak of memory (VmHWM,
reset before) rises above what was in use, beside the size of the matrix and of the result.
"""

import sys

import numpy as np
import proclens


def status(name: str) -> float:
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) / 1e3 for line in lines if line.startswith(name))


def main() -> None:
    bags = proclens.Dataset.open(sys.argv[1]).count("images")
    weigh = proclens.InformationWeightTransformer(count_empty=False)
    weighted = weigh.fit_transform(bags.counts, sample_weight=bags.multiplicities)
    vectors = proclens.CooccurrenceVectors().fit(weighted, sample_weight=bags.multiplicities).vectors_
    rows = np.tile(np.repeat(np.arange(weighted.shape[0]), bags.multiplicities), 8)
    matrix = weighted[rows].tocsr()
    embed = proclens.WassersteinVectorizer()
    embed.fit_transform(matrix[:1000], vectors=vectors)  # loads and starts what is needed
    with open("/proc/self/clear_refs", "w") as peak:
        peak.write("5")
    before = status("VmRSS")
    result = embed.fit_transform(matrix, vectors=vectors)
    size = (matrix.data.nbytes + matrix.indices.nbytes + matrix.indptr.nbytes) / 1e6
    print(f"matrix {size:.0f} MB ({matrix.shape[0]:,} rows), result {result.nbytes / 1e6:.0f} MB")
    print(f"the peak rose by {status('VmHWM') - before:.0f} MB")


if __name__ == "__main__":
    main()
