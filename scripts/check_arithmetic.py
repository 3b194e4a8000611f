#!/usr/bin/env python3
"""Finds calls in the engine whose last bits depend on the processor (docs/determinism.md).

  check_arithmetic.py [ROOT]   looks at every file of the engine's modules; exit code 1 names each call

The C library's elementary functions have variants that are selected by processor; core/elementary.hpp has the
replacements. So have libraries of linear algebra; core/linear_algebra/multiply.hpp and core/linear_algebra/symmetric_eigen.hpp replace them.
"""

import re
import sys
from pathlib import Path

ENGINE = ["core", "bag", "embed", "neighbour", "layout", "cluster", "topic", "map", "model"]
CALL = re.compile(
    r"(?<!reproducible::)\b(?:std::)?"
    r"((?:exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|"
    r"cbrt|hypot|erf|erfc|tgamma|lgamma)[fl]?)\("
)
INCLUDE = re.compile(r"#\s*include\s*[<\"]((?:cblas|lapacke|Eigen/|execution)[^>\"]*)")
ALLOWED = {"src/core/elementary.hpp", "src/core/elementary.cpp", "src/core/linear_algebra/symmetric_eigen.cpp"}


def offences(root: Path) -> list[str]:
    found = []
    for module in ENGINE:
        for file in sorted((root / "src" / module).rglob("*.?pp")):
            name = file.relative_to(root).as_posix()
            if name in ALLOWED:
                continue
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                code = line.split("//", 1)[0]
                for match in (CALL.search(code), INCLUDE.search(code)):
                    if match:
                        found.append(f"{name}:{number}: {match[1]} differs between processors")
    return found


def main() -> int:
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent)
    found = offences(root)
    print("\n".join(found) if found else "the engine's arithmetic is the same on every processor")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
