"""Clusters of points."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils.validation import validate_data

from proclens import _engine
from proclens.estimators import _inputs


class HDBSCAN(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """HDBSCAN over points; exact, and the same for any number of threads. Labels follow fast_hdbscan's.

    Parameters
    ----------
    min_cluster_size
        The smallest group, in objects, that counts as a cluster.
    min_samples
        A point's density is measured by the distance within which it has this many others; None: min_cluster_size.
    cluster_selection_method
        'eom': the clusters that persist longest; 'leaf': the finest.
    n_jobs
        Threads; None or −1: one per core.

    Attributes
    ----------
    labels_ : int32 array of shape (n,), −1 for noise; clusters are numbered by decreasing size
    probabilities_ : float32 array of shape (n,), 0 … 1, how firmly a point belongs; 0 for noise
    nearest_cluster_ : int32 array of shape (n,), of noise the cluster that is reached over the shortest steps
    layers_ : list of label arrays, coarse to fine and nested; the last equals `labels_`

    """

    def __init__(
        self,
        min_cluster_size: int = 10,
        min_samples: int | None = None,
        cluster_selection_method: str = "eom",
        n_jobs: int | None = None,
    ) -> None:
        self.min_cluster_size = min_cluster_size
        self.min_samples = min_samples
        self.cluster_selection_method = cluster_selection_method
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> HDBSCAN:
        """Clusters points of shape (n, d).

        sample_weight: how many objects each point stands for; a point that stands for none is noise.
        """
        points = validate_data(self, X, dtype=np.float32, order="C")
        weights = _inputs.multiplicities(sample_weight, len(points))
        kept = np.flatnonzero(weights)
        labels, strengths, nearest, layers = _engine.cluster_points(
            points if len(kept) == len(points) else points[kept],
            weights[kept],
            _inputs.whole("min_cluster_size", self.min_cluster_size, 2),
            0 if self.min_samples is None else _inputs.whole("min_samples", self.min_samples, 1),
            self.cluster_selection_method,
            _inputs.threads_of(self.n_jobs),
        )
        self.labels_ = _spread(labels, kept, len(points))
        self.nearest_cluster_ = _spread(nearest, kept, len(points))
        self.layers_ = [_spread(layer, kept, len(points)) for layer in layers]
        self.probabilities_ = np.zeros(len(points), dtype=np.float32)
        self.probabilities_[kept] = np.where(labels >= 0, strengths, np.float32(0))
        return self

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.transformer_tags = None
        return tags


def _spread(values: npt.NDArray[np.int32], kept: npt.NDArray[np.intp], rows: int) -> npt.NDArray[np.int32]:
    if len(kept) == rows:
        return values
    all_values = np.full(rows, -1, dtype=np.int32)
    all_values[kept] = values
    return all_values
