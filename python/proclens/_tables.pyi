"""Parquet files to and from Arrow's C stream interface."""

from typing import Any

import numpy as np
import numpy.typing as npt

def read_bags(
    bags: str,
    feature_count: int,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.float64], npt.NDArray[np.uint32]]:
    """(offsets, columns, counts, multiplicities) of the distinct bags in a bags.parquet, as CSR rows."""

def read_texts(file: str, column: str) -> list[Any]:
    """A column of text; None for NULL."""

def read_parquet(file: str, columns: list[str], threads: int = 0) -> object:
    """A capsule "arrow_array_stream" with the rows of a Parquet file, or of all that a pattern matches.

    columns: those to read, in this order; all if empty. Raises ValueError, naming the file.
    """

def columns_of(file: str, columns: list[str]) -> list[str]:
    """The names of the columns that `read_parquet` would give."""

def write_parquet(capsule: object, file: str, threads: int = 0) -> int:
    """Reads the stream in a capsule to its end and writes it to a Parquet file; returns the number of rows.

    The file appears whole or not at all. Raises ValueError for what is wrong with the stream, OSError with the file.
    """
