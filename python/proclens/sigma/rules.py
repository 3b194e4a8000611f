"""Reads Sigma rules from files that nobody vouches for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from sigma.collection import SigmaCollection
from sigma.exceptions import SigmaError
from sigma.rule import SigmaRule

_MAX_FILE_BYTES = 4 << 20
_MAX_DEPTH = 32


@dataclass
class ReadRule:
    """A rule, or why there is none."""

    path: str  # of its file, below the folder
    rule: Any = None  # a SigmaRule
    title: str = ""
    identifier: str = ""
    level: str = ""
    tactics: list[str] = field(default_factory=list)
    reason: str = ""  # why it cannot be used; empty if it can


def read_rules(folder: str | os.PathLike[str]) -> Iterator[ReadRule]:
    """The rules of a file, or of all .yml and .yaml files below a folder, by path."""
    root = Path(folder)
    if not root.exists():
        raise ValueError(f"{root} does not exist: give a Sigma rule or a folder of rules")
    if root.is_file():
        yield from _rules_of(root, root.name)
        return
    files = sorted(
        Path(at) / name for at, _, names in os.walk(root) for name in names if name.lower().endswith((".yml", ".yaml"))
    )
    for file in files:
        yield from _rules_of(file, str(file.relative_to(root)))


def _rules_of(file: Path, shown: str) -> Iterator[ReadRule]:
    try:
        if not file.is_file():
            raise ValueError("it is not a regular file")
        if file.stat().st_size > _MAX_FILE_BYTES:
            raise ValueError(f"it has more than {_MAX_FILE_BYTES >> 20} MB")
        text = file.read_text("utf-8")
        _check_yaml(text)
        documents = [document for document in yaml.load_all(text, Loader=_loader()) if document is not None]
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        yield ReadRule(shown, reason="cannot be read: " + _one_line(error))
        return
    for document in documents:
        yield _rule_of(document, shown)


def _rule_of(document: Any, shown: str) -> ReadRule:
    if not isinstance(document, dict):
        return ReadRule(shown, reason="is not a rule")
    read = ReadRule(shown, title=_text(document, "title"), identifier=_text(document, "id"))
    if "correlation" in document or "filter" in document:
        read.reason = "is a correlation or a filter, not a rule on single events"
        return read
    try:
        rules = SigmaCollection.from_dicts([document], collect_errors=True).rules
        rule = rules[0] if rules else None
        if not isinstance(rule, SigmaRule):
            raise ValueError("it holds no rule")
        if rule.errors:
            raise rule.errors[0]
        read.rule = rule
        read.title = str(rule.title or "") or read.title
        read.identifier = str(rule.id or "")
        read.level = str(rule.level) if rule.level is not None else ""
        read.tactics = [tag.name.replace("-", " ").replace("_", " ") for tag in rule.tags if _is_tactic(tag)]
    except (SigmaError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
        read.rule = None
        read.reason = "is not a valid rule: " + _one_line(error)
    return read


def _is_tactic(tag: Any) -> bool:
    technique_or_group = tag.name[:1] in "tgs" and tag.name[1:2].isdigit()
    return bool(tag.namespace == "attack" and not technique_or_group)


def _text(document: dict[Any, Any], key: str) -> str:
    value = document.get(key)
    return value if isinstance(value, str) else ""


def _check_yaml(text: str) -> None:
    """Refuses what makes a small file a large object: aliases, and nesting without end."""
    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        if isinstance(event, yaml.AliasEvent):
            raise ValueError("it uses YAML aliases")
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > _MAX_DEPTH:
                raise ValueError(f"it nests more than {_MAX_DEPTH} levels deep")
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
