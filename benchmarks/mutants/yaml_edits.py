"""Edits of YAML that know its keys: dropped, doubled, mistyped, of another type, exchanged.

Bytes and lines without regard to what they mean are damaged in byte_edits.py.
"""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from benchmarks.mutants.edit import Edit, replaced, swapped

Span = tuple[int, int]
VALUES = {
    "another type: list": "[x]",
    "another type: mapping": "{a: b}",
    "another type: list of lists": "[[x]]",
    "another type: truth": "true",
    "another type: number": "12",
    "another type: text": '"some words"',
    "empty": "",
    "empty text": '""',
    "blank text": '"  "',
    "null": "null",
    "another type: block text": "|\n      some\n      words",
    "a date that does not exist": "2025-02-30",
    "a month that does not exist": "2025-13",
    "a date in another order": "05.10.2025",
    "a time of day": "2025-10-05T10:00:00Z",
    "a date without noughts": "2025-2-3",
    "an interval backwards": "2025-03-01/2024-03-01",
    "open on both sides": "../..",
    "a huge text": '"' + "many words " * 10_000 + '"',
    "a huge number": '"' + "9" * 5_000 + ' people"',
    "a long number": '"' + "1" * 25 + ' people"',
    "many numbers": '"' + "12 people and " * 2_000 + '"',
    "digits in another script": '"١٢٣ people"',
    "deep nesting": "[" * 2_000,
    "deep nesting, closed": "{a: " * 60 + "1" + "}" * 60,
    "an anchor": "&a x",
    "an alias": "*a",
    "a tag": "!!str x",
    "a dangerous tag": "!!python/object/apply:os.system [true]",
    "a path": "../../etc/passwd",
    "SQL": '"x\'; DROP TABLE claim; --"',
    "escapes of a terminal": '"\\e[2J\\x9b0m"',
    "a hidden character": '"a\\u202eb"',
    "a quote that does not end": '"abc',
    "a bracket that does not end": "[abc",
    "another quote": "'it''s'",
}


@dataclass(frozen=True)
class Pair:
    """A key with its value: where both stand, and the other pairs of its mapping."""

    key: str
    at: Span
    value: Span
    flow: bool
    scalar: bool
    siblings: list[Pair]


@dataclass(frozen=True)
class Item:
    """An item of a list."""

    at: Span
    flow: bool


def sites(text: str) -> tuple[list[Pair], list[Item]]:
    """Every pair and every item of a YAML text."""
    pairs: list[Pair] = []
    items: list[Item] = []

    def walk(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            own: list[Pair] = []
            for key, value in node.value:
                end = _end(text, value)
                pair = Pair(
                    key.value, (key.start_mark.index, key.end_mark.index),
                    (value.start_mark.index, end), bool(node.flow_style),
                    isinstance(value, yaml.ScalarNode), own,
                )  # fmt: skip
                own.append(pair)
                walk(value)
            pairs.extend(own)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                span = (value.start_mark.index, _end(text, value))
                items.append(Item(span, bool(node.flow_style)))
                walk(value)

    walk(yaml.compose(text, Loader=yaml.CSafeLoader))
    return pairs, items


def _end(text: str, node: yaml.Node) -> int:
    """The end of a node without the blank space after it."""
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    return start + len(text[start:end].rstrip())


def _line(text: str, span: Span) -> Span:
    """The whole lines in which a span stands."""
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    return start, len(text) if end < 0 else end + 1


def _with_comma(text: str, span: Span) -> Span:
    """A span with the comma that parts it from the next, or from the one before."""
    start, end = span
    rest = text[end:]
    after = len(rest) - len(rest.lstrip(" "))
    if rest[after : after + 1] == ",":
        more = rest[after + 1 :]
        return start, end + after + 1 + len(more) - len(more.lstrip(" "))
    before = text[:start].rstrip()
    return (len(before) - 1 if before.endswith(",") else start), end


def _dropped(file: str, text: str, pair: Pair) -> Edit:
    whole = (pair.at[0], max(pair.at[1], pair.value[1]))
    keys = frozenset({pair.key})
    fewer = not pair.scalar or pair.key == "table"
    if pair.flow:
        return replaced("key dropped", file, text, _with_comma(text, whole), "", keys, fewer=fewer)
    if text[: pair.at[0]].endswith("- "):  # the first of a record: the dash stays for the next
        following = [other for other in pair.siblings if other.at[0] > pair.at[0]]
        end = following[0].at[0] if following else whole[1]
        return replaced("key dropped", file, text, (whole[0], end), "", keys, fewer=fewer)
    return replaced("key dropped", file, text, _line(text, whole), "", keys, fewer=fewer)


def _doubled(file: str, text: str, pair: Pair) -> Edit:
    end = max(pair.at[1], pair.value[1])
    again = text[pair.at[0] : end]
    column = pair.at[0] - (text.rfind("\n", 0, pair.at[0]) + 1)
    by = f", {again}" if pair.flow else f"\n{' ' * column}{again}"
    whole = replaced("key doubled", file, text, (end, end), by, frozenset())
    first = text.count("\n", 0, pair.at[0]) + 1
    return Edit(whole.kind, file, whole.data, (first, whole.old[1]), (first, whole.new[1]), None)


def typo(rng: random.Random, word: str) -> str:
    """A word with one letter taken out, put in, changed, or changed places with its neighbour."""
    at = rng.randrange(len(word))
    letter = rng.choice(string.ascii_lowercase)
    ways = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:]]
    ways.append(word[:at] + letter + word[at + 1 :])
    if at:
        ways.append(word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :])
    ways.append(word.capitalize())
    return rng.choice([way for way in ways if way != word] or [word + letter])


