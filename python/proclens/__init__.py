"""See what endpoints really ran: audits, maps and hunts of process telemetry.

`Dataset` opens a folder of stdview tables (or `read_logs` makes one from logs) and audits, maps and hunts in it; `Map`
reads a finished map. The estimators are the stages of a map on NumPy arrays and SciPy matrices, under the names and
with the interfaces that scikit-learn, vectorizers, umap-learn and fast_hdbscan gave them.

Nothing is loaded until it is used, and importing the package starts no threads.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from proclens._program import ProclensError
    from proclens.dataset import Dataset, demo, read_logs
    from proclens.estimators.clusters import HDBSCAN
    from proclens.estimators.information_weights import InformationWeightTransformer
    from proclens.estimators.layout import UMAP
    from proclens.estimators.ngrams import NgramVectorizer
    from proclens.estimators.topics import ClusterTopics
    from proclens.estimators.vectors import CooccurrenceVectors, TokenCooccurrenceVectorizer
    from proclens.estimators.wasserstein import WassersteinVectorizer
    from proclens.novelty import Novelty
    from proclens.results import Audit, Bags, Hunt, Map, evaluate
    from proclens.tables import Table

_PLACES = {
    "Audit": "results",
    "Bags": "results",
    "ClusterTopics": "estimators.topics",
    "CooccurrenceVectors": "estimators.vectors",
    "Dataset": "dataset",
    "HDBSCAN": "estimators.clusters",
    "Hunt": "results",
    "InformationWeightTransformer": "estimators.information_weights",
    "Map": "results",
    "NgramVectorizer": "estimators.ngrams",
    "Novelty": "novelty",
    "ProclensError": "_program",
    "Table": "tables",
    "TokenCooccurrenceVectorizer": "estimators.vectors",
    "UMAP": "estimators.layout",
    "WassersteinVectorizer": "estimators.wasserstein",
    "demo": "dataset",
    "evaluate": "results",
    "read_logs": "dataset",
}

__all__ = [
    "HDBSCAN",
    "UMAP",
    "Audit",
    "Bags",
    "ClusterTopics",
    "CooccurrenceVectors",
    "Dataset",
    "Hunt",
    "InformationWeightTransformer",
    "Map",
    "NgramVectorizer",
    "Novelty",
    "ProclensError",
    "Table",
    "TokenCooccurrenceVectorizer",
    "WassersteinVectorizer",
    "demo",
    "evaluate",
    "read_logs",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("proclens")
    if name not in _PLACES:
        raise AttributeError(f"module 'proclens' has no attribute '{name}'")
    value = getattr(importlib.import_module(f"proclens.{_PLACES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
