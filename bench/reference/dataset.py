"""Reads what the Python stack needs from a stdview dataset: tables, distinct command lines and their tokens."""

import shlex
from pathlib import Path

import duckdb

SENSOR_LINEAGES = ("wintap", "amazon-ssm", "ssm-")


def table_source(dataset: Path, table: str) -> str | None:
    """The SQL that reads a table of a stdview dataset: NAME.parquet as a file or folder, or a folder NAME."""
    for path in (dataset / f"{table}.parquet", dataset / table):
        if path.is_file():
            return f"read_parquet('{path}')"
        if path.is_dir():
            return f"read_parquet('{path}/**/*.parquet', union_by_name = true)"
    return None


def excluded_hashes(dataset: Path, exclude_lineage=SENSOR_LINEAGES) -> str:
    """The SQL that selects the processes whose lineage contains one of the patterns."""
    lineages = table_source(dataset, "process_path")
    if not lineages or not exclude_lineage:
        return "SELECT NULL WHERE false"
    patterns = " OR ".join(f"contains(lower(ptree), '{pattern}')" for pattern in exclude_lineage)
    return f"SELECT pid_hash FROM {lineages} WHERE pid_hash IS NOT NULL AND ({patterns})"


def command_lines(dataset: Path, exclude_lineage=SENSOR_LINEAGES) -> list[str]:
    """The distinct lines of the processes that a map without options selects, sorted."""
    return [
        line
        for (line,) in duckdb.sql(
            f"""
            SELECT DISTINCT nullif(trim(
                coalesce('"' || coalesce(nullif(process_path, ''), nullif(process_name, '')) || '" ', '')
                || coalesce(args, '')), '') AS line
            FROM {table_source(dataset, "process")}
            WHERE pid_hash <> '' AND (args <> '' OR process_started IS NOT NULL)
              AND pid_hash NOT IN ({excluded_hashes(dataset, exclude_lineage)})
            ORDER BY 1
            """
        ).fetchall()
        if line is not None
    ]


def tokens_of(line: str) -> list[str]:
    """shlex.split(line, posix=False), except that an open quote reaches to the end of the line."""
    lexer = shlex.shlex(line, posix=False)
    lexer.whitespace_split = True
    lexer.commenters = ""
    tokens = []
    try:
        tokens.extend(iter(lexer))
    except ValueError:
        tokens.append(lexer.token)
    return tokens
