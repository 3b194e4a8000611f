"""pySigma's SQLite backend, adapted to DuckDB.

Sigma compares texts without regard to case; a field that an event lacks matches nothing. Regular expressions are
RE2's, which take linear time whatever the rule and the telemetry.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sigma.backends.sqlite.sqlite import sqliteBackend
from sigma.conditions import ConditionAND, ConditionFieldEqualsValueExpression, ConditionNOT, ConditionOR
from sigma.types import SigmaExists, SigmaNull


class DuckDBBackend(sqliteBackend):
    """Conditions of DuckDB's SQL; every field is a text column."""

    wildcard_match_expression: ClassVar[str] = "{field} ILIKE '{value}' ESCAPE '\\'"
    contains_expression: ClassVar[str] = "{field} ILIKE '%{value}%' ESCAPE '\\'"
    re_expression: ClassVar[str] = "regexp_matches({field}, '{regex}')"
    collate_nocase: bool = True
    collation_expression: ClassVar[str] = "{expr} COLLATE NOCASE"
    bool_expression: ClassVar[str] = "{field} IN ({value}, '{numeric_value}')"
    compare_op_expression: ClassVar[str] = "TRY_CAST({field} AS DOUBLE) {operator} {value}"
    null_safe_expression: ClassVar[str] = "COALESCE({expr}, false)"
    field_equals_field_startswith_expression: ClassVar[str | None] = "starts_with(lower({field1}), lower({field2}))"
    field_equals_field_endswith_expression: ClassVar[str | None] = "ends_with(lower({field1}), lower({field2}))"
    field_equals_field_contains_expression: ClassVar[str | None] = "contains(lower({field1}), lower({field2}))"
    field_timestamp_part_expression: ClassVar[str | None] = None

    def escape_and_quote_field(self, field: str) -> str:
        return '"' + field.replace('"', '""') + '"'

    def convert_condition_field_eq_val_num(self, cond: Any, state: Any) -> str:
        return f"{self.escape_and_quote_field(cond.field)} = '{cond.value}'"

    def finalize_query_default(self, rule: Any, query: Any, index: int, state: Any) -> Any:
        return query


def missing_fields(condition: Any, fields: frozenset[str]) -> tuple[set[str], bool]:
    """The fields of a condition that are not among `fields` (in lower case), and whether it can be met without them.

    What is compared with a field that no event has is false.
    """
    missing: set[str] = set()

    def known(node: Any) -> bool | None:
        """Whether the node is true or false whatever the events are; None: that depends."""
        if isinstance(node, (ConditionAND, ConditionOR)):
            decisive = isinstance(node, ConditionOR)
            values = [known(part) for part in node.args]
            if decisive in values:
                return decisive
            return None if None in values else not decisive
        if isinstance(node, ConditionNOT):
            value = known(node.args[0])
            return None if value is None else not value
        if isinstance(node, ConditionFieldEqualsValueExpression):
            of_value = getattr(node.value, "field", None)  # of |fieldref
            lacking = {field for field in (node.field, of_value) if field and field.lower() not in fields}
            missing.update(lacking)
            if isinstance(node.value, (SigmaNull, SigmaExists)):
                return None
            return False if lacking else None
        return None

    return missing, known(condition) is not False
