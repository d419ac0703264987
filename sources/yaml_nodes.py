"""YAML read strictly: a tree in which every scalar is text and knows its line.

Built on the events of PyYAML's C parser, so nothing is ever resolved: `NO`, `2025-10` and `1e3`
stay what was typed, and only a plain null, ~ or nothing is null. Knows nothing of claims.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from sources.files import FORBIDDEN, Refused, hidden, refuse
from sources.problems import quoted

DEEPEST = 12  # a list of members in a claim in a list in a file is four deep
_RECORD = re.compile(r"\s*- *\{? *id *:")
_NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class Text:
    """A scalar; None is null. `plain` tells that it stood without quotes."""

    value: str | None
    line: int
    plain: bool = True


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """A mapping: key -> (line of the key, value)."""

    line: int
    items: dict[str, tuple[int, "Node"]] = field(default_factory=dict)


Node = Text | Sequence | Mapping


def shape(node: Node) -> str:
    """A node's shape in the words of an error message."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    return "nothing" if node.value is None else f"the text {quoted(node.value)}"


def parse(text: str, name: str) -> Node:
    """The single document of a YAML text. Raises Refused at the line of the first offence."""
    builder = _Builder(name)
    try:
        return builder.build(text)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, name, builder) from error
    except (yaml.YAMLError, ValueError) as error:
        raise refuse(name, 1, "bad-yaml", f"not readable as YAML: {error}") from error


def _unreadable(error: yaml.MarkedYAMLError, name: str, builder: "_Builder") -> Refused:
    """What the parser could not read. Every line that may be at fault is told: the parser stumbles
    over a quote or a brace that is never closed only further down, at times in another record."""
    begun, met = error.context_mark, error.problem_mark
    lines = [mark.line + 1 for mark in (begun, met) if mark]
    context = error.context or ""
    if begun and met and begun.line != met.line:
        context += f" that begins in line {lines[0]},"
    # What is scanned begins at the fault; what is parsed (a mapping, a list) may begin far above
    scanning = context.startswith("while scanning")
    line = (lines[0] if scanning else lines[-1]) if lines else 1
    told = error.problem or ""
    if lines and line != lines[-1]:
        told += f" (in line {lines[-1]})"
    what = " ".join(part for part in (context, told) if part)
    if builder.spanning:
        what += "; before it, a text runs from line {} to line {}".format(*builder.spanning)
    if builder.root and not builder.stack:
        what += f"; the first key stands in line {builder.root.line}, and others are indented alike"
    return refuse(name, line, "bad-yaml", f"not readable as YAML: {what}")


class _Builder:
    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Node | None = None
        self.stack: list[Sequence | Mapping] = []
        self.keys: list[tuple[str, int] | None] = []  # of each open mapping: the key that waits
        self.lines: list[str] = []
        self.spanning: tuple[int, int] | None = None  # the last text of several lines

    def build(self, text: str) -> Node:
        documents = 0
        self.lines = text.split("\n")
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
                self.open(event, kind is yaml.MappingStartEvent)
            elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                self.stack.pop()
                self.keys.pop()
            elif kind is yaml.AliasEvent:
                raise self.refused(event, "anchors and aliases are not allowed: write it out")
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self.refused(event, "a second document; expected one per file")
        if self.root is None:
            raise refuse(self.name, 1, "empty-file", "the file is empty")
        return self.root

    def refused(self, event: Any, message: str, rule: str = "bad-yaml") -> Refused:
        return refuse(self.name, event.start_mark.line + 1, rule, message)

    def guard(self, event: Any) -> None:
        if event.anchor is not None:
            raise self.refused(event, "anchors and aliases are not allowed: write it out")
        if event.tag is not None:
            raise self.refused(
                event, f"the tag {quoted(event.tag)} is not allowed: plain text only"
            )

    def scalar(self, event: Any) -> None:
        self.guard(event)
        self.span(event)
        value: str | None = event.value
        plain = event.style in (None, "")
        if plain and value in _NULLS:
            value = None
        elif not plain and value and (found := FORBIDDEN.search(value)):
            raise self.refused(event, hidden(found[0]), "bad-character")
        self.attach(Text(value, event.start_mark.line + 1, plain), event)

    def span(self, event: Any) -> None:
        """Remembers a text of several lines, and refuses one in which a record stands: a line that
        is indented too far, or a quote that is never closed, makes text of what follows."""
        first, last = event.start_mark.line, event.end_mark.line
        if last == first:
            return
        self.spanning = (first + 1, last + 1)
        for at in range(first + 1, min(last + 1, len(self.lines))):
            inside = at < last or event.end_mark.column > 0
            if inside and _RECORD.match(self.lines[at]):
                message = f"a record inside the text that begins in line {first + 1}"
                raise refuse(
                    self.name,
                    at + 1,
                    "bad-yaml",
                    f"{message}: indented too far, or a quote not closed?",
                )

    def open(self, event: Any, mapping: bool) -> None:
        self.guard(event)
        line = event.start_mark.line + 1
        node: Sequence | Mapping = Mapping(line) if mapping else Sequence(line)
        self.attach(node, event)
        self.stack.append(node)
        self.keys.append(None)
        if len(self.stack) > DEEPEST:
            raise self.refused(event, f"nested deeper than {DEEPEST} levels")

    def attach(self, node: Node, event: Any) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        waiting = self.keys[-1]
        if waiting is not None:
            parent.items[waiting[0]] = (waiting[1], node)
            self.keys[-1] = None
            return
        if not isinstance(node, Text) or node.value is None:
            raise self.refused(event, f"a key must be a word, not {shape(node)}")
        if node.value in parent.items:
            first = parent.items[node.value][0]
            message = f"the key {quoted(node.value)} stands twice (first in line {first})"
            raise self.refused(event, message, "duplicate-key")
        self.keys[-1] = (node.value, node.line)
