"""The two-dimensional layout."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from proclens import _engine
from proclens.estimators import _inputs

_NONE = np.uint32(0xFFFFFFFF)


class UMAP(ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Lays out vectors in the plane by UMAP; the same input and seed give the same bytes for any number of threads.

    Equal rows get one place. docs/layout.md says what differs from umap-learn.

    Parameters
    ----------
    n_neighbors
        Size of a point's neighbourhood, the point itself included. At least 2.
    min_dist, spread, negative_sample_rate, learning_rate
        As in umap-learn.
    n_epochs
        Rounds of the optimiser; None chooses by size.
    metric
        'cosine', or 'one_minus_dot' for vectors of `WassersteinVectorizer(reference="spread")`.
    precomputed_knn
        (indices, distances) of each row's nearest others, without itself, both of shape (n, at least n_neighbors − 1),
        nearest first; then the vectors are not compared, and equal rows keep places of their own.
    random_state
        Seed; None is 42.
    n_jobs
        Threads; None or −1: one per core.

    Attributes
    ----------
    embedding_ : float32 array of shape (n, 2)

    """

    def __init__(
        self,
        n_neighbors: int = 15,
        min_dist: float = 0.1,
        spread: float = 1.0,
        n_epochs: int | None = None,
        metric: str = "cosine",
        negative_sample_rate: float = 5,
        learning_rate: float = 1.0,
        precomputed_knn: Any = None,
        random_state: Any = 42,
        n_jobs: int | None = None,
    ) -> None:
        self.n_neighbors = n_neighbors
        self.min_dist = min_dist
        self.spread = spread
        self.n_epochs = n_epochs
        self.metric = metric
        self.negative_sample_rate = negative_sample_rate
        self.learning_rate = learning_rate
        self.precomputed_knn = precomputed_knn
        self.random_state = random_state
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any = None) -> UMAP:
        """Lays out the rows of X, shape (n, d), finite."""
        vectors = validate_data(self, X, dtype=np.float32, order="C")
        neighbours = _inputs.whole("n_neighbors", self.n_neighbors, 2)
        if self.precomputed_knn is not None:
            first = place_of = np.arange(len(vectors))
            index, distance = _given(self.precomputed_knn, len(vectors))
        else:
            first, place_of = _inputs.distinct_rows(vectors)
            index, distance = _engine.nearest_neighbours(
                vectors[first], self.metric, neighbours - 1, "auto", _inputs.threads_of(self.n_jobs)
            )
        places = _engine.lay_out(
            index,
            distance,
            neighbours,
            float(self.min_dist),
            float(self.spread),
            0 if self.n_epochs is None else _inputs.whole("n_epochs", self.n_epochs, 0),
            float(self.negative_sample_rate),
            float(self.learning_rate),
            _inputs.seed_of(self.random_state),
            _inputs.threads_of(self.n_jobs),
        )
        self._vectors = vectors[first]
        self._places = places
        self.embedding_ = places if len(first) == len(vectors) else places[place_of]
        return self

    def fit_transform(self, X: Any, y: Any = None, **fit_params: Any) -> npt.NDArray[np.float32]:
        """Lays out the rows of X and returns their places, shape (n, 2)."""
        self.fit(X, y)
        return self.embedding_

    def transform(self, X: Any) -> npt.NDArray[np.float32]:
        """Places further vectors without moving the others, each for itself.

        A vector that the layout was made from gets its place, any other the mean place of its neighbours, weighted as
        umap-learn weights them at the start. A vector without direction has no neighbours and gets NaN.
        """
        check_is_fitted(self)
        vectors = validate_data(self, X, dtype=np.float32, order="C", reset=False)
        neighbours = _inputs.whole("n_neighbors", self.n_neighbors, 2)
        index, distance = _engine.nearest_references(
            vectors, self._vectors, self.metric, neighbours - 1, "auto", _inputs.threads_of(self.n_jobs)
        )
        places = _engine.mean_positions(index, distance, self._places, neighbours)
        _, same = _inputs.distinct_rows(np.concatenate([self._vectors, vectors]))
        known = same[len(self._vectors) :] < len(self._vectors)
        places[known] = self._places[same[len(self._vectors) :][known]]
        return places

    @property
    def _n_features_out(self) -> int:
        return 2

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.transformer_tags.preserves_dtype = ["float32"]
        return tags


def _given(knn: Any, rows: int) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float32]]:
    index, distance = (np.asarray(part) for part in knn[:2])
    if index.ndim != 2 or index.shape != distance.shape or len(index) != rows:
        raise ValueError(
            f"precomputed_knn has shapes {index.shape} and {distance.shape}, but must be two arrays with {rows} rows"
        )
    if index.dtype.kind not in "iu":
        raise ValueError("the indices of precomputed_knn must be whole numbers")
    missing = index < 0
    if index.max(initial=-1) >= rows:
        raise ValueError(f"precomputed_knn names row {index.max()}, but there are {rows} rows")
    narrow = np.where(missing, _NONE, index).astype(np.uint32)
    return np.ascontiguousarray(narrow), np.ascontiguousarray(distance, dtype=np.float32)
