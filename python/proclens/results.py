"""Results on disk: maps, audits and hunts, with their tables."""

from __future__ import annotations

import glob
import json
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import scipy.sparse

from proclens import _program, _tables
from proclens.tables import Table

if TYPE_CHECKING:
    from proclens.widget import MapWidget

StrPath = str | os.PathLike[str]


class _Result:
    """A folder of results."""

    _proof = "manifest.json"
    _kind = "result"

    def __init__(self, folder: StrPath, *, _keep: object = None) -> None:
        self.folder = Path(folder)
        self._keep = _keep
        if not (self.folder / self._proof).is_file():
            raise _program.ProclensError(
                f"{self.folder} holds no {self._kind}: {self._proof} is missing. Give the folder that was written", 1
            )

    def _json(self, name: str) -> dict[str, Any]:
        try:
            content: dict[str, Any] = json.loads((self.folder / name).read_bytes())
        except ValueError as error:
            raise _program.ProclensError(
                f"{self.folder / name} is damaged: {error}. Make the result again", 1
            ) from error
        return content

    def _table(self, name: str) -> Table:
        path = self.folder / f"{name}.parquet"
        if not path.exists():
            raise KeyError(f"{self.folder} has no table {name}")
        return Table(path, _keep=self._keep)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self.folder)!r})"


class Map(_Result):
    """A finished map: a folder OUT/LENS (docs/results.md)."""

    _kind = "map"

    @classmethod
    def load(cls, folder: StrPath) -> Map:
        """The map in a folder."""
        return cls(folder)

    @property
    def manifest(self) -> dict[str, Any]:
        """How it was made: options, counts, what was left out, seconds."""
        return self._json("manifest.json")

    @property
    def page(self) -> Path:
        """The interactive page, a single file that needs no network."""
        return self.folder / "map.html"

    @property
    def points(self) -> Table:
        """A row for each process: its place, cluster, topic and scores."""
        return self._table("points")

    @property
    def bags(self) -> Table:
        """A row for each distinct bag."""
        return self._table("bags")

    @property
    def vocabulary(self) -> Table:
        """A row for each feature, with its information weight."""
        return self._table("vocabulary")

    @property
    def topics(self) -> Table:
        """What sets each cluster apart."""
        return self._table("topics")

    @property
    def objects(self) -> Table:
        """A row for each object, where an object is not a process."""
        return self._table("objects")

    @property
    def not_placed(self) -> Table:
        """Of a map that processes were placed on, those that have no place, with the reason."""
        return self._table("not_placed")

    def widget(self, **traits: Any) -> MapWidget:
        """The page as a widget in a notebook: needs anywidget (`pip install proclens[widget]`)."""
        try:
            from proclens.widget import MapWidget
        except ModuleNotFoundError as missing:
            raise ModuleNotFoundError(f"{missing}: pip install 'proclens[widget]'", name=missing.name) from missing
        return MapWidget(self.page, **traits)

    def compare(self, other: Map | StrPath, out: StrPath, *, progress: bool = False, **options: Any) -> dict[str, Any]:
        """Puts this map and another of the same processes side by side in OUT/compare and returns the summary."""
        second = other.folder if isinstance(other, Map) else Path(other)
        arguments = [
            "compare",
            _program.path(self.folder),
            _program.path(second),
            f"--output={os.fspath(out)}",
            *_program.options(options),
        ]
        summary: dict[str, Any] = _program.run(arguments, progress=progress)
        return summary


class Bags(_Result):
    """Counted bags: what a map is made from (docs/bags.md)."""

    _proof = "contract.json"
    _kind = "bags"

    @property
    def contract(self) -> dict[str, Any]:
        """The lens, the selection, and every count."""
        return self._json("contract.json")

    @property
    def counts(self) -> scipy.sparse.csr_matrix:
        """The distinct bags as counts, float64 of shape (n_bags, n_features)."""
        offsets, columns, values, _ = self._arrays
        return scipy.sparse.csr_matrix((values, columns, offsets), shape=(len(offsets) - 1, len(self.feature_names)))

    @property
    def multiplicities(self) -> npt.NDArray[np.uint32]:
        """How many objects have each bag: the estimators' sample_weight."""
        multiplicities: npt.NDArray[np.uint32] = self._arrays[3]
        return multiplicities

    @cached_property
    def feature_names(self) -> list[str]:
        """The columns' names. Their content is telemetry, which attackers write."""
        return _tables.read_texts(glob.escape(str(self.folder / "features.parquet")), "name")

    @property
    def members(self) -> Table:
        """A row for each selected process, with its bag."""
        return self._table("members")

    @cached_property
    def _arrays(self) -> tuple[Any, ...]:
        return _tables.read_bags(glob.escape(str(self.folder / "bags.parquet")), len(self.feature_names))


class Audit(_Result):
    """A finished audit: a folder OUT/audit (docs/audit.md)."""

    _proof = "audit.json"
    _kind = "audit"

    @property
    def summary(self) -> dict[str, Any]:
        """Every count."""
        return self._json("audit.json")

    @property
    def page(self) -> Path:
        """The audit as a page."""
        return self.folder / "audit.html"

    @property
    def lineage(self) -> Table:
        """State, flags and rebuilt lineage of every record."""
        return self._table("lineage")

    @property
    def anomalies(self) -> Table:
        """The records with flags."""
        return self._table("anomalies")


class Hunt(_Result):
    """A finished hunt: a folder OUT/hunt (docs/hunt.md)."""

    _proof = "hunt.json"
    _kind = "hunt"

    @property
    def summary(self) -> dict[str, Any]:
        """What was compared with what, and the findings."""
        return self._json("hunt.json")

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Groups of processes with the same reasons, most surprising first."""
        found: list[dict[str, Any]] = self.summary["findings"]
        return found

    @property
    def page(self) -> Path:
        """The list of findings as a page."""
        return self.folder / "hunt.html"

    @property
    def processes(self) -> Table:
        """Every process with its novelty and each term of it."""
        return self._table("processes")


def evaluate(scores: StrPath, labels: StrPath, **options: Any) -> dict[str, Any]:
    """How well a score ranks labelled processes (docs/evaluate.md). Options are those of `proclens evaluate`."""
    arguments = ["evaluate", _program.path(scores), f"--labels={os.fspath(labels)}", *_program.options(options)]
    summary: dict[str, Any] = _program.run(arguments)
    return summary
