"""What sets each cluster apart."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

from proclens import _engine
from proclens.estimators import _inputs
from proclens.estimators._tags import TakesBags


class TopicFeature(NamedTuple):
    """A feature that is more (difference > 0) or less frequent in a cluster than in the whole."""

    feature: int
    difference: float
    """Its share of the cluster's weighted counts minus that of all objects' counts."""
    objects: int
    """How many objects of the cluster have it."""


class ClusterTopics(TakesBags, BaseEstimator):  # type: ignore[misc]
    """For each cluster the features whose share differs most from that of all objects.

    Parameters
    ----------
    n_features
        The most features per cluster.

    Attributes
    ----------
    topics_ : list with a list of `TopicFeature` for each cluster 0, 1, …, largest difference first

    """

    def __init__(self, n_features: int = 3, n_jobs: int | None = None) -> None:
        self.n_features = n_features
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> ClusterTopics:
        """Finds the topics.

        Parameters
        ----------
        X
            Weighted bags ≥ 0, shape (n_objects, n_features)
        y
            The cluster of each row, −1 for none
        sample_weight
            How many objects each row stands for

        """
        weighted = _inputs.bags(self, X, reset=True)
        labels = _labels(y, weighted.shape[0])
        weights = _inputs.multiplicities(sample_weight, weighted.shape[0])
        kept = weights > 0
        weighted, weights = _inputs.without_weightless(weighted, weights)
        labels = labels if kept.all() else np.ascontiguousarray(labels[kept])
        found = _engine.cluster_topics(
            _inputs.csr(weighted),
            weights,
            labels,
            int(labels.max(initial=-1)) + 1,
            _inputs.whole("n_features", self.n_features, 1),
            _inputs.threads_of(self.n_jobs),
        )
        self.topics_ = [[TopicFeature(*feature) for feature in topic] for topic in found]
        return self

    def names(self, feature_names: Any) -> list[str]:
        """Each topic as text, such as "> vaultcli.dll > samlib.dll < user32.dll"; > more often, < less often."""
        check_is_fitted(self)
        return [
            " ".join(f"{'>' if part.difference > 0 else '<'} {feature_names[part.feature]}" for part in topic)
            for topic in self.topics_
        ]

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.required = True
        return tags


def _labels(y: Any, rows: int) -> npt.NDArray[np.int32]:
    if y is None:
        raise ValueError("ClusterTopics requires y to be passed, but the target y is None: the cluster of each row")
    labels = np.asarray(y)
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels.ravel()
    if labels.ndim != 1 or len(labels) != rows:
        raise ValueError(f"y has shape {labels.shape}, but there are {rows} rows: one label for each")
    if labels.dtype.kind == "O":
        raise ValueError("Unknown label type: y must be whole numbers, the cluster of each row, -1 for none")
    if labels.dtype.kind not in "biuf" or not np.all(np.isfinite(labels)) or np.any(labels != np.floor(labels)):
        raise ValueError("y must be whole numbers: the cluster of each row, -1 for none")
    if np.any(labels < -1) or np.any(labels >= 2**31 - 1):
        raise ValueError("y must be at least -1: the cluster of each row, -1 for none")
    if labels.max(initial=-1) >= max(rows, 1_000_000):
        raise ValueError(f"y has the label {labels.max()} for {rows} rows: number the clusters from 0 on")
    return labels.astype(np.int32)
