"""One YAML file as plain data with its line numbers: YAML 1.2, nothing clever in it, read alike by every parser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode

from app.standards.problems import Problem, Where

MAX_BYTES = 5_000_000
MAX_DEPTH = 20

TAG = "tag:yaml.org,2002:"
PLAIN = {TAG + name for name in ("str", "int", "float", "bool", "null")}
SECOND_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same reader in C, where PyYAML has it


class Unreadable(Exception):
    """Reading cannot go on after this place."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


@dataclass
class Source:
    """What one file says: plain `value` (numbers as int or Decimal), the line of each part, and what is wrong."""

    file: str
    value: Any = None
    lines: dict[Where, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.file, line, "", message))


def read_source(content: bytes, file: str) -> Source:
    """Read one file's bytes; whatever is wrong is in `problems` under the name `file`."""
    source = Source(file, lines={(): 1})
    if len(content) > MAX_BYTES:
        source.refuse(1, f"the file is larger than {MAX_BYTES // 1_000_000} MB")
        return source
    try:
        text = content.decode("utf-8-sig")
        source.value = _Composer(source, text).document()
        if not source.problems:
            _compare(source, (), source.value, yaml.load(text, SECOND_PARSER))  # noqa: S506 - a safe loader
    except UnicodeDecodeError as wrong:
        source.refuse(content[: wrong.start].count(b"\n") + 1, "the text is not UTF-8")
    except Unreadable as wrong:
        source.refuse(wrong.line, wrong.message)
    except (YAMLError, yaml.YAMLError) as wrong:
        source.refuse(*_place_and_reason(wrong))
    return source


class _Composer:
    """Builds plain data out of parser events, so that nothing is expanded before it has been looked at."""

    def __init__(self, source: Source, text: str) -> None:
        self.source = source
        self.yaml = YAML(typ="safe", pure=True)
        self.events: Iterator[Any] = iter(self.yaml.parse(text))

    def document(self) -> Any:
        next(self.events)
        start = next(self.events)
        if _kind(start) == "StreamEnd":
            return None
        if start.version or start.tags:
            raise Unreadable(
                _line(start), "a % directive is not allowed; the files are YAML 1.2 as they stand"
            )
        value = self.node(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if _kind(after) != "StreamEnd":
            raise Unreadable(_line(after), "a second document begins here; one file holds one document")
        return value

    def node(self, event: Any, path: Where) -> Any:
        kind, line = _kind(event), _line(event)
        self.source.lines.setdefault(path, line)
        if len(path) > MAX_DEPTH:
            raise Unreadable(line, f"nested deeper than {MAX_DEPTH} levels")
        if kind == "Alias":
            self.source.refuse(line, f"the alias *{event.anchor} is not allowed; write the text out")
            return None
        if event.anchor:
            self.source.refuse(line, f"the anchor &{event.anchor} is not allowed; write the text out")
        if event.tag:
            self.source.refuse(line, f"the tag {event.tag} is not allowed; plain values only")
        if kind == "MappingStart":
            return self.mapping(path)
        if kind == "SequenceStart":
            return self.sequence(path)
        return self.scalar(event)

    def mapping(self, path: Where) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while _kind(event := next(self.events)) != "MappingEnd":
            line = _line(event)
            key = self.node(event, (*path, "key"))
            del self.source.lines[*path, "key"]
            if not isinstance(key, str):
                self.source.refuse(line, "a key is not a word; quote it")
                key = str(key)
            elif key in found:
                self.source.refuse(line, f"the key “{key}” appears twice")
            self.source.lines[*path, key] = line
            found[key] = self.node(next(self.events), (*path, key))
        return found

    def sequence(self, path: Where) -> list[Any]:
        found: list[Any] = []
        while _kind(event := next(self.events)) != "SequenceEnd":
            found.append(self.node(event, (*path, len(found))))
        return found

    def scalar(self, event: Any) -> Any:
        tag = self.yaml.resolver.resolve(ScalarNode, event.value, event.implicit)
        if str(tag) not in PLAIN:
            self.source.refuse(_line(event), f"{event.value} reads as something other than text; quote it")
            return event.value
        try:
            if str(tag) == TAG + "float":
                return Decimal(event.value)
            return self.yaml.constructor.construct_object(ScalarNode(tag, event.value))
        except (ValueError, InvalidOperation):
            self.source.refuse(_line(event), f"{event.value[:40]} is not a number that can be counted with")
            return event.value


def _compare(source: Source, path: Where, ours: Any, theirs: Any) -> None:
    """Report every scalar that a YAML 1.1 parser takes for something else."""
    line = source.lines[path]
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key, other in zip(ours, theirs, strict=False):
            if key != other:
                source.refuse(
                    source.lines[*path, key], f"the key {key} reads differently in YAML 1.1; quote it"
                )
            else:
                _compare(source, (*path, key), ours[key], theirs[other])
        same = len(ours) == len(theirs)
    elif isinstance(ours, list) and isinstance(theirs, list):
        for index, (own, other) in enumerate(zip(ours, theirs, strict=False)):
            _compare(source, (*path, index), own, other)
        same = len(ours) == len(theirs)
    elif isinstance(ours, Decimal):
        same = isinstance(theirs, float) and float(ours) == theirs
    else:
        same = type(ours) is type(theirs) and ours == theirs
    if not same:
        source.refuse(line, f"{ours} reads as {theirs} in YAML 1.1; quote it")


def _kind(event: Any) -> str:
    return type(event).__name__.removesuffix("Event")


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _place_and_reason(wrong: Any) -> tuple[int, str]:
    mark = getattr(wrong, "problem_mark", None) or getattr(wrong, "context_mark", None)
    reason = getattr(wrong, "problem", None) or getattr(wrong, "reason", None) or str(wrong).splitlines()[0]
    return (mark.line + 1 if mark else 1), f"not YAML: {reason}"
