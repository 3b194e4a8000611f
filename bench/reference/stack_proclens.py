"""The stages of stack.py with their imports changed: the same calls, answered by proclens.

Two stages take fewer steps: C is never formed, since its vectors come from B itself.
"""

import numpy as np
import scipy.sparse
from stack import (
    EMBEDDING_COMPONENTS,
    MIN_CLUSTER_SIZE,
    SENSOR_LINEAGES,
    VOCABULARY_COMPONENTS,
    select_and_count,
    select_and_split,
    topics,
)

from proclens import (
    HDBSCAN,
    UMAP,
    CooccurrenceVectors,
    InformationWeightTransformer,
    TokenCooccurrenceVectorizer,
    WassersteinVectorizer,
)

__all__ = ["SENSOR_LINEAGES", "select_and_count", "select_and_split", "topics"]


def weigh(counts: scipy.sparse.csr_matrix) -> tuple[np.ndarray, scipy.sparse.csr_matrix]:
    transformer = InformationWeightTransformer()
    weighted = transformer.fit_transform(counts)
    return transformer.information_weights_, scipy.sparse.csr_matrix(weighted)


def co_occur(weighted: scipy.sparse.csr_matrix) -> scipy.sparse.csr_matrix:
    return weighted


def vocabulary_vectors(weighted: scipy.sparse.csr_matrix, seed: int) -> np.ndarray:
    components = min(VOCABULARY_COMPONENTS, weighted.shape[1] - 1)
    return CooccurrenceVectors(n_components=components, random_state=seed).fit(weighted).vectors_


def ordered_vectors(tokens: list[list[str]], features: np.ndarray, seed: int) -> np.ndarray:
    model = TokenCooccurrenceVectorizer(n_iter=3, window_radii=5)
    model.fit([line for line in tokens if line])
    vectors = model.reduce_dimension(min(VOCABULARY_COMPONENTS, len(features) - 1), random_state=seed)
    return vectors[[model.token_label_dictionary_[token] for token in features]]


def embed(weighted: scipy.sparse.csr_matrix, vectors: np.ndarray, seed: int) -> np.ndarray:
    return WassersteinVectorizer(
        n_components=EMBEDDING_COMPONENTS, reference="centre", random_state=seed
    ).fit_transform(weighted, vectors=vectors)


def lay_out(embedding: np.ndarray, seed: int) -> np.ndarray:
    return UMAP(metric="cosine", random_state=seed).fit_transform(embedding)


def cluster(points: np.ndarray) -> np.ndarray:
    return HDBSCAN(min_cluster_size=MIN_CLUSTER_SIZE).fit_predict(points)
