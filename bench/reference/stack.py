"""The analysis as the Python stack does it, one function per stage, from plain values to plain values.

Everything works on one row per process instance, or per distinct command line: the stack does not collapse equal bags.
Symbols as in docs/: n
objects, v features, N the n × v counts, B = N · diag(w) the weighted bags.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import fast_hdbscan
import numpy as np
import pandas as pd
import scipy.sparse
import umap
from sklearn.decomposition import TruncatedSVD
from dataset import SENSOR_LINEAGES, command_lines, excluded_hashes, table_source, tokens_of
from vectorizers import TokenCooccurrenceVectorizer, WassersteinVectorizer
from vectorizers.transformers import InformationWeightTransformer

VOCABULARY_COMPONENTS = 512
EMBEDDING_COMPONENTS = 128
MIN_CLUSTER_SIZE = 10


@dataclass
class Counts:
    """N with the names of its rows and columns, both sorted."""

    objects: np.ndarray  # n pid_hash, or command lines
    features: np.ndarray  # v image paths in lower case, or tokens
    matrix: scipy.sparse.csr_matrix  # n × v


def select_and_count(dataset: Path, exclude_lineage=SENSOR_LINEAGES) -> Counts:
    """Counts of image paths per process, without the processes whose lineage contains one of the patterns."""
    connection = duckdb.connect()
    loads = connection.sql(
        f"""
        SELECT pid_hash, lower(filename) AS feature, count(*) AS loads
        FROM {table_source(dataset, "process_image_load")}
        WHERE filename IS NOT NULL
          AND pid_hash IN (SELECT pid_hash FROM {table_source(dataset, "process")})
          AND pid_hash NOT IN ({excluded_hashes(dataset, exclude_lineage)})
        GROUP BY ALL
        """
    ).df()
    rows, objects = pd.factorize(loads["pid_hash"], sort=True)
    columns, features = pd.factorize(loads["feature"], sort=True)
    matrix = scipy.sparse.csr_matrix(
        (loads["loads"].to_numpy(dtype=np.int64), (rows, columns)), shape=(len(objects), len(features))
    )
    matrix.sort_indices()
    return Counts(np.asarray(objects, dtype=object), np.asarray(features, dtype=object), matrix)


def select_and_split(dataset: Path, exclude_lineage=SENSOR_LINEAGES) -> tuple[Counts, list[list[str]]]:
    """Counts of tokens per distinct command line, and the lines' tokens in order."""
    lines = command_lines(dataset, exclude_lineage)
    tokens = [tokens_of(line) for line in lines]
    rows = np.repeat(np.arange(len(lines)), [len(line) for line in tokens])
    columns, features = pd.factorize(np.array([token for line in tokens for token in line], dtype=object), sort=True)
    matrix = scipy.sparse.csr_matrix(
        (np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(len(lines), len(features))
    )
    matrix.sum_duplicates()
    return Counts(np.array(lines, dtype=object), np.asarray(features, dtype=object), matrix), tokens


def weigh(counts: scipy.sparse.csr_matrix) -> tuple[np.ndarray, scipy.sparse.csr_matrix]:
    """Information weights (v) and the weighted bags B (n × v)."""
    transformer = InformationWeightTransformer()
    weighted = transformer.fit_transform(counts)
    return transformer.information_weights_, scipy.sparse.csr_matrix(weighted)


def co_occur(weighted: scipy.sparse.csr_matrix) -> scipy.sparse.csr_matrix:
    """C = diag(s) · Bᵀ · B with s the column sums of B (v × v)."""
    sums = np.asarray(weighted.sum(axis=0)).ravel()
    return scipy.sparse.csr_matrix(scipy.sparse.diags(sums) @ (weighted.T @ weighted))


def vocabulary_vectors(co_occurrence: scipy.sparse.csr_matrix, seed: int) -> np.ndarray:
    """U · Σ of the truncated SVD of C (v × min(512, v − 1))."""
    components = min(VOCABULARY_COMPONENTS, co_occurrence.shape[0] - 1)
    return TruncatedSVD(n_components=components, random_state=seed).fit_transform(co_occurrence)


def ordered_vectors(tokens: list[list[str]], features: np.ndarray, seed: int) -> np.ndarray:
    """Vectors from ordered co-occurrence (v × min(512, v − 1)), in the order of `features`."""
    model = TokenCooccurrenceVectorizer(n_iter=3, window_radii=5)
    model.fit([line for line in tokens if line])
    vectors = model.reduce_dimension(min(VOCABULARY_COMPONENTS, len(features) - 1), random_state=seed)
    return vectors[[model.token_label_dictionary_[token] for token in features]]


def embed(weighted: scipy.sparse.csr_matrix, vectors: np.ndarray, seed: int) -> np.ndarray:
    """Linear optimal transport around one centre, reduced by SVD (n × 128)."""
    return WassersteinVectorizer(n_components=EMBEDDING_COMPONENTS, random_state=seed).fit_transform(
        weighted, vectors=vectors
    )


def lay_out(embedding: np.ndarray, seed: int) -> np.ndarray:
    """UMAP with cosine distance (n × 2). One thread, since umap-learn uses only one with a fixed seed."""
    return umap.UMAP(metric="cosine", random_state=seed, n_jobs=1).fit_transform(embedding)


def cluster(points: np.ndarray) -> np.ndarray:
    """HDBSCAN labels (n), −1 for noise."""
    return fast_hdbscan.HDBSCAN(min_cluster_size=MIN_CLUSTER_SIZE).fit_predict(points)


def topics(weighted: scipy.sparse.csr_matrix, labels: np.ndarray, most: int = 3) -> pd.DataFrame:
    """For each cluster the features whose share differs most from that of all objects, largest first."""

    def normalised_mean(rows: scipy.sparse.csr_matrix) -> np.ndarray:
        sums = np.asarray(rows.sum(axis=0)).ravel()
        total = sums.sum()
        return sums / total if total > 0 else sums

    everything = normalised_mean(weighted)
    found = []
    for label in range(int(labels.max()) + 1):
        difference = normalised_mean(weighted[labels == label]) - everything
        for rank, feature in enumerate(np.argsort(-np.abs(difference), kind="stable")[:most]):
            if difference[feature] != 0:
                sign = ">" if difference[feature] > 0 else "<"
                found.append((label, rank, int(feature), sign, difference[feature]))
    return pd.DataFrame(found, columns=["cluster", "rank", "feature", "sign", "difference"])
