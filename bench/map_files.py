"""Results of `proclens map` as arrays, and the matching rows of the Python stack."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as parquet
import scipy.sparse


def list_column(table, name: str) -> np.ndarray:
    """A Parquet column of equally long lists as a matrix."""
    column = table.column(name).combine_chunks()
    return column.flatten().to_numpy(zero_copy_only=False).reshape(len(column), -1)


@dataclass
class ProclensMap:
    """The folder OUT/images of one run. Rows of `bags` and columns of `counts` are numbered as in the files."""

    folder: Path

    @cached_property
    def manifest(self) -> dict:
        return json.loads((self.folder / "manifest.json").read_text())

    @cached_property
    def points(self) -> pd.DataFrame:
        columns = ["pid_hash", "process_name", "bag", "multiplicity", "x", "y", "cluster", "nearest_cluster"]
        return pd.read_parquet(self.folder / "points.parquet", columns=columns)

    @cached_property
    def _bags(self):
        return parquet.read_table(self.folder / "bags.parquet")

    @cached_property
    def multiplicity(self) -> np.ndarray:
        return self._bags.column("multiplicity").to_numpy()

    @cached_property
    def embedding(self) -> np.ndarray:
        return list_column(self._bags, "embedding").astype(np.float64)

    @cached_property
    def places(self) -> np.ndarray:
        return np.column_stack([self._bags.column(axis).to_numpy() for axis in "xy"])

    @cached_property
    def labels(self) -> np.ndarray:
        return self._bags.column("cluster").to_numpy()

    @cached_property
    def informative(self) -> np.ndarray:
        """Which bags have a direction in the embedding; the others are next to the map and are excluded from comparisons.
        If lengths count, single precision cannot distinguish the shortest from zero."""
        lengths = np.linalg.norm(self.embedding, axis=1)
        return lengths > 0 if self.metric == "cosine" else lengths >= 2**-23

    @cached_property
    def vocabulary(self):
        return parquet.read_table(self.folder / "vocabulary.parquet")

    @cached_property
    def feature_names(self) -> np.ndarray:
        return np.array([name.lower() for name in self.vocabulary.column("name").to_pylist()], dtype=object)

    @cached_property
    def weights(self) -> np.ndarray:
        return self.vocabulary.column("information_weight").to_numpy()

    @cached_property
    def vectors(self) -> np.ndarray:
        return list_column(self.vocabulary, "vector").astype(np.float64)

    @cached_property
    def counts(self) -> scipy.sparse.csr_matrix:
        """u × v."""
        features = self._bags.column("features").combine_chunks()
        values = self._bags.column("counts").combine_chunks().flatten().to_numpy()
        starts = features.offsets.to_numpy() - features.offsets[0].as_py()
        shape = (len(features), len(self.weights))
        return scipy.sparse.csr_matrix((values, features.flatten().to_numpy(), starts), shape=shape)

    @cached_property
    def topics(self) -> pd.DataFrame:
        return pd.read_parquet(self.folder / "topics.parquet")

    @property
    def metric(self) -> str:
        return "cosine" if self.manifest["parameters"]["reference"] == "centre" else "one_minus_dot"

    def distances(self) -> np.ndarray:
        """Between all informative bags, as the layout sees them."""
        vectors = self.embedding[self.informative]
        if self.metric == "cosine":
            vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        distances = np.maximum(1 - vectors @ vectors.T, 0)
        np.fill_diagonal(distances, 0)
        return distances


@dataclass
class Reference:
    """The output folder of reference/run_reference.py."""

    folder: Path

    @cached_property
    def stages(self) -> dict:
        return json.loads((self.folder / "stages.json").read_text())

    @cached_property
    def objects(self) -> pd.DataFrame:
        return pd.read_parquet(self.folder / "objects.parquet")

    @cached_property
    def features(self) -> pd.DataFrame:
        return pd.read_parquet(self.folder / "features.parquet")

    @cached_property
    def counts(self) -> scipy.sparse.csr_matrix:
        return scipy.sparse.load_npz(self.folder / "counts.npz")

    def array(self, name: str) -> np.ndarray:
        return np.load(self.folder / f"{name}.npy")

    def row_of_bag(self, found: ProclensMap) -> np.ndarray:
        """For each informative bag of `found`, one row of the reference with this bag."""
        rows = pd.Series(np.arange(len(self.objects)), index=self.objects["pid_hash"].str.upper())
        first = found.points.drop_duplicates("bag").set_index("bag")["pid_hash"].str.upper()
        return rows.loc[first.loc[np.flatnonzero(found.informative)]].to_numpy()
