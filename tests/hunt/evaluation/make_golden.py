"""Writes golden/: made labels and scores, and how scikit-learn and the project's prototype judge them.

    python make_golden.py ../../../../shared/prototypes        (numpy, scikit-learn 1.9.1, duckdb)

Scores are rounded, so that many are equal; some processes have none, some are labelled in two recordings, some are unsure.
The prototype (attack_eval.py) gives every measure; scikit-learn those that it has, over all processes and within each
recording.
"""

import csv
import json
import pathlib
import sys

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

sys.path.insert(0, sys.argv[1])
import attack_eval

GOLDEN = pathlib.Path(__file__).parent / "golden"
MEASURES = {
    "auc_within_group": "auc_in",
    "auc_together": "auc",
    "auc_within_name": "names",
    "average_precision": "ap",
    "precision_at_10": "p10",
    "precision_at_50": "p50",
    "first_rank_share": "first",
    "first_in_top_3": "top3",
}


def made_labels(rng):
    rows = []
    for process in range(420):
        recordings = rng.choice(9, 2 if rng.random() < 0.1 else 1, replace=False)
        name = f"p{rng.geometric(0.15)}.exe"
        for recording in recordings:
            # Recordings 7 and 8 have no attacks.
            label = rng.choice(["attack", "benign", "unsure"], p=[0.12, 0.8, 0.08]) if recording < 7 else "benign"
            rows.append((f"recording{recording}", f"{process:032X}", name, label))
    return sorted(rows)


def main():
    rng = np.random.default_rng(20261130)
    GOLDEN.mkdir(exist_ok=True)
    rows = made_labels(rng)
    with open(GOLDEN / "labels.csv", "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["recording", "pid_hash", "process_name", "label"])
        writer.writerows(rows)
    attacks = {pid for _, pid, _, label in rows if label == "attack"}
    scores = {}
    for pid in sorted({pid for _, pid, _, _ in rows}):
        if rng.random() < 0.04:
            continue
        scores[pid] = round(rng.normal(1.0 if pid in attacks else 0.0), 1)
    with open(GOLDEN / "scores.csv", "w") as out:
        out.write("pid_hash,novelty\n")
        out.writelines(f"{pid},{score}\n" for pid, score in scores.items())

    labelled = [dict(zip(("recording", "pid_hash", "process_name", "label"), row)) for row in rows]
    labelled = [row for row in labelled if row["label"] != "unsure"]
    measured, _, counts = attack_eval.evaluate(labelled, scores, boot=0)
    recording, attack, value, _, pid, _ = attack_eval.table(labelled, scores)
    once = attack_eval.once_each(attack, pid)
    groups = {}
    for name in np.unique(recording):
        of = recording == name
        if 0 < attack[of].sum() < of.sum():
            groups[name] = roc_auc_score(attack[of], value[of])
    expected = {
        "prototype": {name: float(measured[key]) for name, key in MEASURES.items()},
        "scikit-learn": {
            "auc_together": roc_auc_score(attack[once], value[once]),
            "average_precision": average_precision_score(attack[once], value[once]),
            "auc_within_group": float(np.mean(list(groups.values()))),
        },
        "groups": groups,
        "attacks": counts["attack"],
        "processes": counts["processes"],
    }
    (GOLDEN / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()
