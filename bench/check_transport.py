#!/usr/bin/env python3
"""An independent check of exact transport: POT solves the problems written by `fidelity --transport-sample`.

  check_transport.py SAMPLE.jsonl

Exit code 1 if the kernel's cost of a problem in double precision differs from POT's by more than 1e-9, or the distance
between the two bags, whose ground costs are in single precision, by more than 1e-6.
"""

import json
import sys

import numpy as np
import ot


def main() -> int:
    kernel, distance, problems = 0.0, 0.0, 0
    with open(sys.argv[1], encoding="utf-8") as sample:
        for line in sample:
            problem = json.loads(line)
            supply, demand = np.array(problem["supply"]), np.array(problem["demand"])
            cost = np.array(problem["cost"]).reshape(len(supply), len(demand))
            theirs = ot.emd2(supply / supply.sum(), demand / demand.sum(), cost, numItermax=1_000_000)
            kernel = max(kernel, abs(theirs - problem["kernel"]))
            distance = max(distance, abs(theirs - problem["distance"]))
            problems += 1
    print(
        f"{problems} pairs of bags: the largest difference from POT is {kernel:.1e} for the kernel (allowed 1e-9), "
        f"{distance:.1e} for the distance with ground costs in single precision (allowed 1e-6)"
    )
    return 0 if problems > 0 and kernel <= 1e-9 and distance <= 1e-6 else 1


if __name__ == "__main__":
    sys.exit(main())
