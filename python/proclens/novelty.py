"""How surprising processes are against what is normal."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from proclens.dataset import Dataset
from proclens.results import Hunt


class Novelty:
    """Counts what is normal and holds processes against it: `proclens baseline` and `hunt` with an estimator's methods.

    A baseline may grow day by day; counting days one by one gives the same bytes as counting them at once. Options are
    those of the commands, such as keep_sensors=True.

    Attributes
    ----------
    baseline_ : Path
        The folder of the baseline: the program reads it, too.
    """

    def __init__(self, folder: str | Path | None = None, **options: Any) -> None:
        self.folder = folder
        self.options = options

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The folder and every option that was given, as scikit-learn's `clone` asks for them."""
        return {"folder": self.folder, **self.options}

    def set_params(self, **params: Any) -> Novelty:
        """Replaces the folder or single options."""
        if "folder" in params:
            self.folder = params.pop("folder")
        self.options = {**self.options, **params}
        return self

    def __getstate__(self) -> dict[str, Any]:
        if getattr(self, "_keep", None) is not None:
            raise ValueError("this Novelty's baseline is in a temporary folder: give it a folder before it is pickled")
        return self.__dict__

    def fit(self, datasets: Dataset | Sequence[Dataset]) -> Novelty:
        """Counts what is normal in datasets that have no process in common."""
        self._keep = tempfile.TemporaryDirectory(prefix="proclens-") if self.folder is None else None
        self.baseline_ = Path(self._keep.name) / "baseline" if self._keep else Path(str(self.folder))
        first, *others = [datasets] if isinstance(datasets, Dataset) else datasets
        first.baseline(self.baseline_, **self.options)
        for dataset in others:
            self.partial_fit(dataset)
        return self

    def partial_fit(self, dataset: Dataset) -> Novelty:
        """Adds a dataset, such as a further day, to what is normal."""
        if not hasattr(self, "baseline_"):
            return self.fit(dataset)
        dataset.baseline(self.baseline_, add=True, **self.options)
        return self

    def hunt(self, dataset: Dataset, **options: Any) -> Hunt:
        """Holds a dataset's processes against what is normal: novelty, terms and reasons of each."""
        if not hasattr(self, "baseline_"):
            raise ValueError("this Novelty is not fitted yet: call fit with a dataset of normal days first")
        return dataset.hunt(baseline=self.baseline_, **{**self.options, **options})
