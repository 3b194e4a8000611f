"""Tables on disk, handed to other libraries by Arrow's C stream interface."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from proclens import _tables


class Table:
    """A table of a dataset or result: a Parquet file, or a folder of them. Nothing is read before it is asked for.

    Anything that speaks Arrow's PyCapsule interface takes it as it is: `pyarrow.table(t)`, `polars.DataFrame(t)`,
    `pandas.DataFrame.from_arrow(t)`, `duckdb.from_arrow(pyarrow.table(t))`.
    """

    def __init__(
        self, path: str | os.PathLike[str], columns: Sequence[str] | None = None, *, _keep: object = None
    ) -> None:
        self.path = Path(path)
        self._keep = _keep  # a temporary folder lives as long as its tables
        self._columns = None if columns is None else list(columns)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(_tables.columns_of(self.pattern, self._columns or []))

    def select(self, *columns: str) -> Table:
        """The same table with these columns only, in this order."""
        return Table(self.path, columns, _keep=self._keep)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A capsule with an Arrow stream of the rows, as the PyCapsule interface asks for."""
        return _tables.read_parquet(self.pattern, self._columns or [])

    def to_arrow(self) -> Any:
        """As pyarrow.Table, which needs PyArrow."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> Any:
        """As pandas.DataFrame, which needs pandas and PyArrow."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """As polars.DataFrame, which needs Polars."""
        import polars

        return polars.DataFrame(self)

    def __repr__(self) -> str:
        return f"Table({str(self.path)!r})"

    @property
    def pattern(self) -> str:
        """The path of its files, in which nothing but the wildcards that it needs is one."""
        literal = glob.escape(str(self.path))
        return f"{literal}/**/*.parquet" if self.path.is_dir() else literal


def write(table: Any, path: str | os.PathLike[str]) -> int:
    """Writes a table (anything with `__arrow_c_stream__`) to a Parquet file and returns the number of rows.

    The file appears whole or not at all, and replaces one of that name. Times with a zone are kept in microseconds, in
    UTC. Raises ValueError for columns without a name, or with names that differ only in case.
    """
    stream = getattr(table, "__arrow_c_stream__", None)
    if stream is None:
        lazy = " (collect() it first)" if hasattr(table, "collect") else ""
        raise TypeError(
            f"{type(table).__name__} is not a table that can be written{lazy}: pass something with __arrow_c_stream__,"
            " such as a DataFrame of pandas or Polars, or a pyarrow.Table"
        )
    return _tables.write_parquet(stream(), os.fspath(path))
