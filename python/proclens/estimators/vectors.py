"""Vectors of features, from what they occur with."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from proclens import _engine
from proclens.estimators import _inputs
from proclens.estimators._tags import TakesBags, TakesTexts
from proclens.estimators.ngrams import token_sequences


class CooccurrenceVectors(TakesBags, ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """A vector for each feature: U·Σ of the truncated SVD of C = diag(s)·Bᵀ·B, s the column sums of the bags B.

    What the analysis with NumPy and `TruncatedSVD` did in two steps; C is never formed.

    Parameters
    ----------
    n_components
        Dimension of the vectors; at most one less than there are features.
    random_state
        Seed of the randomised SVD; None is 42.
    n_jobs
        Threads; None or −1: one per core. Results do not depend on it.

    Attributes
    ----------
    vectors_ : float32 array of shape (n_features, n_components_)
        In each column the entry of largest magnitude is positive.

    """

    def __init__(self, n_components: int = 512, random_state: Any = 42, n_jobs: int | None = None) -> None:
        self.n_components = n_components
        self.random_state = random_state
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> CooccurrenceVectors:
        """Finds the vectors of the columns of X: weighted bags of shape (n_objects, n_features), ≥ 0.

        sample_weight: how many objects each row stands for.
        """
        weighted = _inputs.bags(self, X, reset=True)
        weighted, weights = _inputs.without_weightless(
            weighted, _inputs.multiplicities(sample_weight, weighted.shape[0])
        )
        self.vectors_ = _engine.vocabulary_vectors(
            _inputs.csr(weighted),
            weights,
            _inputs.whole("n_components", self.n_components, 1),
            _inputs.seed_of(self.random_state),
            _inputs.threads_of(self.n_jobs),
        )
        return self

    def transform(self, X: Any) -> npt.NDArray[np.float32]:
        """The mean vector of each bag's features, weighted by X: shape (n_objects, n_components_)."""
        check_is_fitted(self)
        bags = _inputs.bags(self, X, reset=False)
        sums = np.asarray(bags.sum(axis=1)).reshape(-1, 1)
        return np.asarray((bags @ self.vectors_) / np.where(sums > 0, sums, 1), dtype=np.float32)

    @property
    def _n_features_out(self) -> int:
        return int(self.vectors_.shape[1])

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.transformer_tags.preserves_dtype = []
        return tags


class TokenCooccurrenceVectorizer(TakesTexts, BaseEstimator):  # type: ignore[misc]
    """A vector for each token, from the tokens before and after it.

    The co-occurrences of vectorizers' class of this name with `n_iter` rounds of expectation-maximisation, windows
    before and after kept apart and a flat kernel, followed by its `reduce_dimension`. There is no `transform`: rows of
    the result are tokens, not texts.

    Parameters
    ----------
    window_radii
        How many tokens before, and how many after, are the context of one.
    n_iter
        Rounds of expectation-maximisation; 0: plain counts.
    tokenizer
        How texts become tokens: see `NgramVectorizer`.

    Attributes
    ----------
    token_label_dictionary_ : dict from token to row
    vectors_ : float32 array, after `reduce_dimension`

    """

    def __init__(
        self,
        window_radii: int = 5,
        n_iter: int = 3,
        tokenizer: Any = "shlex",
        random_state: Any = 42,
        n_jobs: int | None = None,
    ) -> None:
        self.window_radii = window_radii
        self.n_iter = n_iter
        self.tokenizer = tokenizer
        self.random_state = random_state
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> TokenCooccurrenceVectorizer:
        """Reads texts or sequences of tokens.

        sample_weight: how many objects each of them stands for.
        """
        sequences = token_sequences(X, self.tokenizer)
        weights = _inputs.multiplicities(sample_weight, len(sequences))
        kept = [sequence for sequence, weight in zip(sequences, weights, strict=True) if weight]
        dictionary: dict[str, int] = {}
        features = [dictionary.setdefault(token, len(dictionary)) for sequence in kept for token in sequence]
        self.token_label_dictionary_ = dictionary
        self._start = np.cumsum([0, *map(len, kept)], dtype=np.uint64)
        self._feature = np.asarray(features, dtype=np.uint32)
        self._multiplicity = weights[weights > 0]
        return self

    def fit_transform(self, X: Any, y: Any = None, sample_weight: Any = None) -> npt.NDArray[np.float32]:
        """Reads texts and returns the tokens' vectors: `reduce_dimension` with its defaults."""
        return self.fit(X, y, sample_weight).reduce_dimension()

    def reduce_dimension(self, dimension: int = 512, random_state: Any = None) -> npt.NDArray[np.float32]:
        """The rows of U·√Σ of the truncated SVD of the co-occurrences: shape (n_tokens, dimension).

        random_state: None for the estimator's own.
        """
        check_is_fitted(self)
        self.vectors_ = _engine.ordered_vectors(
            self._start,
            self._feature,
            self._multiplicity,
            len(self.token_label_dictionary_),
            _inputs.whole("window_radii", self.window_radii, 1),
            _inputs.whole("n_iter", self.n_iter, 0),
            _inputs.whole("dimension", dimension, 1),
            _inputs.seed_of(self.random_state if random_state is None else random_state),
            _inputs.threads_of(self.n_jobs),
        )
        return self.vectors_

    def get_feature_names_out(self, input_features: Any = None) -> npt.NDArray[np.object_]:
        """The tokens, in the order of the vectors."""
        check_is_fitted(self)
        return np.asarray(list(self.token_label_dictionary_), dtype=object)
