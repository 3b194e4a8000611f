#!/usr/bin/env python3
"""Compares `proclens import` with DuckDB's own read_json on the same lines, in one run, and ten times the lines with the
original number.

  import_speed.py PROCLENS -o TABLE.md [--runs 3] [--kept-of NAME=RECORDING.json …] NAME=LINES.json …

Whole commands are compared: `duckdb -c "CREATE TABLE … FROM read_json(…)"`, which keeps a table of the lines in
memory and writes nothing, and the import, from the lines to the three tables of a dataset. For reference there are also
read_json writing Parquet, and read_json called from Python, timed without any start-up. All use all cores and take turns,
since a machine's speed varies. --kept-of makes a log of the lines of a recording that the import keeps, repeated eight
times with different hosts; the same events are imported as XML, too. For each log another one is made with ten copies of it, each with different hosts, and only the
import is measured: its memory must stay the same. Exit code 1 if the import is slower or its peak grows by more than a fifth.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import duckdb_cli

SELECT = "FROM read_json('%s', format='newline_delimited', ignore_errors=true)"

IN_PYTHON = """
import duckdb, json, os, resource, sys, time
begin = time.perf_counter()
duckdb.sql("SET threads = %d" % os.cpu_count())
duckdb.sql("CREATE TABLE line AS " + sys.argv[1])
wall = time.perf_counter() - begin
usage = resource.getrusage(resource.RUSAGE_SELF)
lines = duckdb.sql("SELECT count(*) FROM line").fetchall()[0][0]
print(json.dumps({"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss * 1024, "lines": lines}))
"""

KEPT_EVENTS = ("1", "5", "7")  # of Sysmon: start, end, image load
KEPT_COPIES = 8
SYSTEM_FIELDS = {"EventID", "Channel", "Hostname", "Message"}  # of a line; they are not data of the event in XML


def read_in_python(lines: Path) -> dict:
    return json.loads(subprocess.check_output([sys.executable, "-c", IN_PYTHON, SELECT % lines]))


def timed(command: list[str]) -> tuple[dict, bytes]:
    begin = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(command)} ended with {status}")
    cpu = usage.ru_utime + usage.ru_stime
    return {"wall": time.perf_counter() - begin, "cpu": cpu, "peak": usage.ru_maxrss * 1024}, output


def read_whole_command(statement: str) -> dict:
    program = Path(duckdb_cli.__file__).parent / "duckdb"
    program.chmod(0o755)  # wheels do not mark it as executable
    return timed([str(program), "-c", statement])[0]


def run_import(proclens: str, lines: Path, out: Path) -> dict:
    run, output = timed([proclens, "import", str(lines), "-o", str(out), "--json", "--quiet"])
    report = json.loads(output)
    return run | {"lines": report["files"][0]["records"], "processes": report["dataset"]["processes"]}


def measure(proclens: str, lines: Path, scratch: Path, runs: int) -> dict[str, dict]:
    """For each way to read the lines, the run with the median wall time."""
    ways = {
        "read_json called from Python": lambda: read_in_python(lines),
        "read_json to Parquet": lambda: read_whole_command(f"COPY ({SELECT % lines}) TO '{scratch / 'line.parquet'}'"),
        "read_json": lambda: read_whole_command(f"CREATE TABLE line AS {SELECT % lines}"),
        "proclens import": lambda: run_import(proclens, lines, scratch / "out"),
    }
    measured = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            measured[name].append(way())
    return {name: median(runs) for name, runs in measured.items()}


def median(runs: list[dict]) -> dict:
    return sorted(runs, key=lambda run: run["wall"])[(len(runs) - 1) // 2]


def is_kept(line: bytes) -> bool:
    try:
        event = json.loads(line)
    except ValueError:
        return False
    return event.get("Channel") == "Microsoft-Windows-Sysmon/Operational" and str(event.get("EventID")) in KEPT_EVENTS


def kept_of(recording: Path, target: Path) -> None:
    with recording.open("rb") as source:
        kept = [line for line in source if is_kept(line)]
    with target.open("wb") as out:
        for copy in range(KEPT_COPIES):
            out.writelines(of_other_host(line, copy) for line in kept)


def of_other_host(line: bytes, copy: int) -> bytes:
    """`"Hostname":"` is followed by a number."""
    return line.replace(b'"Hostname":"', b'"Hostname":"%d' % copy, 1)


def as_xml(lines: Path, target: Path) -> None:
    """The events as `wevtutil query-events /format:xml` writes them."""
    with lines.open("rb") as source, target.open("w", encoding="utf-8") as out:
        for line in source:
            event = json.loads(line)
            system = (
                "<Provider Name='Microsoft-Windows-Sysmon' Guid='{5770385f-c22a-43e0-bf4c-06f5698ffbd9}'/>"
                f"<EventID>{event['EventID']}</EventID><Version>5</Version><Level>4</Level><Opcode>0</Opcode>"
                f"<TimeCreated SystemTime='{event['UtcTime'].replace(' ', 'T')}Z'/>"
                f"<Channel>{event['Channel']}</Channel><Computer>{escape(event['Hostname'])}</Computer>"
                "<Security UserID='S-1-5-18'/>"
            )
            data = "".join(
                f"<Data Name='{name}'>{escape(str(value))}</Data>"
                for name, value in event.items()
                if name not in SYSTEM_FIELDS
            )
            out.write(
                "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>"
                f"<System>{system}</System><EventData>{data}</EventData></Event>\n"
            )


def ten_times(lines: Path, target: Path) -> None:
    """Ten copies, each with its own hosts."""
    with target.open("wb") as out:
        for copy in range(10):
            with lines.open("rb") as source:
                out.writelines(of_other_host(line, copy) for line in source)


def row(name: str, lines: int, run: dict, bytes_read: int) -> str:
    return (
        f"| {name} | {lines:,} | {bytes_read / 1e6:,.0f} | {run['wall']:.2f} | {run['cpu']:.2f} | "
        f"{bytes_read / 1e6 / run['wall']:,.0f} | {run['peak'] / 1e6:,.0f} |"
    )


def named_logs(arguments: argparse.Namespace, scratch: Path) -> Iterator[tuple[str, Path]]:
    for log in arguments.logs:
        name, _, path = log.partition("=")
        yield name, Path(path)
    for number, recording in enumerate(arguments.kept_of):
        name, _, path = recording.partition("=")
        lines = scratch / f"kept{number}.json"
        kept_of(Path(path), lines)
        yield name, lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("proclens")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--kept-of", action="append", default=[], metavar="NAME=RECORDING.json")
    parser.add_argument("logs", nargs="*", metavar="NAME=LINES.json")
    arguments = parser.parse_intermixed_args()
    table = [
        "| what | lines | MB | wall s | CPU s | MB/s | peak MB |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    missed = []
    with tempfile.TemporaryDirectory(dir=arguments.out.parent) as scratch_name:
        scratch = Path(scratch_name)
        for name, lines in named_logs(arguments, scratch):
            measured = measure(arguments.proclens, lines, scratch, arguments.runs)
            ours, theirs = measured["proclens import"], measured["read_json"]
            read = measured["read_json called from Python"]["lines"]
            if ours["lines"] != read:
                print(f"{name}: {ours['lines']} records, but read_json has {read} lines", file=sys.stderr)
            many = scratch / "ten.json"
            ten_times(lines, many)
            tenfold = run_import(arguments.proclens, many, scratch / "out")
            if lines.parent == scratch:  # only events that are kept
                xml = scratch / "kept.xml"
                as_xml(lines, xml)
                run = median([run_import(arguments.proclens, xml, scratch / "out") for _ in range(arguments.runs)])
                if (run["lines"], run["processes"]) != (ours["lines"], ours["processes"]):
                    missed.append(f"{name} as XML gives other events or processes")
                table.append(row(f"{name}, as XML: proclens import", run["lines"], run, xml.stat().st_size))
            for way, run in measured.items():
                table.append(row(f"{name}: {way}", read, run, lines.stat().st_size))
            table.append(
                row(f"{name}, ten times: proclens import", tenfold["lines"], tenfold, many.stat().st_size)
            )
            table.append(
                f"| {name}: read_json / import | | | {theirs['wall'] / ours['wall']:.1f}× | "
                f"{theirs['cpu'] / ours['cpu']:.1f}× | | ten times: {tenfold['peak'] / ours['peak']:.2f} |"
            )
            if ours["wall"] > theirs["wall"]:
                missed.append(f"{name} is slower than read_json")
            if tenfold["peak"] > 1.2 * ours["peak"]:
                missed.append(f"{name}: ten times the lines take {tenfold['peak'] / ours['peak']:.2f} times the memory")
    arguments.out.write_text("\n".join(table) + "\n")
    print("\n".join(table))
    for miss in missed:
        print(f"import: {miss}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
