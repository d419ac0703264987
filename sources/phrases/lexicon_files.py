"""Reading one lexicon file and saying what is wrong with it, with its name and line.

What the keys mean stands in lexicons/README.md; what the grammar makes of them in lexicon.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from sources.phrases.reading import QUALIFIERS, VAGUE

FOLDER = Path(__file__).parent / "lexicons"

# Key of a file: the shape of what stands under it, and what the grammar calls one of its terms.
# Of a term under two keys, the grammar takes the meaning of the key that stands first here.
KINDS = {
    "numbers": ("numbers", "number"),
    "scales": ("numbers", "scale"),
    "held": ("held", "held"),
    "qualifiers": ("named", "qualifiers"),
    "vague": ("named", "vague"),
    "units": ("named", "units"),
    "units_before": ("named", "units_before"),
    "between": ("terms", "between"),
    "from": ("terms", "from"),
    "rising": ("terms", "rising"),
    "hedges": ("terms", "hedges"),
    "no_number": ("terms", "no_number"),
    "not_numbers": ("terms", "not_numbers"),
    "negations": ("terms", "alters"),
    "changes": ("terms", "changes"),
    "not_counts": ("terms", "not_counts"),
    "not_counts_before": ("terms", "not_counts_before"),
    "ordinals": ("terms", "ordinals"),
    "ages": ("terms", "ages"),
    "parts": ("terms", "alters"),
    "several": ("terms", "several"),
    "ignored": ("terms", "ignored"),
    "stops": ("terms", "stops"),
    "after": ("named", "after"),
    "to": ("terms", "to"),
    "becomes": ("terms", "becomes"),
    "and": ("terms", "and"),
    "joins": ("terms", "joins"),
    "or": ("terms", "or"),
    "of": ("terms", "of"),
    "ratio": ("terms", "ratio"),
    "months": ("terms", "months"),
    "year_after": ("terms", "year_after"),
    "prepositions": ("words", ""),
    "articles": ("words", ""),
    "inverts": ("words", ""),
    "plurals": ("words", ""),
    "short": ("words", ""),
    "centuries": ("words", ""),
    "suffixes": ("endings", ""),
    "elided": ("words", ""),
    "compounds": ("text", ""),
    "positional": ("flag", ""),
    "hyphens": ("flag", ""),
}
# Terms whose words may be something else as well: looked up by place, apart from the others.
LINKS = ("held", "not_numbers", "between", "from", "after", "to", "becomes", "and", "joins", "or",
         "of", "ratio", "months", "year_after", "stops", "not_counts", "not_counts_before",
         "ordinals", "ages", "alters", "units_before")  # fmt: skip
UNITS = ("persons", "countries", "families", "requests", "complaints", "cases", "percent")


class LexiconError(ValueError):
    """A lexicon file that is not right."""


class _File:
    """A lexicon file on its way from nodes to plain data."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def error(self, node: yaml.Node, told: str) -> LexiconError:
        return LexiconError(f"{self.path.name}, line {node.start_mark.line + 1}: {told}")

    def pairs(self, node: yaml.Node) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """(key, its node, value) of a mapping; no key twice."""
        if not isinstance(node, yaml.MappingNode):
            raise self.error(node, "expected keys with values")
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise self.error(key, f"{key.value!r} stands here twice")
            seen.add(key.value)
            yield key.value, key, value

    def items(self, node: yaml.Node) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.error(node, "expected a list of words: [one, another]")
        return list(node.value)

    def term(self, node: yaml.Node, word: str | None = None) -> str:
        """A term that can match: small letters, not empty, no space at its ends."""
        if not isinstance(node, yaml.ScalarNode):
            raise self.error(node, "expected a word")
        term = str(node.value) if word is None else word
        if not term.strip() or term != term.strip():
            raise self.error(node, f"{term!r} can never match: it is empty or ends in a space")
        if term != term.lower():
            raise self.error(node, f"{term!r} can never match: write {term.lower()!r}")
        return term

    def numbers(self, node: yaml.Node) -> dict[str, float]:
        """Words with one value a line: "two, both": 2."""
        found: dict[str, float] = {}
        for words, key, value in self.pairs(node):
            try:
                number = float(value.value)
            except (TypeError, ValueError):
                raise self.error(value, f"{words!r} needs a number, not {value.value!r}") from None
            for word in words.split(","):
                term = self.term(key, word.strip())
                if term in found:
                    raise self.error(key, f"{term!r} has two values: {found[term]:g}, {number:g}")
                found[term] = number
        return found

    def named(self, node: yaml.Node, allowed: tuple[str, ...]) -> dict[str, list[str]]:
        """Lists of words by what they stand for; no word for two things."""
        found: dict[str, list[str]] = {}
        meaning: dict[str, str] = {}
        for name, key, value in self.pairs(node):
            if name not in allowed:
                raise self.error(key, f"{name!r} is none of: {', '.join(allowed)}")
            for item in self.items(value):
                term = self.term(item)
                if term in meaning:
                    raise self.error(item, f"{term!r} means both {meaning[term]!r} and {name!r}")
                meaning[term] = name
            found[name] = [item.value for item in value.value]
        return found

    def terms(self, node: yaml.Node) -> list[str]:
        found: list[str] = []
        for item in self.items(node):
            term = self.term(item)
            if term in found:
                raise self.error(item, f"{term!r} stands here twice")
            found.append(term)
        return found

    def shaped(self, key: str, node: yaml.Node) -> Any:
        """What stands under a key, in the shape that the key asks for."""
        shape = KINDS[key][0]
        if shape == "numbers":
            return self.numbers(node)
        if shape == "held":
            return {q: self.numbers(value) for q, _, value in self.qualified(node)}
        if shape in ("named", "endings"):
            allowed = {"vague": tuple(VAGUE), "units": UNITS, "units_before": UNITS}
            return self.named(node, allowed.get(key, QUALIFIERS))
        if shape in ("terms", "words"):
            return self.terms(node)
        return node.value == "true" if shape == "flag" else str(node.value)

    def qualified(self, node: yaml.Node) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        for name, key, value in self.pairs(node):
            if name not in QUALIFIERS:
                raise self.error(key, f"{name!r} is none of: {', '.join(QUALIFIERS)}")
            yield name, key, value


def lexicon_file(path: Path) -> dict[str, Any]:
    """What a lexicon file says, by key.

    Raises `LexiconError`, naming file and line, for an unknown key, a term that can never match, or
    one term with two meanings under one key.
    """
    file = _File(path)
    root = yaml.compose(path.read_bytes(), yaml.CSafeLoader)
    if root is None:
        raise LexiconError(f"{path.name} is empty")
    found: dict[str, Any] = {}
    for key, at, value in file.pairs(root):
        if key not in KINDS:
            raise file.error(at, f"{key!r} is no key of a lexicon; known are {', '.join(KINDS)}")
        found[key] = file.shaped(key, value)
    return found