def pair_edits(rng: random.Random, file: str, text: str, pair: Pair) -> Iterator[Edit]:
    """Every edit of one key and its value."""
    yield _dropped(file, text, pair)
    yield _doubled(file, text, pair)
    name = text[slice(*pair.at)]
    for _ in range(2):
        yield replaced("key mistyped", file, text, pair.at, typo(rng, name))
    yield replaced("key in capitals", file, text, pair.at, name.upper())
    yield replaced("key exchanged for another word", file, text, pair.at, "colour")
    yield replaced("key empty", file, text, pair.at, "")
    start, end = pair.value
    keys = frozenset({pair.key})
    for kind, value in VALUES.items():
        shown = value if end > start and text[start - 1] in " \n" else f" {value}"
        if pair.flow and "\n" in value:
            continue
        # A list or a mapping that becomes something else takes its records along, as written
        fewer = not pair.scalar or pair.key == "table"
        yield replaced(f"value: {kind}", file, text, pair.value, shown, keys, fewer=fewer)
    if pair.scalar and end > start:
        value = text[start:end]
        yield replaced("value mistyped", file, text, pair.value, typo(rng, value), keys)
        digits = [at for at in range(start, end) if text[at].isdigit()]
        if digits:
            at = rng.choice(digits)
            span = (at, at + 1)
            yield replaced("a digit become a letter", file, text, span, rng.choice("lOIoSZ"), keys)
            yield replaced("another digit", file, text, span, rng.choice("0123456789"), keys)
    others = [
        other for other in pair.siblings
        if other.at[0] > pair.at[0] and other.scalar and pair.scalar
        and other.value[1] > other.value[0] and end > start
    ]  # fmt: skip
    if others:
        other = rng.choice(others)
        both = frozenset({pair.key, other.key})
        yield swapped("values exchanged", file, text, pair.value, other.value, both)
        yield swapped("keys exchanged", file, text, pair.at, other.at, both)


def item_edits(file: str, text: str, item: Item) -> Iterator[Edit]:
    """Every edit of one item of a list."""
    start, end = item.at
    value = text[start:end]
    if item.flow:
        whole = _with_comma(text, item.at)
        yield replaced("item dropped", file, text, whole, "", fewer=True)
        yield replaced("item doubled", file, text, (end, end), f", {value}")
    else:
        dash = text.rfind("-", 0, start)
        indent = " " * (dash - (text.rfind("\n", 0, dash) + 1))
        yield replaced("item dropped", file, text, _line(text, (dash, end)), "", fewer=True)
        yield replaced("item doubled", file, text, (end, end), f"\n{indent}- {value}")
        yield replaced("dash dropped", file, text, (dash, dash + 1), " ")
    for kind in ("null", "empty text", "another type: list", "another type: text"):
        yield replaced(f"item: {kind}", file, text, item.at, VALUES[kind], fewer=True)
    yield replaced("item: an alias", file, text, item.at, "*a")
    yield replaced("item: an anchor", file, text, (start, start), "&a ")
