#!/usr/bin/env python3
"""Checks that no file of a floor includes a header of a higher floor.

  check_floors.py [ROOT]

The floors and their order are read from the add_floor() lines of ROOT/CMakeLists.txt; src/cli stands on top of them.
tests/FLOOR may use what that floor may, and files of its own folder or straight in tests/. Exit code 1, with file and
line of each offence, when a rule is broken.
"""

import re
import sys
from pathlib import Path

FLOOR = re.compile(r"^\s*add_floor\(\s*(\w+)", re.MULTILINE)
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([\w.-]+)/[^>"]+[>"]')


def floors_from_the_ground(root: Path) -> list[str]:
    floors = FLOOR.findall((root / "CMakeLists.txt").read_text(encoding="utf-8"))
    if not floors:
        raise SystemExit(f"{root}/CMakeLists.txt: no add_floor() found")
    return [*floors, "cli"]


def offences(root: Path) -> list[str]:
    floors = floors_from_the_ground(root)
    height = {floor: index for index, floor in enumerate(floors)}
    found = []
    for top in ("src", "tests"):
        for folder in sorted(path for path in (root / top).iterdir() if path.is_dir()):
            if folder.name not in height:
                if top == "src":
                    found.append(f"{folder}: not a floor that CMakeLists.txt names")
                continue
            for file in sorted((*folder.rglob("*.hpp"), *folder.rglob("*.cpp"))):
                for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                    included = INCLUDE.match(line)
                    if included and height.get(included[1], -1) > height[folder.name]:
                        found.append(f"{file}:{number}: {folder.name} must not include {included[1]}, a higher floor")
    return found


def main() -> int:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    found = offences(root)
    print("\n".join(found) if found else "floors: every include points down")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
