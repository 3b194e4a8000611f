"""The fields that Sigma names, made of a dataset's tables.

One view per kind of event, with a text column for each field (https://sigmahq.io/docs/basics/log-sources.html; the
names are Sysmon's) and `pid_hash`, the process that the row is about. A dataset keeps arguments without the program in
front of them, so `CommandLine` is the path of the program, a space, and the arguments.
"""

from __future__ import annotations

from typing import Any

from proclens.dataset import Dataset

# Category of Sigma → (view, condition that selects its rows).
CATEGORIES: dict[str, tuple[str, str]] = {
    "process_creation": ("process_event", "true"),
    "image_load": ("image_event", "true"),
    "network_connection": ("network_event", "true"),
    "dns_query": ("dns_event", "true"),
    "file_event": ("file_event", "\"activity_type\" IN ('CREATE', 'WRITE')"),
    "file_change": ("file_event", "\"activity_type\" = 'SETINFO'"),
    "file_access": ("file_event", "\"activity_type\" = 'READ'"),
    "file_delete": ("file_event", "\"activity_type\" = 'DELETE'"),
    "file_rename": ("file_event", "\"activity_type\" = 'RENAME'"),
    "registry_add": ("registry_event", "\"activity_type\" = 'CREATEKEY'"),
    "registry_delete": ("registry_event", "\"activity_type\" IN ('DELETEKEY', 'DELETEVALUE')"),
    "registry_set": ("registry_event", "\"activity_type\" = 'WRITE'"),
    "registry_rename": ("registry_event", "\"activity_type\" = 'RENAME'"),
    "registry_event": ("registry_event", "true"),
}

_TABLE_OF_VIEW = {
    "process_event": "process",
    "image_event": "process_image_load",
    "network_event": "process_net_conn",
    "dns_event": "process_net_conn",
    "file_event": "process_file",
    "registry_event": "process_registry",
}

_PROCESS_COLUMNS = (
    "pid_hash parent_pid_hash hostname os_pid process_name process_path args user_name file_md5 file_sha2 imphash "
    "original_file_name company product file_version integrity_level logon_id current_directory parent_process_name "
    "parent_args"
)

# Of the process itself; its events have these, too, although Sysmon records some of them only when it starts.
_OF_PROCESS = {
    "Computer": "p.hostname",
    "Image": "p.path",
    "CommandLine": "p.line",
    "ProcessId": "p.os_pid",
    "User": "p.user_name",
    "OriginalFileName": "p.original_file_name",
    "Company": "p.company",
    "Product": "p.product",
    "FileVersion": "p.file_version",
    "IntegrityLevel": "p.integrity_level",
    "LogonId": "p.logon_id",
    "CurrentDirectory": "p.current_directory",
    "Hashes": "p.hashes",
    "ParentImage": "coalesce(q.path, p.recorded_parent)",
    "ParentCommandLine": "coalesce(q.line, p.recorded_parent_line)",
    "ParentUser": "q.user_name",
}

_OF_IMAGE = {
    "ImageLoaded": "e.filename",
    "Signed": "CAST(e.signed AS VARCHAR)",
    "Signature": "e.signature",
    "SignatureStatus": "e.signature_status",
    "OriginalFileName": "e.original_file_name",
    "Hashes": "nullif(concat_ws(',', 'MD5=' || upper(e.file_md5), 'SHA256=' || upper(e.file_sha2)), '')",
    "Company": "NULL",
    "Product": "NULL",
    "FileVersion": "NULL",
}

# A connection has the port of the service: the remote one where the process connected.
_INITIATED = "e.remote_port IS NOT NULL"
_OF_CONNECTION = {
    "Protocol": "e.protocol",
    "Initiated": f"CASE WHEN {_INITIATED} THEN 'true' WHEN e.local_port IS NOT NULL THEN 'false' END",
    "DestinationIp": f"CASE WHEN {_INITIATED} THEN e.remote_ip_addr ELSE e.local_ip_addr END",
    "DestinationPort": "coalesce(e.remote_port, e.local_port)",
    "SourceIp": f"CASE WHEN {_INITIATED} THEN e.local_ip_addr ELSE e.remote_ip_addr END",
}

_OF_REGISTRY = {
    "TargetObject": "concat_ws('\\', e.reg_path, e.reg_value)",
    "Details": "e.reg_data",
    "EventType": "CASE e.activity_type WHEN 'CREATEKEY' THEN 'CreateKey' WHEN 'DELETEKEY' THEN 'DeleteKey' "
    "WHEN 'WRITE' THEN 'SetValue' WHEN 'DELETEVALUE' THEN 'DeleteValue' WHEN 'RENAME' THEN 'RenameKey' END",
    "NewName": "CASE WHEN e.activity_type = 'RENAME' THEN e.reg_data END",
}

# Fields that describe a load and its program: rules seldom ask for others.
_KIND_OF_LOAD = frozenset(map(str.lower, [*_OF_IMAGE, "Image"]))

_OF_VIEW: dict[str, tuple[str, dict[str, str], str]] = {
    "image_event": ("filename signed signature signature_status original_file_name file_md5 file_sha2", _OF_IMAGE, ""),
    "network_event": (
        "protocol local_ip_addr local_port remote_ip_addr remote_port",
        _OF_CONNECTION,
        "WHERE e.protocol IS DISTINCT FROM 'dns'",
    ),
    "dns_event": ("protocol remote_ip_addr", {"QueryName": "e.remote_ip_addr"}, "WHERE e.protocol = 'dns'"),
    "file_event": ("filename activity_type", {"TargetFilename": "e.filename"}, ""),
    "registry_event": ("reg_path reg_value reg_data activity_type", _OF_REGISTRY, ""),
}


