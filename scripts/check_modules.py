#!/usr/bin/env python3
"""Checks that modules include only the modules that they declare, and draws the graph of modules.

  check_modules.py [ROOT]           compares every #include with the edges declared in ROOT/CMakeLists.txt
  check_modules.py --graph [ROOT]   prints the graph of modules, lowest first, with sizes; if no modules are declared,
                                    the edges are the includes between the folders of src/

Modules and edges are read from the add_module() lines, the extra edges of tests from the add_module_tests() lines of
ROOT/tests/CMakeLists.txt. A file of src/NAME may include NAME and what NAME declares; src/cli may include everything.
The headers in include/proclens belong to the module that declares them PUBLIC, each to one.
tests/NAME may include what NAME depends on in any number of steps, the modules in its USES with all that they depend
on, and files of tests/. No two files may define a type of the same name outside anonymous namespaces: the linker would
keep one destructor for both. Exit code 1 when an include has no edge, an edge has no include, edges form a cycle, or a
type is defined twice; each violation is reported with its file and line.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

CALL = re.compile(r"^\s*(add_module|add_module_tests)\(\s*([\w/]+)([^)]*)\)", re.MULTILINE)
INCLUDE = re.compile(r'^\s*#\s*include\s*"([\w./-]+)/([^/"]+)\.hpp"')

PUBLIC = Path("include/proclens")
# At the beginning of a line, since what is inside a class or a function is indented.
TYPE = re.compile(r"^(?:struct|class|enum class|enum|union)\s+(\w+(?:::\w+)*)[^;()]*\{")


@dataclass
class Module:
    name: str
    folder: Path
    depends: list[str]
    public: list[str]


def arguments(words: str) -> dict[str, list[str]]:
    """The words after each keyword of a CMake call."""
    found: dict[str, list[str]] = {}
    key = ""
    for word in words.split():
        if word.isupper() and word.isalpha():
            key = word
        else:
            found.setdefault(key, []).append(word)
    return found


def declared_modules(root: Path) -> dict[str, Module]:
    modules = {}
    for call, name, rest in CALL.findall((root / "CMakeLists.txt").read_text(encoding="utf-8")):
        if call == "add_module":
            words = arguments(rest)
            modules[name] = Module(name, root / words.get("ROOT", ["src"])[0] / name, words.get("DEPENDS", []), words.get("PUBLIC", []))
    return modules


def folders_as_modules(root: Path) -> dict[str, Module]:
    """The folders of src/ with an edge for every include between them."""
    folders = sorted({file.parent for file in sources(root / "src", recursive=True)})
    modules = {str(folder.relative_to(root / "src")): Module(folder.name, folder, [], []) for folder in folders}
    for name, module in modules.items():
        used = {included for file in sources(module.folder, recursive=False) for _, included in includes(file, modules)}
        module.depends = sorted(used & modules.keys() - {name})
    return modules


def test_uses(root: Path) -> dict[str, list[str]]:
    file = root / "tests" / "CMakeLists.txt"
    if not file.exists():
        return {}
    calls = CALL.findall(file.read_text(encoding="utf-8"))
    return {name: arguments(rest).get("USES", []) for call, name, rest in calls if call == "add_module_tests"}


def reachable(modules: dict[str, Module], names: list[str]) -> set[str]:
    found: set[str] = set()
    waiting = [name for name in names if name in modules]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(modules[name].depends)
    return found


def by_height(modules: dict[str, Module]) -> list[str]:
    """Every module after all its dependencies. Raises ValueError for a cycle."""
    order: list[str] = []
    while len(order) < len(modules):
        ready = [name for name, module in modules.items() if name not in order and set(module.depends) <= set(order)]
        if not ready:
            raise ValueError(", ".join(name for name in modules if name not in order))
        order.extend(ready)
    return order


def sources(folder: Path, recursive: bool) -> list[Path]:
    pattern = "**/*" if recursive else "*"
    return sorted((*folder.glob(pattern + ".hpp"), *folder.glob(pattern + ".cpp")))


def files_of(root: Path, module: Module) -> list[Path]:
    return [*sources(module.folder, recursive=False), *(root / PUBLIC / f"{name}.hpp" for name in module.public)]


def includes(file: Path, modules: dict[str, Module]) -> list[tuple[int, str]]:
    """Per include its line and its folder or, for a public header, its module."""
    home = {name: module.name for module in modules.values() for name in module.public}
    lines = enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
    found = [(number, match) for number, line in lines if (match := INCLUDE.match(line))]
    return [(number, home.get(match[2], "") if match[1] == PUBLIC.name else match[1]) for number, match in found]


def module_offences(root: Path, modules: dict[str, Module]) -> list[str]:
    found = []
    for module in modules.values():
        used = set()
        for file in files_of(root, module):
            for number, included in includes(file, modules):
                if included not in modules or included == module.name:
                    continue
                used.add(included)
                if included not in module.depends:
                    found.append(f"{file.relative_to(root)}:{number}: {module.name} does not declare {included}")
        for name in module.depends:
            if name not in modules:
                found.append(f"CMakeLists.txt: {module.name} declares {name}, which is no module")
            elif name not in used and any(files_of(root, module)):
                found.append(f"CMakeLists.txt: {module.name} declares {name} but includes nothing of it")
    return found


def test_offences(root: Path, modules: dict[str, Module]) -> list[str]:
    found = []
    for name, uses in test_uses(root).items():
        if name == "cli":
            continue
        own = [module for module in modules if module == name or module.startswith(name + "/")]
        allowed = reachable(modules, [*own, *uses])
        for file in sources(root / "tests" / name, recursive=True):
            for number, included in includes(file, modules):
                in_tests = (root / "tests" / included).is_dir()
                if included in modules and included not in allowed and not in_tests:
                    found.append(f"{file.relative_to(root)}:{number}: tests of {name} do not declare {included}")
    return found


def stray_folders(root: Path, modules: dict[str, Module]) -> list[str]:
    folders = {file.parent for file in sources(root / "src", recursive=True)}
    known = {module.folder for module in modules.values()}
    cli = root / "src" / "cli"
    strays = sorted(folder for folder in folders - known if folder != cli and cli not in folder.parents)
    return [f"{folder.relative_to(root)}: not a module that CMakeLists.txt names" for folder in strays]


def public_offences(root: Path, modules: dict[str, Module]) -> list[str]:
    declared = [name for module in modules.values() for name in module.public]
    there = {file.stem for file in sources(root / PUBLIC, recursive=False)}
    found = [f"{PUBLIC}/{name}.hpp: of no module" for name in sorted(there - set(declared))]
    found += [f"CMakeLists.txt: there is no {PUBLIC}/{name}.hpp" for name in sorted(set(declared) - there)]
    found += [f"CMakeLists.txt: {name} is public twice" for name in sorted(set(declared)) if declared.count(name) > 1]
    for name in sorted(there):
        file = root / PUBLIC / f"{name}.hpp"
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if match and match[1] != PUBLIC.name:
                found.append(f"{file.relative_to(root)}:{number}: a public header includes public headers only")
    return found


def types_of(file: Path) -> list[tuple[int, str]]:
    """Per type that a file defines outside anonymous namespaces its line and its name."""
    found = []
    is_anonymous = False
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        is_anonymous = line == "namespace {" or (is_anonymous and line != "}  // namespace")
        match = None if is_anonymous else TYPE.match(line)
        if match:
            found.append((number, match[1]))
    return found


def type_offences(root: Path, modules: dict[str, Module]) -> list[str]:
    """All modules are linked into one program, in one namespace."""
    first: dict[str, tuple[Path, int]] = {}
    found = []
    for file in sorted({file for module in modules.values() for file in files_of(root, module)}):
        for number, name in types_of(file):
            other, line = first.setdefault(name, (file, number))
            if other != file:  # one file may define a template's specialisations
                found.append(f"{file.relative_to(root)}:{number}: {name} is defined in {other.relative_to(root)}:{line}, too")
    return found


def graph(root: Path, modules: dict[str, Module]) -> str:
    lines = ["module            files  lines  depends on"]
    for name in by_height(modules):
        module = modules[name]
        files = files_of(root, module)
        size = sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files)
        lines.append(f"{name:<17} {len(files):>5} {size:>6}  {', '.join(module.depends) or '–'}")
    return "\n".join(lines)


def main() -> int:
    words = [word for word in sys.argv[1:] if word != "--graph"]
    root = Path(words[0]).resolve() if words else Path(__file__).resolve().parent.parent
    modules = declared_modules(root)
    is_graph = "--graph" in sys.argv[1:]
    if is_graph and not modules:
        modules = folders_as_modules(root)
    if not modules:
        raise SystemExit(f"{root}/CMakeLists.txt: no add_module() found")
    try:
        by_height(modules)
    except ValueError as circle:
        print(f"cyclic dependency: {circle}")
        return 1
    if is_graph:
        print(graph(root, modules))
        return 0
    found = [*stray_folders(root, modules), *public_offences(root, modules), *module_offences(root, modules), *test_offences(root, modules), *type_offences(root, modules)]
    print("\n".join(found) if found else f"modules: every include of {len(modules)} modules is declared")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
