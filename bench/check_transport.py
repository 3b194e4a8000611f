#!/usr/bin/env python3
"""A second opinion on exact transport: POT solves the problems that `fidelity --transport-sample` wrote.

  check_transport.py SAMPLE.jsonl

Exit code 1 when a distance differs from POT's by more than 1e-9.
"""

import json
import sys

import numpy as np
import ot


def main() -> int:
    worst, problems = 0.0, 0
    with open(sys.argv[1], encoding="utf-8") as sample:
        for line in sample:
            problem = json.loads(line)
            supply, demand = np.array(problem["supply"]), np.array(problem["demand"])
            cost = np.array(problem["cost"]).reshape(len(supply), len(demand))
            theirs = ot.emd2(supply / supply.sum(), demand / demand.sum(), cost, numItermax=1_000_000)
            worst, problems = max(worst, abs(theirs - problem["distance"])), problems + 1
    print(f"transport: {problems} pairs of bags, largest difference from POT {worst:.1e} (allowed 1e-9)")
    return 0 if problems > 0 and worst <= 1e-9 else 1


if __name__ == "__main__":
    sys.exit(main())
