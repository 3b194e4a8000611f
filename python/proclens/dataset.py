"""Datasets: opened, made from logs or tables, and what can be asked of them."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from proclens import _program, results, tables

StrPath = str | os.PathLike[str]


class Dataset:
    """A folder of tables in the stdview layout (docs/dataset.md): `process`, `process_path`, `process_image_load`, …

    Its methods take the options of the command of the same name as keyword arguments (`proclens map --help`):
    `min_cluster_size=5` is `--min-cluster-size 5`, `keep_sensors=True` is `--keep-sensors`, `host=["a", "b"]` a
    repeated option. Results are those of the program, byte for byte. Without `out` they go to a temporary folder, which
    is removed with the object returned. Every method raises `ProclensError`.
    """

    def __init__(self, folder: StrPath, *, _keep: object = None) -> None:
        self.folder = Path(folder)
        self._keep = _keep
        self.import_summary: Any = None
        """What `read_logs` read and left out; None for a dataset that was opened."""
        if not self.folder.is_dir():
            raise _program.ProclensError(f"{self.folder} is not a folder. Give the folder of a dataset", 1)

    @classmethod
    def open(cls, folder: StrPath) -> Dataset:
        """The dataset in a folder."""
        return cls(folder)

    @classmethod
    def from_tables(cls, folder: StrPath, **given: Any) -> Dataset:
        """Writes a dataset from tables in memory.

        Each keyword names a table; its value is anything that speaks Arrow's PyCapsule interface (a DataFrame of
        pandas or Polars, a pyarrow.Table, a DuckDB relation): `Dataset.from_tables("data", process=frame)`.
        """
        if "process" not in given:
            raise ValueError("a dataset needs the table process: Dataset.from_tables(folder, process=…)")
        for name in given:
            if not re.fullmatch(r"[a-z_]+", name):
                raise ValueError(f"{name!r} cannot be the name of a table")
        path = Path(folder)
        path.mkdir(parents=True, exist_ok=True)
        for name, table in given.items():
            tables.write(table, path / f"{name}.parquet")
        return cls(path)

    def table(self, name: str) -> tables.Table:
        """One of its tables: `NAME.parquet`, as a file or a folder, or a folder `NAME`."""
        for path in (self.folder / f"{name}.parquet", self.folder / name):
            if path.exists():
                return tables.Table(path, _keep=self._keep)
        raise KeyError(f"{self.folder} has no table {name}; it has {', '.join(self.tables) or 'none'}")

    @property
    def tables(self) -> list[str]:
        """The names of its tables, sorted."""
        found = {
            entry.name.removesuffix(".parquet")
            for entry in self.folder.iterdir()
            if entry.suffix == ".parquet" or (entry.is_dir() and any(entry.rglob("*.parquet")))
        }
        return sorted(found)

    def audit(self, out: StrPath | None = None, *, progress: bool = False, **options: Any) -> results.Audit:
        """Which records can be trusted, and why not the others."""
        folder, keep = _output(out)
        self._run("audit", folder, options, progress)
        return results.Audit(folder / "audit", _keep=keep)

    def map(
        self, lens: str = "images", out: StrPath | None = None, *, progress: bool = False, **options: Any
    ) -> results.Map:
        """Draws a map through one lens: 'images', 'commands', 'hosts', 'network', …, or the path of a .sql file."""
        folder, keep = _output(out)
        summary = self._run("map", folder, {"lens": lens, **options}, progress)
        page = Path((summary[0] if isinstance(summary, list) else summary)["page"])
        return results.Map(page.parent, _keep=keep)

    def count(
        self, lens: str = "images", out: StrPath | None = None, *, progress: bool = False, **options: Any
    ) -> results.Bags:
        """Counts the bags that a map would be made from, as a SciPy matrix and files."""
        folder, keep = _output(out)
        folder = folder if out is not None else folder / "bags"
        self._run("count", folder, {"lens": lens, **options}, progress)
        return results.Bags(folder, _keep=keep)

    def hunt(
        self,
        out: StrPath | None = None,
        *,
        baseline: StrPath | None = None,
        map: results.Map | StrPath | None = None,
        progress: bool = False,
        **options: Any,
    ) -> results.Hunt:
        """Which processes are new or rare, with reasons: against a baseline, or each against the other hosts."""
        folder, keep = _output(out)
        onto = map.folder if isinstance(map, results.Map) else map
        self._run("hunt", folder, {"baseline": baseline, "map": onto, **options}, progress)
        return results.Hunt(folder / "hunt", _keep=keep)

    def baseline(self, out: StrPath, *, add: bool = False, progress: bool = False, **options: Any) -> Path:
        """Counts what is normal, for `hunt(baseline=…)`; add: adds to the baseline that is there."""
        self._run("baseline", Path(out), {"add": add, **options}, progress)
        return Path(out)

    def place(
        self, onto: results.Map | StrPath, out: StrPath | None = None, *, progress: bool = False, **options: Any
    ) -> results.Map:
        """Places these processes on a finished map without moving its points."""
        folder, keep = _output(out)
        old = onto.folder if isinstance(onto, results.Map) else Path(onto)
        summary = self._run("map", folder, {"onto": old, **options}, progress)
        page = Path((summary[0] if isinstance(summary, list) else summary)["page"])
        return results.Map(page.parent, _keep=keep)

    def _run(self, command: str, out: Path, options: dict[str, Any], progress: bool) -> Any:
        arguments = [command, _program.path(self.folder), f"--output={os.fspath(out)}", *_program.options(options)]
        return _program.run(arguments, progress=progress)

    def __repr__(self) -> str:
        return f"Dataset({str(self.folder)!r})"


def read_logs(
    paths: StrPath | Sequence[StrPath], out: StrPath | None = None, *, progress: bool = False, **options: Any
) -> Dataset:
    """Makes a dataset from logs: Sysmon and others, as EVTX, JSON, XML or CSV, compressed or not (docs/import.md).

    out: folder for the dataset, which must not exist; without it a temporary one, removed with the object returned.
    Options are those of `proclens import`. `Dataset.import_summary` says what was read and what was left out.
    """
    sources = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    folder, keep = _output(out)
    folder = folder if out is not None else folder / "dataset"
    arguments = [
        "import",
        *(_program.path(source) for source in sources),
        f"--output={os.fspath(folder)}",
        *_program.options(options),
    ]
    summary = _program.run(arguments, progress=progress)
    dataset = Dataset(folder, _keep=keep)
    dataset.import_summary = summary
    return dataset


def demo(folder: StrPath | None = None, *, processes: int = 30000, **options: Any) -> Dataset:
    """Writes an example dataset (docs/demo.md): an office of Windows machines, with a small intrusion and its truth.

    folder: new, empty, or an earlier example; without it a temporary one, removed with the object returned.
    """
    target, keep = _output(folder)
    target = target if folder is not None else target / "office"
    arguments = ["demo", _program.path(target), *_program.options({"processes": processes, **options})]
    _program.run(arguments, summary=False)
    return Dataset(target, _keep=keep)


def _output(out: StrPath | None) -> tuple[Path, object]:
    """The folder for results, and what must be kept as long as they are needed."""
    if out is not None:
        return Path(out), None
    temporary = tempfile.TemporaryDirectory(prefix="proclens-")
    return Path(temporary.name), temporary
