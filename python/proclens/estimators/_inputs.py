"""Checks and conversions that the estimators share."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.utils.validation import validate_data

DEFAULT_SEED = 42

Csr = tuple[npt.NDArray[Any], npt.NDArray[np.uint32], npt.NDArray[np.float64], int]


def bags(estimator: Any, X: Any, *, reset: bool, name: str = "X") -> scipy.sparse.csr_matrix:
    """X as a CSR matrix of non-negative doubles, sorted and without stored zeros; X itself where it is one already."""
    matrix = validate_data(estimator, X, reset=reset, accept_sparse="csr", dtype=np.float64, accept_large_sparse=True)
    if not scipy.sparse.issparse(matrix):
        matrix = scipy.sparse.csr_matrix(matrix)
    matrix.check_format(full_check=True)
    if matrix.shape[1] >= 2**32:
        raise ValueError(f"{name} has {matrix.shape[1]} columns, but at most 2**32 - 1 can be told apart")
    if matrix.nnz and matrix.data.min() < 0:
        raise ValueError(f"Negative values in data passed to {type(estimator).__name__}: counts are at least 0")
    tidy = matrix.has_canonical_format and (matrix.nnz == 0 or matrix.data.min() > 0)
    if not tidy:
        matrix = matrix.copy()
        matrix.sum_duplicates()
        matrix.eliminate_zeros()
    return matrix


def csr(matrix: scipy.sparse.csr_matrix) -> Csr:
    """The arrays of a tidy CSR matrix as the engine takes them, without a copy unless SciPy's columns have 64 bits."""
    offsets = matrix.indptr.view(np.uint32 if matrix.indptr.itemsize == 4 else np.uint64)
    columns = matrix.indices
    columns = columns.view(np.uint32) if columns.itemsize == 4 else columns.astype(np.uint32)
    return offsets, columns, matrix.data, matrix.shape[1]


def from_csr(parts: Csr) -> scipy.sparse.csr_matrix:
    """A SciPy matrix over the arrays that the engine returned."""
    offsets, columns, values, width = parts
    narrow = offsets.astype(np.int32) if len(values) <= np.iinfo(np.int32).max else offsets.view(np.int64)
    matrix = scipy.sparse.csr_matrix((len(offsets) - 1, width), dtype=np.float64)
    matrix.indptr, matrix.indices, matrix.data = narrow, columns.view(np.int32), values
    return matrix


def multiplicities(sample_weight: Any, rows: int) -> npt.NDArray[np.uint32]:
    """How many objects each row stands for; ones if no weights are given. Raises ValueError unless they are counts."""
    if sample_weight is None:
        return np.ones(rows, dtype=np.uint32)
    weights = np.asarray(sample_weight)
    if weights.ndim != 1 or len(weights) != rows:
        raise ValueError(f"sample_weight has shape {weights.shape}, but there are {rows} rows: one number for each")
    if weights.dtype.kind not in "biuf" or not np.all(np.isfinite(weights)):
        raise ValueError("sample_weight must be finite numbers")
    if np.any(weights < 0) or np.any(weights != np.floor(weights)) or np.any(weights >= 2**32):
        raise ValueError("sample_weight must be whole numbers from 0 on: how many objects each row stands for")
    if not np.any(weights):
        raise ValueError("sample_weight is 0 for every row: at least one non-zero weight is needed")
    return weights.astype(np.uint32)


def without_weightless(matrix: Any, weights: npt.NDArray[np.uint32]) -> tuple[Any, npt.NDArray[np.uint32]]:
    """The rows that stand for at least one object, which is all of them without a copy in the usual case."""
    kept = weights > 0
    return (matrix, weights) if kept.all() else (matrix[kept], weights[kept])


def seed_of(random_state: Any) -> int:
    """The engine's seed: a whole number as it is, 42 for None, else one drawn from the generator."""
    if random_state is None:
        return DEFAULT_SEED
    if isinstance(random_state, (int, np.integer)) and not isinstance(random_state, bool):
        if not 0 <= random_state < 2**64:
            raise ValueError(f"random_state is {random_state}, but must be from 0 to 2**64 - 1")
        return int(random_state)
    if isinstance(random_state, np.random.Generator):
        return int(random_state.integers(0, 2**32))
    from sklearn.utils import check_random_state

    return int(check_random_state(random_state).randint(0, 2**31 - 1))


def threads_of(n_jobs: int | None) -> int:
    """The engine's number of threads: one per core for None and −1, as joblib counts for other negative numbers."""
    if n_jobs is None or n_jobs == -1:
        return 0
    if n_jobs == 0:
        raise ValueError("n_jobs must not be 0: a number of threads, or -1 for one per core")
    if n_jobs > 0:
        return int(n_jobs)
    import os

    return max(1, (os.cpu_count() or 1) + 1 + n_jobs)


def whole(name: str, value: Any, least: int) -> int:
    """An option that counts something."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not least <= value < 2**31:
        raise ValueError(f"{name} is {value!r}, but must be a whole number from {least} to 2**31 - 1")
    return int(value)


def distinct_rows(matrix: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Of a dense matrix the first row of each kind, in order of appearance, and which of these each row equals."""
    rows = np.ascontiguousarray(matrix + np.float32(0))  # −0 equals 0
    keys = rows.view(np.dtype((np.void, rows.dtype.itemsize * rows.shape[1]))).ravel()
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty(len(order), dtype=np.intp)
    rank[order] = np.arange(len(order))
    return first[order], rank[inverse]
