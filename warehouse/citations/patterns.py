"""Which slots each pattern of a language has: a pattern that lacks one would drop a part of every
citation, so that a file which holds one is not read."""

from __future__ import annotations

import string
from collections.abc import Iterator
from typing import Any

PARTS = (
    "hedge", "figure", "what", "channel", "period", "evidence", "claimant", "relay", "root",
    "words", "title", "url",
)  # fmt: skip
"""The parts of a sentence, in the order in which they are made; a language has its own."""
QUALIFIERS = (
    "exactly", "at least", "more than", "up to", "fewer than", "around", "nearly", "estimated",
)  # fmt: skip
SLOTS: dict[str, tuple[str, ...]] = {
    "sentence": PARTS,
    **{f"figure/{qualifier}": ("n",) for qualifier in QUALIFIERS},
    "figure/between": ("a", "b"), "figure/rising to": ("a", "b"),
    "magnitude/alone": ("m",), "magnitude/held": ("m",), "magnitude/span": ("a", "b"),
    "unit": ("name", "people", "predicate"), "unknown": ("name",),
    "related": ("unit", "says", "who"), "relative": ("people", "predicate"),
    "stated": ("people", "predicate"),
    "people/country/*/forms": ("of",), "people/area/*/forms": ("of",),
    "people/unknown/forms": ("name",),
    "measures/*/forms": ("side",), "measures/something else/apart": ("unit", "people", "side"),
    "units/percent/apart": ("unit", "people", "side"),
    "measure/forms": ("name",), "side": ("name",),
    "channel": ("channel",), "other_evidence": ("name",),
    "period/by": ("date",), "period/at": ("date",), "period/during": ("date",),
    "period/window": ("since", "date"),
    "dates/day": ("d", "month", "y"), "dates/month": ("month", "y"), "dates/year": ("y",),
    "dates/season": ("season", "y"), "dates/approximate": ("date",), "dates/uncertain": ("date",),
    "dates/both": ("date",), "dates/interval": ("a", "b"), "dates/from": ("a",),
    "dates/until": ("b",), "dates/written": ("date",),
    "claimant": ("name",), "source": ("name",), "party": ("party",),
    "relay": ("name", "date"), "own": ("date",), "root/stated": ("name",),
    "root/inferred": ("name",), "words": ("words",), "foreign_words": ("words", "language"),
    "unnamed_language": ("words",),
    "title": ("title",),
}  # fmt: skip
"""The slots of the patterns at a path of keys, * for any key; every form there has all of them."""
EITHER = {"without": ("name", "of")}
"""Patterns that have one of these slots: the name of a place, or its form behind "of"."""


def slots(pattern: str) -> set[str]:
    """The names of the slots of a pattern."""
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}


def faults(words: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the patterns of a language, in words; nothing where all is right."""
    for path, expected in SLOTS.items():
        found = list(_at(words, path.split("/")))
        if not found:
            yield f"{path} is missing"
        for pattern in found:
            if odd := slots(pattern) ^ set(expected):
                yield f"{path}: {', '.join(sorted(odd))} is missing or unknown in {pattern!r}"
    for path, either in EITHER.items():
        for pattern in _at(words, path.split("/")):
            if len(slots(pattern) & set(either)) != 1:
                yield f"{path}: expected one of {', '.join(either)} in {pattern!r}"


def _at(value: Any, path: list[str]) -> Iterator[str]:
    """The patterns at a path: the text there, or every text of the list or table there."""
    if not path:
        if isinstance(value, str):
            yield value
        else:
            inside = value.values() if isinstance(value, dict) else value
            for one in inside:
                yield from _at(one, [])
        return
    key, *rest = path
    if isinstance(value, dict):
        for inside in value.values() if key == "*" else [value[key]] if key in value else []:
            yield from _at(inside, rest)
