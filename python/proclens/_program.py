"""Runs the command-line program that the package brings along."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

_RESERVED = frozenset({"help", "json", "output", "quiet", "version"})


class ProclensError(Exception):
    """What the program could not do, in its words: what is wrong, and what to do about it.

    Attributes
    ----------
    exit_code : int
        1: a problem with the data, 2: with an option, 3: with the machine (memory, disk).

    """

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def program() -> Path:
    """Where the program is."""
    path = Path(__file__).parent / "bin" / "proclens"
    if not path.exists():
        raise ProclensError(f"{path} is missing. Install the package again: pip install --force-reinstall proclens", 3)
    return path


def main() -> NoReturn:
    """The command `proclens`: replaces the interpreter by the program."""
    path = program()
    os.execv(path, [str(path), *sys.argv[1:]])


def path(given: str | os.PathLike[str]) -> str:
    """A path as an argument that is not taken for an option."""
    text = os.fspath(given)
    return f"./{text}" if text.startswith("-") else text


def options(given: dict[str, Any]) -> list[str]:
    """Keyword arguments as options: min_cluster_size=5 is --min-cluster-size 5, True a flag, a list a repeated option.

    None and False leave an option out. The program says which names and values it does not know.
    """
    arguments: list[str] = []
    for name, value in given.items():
        option = "--" + name.replace("_", "-")
        if value is None or value is False:
            continue
        if name in _RESERVED:
            raise ValueError(f"{name} is no option here: the package sets {option} itself")
        if value is True:
            arguments.append(option)
        elif isinstance(value, (list, tuple, set, frozenset)):
            for one in sorted(value, key=str) if isinstance(value, (set, frozenset)) else value:
                arguments.append(f"{option}={_text(one)}")
        else:
            arguments.append(f"{option}={_text(value)}")
    return arguments


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return os.fspath(value) if isinstance(value, os.PathLike) else str(value)


def run(arguments: Sequence[str | os.PathLike[str]], *, progress: bool = False, summary: bool = True) -> Any:
    """Runs a command and returns its summary, the parsed output of --json; summary: whether it has one.

    progress: whether it reports its stages on standard error. Raises ProclensError. Ctrl-C stops the command, which
    leaves nothing half-written.
    """
    command = [str(program()), *(os.fspath(argument) for argument in arguments)]
    if summary:
        command.append("--json")
    if not progress:
        command.append("--quiet")
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace"
    ) as process:
        try:
            output, complaints = _communicate(process, progress)
        except BaseException:
            process.send_signal(signal.SIGINT)
            process.communicate()
            raise
    if process.returncode != 0:
        raise ProclensError(_message(complaints, process.returncode), process.returncode)
    return json.loads(output) if summary else None


def _communicate(process: subprocess.Popen[str], progress: bool) -> tuple[str, str]:
    """What the process writes; standard error is passed on meanwhile if progress is shown."""
    if not progress or process.stderr is None:
        return process.communicate()
    import threading

    complaints: list[str] = []

    def pass_on(lines: Iterable[str]) -> None:
        for line in lines:
            complaints.append(line)
            sys.stderr.write(line)

    reader = threading.Thread(target=pass_on, args=(process.stderr,), daemon=True)
    reader.start()
    output = process.stdout.read() if process.stdout else ""
    reader.join()
    process.wait()
    return output, "".join(complaints)


def _message(complaints: str, code: int) -> str:
    """The program's error, which ends what it wrote: a line that names the problem and one with the remedy."""
    lines = complaints.strip().splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("proclens: ")]
    if not starts:
        return " ".join(lines) or f"the program ended with {code}"
    what, *remedy = (line.strip() for line in lines[starts[-1] :])
    message = what.removeprefix("proclens: ")
    end = "" if message.endswith((".", "?", "!")) else "."
    return f"{message}{end} {' '.join(remedy)}" if remedy else message
