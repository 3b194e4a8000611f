"""Vectors of bags, whose distances follow the Wasserstein distances between the bags."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from proclens import _engine
from proclens.estimators import _inputs
from proclens.estimators._tags import TakesBags


class WassersteinVectorizer(TakesBags, ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Embeds weighted bags of features by linear optimal transport under the cosine distance of the features' vectors.

    Parameters
    ----------
    n_components
        Dimension of the embedding; at most the number of distinct bags.
    reference
        What bags are transported to. 'spread': weighted centres of the vocabulary, the more accurate one; compare its
        vectors by 1 − dot product. 'centre': the reference of vectorizers' class of this name (`LOT_exact`); cosine.
    reference_size
        Points of the reference; ignored for 'centre', which takes the median size of a bag.
    max_bag_features
        How many of a bag's heaviest features take part.
    random_state
        Seed of the reference and the SVD; None is 42.
    n_jobs
        Threads; None or −1: one per core. Results do not depend on it.

    Attributes
    ----------
    vectors_ : float32 array of shape (n_features, d), the features' vectors
    reference_vectors_, reference_distribution_ : what bags are transported to
    components_ : float32 array of shape (points · d, n_components), singular_values_ : of the reduction
    metric_ : 'one_minus_dot' or 'cosine', the distance for which the embedding is made; `UMAP` takes it as `metric`

    """

    def __init__(
        self,
        n_components: int = 512,
        reference: str = "spread",
        reference_size: int = 16,
        max_bag_features: int = 256,
        random_state: Any = 42,
        n_jobs: int | None = None,
    ) -> None:
        self.n_components = n_components
        self.reference = reference
        self.reference_size = reference_size
        self.max_bag_features = max_bag_features
        self.random_state = random_state
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any = None, *, vectors: Any = None, sample_weight: Any = None) -> WassersteinVectorizer:
        """Finds the reference and the reduction. See `fit_transform`."""
        self.fit_transform(X, y, vectors=vectors, sample_weight=sample_weight)
        return self

    def fit_transform(
        self, X: Any, y: Any = None, *, vectors: Any = None, sample_weight: Any = None, **fit_params: Any
    ) -> npt.NDArray[np.float32]:
        """The embedding of the bags: float32 of shape (n_objects, n_components).

        Parameters
        ----------
        X
            Weighted bags ≥ 0 of shape (n_objects, n_features); a CSR matrix of doubles is not copied. Equal rows are
            embedded once.
        vectors
            One vector per feature, shape (n_features, d); None: the `CooccurrenceVectors` of X.
        sample_weight
            How many objects each row stands for; rows that stand for none are embedded like new ones.

        """
        bags = _inputs.bags(self, X, reset=True)
        weights = _inputs.multiplicities(sample_weight, bags.shape[0])
        if self.reference not in ("spread", "centre"):
            raise ValueError(f"reference is {self.reference!r}, but must be 'spread' or 'centre'")
        threads = _inputs.threads_of(self.n_jobs)
        kept, kept_weights = _inputs.without_weightless(bags, weights)
        distinct, bag_of, multiplicity = _distinct(kept, kept_weights, threads)
        self.vectors_ = self._vectors(vectors, distinct, multiplicity, threads)
        embedding, points, masses, components, values = _engine.wasserstein_embedding(
            distinct,
            multiplicity,
            self.vectors_,
            self.reference,
            _inputs.whole("n_components", self.n_components, 1),
            _inputs.whole("reference_size", self.reference_size, 1),
            _inputs.whole("max_bag_features", self.max_bag_features, 1),
            _inputs.seed_of(self.random_state),
            threads,
        )
        self.reference_vectors_ = points
        self.reference_distribution_ = masses
        self.components_ = components
        self.singular_values_ = values
        self.metric_ = "one_minus_dot" if self.reference == "spread" else "cosine"
        if kept is bags:
            return embedding if _is_identity(bag_of, len(embedding)) else embedding[bag_of]
        return self.transform(X)

    def transform(self, X: Any) -> npt.NDArray[np.float32]:
        """The vectors of further bags over the same features; each depends on nothing but the bag itself."""
        check_is_fitted(self)
        bags = _inputs.bags(self, X, reset=False)
        return _engine.project_bags(
            _inputs.csr(bags),
            self.vectors_,
            self.reference,
            self.max_bag_features,
            self.reference_vectors_,
            self.reference_distribution_,
            self.components_,
            self.singular_values_,
            _inputs.threads_of(self.n_jobs),
        )

    def _vectors(
        self, vectors: Any, distinct: _inputs.Csr, multiplicity: npt.NDArray[np.uint32], threads: int
    ) -> npt.NDArray[np.float32]:
        if vectors is None:
            return _engine.vocabulary_vectors(distinct, multiplicity, 512, _inputs.seed_of(self.random_state), threads)
        vectors = np.asarray(vectors)
        if vectors.dtype.kind not in "biuf" or vectors.ndim != 2 or len(vectors) != self.n_features_in_:
            raise ValueError(
                f"vectors has shape {vectors.shape} and type {vectors.dtype}, but must be numbers of shape"
                f" ({self.n_features_in_}, d): one vector for each feature"
            )
        if not np.all(np.isfinite(vectors)):
            raise ValueError("vectors contain NaN or infinity")
        return np.ascontiguousarray(vectors, dtype=np.float32)

    @property
    def _n_features_out(self) -> int:
        return int(self.components_.shape[1])

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.transformer_tags.preserves_dtype = []
        return tags


def _distinct(
    bags: scipy.sparse.csr_matrix, weights: npt.NDArray[np.uint32], threads: int
) -> tuple[_inputs.Csr, npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """The distinct rows, which of them each row is, and how many objects each stands for."""
    parts = _inputs.csr(bags)
    distinct, _, bag_of = _engine.distinct_bags(parts, threads)
    if len(distinct[0]) - 1 == bags.shape[0]:
        return parts, bag_of, weights
    multiplicity = np.bincount(bag_of, weights=weights, minlength=len(distinct[0]) - 1)
    if multiplicity.max(initial=0) >= 2**32:
        raise ValueError("the weights of equal rows add up to 2**32 or more: scale sample_weight down")
    return distinct, bag_of, multiplicity.astype(np.uint32)


def _is_identity(bag_of: npt.NDArray[np.uint32], bags: int) -> bool:
    return len(bag_of) == bags
