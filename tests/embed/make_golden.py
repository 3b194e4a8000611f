"""Writes golden/vocabulary_vectors.txt, golden/ordered_vectors.txt and golden/centre_images.txt: the results of vectorizers and scikit-learn for small bags.

    python make_golden.py        (numpy, scipy, scikit-learn 1.9.1, vectorizers 0.2.3)

Every number is on a line with others of its matrix row; a matrix starts with "NAME rows columns".
"""

import pathlib

import numpy as np
import scipy.sparse
from pynndescent.distances import cosine
from sklearn.decomposition import TruncatedSVD
from sklearn.preprocessing import normalize
from vectorizers import TokenCooccurrenceVectorizer
from vectorizers.linear_optimal_transport import lot_vectors_sparse, lot_vectors_sparse_internal
from vectorizers.transformers import InformationWeightTransformer

GOLDEN = pathlib.Path(__file__).parent / "golden"


def write_matrix(out, name, matrix):
    out.write(f"{name} {matrix.shape[0]} {matrix.shape[1]}\n")
    for row in matrix:
        out.write(" ".join(f"{x:.17g}" for x in row) + "\n")


def programs(rng, kinds, features):
    """Distinct bags: near-universal features, rare ones, and three that always occur together."""
    popularity = 1.0 / (1.0 + np.arange(features))
    bags = (rng.random((kinds, features)) < np.clip(5 * popularity, 0.08, 0.9)).astype(np.int64)
    bags[:, 7] = bags[:, 5]
    bags[:, 6] = bags[:, 5]
    bags[np.arange(kinds), rng.integers(features, size=kinds)] += 2
    return np.unique(bags, axis=0)


def vocabulary(rng):
    distinct = programs(rng, 30, 24)
    multiplicity = rng.integers(1, 12, len(distinct))
    counts = scipy.sparse.csr_matrix(np.repeat(distinct, multiplicity, axis=0).astype(float))
    weighted = counts @ scipy.sparse.diags(InformationWeightTransformer().fit(counts).information_weights_)
    sums = np.asarray(weighted.sum(axis=0)).ravel()
    cooccurrence = scipy.sparse.diags(sums) @ weighted.T @ weighted
    with open(GOLDEN / "vocabulary_vectors.txt", "w") as out:
        write_matrix(out, "counts", distinct)
        write_matrix(out, "multiplicity", multiplicity[None, :])
        for components in (23, 6):
            vectors = TruncatedSVD(components, n_iter=30, random_state=1).fit_transform(cooccurrence)
            write_matrix(out, "inner_products", vectors @ vectors.T)


def ordered(rng):
    """Lines that start with one of five programs; a few contexts are typical of each. Padded with -1."""
    features, lines = 24, []
    for _ in range(60):
        program = rng.integers(5)
        usual = 5 + (3 * program + rng.integers(0, 4, rng.integers(0, 9))) % (features - 6)
        lines.append([program, *usual, *rng.integers(5, features - 1, rng.integers(0, 3))])
    lines += lines[:6] + [[features - 1], [1, 1, 1, 1, 1, 1, 1, 1, 2], list(range(features))]
    names = [[f"{token:02d}" for token in line] for line in lines]
    padded = np.full((len(lines), max(map(len, lines))), -1)
    for row, line in zip(padded, lines):
        row[: len(line)] = line
    with open(GOLDEN / "ordered_vectors.txt", "w") as out:
        write_matrix(out, "sequences", padded)
        write_matrix(out, "features", np.array([[features]]))
        for rounds in (0, 3):
            model = TokenCooccurrenceVectorizer(n_iter=rounds, window_radii=5)
            matrix = model.fit_transform(names)
            order = [model.token_label_dictionary_[f"{token:02d}"] for token in range(features)]
            dense = np.asarray(matrix.todense(), dtype=float)[np.ix_(order, order + [features + c for c in order])]
            sums = dense.sum(axis=0)
            write_matrix(out, f"cooccurrence_{rounds}", dense / np.where(sums > 0, sums, 1))
        # SciPy's svds hands row signs and the order of components back in its own way; inner products have neither.
        for components in (features - 1, 6):
            vectors = model.reduce_dimension(components, random_state=1)[order]
            write_matrix(out, "inner_products", vectors @ vectors.T)


def centre(rng):
    distinct = programs(rng, 18, 14).astype(float) * rng.random(14)
    multiplicity = rng.integers(1, 6, len(distinct))
    bags = normalize(scipy.sparse.csr_matrix(np.repeat(distinct, multiplicity, axis=0)), norm="l1")
    vectors = rng.normal(size=(14, 5)) + 0.5
    reference = normalize(rng.normal(scale=0.3, size=(6, 5)) - 0.4)
    masses = np.full(6, 1 / 6)
    first = np.cumsum(multiplicity) - multiplicity
    images = lot_vectors_sparse_internal(
        bags.indptr, bags.indices, bags.data, normalize(vectors), reference, masses, metric=cosine)
    embedding, _ = lot_vectors_sparse(vectors, bags, reference, masses, 4, cosine, random_state=1)
    with open(GOLDEN / "centre_images.txt", "w") as out:
        write_matrix(out, "weighted", distinct)
        write_matrix(out, "multiplicity", multiplicity[None, :])
        write_matrix(out, "vectors", vectors)
        write_matrix(out, "reference", reference)
        write_matrix(out, "images", images[first])
        write_matrix(out, "inner_products", (embedding @ embedding.T)[np.ix_(first, first)])


def main():
    GOLDEN.mkdir(exist_ok=True)
    vocabulary(np.random.default_rng(20240502))
    ordered(np.random.default_rng(20240504))
    centre(np.random.default_rng(20240503))


if __name__ == "__main__":
    main()
