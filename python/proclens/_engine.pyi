"""The engine's stages on arrays, without a copy of them. The headers in include/proclens describe each stage.

A sparse matrix is a tuple (offsets uint32 or uint64, columns uint32, values float64, number of columns) in compressed
sparse row form, columns ascending within a row, no stored zeros. `multiplicity`: how many objects each row stands for.
`threads`: 0 is one per core; results do not depend on it. Every function releases the interpreter's lock, and a signal
such as Ctrl-C stops it. Raises ValueError for what does not fit.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

Csr = tuple[npt.NDArray[Any], npt.NDArray[np.uint32], npt.NDArray[np.float64], int]
U32 = npt.NDArray[np.uint32]
I32 = npt.NDArray[np.int32]
F32 = npt.NDArray[np.float32]
F64 = npt.NDArray[np.float64]

def command_tokens(line: str) -> list[str]:
    """As Python's shlex.split(line, posix=False); an open quote is no error."""

def distinct_bags(counts: Csr, threads: int = 0) -> tuple[Csr, U32, U32]:
    """(distinct rows in order of appearance, their multiplicities, for each row which of them it is)."""

def information_weights(
    counts: Csr, multiplicity: U32, prior_strength: float, power: float, count_empty: bool, threads: int = 0
) -> F64:
    """One weight per column, at least 0."""

def weighted_bags(counts: Csr, weights: F64) -> Csr:
    """The matrix with each column multiplied by its weight; entries of weight 0 are dropped."""

def vocabulary_vectors(weighted: Csr, multiplicity: U32, components: int, seed: int, threads: int = 0) -> F32:
    """U·Σ of the truncated SVD of diag(s)·Bᵀ·B: one row per column of B."""

def ordered_vectors(
    start: npt.NDArray[np.uint64],
    feature: U32,
    multiplicity: U32,
    features: int,
    window: int,
    rounds: int,
    components: int,
    seed: int,
    threads: int = 0,
) -> F32:
    """U·√Σ of the truncated SVD of the co-occurrences of features in sequences: one row per feature."""

def wasserstein_embedding(
    weighted: Csr,
    multiplicity: U32,
    vectors: F32,
    reference: str,
    components: int,
    reference_points: int,
    max_bag_features: int,
    seed: int,
    threads: int = 0,
) -> tuple[F32, F32, F64, F32, F64]:
    """(one vector per bag, points of the reference, their masses, components of the reduction, singular values)."""

def project_bags(
    weighted: Csr,
    vectors: F32,
    reference: str,
    max_bag_features: int,
    points: F32,
    masses: F64,
    components: F32,
    singular_values: F64,
    threads: int = 0,
) -> F32:
    """The vectors of further bags, with what `wasserstein_embedding` returned."""

def nearest_neighbours(vectors: F32, metric: str, k: int, search: str = "auto", threads: int = 0) -> tuple[U32, F32]:
    """(indices, distances) of each row's k nearest others, nearest first; 2³² − 1 at infinity where there are fewer."""

def nearest_references(
    queries: F32, references: F32, metric: str, k: int, search: str = "auto", threads: int = 0
) -> tuple[U32, F32]:
    """(indices, distances) of the k references nearest to each query."""

def outlier_scores(index: U32, distance: F32, multiplicity: U32, k: int) -> F32:
    """The root of the distance to the k-th nearest other object."""

def lay_out(
    index: U32,
    distance: F32,
    neighbours: int,
    min_dist: float,
    spread: float,
    epochs: int,
    negative_sample_rate: float,
    learning_rate: float,
    seed: int,
    threads: int = 0,
) -> F32:
    """UMAP over given neighbours: two columns."""

def mean_positions(index: U32, distance: F32, positions: F32, neighbourhood: int, threads: int = 0) -> F32:
    """For each new point the weighted mean of the positions of its neighbours; NaN without neighbours."""

def cluster_points(
    points: F32, multiplicity: U32, min_cluster_size: int, min_samples: int, selection: str, threads: int = 0
) -> tuple[I32, F32, I32, list[I32]]:
    """(labels, strengths, nearest clusters, labels of each layer from coarse to fine)."""

def cluster_topics(
    weighted: Csr, multiplicity: U32, label: I32, clusters: int, max_features: int, threads: int = 0
) -> list[list[tuple[int, float, int]]]:
    """Per cluster (feature, difference, objects of the cluster that have it), largest difference first."""
