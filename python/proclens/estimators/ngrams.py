"""Texts as bags of tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from proclens import _engine
from proclens.estimators import _inputs
from proclens.estimators._tags import TakesTexts

Tokenizer = Callable[[str], Sequence[str]]


def token_sequences(X: Any, tokenizer: str | Tokenizer) -> list[Sequence[str]]:
    """The tokens of each element: a text goes through the tokenizer, anything else is taken as tokens."""
    if isinstance(X, (str, bytes)):
        raise ValueError("X is one text, but must be several texts or sequences of tokens: put it into a list")
    if tokenizer == "shlex":
        split: Tokenizer = _engine.command_tokens
    elif callable(tokenizer):
        split = tokenizer
    else:
        raise ValueError(f"tokenizer is {tokenizer!r}, but must be 'shlex' or a function from text to tokens")
    if not isinstance(X, Iterable):
        raise ValueError(f"X is {type(X).__name__}, but must be texts or sequences of tokens")
    sequences = []
    for number, element in enumerate(X):
        if not isinstance(element, (str, Iterable)):
            raise ValueError(f"element {number} is {type(element).__name__}, neither a text nor a sequence of tokens")
        if isinstance(element, str) and not element.isascii():
            element = element.encode("utf-8", "replace").decode()  # a lone surrogate is no character
        sequences.append(split(element) if isinstance(element, str) else list(element))
    for number, sequence in enumerate(sequences):
        if any(not isinstance(token, str) for token in sequence):
            raise ValueError(f"element {number} has tokens that are not text")
    return sequences


class NgramVectorizer(TakesTexts, TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Counts the tokens, or runs of tokens, of texts.

    Parameters
    ----------
    ngram_size
        How many tokens in a row make a feature.
    tokenizer
        'shlex': as Python's `shlex.split(text, posix=False)`, but an open quote is no error; or a function from text to
        tokens. Elements that are no texts are sequences of tokens already.

    Attributes
    ----------
    column_label_dictionary_ : dict from feature (a token, or a tuple of tokens) to column, sorted

    """

    def __init__(self, ngram_size: int = 1, tokenizer: str | Tokenizer = "shlex") -> None:
        self.ngram_size = ngram_size
        self.tokenizer = tokenizer

    def fit(self, X: Any, y: Any = None) -> NgramVectorizer:
        """Learns the features of X: texts or sequences of tokens."""
        self._learn(self._features_of(X))
        return self

    def fit_transform(self, X: Any, y: Any = None, **fit_params: Any) -> scipy.sparse.csr_matrix:
        """Learns the features of X and counts them."""
        features = self._features_of(X)
        self._learn(features)
        return self._count(features)

    def transform(self, X: Any) -> scipy.sparse.csr_matrix:
        """Counts of shape (n_texts, n_features); features that `fit` has not seen are left out."""
        check_is_fitted(self)
        return self._count(self._features_of(X))

    def get_feature_names_out(self, input_features: Any = None) -> npt.NDArray[np.object_]:
        """The features, in the order of the columns; runs of tokens joined by a space."""
        check_is_fitted(self)
        names = (name if isinstance(name, str) else " ".join(name) for name in self.column_label_dictionary_)
        return np.asarray(list(names), dtype=object)

    def _features_of(self, X: Any) -> list[list[Any]]:
        size = _inputs.whole("ngram_size", self.ngram_size, 1)
        sequences = token_sequences(X, self.tokenizer)
        if size == 1:
            return [list(sequence) for sequence in sequences]
        return [[tuple(s[i : i + size]) for i in range(len(s) - size + 1)] for s in sequences]

    def _learn(self, features: list[list[Any]]) -> None:
        seen = sorted({feature for of_text in features for feature in of_text})
        self.column_label_dictionary_ = {feature: column for column, feature in enumerate(seen)}

    def _count(self, features: list[list[Any]]) -> scipy.sparse.csr_matrix:
        column_of = self.column_label_dictionary_
        columns: list[int] = []
        offsets = [0]
        for of_text in features:
            columns.extend(column_of[feature] for feature in of_text if feature in column_of)
            offsets.append(len(columns))
        counts = scipy.sparse.csr_matrix(
            (np.ones(len(columns)), np.asarray(columns, dtype=np.int32), np.asarray(offsets, dtype=np.int64)),
            shape=(len(features), len(column_of)),
        )
        counts.sum_duplicates()
        return counts

    @property
    def _n_features_out(self) -> int:
        return len(self.column_label_dictionary_)
