"""Runs rules over a dataset, and writes what they hit."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proclens.dataset import Dataset
from proclens.tables import Table

if TYPE_CHECKING:
    from proclens.sigma.fields import FieldViews
    from proclens.sigma.rules import ReadRule

_FILE = "sigma_labels.parquet"


@dataclass(frozen=True)
class RuleResult:
    """What became of one rule.

    Attributes
    ----------
    title, id, level, tactics : of the rule
    path : str
        The file that it is in, below the folder of rules.
    status : str
        "ran"; "lacks fields": it cannot be met without fields that the dataset lacks; "other": it is about events that
        a dataset does not hold; "unusable": it is broken, or uses what no query can express.
    reason : str
        Why it did not run; empty if it did.
    missing : tuple of str
        Fields that the rule names and the dataset lacks. A rule that ran treats them as absent: it may miss processes,
        or hit some that a filter by such a field would have left out.
    processes : int
        How many processes it hit.
    """

    title: str
    id: str
    level: str
    tactics: tuple[str, ...]
    path: str
    status: str
    reason: str = ""
    missing: tuple[str, ...] = ()
    processes: int = 0


@dataclass(frozen=True)
class SigmaScan:
    """What the rules hit.

    Attributes
    ----------
    rules : list of RuleResult
        One for each rule, or file that is none, in order of their paths.
    labels : Table
        The table `sigma_labels`: `entity` (pid_hash), `analytic_id` (the rule's title), `rule_id`, `severity` (its
        level), `tactic`. One row for each rule and process that it hit.
    """

    rules: list[RuleResult]
    labels: Table
    _keep: object = field(default=None, repr=False)

    @property
    def summary(self) -> dict[str, int]:
        """The number of rules by status, and of those that ran by whether they hit anything."""
        counts = Counter(rule.status for rule in self.rules)
        counts["hit"] = sum(rule.processes > 0 for rule in self.rules)
        return dict(counts)

    @property
    def lacking(self) -> dict[str, int]:
        """How many rules could not run for want of a field or table, by its name, the most frequent first."""
        counts = Counter(name for rule in self.rules if rule.status == "lacks fields" for name in rule.missing)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def hits(self) -> list[RuleResult]:
        """The rules that hit something, those that hit the fewest processes first: they say the most."""
        return sorted((rule for rule in self.rules if rule.processes), key=lambda rule: (rule.processes, rule.path))


def scan(
    dataset: Dataset,
    rules: str | os.PathLike[str],
    *,
    out: str | os.PathLike[str] | None = None,
    overwrite: bool = False,
    products: Iterable[str] = ("windows",),
) -> SigmaScan:
    """Runs Sigma rules over a dataset and writes its table `sigma_labels`, which `dataset.hunt()` reads.

    Parameters
    ----------
    dataset : Dataset
    rules : path
        A rule, or a folder whose .yml and .yaml files, at any depth, are rules.
    out : path, optional
        A Parquet file to write instead of the dataset's own table. `dataset.hunt(labels=…)` does not need it in the
        dataset, but takes another form (docs/hunt.md).
    overwrite : bool
        Whether a table of labels that is there already is replaced.
    products : iterable of str
        Rules for these products run, and rules for no product in particular.

    Raises
    ------
    ImportError
        Without the packages of `pip install 'proclens[sigma]'`.
    FileExistsError
        If the dataset has labels already and overwrite is false.
    ValueError
        If there are no rules.
    """
    try:
        import duckdb

        from proclens.sigma import backend, fields
        from proclens.sigma import rules as reading
    except ImportError as error:
        raise ImportError(f"{error}: scanning with Sigma rules needs pip install 'proclens[sigma]'") from error
    target = Path(out) if out is not None else dataset.folder / _FILE
    earlier = [path for path in (target, target.with_suffix("")) if path.exists()] if out is None else []
    if not overwrite and (earlier or target.exists()):
        raise FileExistsError(f"{(earlier or [target])[0]} is there already: pass overwrite=True to replace it")
    if any(path.is_dir() for path in earlier):
        raise FileExistsError(f"{earlier[0]} is a folder: remove it, or write to another file with out=")
    read = list(reading.read_rules(rules))
    if not read:
        raise ValueError(f"{os.fspath(rules)} holds no rules: give a folder with .yml files")
    wanted = {product.lower() for product in products}
    with tempfile.TemporaryDirectory(prefix="proclens-") as spill, duckdb.connect() as connection:
        connection.execute("SET temp_directory = " + fields.literal(spill))
        views = fields.FieldViews(connection, dataset)
        connection.execute("CREATE TEMP TABLE hit (rule INTEGER, entity VARCHAR)")
        converter = backend.DuckDBBackend()  # type: ignore[no-untyped-call]  # of pySigma
        results = [_run(connection, views, converter, number, rule, wanted) for number, rule in enumerate(read)]
        rows = connection.execute("SELECT rule, entity FROM hit ORDER BY rule, entity").fetchall()
    _write(target, read, rows)
    return SigmaScan(results, Table(target), dataset)


def _run(
    connection: Any, views: FieldViews, converter: Any, number: int, read: ReadRule, products: set[str]
) -> RuleResult:
    """Adds the processes that a rule hits to the table hit."""
    from sigma.exceptions import SigmaError

    from proclens.sigma.backend import missing_fields
    from proclens.sigma.fields import CATEGORIES

    def result(status: str, reason: str = "", missing: Iterable[str] = (), processes: int = 0) -> RuleResult:
        names = tuple(sorted(missing))
        return RuleResult(
            read.title, read.identifier, read.level, tuple(read.tactics), read.path, status, reason, names, processes
        )

    if read.rule is None:
        return result("unusable", read.reason)
    source = read.rule.logsource
    if source.product is not None and source.product.lower() not in products:
        return result("other", f"is about {source.product}")
    if source.category not in CATEGORIES:
        return result("other", f"is about events of another kind: {source.category or source.service or 'none'}")
    view, condition = CATEGORIES[source.category]
    if table := views.table_lacking(view):
        return result("lacks fields", f"needs the table {table}", [table])
    try:
        queries = converter.convert_rule(read.rule)
        parsed = [part.parsed for part in read.rule.detection.parsed_condition]
    except (SigmaError, NotImplementedError, ValueError, TypeError, AttributeError, RecursionError) as error:
        return result("unusable", "cannot be made a query: " + " ".join(str(error).split())[:300])
    missing: set[str] = set()
    possible = []
    for query, tree in zip(queries, parsed, strict=True):
        lacking, can_be_met = missing_fields(tree, views.fields(view))
        missing |= lacking
        if can_be_met:
            possible.append(f"({query})")
    if not possible:
        return result("lacks fields", "needs " + ", ".join(sorted(missing)), missing)
    absent = sorted(name for name in missing if name.lower() not in views.columns(view))
    empty = "".join(f", CAST(NULL AS VARCHAR) AS {converter.escape_and_quote_field(name)}" for name in absent)
    used = frozenset(name.lower() for name in converter.required_fields(read.rule))
    table = views.source(view, used - {name.lower() for name in absent})
    found = f"FROM (SELECT *{empty} FROM {table}) WHERE {condition} AND ({' OR '.join(possible)})"
    if table == "image_kind":
        found = f"FROM load_kind SEMI JOIN (SELECT kind {found}) USING (kind)"
    try:
        connection.execute(f"INSERT INTO hit SELECT DISTINCT {number}, pid_hash {found}")
    except connection_error() as error:
        return result("unusable", "cannot be run: " + " ".join(str(error).split())[:300], missing)
    hit = connection.execute("SELECT count(*) FROM hit WHERE rule = ?", [number]).fetchone()[0]
    return result("ran", missing=missing, processes=hit)


def connection_error() -> type[Exception]:
    """What DuckDB raises."""
    import duckdb

    error: type[Exception] = duckdb.Error
    return error


def _write(target: Path, read: list[ReadRule], rows: list[tuple[int, str]]) -> None:
    import pyarrow

    from proclens import tables

    def column(values: Iterable[str]) -> Any:
        return pyarrow.array([value or None for value in values], pyarrow.string())

    titles = [rule.title or rule.identifier or rule.path for rule in read]
    table = pyarrow.table(
        {
            "entity": column(entity for _, entity in rows),
            "analytic_id": column(titles[number] for number, _ in rows),
            "rule_id": column(read[number].identifier for number, _ in rows),
            "severity": column(read[number].level for number, _ in rows),
            "tactic": column(", ".join(read[number].tactics) for number, _ in rows),
        }
    )
    tables.write(table, target)
