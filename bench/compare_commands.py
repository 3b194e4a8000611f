#!/usr/bin/env python3
"""Compares a map of command lines with Python's shlex and vectorizers.

  compare_commands.py DATASET OUT/commands [-o TABLE.md]

Tokens of every line and their counts must be equal. Vectors come from the same tokens by
TokenCooccurrenceVectorizer(n_iter=3) and its reduce_dimension(512), whose solver (SciPy's svds) is exact; they are only
defined up to rotation, so cosines between tokens are compared, of tokens whose vectors are not zero up to rounding. Where
singular values are equal at the cut, exact solutions differ, too: `--second-seed` solves again and compares those.
"""

import argparse
import sys
from pathlib import Path

import duckdb
import numpy as np
from vectorizers import TokenCooccurrenceVectorizer

sys.path.insert(0, str(Path(__file__).resolve().parent / "reference"))
from dataset import command_lines, tokens_of  # noqa: E402

PAIRS = 400_000
QUANTILES = (0.5, 0.9, 0.99, 0.999)


def cosines(vectors: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.einsum("ij,ij->i", unit[pairs[0]], unit[pairs[1]])


def difference(a: np.ndarray, b: np.ndarray) -> list[float]:
    lengths = np.linalg.norm(a, axis=1)
    kept = np.flatnonzero((lengths > 1e-3 * np.median(lengths)) & (np.linalg.norm(b, axis=1) > 0))
    pairs = np.random.default_rng(0).integers(0, len(kept), (2, PAIRS))
    return np.quantile(np.abs(cosines(a[kept], pairs) - cosines(b[kept], pairs)), QUANTILES).tolist()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("map", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--second-seed", action="store_true")
    arguments = parser.parse_args()

    lines = command_lines(arguments.dataset)
    split = [tokens_of(line) for line in lines]
    vocabulary = duckdb.sql(
        f"SELECT name, objects, vector FROM read_parquet('{arguments.map}/vocabulary.parquet') ORDER BY feature"
    ).fetchall()
    names = [name for name, _, _ in vocabulary]
    objects = duckdb.sql(f"SELECT name FROM read_parquet('{arguments.map}/objects.parquet') ORDER BY object").fetchall()
    same_lines = [name for (name,) in objects] == sorted(lines, key=lambda line: line.encode())
    expected: dict[str, int] = {}
    for tokens in split:
        for token in set(tokens):
            expected[token] = expected.get(token, 0) + 1
    same_tokens = {name: count for name, count, _ in vocabulary} == expected

    model = TokenCooccurrenceVectorizer(n_iter=3, window_radii=5)
    model.fit([tokens for tokens in split if tokens])
    order = [model.token_label_dictionary_[name] for name in names]
    components = min(512, len(names) - 1)
    exact = model.reduce_dimension(components, random_state=1)[order]
    rows = [("proclens", difference(exact, np.array([vector for _, _, vector in vocabulary], dtype=float)))]
    if arguments.second_seed:
        rows.append(("vectorizers, another seed", difference(exact, model.reduce_dimension(components, random_state=7)[order])))

    table = [
        f"{len(lines):,} command lines, {len(names):,} tokens",
        "",
        f"- lines equal: {'yes' if same_lines else 'NO'}",
        f"- tokens and the number of lines that have each equal: {'yes' if same_tokens else 'NO'}",
        "",
        "| difference of cosines between tokens | median | 90% | 99% | 99.9% |",
        "| --- | --- | --- | --- | --- |",
        *(f"| {name} | " + " | ".join(f"{value:.1e}" for value in values) + " |" for name, values in rows),
    ]
    text = "\n".join(table) + "\n"
    print(text)
    if arguments.output:
        arguments.output.write_text(text)
    return 0 if same_lines and same_tokens else 1


if __name__ == "__main__":
    sys.exit(main())
