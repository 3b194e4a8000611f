#!/usr/bin/env python3
"""Prints how many tests passed, failed and were skipped, as the last line of `make test`.

  count_tests.py FOLDER EXIT_CODE

FOLDER holds the JUnit files of ctest (ctest.xml) and of the test programs (everything else). Those of ctest's tests that
run many tests are counted by these: a test program by its own file, vitest and node by the totals that they print.
EXIT_CODE is that of the run: if it is not 0 without any failed test, a part failed before it tested anything, which
counts as one failure.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

NODE = re.compile(r"^(?:#|\u2139) (pass|fail|cancelled|skipped|todo) (\d+)$", re.MULTILINE)
VITEST = re.compile(r"^\s*Tests\s+(.*)\(\d+\)\s*$", re.MULTILINE)
COLOUR = re.compile(r"\[NON-XML-CHAR-0x1B\]\[[0-9;]*m")  # as ctest writes it
MEANING = {"pass": "passed", "fail": "failed", "cancelled": "failed", "todo": "skipped"}


def outcome(case: ElementTree.Element) -> str:
    if case.find("failure") is not None or case.find("error") is not None or case.get("status") == "fail":
        return "failed"
    skipped = case.find("skipped") is not None or case.get("result") in ("skipped", "suppressed")
    return "skipped" if skipped or case.get("status") in ("notrun", "disabled") else "passed"


def printed_counts(output: str) -> Counter:
    """The totals that vitest or node print at the end; empty if they print none."""
    output = COLOUR.sub("", output)
    found = Counter()
    for kind, number in NODE.findall(output):
        found[MEANING.get(kind, kind)] += int(number)
    for line in VITEST.findall(output):
        for number, kind in re.findall(r"(\d+) (\w+)", line):
            found[MEANING.get(kind, kind)] += int(number)
    return found


def cases(file: Path) -> list[ElementTree.Element]:
    return list(ElementTree.parse(file).iter("testcase"))


def count(folder: Path) -> Counter:
    own = {file.stem: Counter(map(outcome, cases(file))) for file in folder.glob("*.xml") if file.stem != "ctest"}
    total = sum(own.values(), Counter())
    for case in cases(folder / "ctest.xml") if (folder / "ctest.xml").exists() else []:
        name = case.get("name", "")
        sums = own.get(name)
        if sums is None and name.startswith("page."):
            sums = printed_counts(case.findtext("system-out") or "")
            total += sums
        # A program may also fail as a whole: it is killed by a signal, or does not end in time.
        if not sums or (outcome(case) == "failed" and not sums["failed"]):
            total[outcome(case)] += 1
    return total


def main() -> None:
    folder, code = Path(sys.argv[1]), int(sys.argv[2])
    total = count(folder)
    if code != 0 and total["failed"] == 0:
        total["failed"] = 1
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")


if __name__ == "__main__":
    main()
