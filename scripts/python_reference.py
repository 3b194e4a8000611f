#!/usr/bin/env python3
"""Writes docs/python-reference.md from the docstrings and type hints of the Python package.

  python_reference.py [--check]

With --check it writes nothing and fails if the file is not what it would write. The sources are read, not imported
(griffe), so neither the package nor its libraries need to be there.
"""

import argparse
import re
import sys
from pathlib import Path

import griffe

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "python-reference.md"
WIDTH = 120

INTRODUCTION = """# Python: reference

Written by `scripts/python_reference.py` from the docstrings of [python/proclens](../python/proclens); do not edit it. The
tour is in [python.md](python.md).
"""

CHAPTERS = {
    "Datasets and results": [
        *("Dataset", "read_logs", "demo", "Bags", "Map", "Audit", "Hunt", "Novelty", "evaluate", "Table"),
        *("tables.write", "ProclensError"),
    ],
    "Estimators": [
        *("InformationWeightTransformer", "NgramVectorizer", "TokenCooccurrenceVectorizer", "CooccurrenceVectors"),
        *("WassersteinVectorizer", "UMAP", "HDBSCAN", "ClusterTopics"),
    ],
    "Sigma rules": ["sigma.scan", "sigma.SigmaScan", "sigma.RuleResult"],
    "In a notebook": ["widget.MapWidget"],
}


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    lines, line = [], first
    for word in text.split():
        if len(line) + len(word) + 1 > WIDTH and line.strip(" -"):
            lines.append(line.rstrip())
            line = rest
        line += word if line in (first, rest) else " " + word
    return "\n".join([*lines, line.rstrip()])


def paragraphs(text: str) -> str:
    """Text as it is, but for what Markdown or HTML would take for their own."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(block if block.startswith((">>>", "- ", "    ")) else wrapped(block) for block in blocks)


def items(parts: list) -> str:
    lines = []
    for part in parts:
        kind = getattr(part, "annotation", None)
        text = " ".join(part.description.split())
        name = getattr(part, "name", "")
        what = f" : {kind}" if kind and name else str(kind or "")
        head = f"- **{name}**{what}" if name else f"- {what}"
        lines.append(wrapped(f"{head} – {text}" if text else head, "", "  "))
    return "\n".join(lines)


def documented(docstring: griffe.Docstring | None) -> list[str]:
    if docstring is None:
        return []
    out = []
    for section in docstring.parse("numpy"):
        if section.kind is griffe.DocstringSectionKind.text:
            out.append(paragraphs(section.value))
        else:
            title = {"parameters": "Parameters", "attributes": "Attributes", "returns": "Returns", "raises": "Raises"}
            out.append(f"*{title[section.kind.value]}*\n\n{items(section.value)}")
    return out


def parameters_of(function: griffe.Function) -> str:
    shown = []
    star = False
    for parameter in function.parameters:
        if parameter.name in ("self", "cls") or parameter.name.startswith("_"):
            continue
        kind = parameter.kind
        if kind is griffe.ParameterKind.keyword_only and not star:
            shown.append("*")
            star = True
        prefix = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}.get(kind, "")
        default = "" if parameter.default is None or prefix else f"={parameter.default}"
        shown.append(f"{prefix}{parameter.name}{default}")
    if shown and shown[-1] == "*":
        shown.pop()
    return ", ".join(shown)


def signature(name: str, function: griffe.Function | None) -> str:
    whole = f"{name}({parameters_of(function) if function else ''})"
    if len(whole) <= WIDTH:
        return f"```python\n{whole}\n```"
    inner = wrapped(parameters_of(function), "    ", "    ")
    return f"```python\n{name}(\n{inner},\n)\n```"


def members_of(cls: griffe.Class) -> list[griffe.Object]:
    """Its own members and those of the package's classes that it derives from, in the order of the source."""
    bases = [base for base in cls.mro() if base.path.startswith("proclens.")]
    seen, members = set(), []
    for owner in [cls, *bases]:
        for name, member in owner.members.items():
            if name.startswith("_") or name in seen or not (member.is_function or member.is_attribute):
                continue
            seen.add(name)
            if member.docstring is not None:
                members.append(member)
    return members


def described(name: str, thing: griffe.Object) -> list[str]:
    short = name.rsplit(".", 1)[-1]
    out = [f"### {name}"]
    if thing.is_function:
        return [*out, signature(short, thing), *documented(thing.docstring)]
    constructor = thing.members.get("__init__")
    if constructor is not None and constructor.is_function:
        out.append(signature(short, constructor))
    out += documented(thing.docstring)
    for member in members_of(thing):
        if member.is_function:
            whole = f"{short}.{member.name}({parameters_of(member)})"
            fits = len(whole) < WIDTH - 10
            out.append(f"#### `{whole}`" if fits else f"#### {short}.{member.name}\n\n{signature(member.name, member)}")
            out += documented(member.docstring)
    attributes = [member for member in members_of(thing) if member.is_attribute]
    if attributes:
        lines = [wrapped(f"- **{a.name}** – {' '.join(a.docstring.value.split())}", "", "  ") for a in attributes]
        out.append("*Properties*\n\n" + "\n".join(lines))
    return out


def reference() -> str:
    package = griffe.load("proclens", search_paths=[ROOT / "python"], docstring_parser="numpy")
    parts = [INTRODUCTION.strip()]
    for title, names in CHAPTERS.items():
        parts.append(f"## {title}")
        for name in names:
            thing = package[name]
            parts += described(name, thing.final_target if thing.is_alias else thing)
    return "\n\n".join(parts) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    text = reference()
    if parser.parse_args().check:
        if TARGET.exists() and TARGET.read_text() == text:
            return 0
        print(f"{TARGET.relative_to(ROOT)} is not what the docstrings say: run {Path(__file__).name}", file=sys.stderr)
        return 1
    TARGET.write_text(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
