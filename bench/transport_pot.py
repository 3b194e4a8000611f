"""Times POT's exact solver on the problems that `transport_bench DATASET --write PROBLEMS` wrote.

    python bench/transport_pot.py PROBLEMS
"""

import sys
import time

import numpy as np
from ot.lp.emd_wrap import emd_c

NAMES = ["bag to reference", "bag to a near bag", "bag to any bag", "random costs, 64 x 40"]


def problems(path):
    with open(path, "rb") as file:
        while len(header := np.fromfile(file, np.int64, 3)) == 3:
            kind, n, m = (int(number) for number in header)
            supply = np.fromfile(file, np.float64, n)
            demand = np.fromfile(file, np.float64, m)
            cost = np.fromfile(file, np.float32, n * m).reshape(n, m).astype(np.float64)
            yield kind, supply, demand * (supply.sum() / demand.sum()), cost


def main():
    times = {}
    for kind, supply, demand, cost in problems(sys.argv[1]):
        least = np.inf
        for _ in range(5):
            start = time.thread_time()
            emd_c(supply, demand, cost, 1_000_000, 1)
            least = min(least, time.thread_time() - start)
        times.setdefault(kind, []).append(least)
    for kind in sorted(times):
        print(f"{NAMES[kind]:22} {len(times[kind]):6} {1e6 * np.mean(times[kind]):10.1f} microseconds")


if __name__ == "__main__":
    main()
