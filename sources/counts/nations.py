"""From the name of a country to the words for its people, by a rule that a lexicon states.

The names are those of Unicode CLDR in the language; irregular words stand in the lexicons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sources.counts.words import folded

WORD = re.compile(r"[^\W\d_]+")


@cache
def named(language: str) -> dict[str, str]:
    """alpha-3 -> the name of each country in a language."""
    import pycountry
    from babel import Locale

    territories = Locale(language).territories
    return {
        country.alpha_3: str(territories[country.alpha_2])
        for country in pycountry.countries
        if country.alpha_2 in territories
    }


def forms(name: str, rule: Mapping[str, Any]) -> Iterator[str]:
    """The name of a country and the words that its people and its cases make of it.

    `rule`: `drop`, endings that are cut off (the longest that fits; several are tried); `add`,
    endings that take their place; `whole`, the least length of a stem that stands for all words
    that begin with it; `inflect`: in a name of several words every word may change its ending.
    Without a rule the name alone.
    """
    plain = re.sub(r"\(.*?\)", " ", name)
    parts = [folded(part) for part in WORD.findall(plain)]
    if not parts:
        return
    yield plain
    if not rule:
        return
    if len(parts) > 1 and rule.get("inflect") == "true":
        yield " ".join(_bent(part, rule) for part in parts)
        return
    before, last = " ".join(parts[:-1]), parts[-1]
    for form in _derived(last, rule):
        yield f"{before} {form}".strip()


def _cut(word: str, drop: Sequence[str]) -> str:
    """A word without the longest of the endings; a stem keeps four letters."""
    fits = [e for e in drop if word.endswith(folded(e)) and len(word) - len(folded(e)) >= 4]
    return word[: -len(folded(max(fits, key=len)))] if fits else word


def _bent(word: str, rule: Mapping[str, Any]) -> str:
    return _cut(word, rule.get("drop", ())) + "*" if len(word) > 4 else word


def _derived(word: str, rule: Mapping[str, Any]) -> Iterator[str]:
    stems = dict.fromkeys((word, _cut(word, [e for e in rule.get("drop", ()) if len(e) == 1])))
    stems[_cut(word, rule.get("drop", ()))] = None
    least = int(rule.get("whole", 99))
    for stem in stems:
        if len(stem) >= least:
            yield stem + "*"
            continue
        for ending in rule.get("add", ()):
            yield stem + str(ending)