class FieldViews:
    """The views in a DuckDB connection, which from then on reads no files and has no setting that can be changed."""

    def __init__(self, connection: Any, dataset: Dataset) -> None:
        self._connection = connection
        self._fields: dict[str, frozenset[str]] = {}
        self._columns: dict[str, frozenset[str]] = {}
        present = set(dataset.tables)
        self._table("process", dataset, _PROCESS_COLUMNS)
        for table in present.intersection(_TABLE_OF_VIEW.values()) - {"process"}:
            columns = " ".join(of[0] for view, of in _OF_VIEW.items() if _TABLE_OF_VIEW[view] == table)
            self._table(table, dataset, "pid_hash " + columns)
        self._make_processes()
        self._make("process_event", "FROM p LEFT JOIN p q ON q.pid_hash = p.parent_pid_hash", _OF_PROCESS, "")
        for view, (columns, of_event, condition) in _OF_VIEW.items():
            if _TABLE_OF_VIEW[view] not in present:
                continue
            kind = ", e.activity_type" if "activity_type" in columns.split() else ""
            source = (
                f"FROM {_TABLE_OF_VIEW[view]} e JOIN p ON p.pid_hash = upper(e.pid_hash) "
                f"LEFT JOIN p q ON q.pid_hash = p.parent_pid_hash {condition}"
            )
            self._make(view, source, {**_OF_PROCESS, **of_event}, kind)
        if "image_event" in self._fields:
            self._number_kinds()
        connection.execute("SET enable_external_access = false; SET lock_configuration = true")

    def table_lacking(self, view: str) -> str | None:
        """The table of the dataset that a view needs and the dataset lacks."""
        return None if view in self._fields else _TABLE_OF_VIEW[view]

    def fields(self, view: str) -> frozenset[str]:
        """The fields of which at least one row has a value, in lower case."""
        return self._fields[view]

    def columns(self, view: str) -> frozenset[str]:
        """All fields of a view, in lower case."""
        return self._columns[view]

    def source(self, view: str, fields: frozenset[str]) -> str:
        """The table in which a rule with these fields (in lower case) looks.

        That is the view, or `image_kind`, whose rows are distinct loads: load_kind(pid_hash, kind) says whose.
        """
        return "image_kind" if view == "image_event" and fields <= _KIND_OF_LOAD else view

    def _number_kinds(self) -> None:
        """image_kind: what loads have in common. There are a hundred times as many loads as kinds of them."""
        names = ", ".join(f'"{name}"' for name in sorted(_KIND_OF_LOAD))
        same = " AND ".join(f'k."{name}" IS NOT DISTINCT FROM e."{name}"' for name in sorted(_KIND_OF_LOAD))
        self._connection.execute(
            f"CREATE TEMP TABLE image_kind AS SELECT *, row_number() OVER () AS kind FROM "
            f"(SELECT DISTINCT {names} FROM image_event)"
        )
        self._connection.execute(
            "CREATE TEMP TABLE load_kind AS SELECT DISTINCT e.pid_hash, k.kind "
            f"FROM image_event e JOIN image_kind k ON {same}"
        )

    def _table(self, name: str, dataset: Dataset, columns: str) -> None:
        """A table of the dataset with all these columns; those that it lacks are NULL."""
        source = (
            f"read_parquet({literal(dataset.table(name).pattern)}, union_by_name = true, hive_partitioning = false)"
        )
        described = self._connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        present = {row[0].lower(): row[1] for row in described}
        chosen = [
            f'"{column}"' if column in present else f'CAST(NULL AS VARCHAR) AS "{column}"'
            for column in dict.fromkeys(columns.split())
        ]
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {', '.join(chosen)} FROM {source}")

    def _make_processes(self) -> None:
        """p: every process once, with its path, command line and hashes."""
        self._connection.execute(
            """
            CREATE TEMP TABLE p AS
            WITH known AS (
                SELECT * REPLACE (upper(pid_hash) AS pid_hash, upper(parent_pid_hash) AS parent_pid_hash),
                    coalesce(process_path, process_name) AS whole
                FROM process WHERE pid_hash IS NOT NULL
                QUALIFY row_number() OVER (PARTITION BY upper(pid_hash) ORDER BY args NULLS LAST, process_path) = 1
            )
            SELECT *,
                -- Rules end paths with '\\cmd.exe'; a name without a folder has to end in that, too.
                CASE WHEN contains(whole, '\\') OR contains(whole, '/') THEN whole ELSE '\\' || whole END AS path,
                concat_ws(' ', whole, args) AS line,
                '\\' || parent_process_name AS recorded_parent,
                concat_ws(' ', parent_process_name, parent_args) AS recorded_parent_line,
                nullif(concat_ws(',', 'MD5=' || upper(file_md5), 'SHA256=' || upper(file_sha2),
                    'IMPHASH=' || upper(imphash)), '') AS hashes
            FROM known
            """
        )

    def _make(self, view: str, source: str, fields: dict[str, str], more: str) -> None:
        columns = ", ".join(f'CAST({expression} AS VARCHAR) AS "{name}"' for name, expression in fields.items())
        self._connection.execute(f"CREATE TEMP TABLE {view} AS SELECT p.pid_hash, {columns}{more} {source}")
        counts = ", ".join(f'count("{name}")' for name in fields)
        row = self._connection.execute(f"SELECT {counts} FROM {view}").fetchone()
        self._columns[view] = frozenset(map(str.lower, fields))
        self._fields[view] = frozenset(name.lower() for name, count in zip(fields, row, strict=True) if count > 0)


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
