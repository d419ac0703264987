"""What a catalog is about, as words: a folder with one lexicon a language and a few settings.

lexicons/README.md says what the keys mean. Nothing of any one subject stands in code.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sources.counts.nations import forms, named
from sources.counts.words import Tree, folded
from sources.problems import explained, one_of

FOREIGN_RECRUITS = Path(__file__).parent / "lexicons"
LISTS = (
    "who", "ignored", "setting", "people", "others", "not", "own", "refer", "links", "origin",
    "articles", "labels", "counters", "troops",
)  # fmt: skip
KEYS = (
    *LISTS,
    "side",
    "measures",
    "nations",
    "derive",
    "ambiguous",
    "locales",
    "verbal",
    "capitals",
)
SETTINGS = ("units", "most", "nations", "joining", "own", "whole", "sent")
SHORTEST_VERB = 5  # letters of a word whose ending tells that it is a verb


@dataclass(frozen=True, slots=True)
class Settings:
    """subject.yaml: the units that are counted, what is too large to be one of these counts unless
    the words say so, whether countries tell who people are, whose nationals are no such people,
    which measures tell that a text is about the subject, the population of all its people, and
    whose whole troops were sent.
    """

    units: tuple[str, ...]
    most: int
    nations: bool
    own: tuple[str, ...]
    joining: frozenset[str]
    whole: str
    sent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The cues of a subject in one language; those of `side` are found inside others, too."""

    tree: Tree
    settings: Settings
    side: Tree | None
    verbal: tuple[str, ...] = ()
    capitals: bool = False

    def is_noun(self, word: str) -> bool:
        """Whether a word that is under no key may be a noun: it has no ending of a verb, and a
        capital where the language writes nouns so.
        """
        if self.capitals and not word[:1].isupper():
            return False
        return len(word) < SHORTEST_VERB or not folded(word).endswith(self.verbal)


def _load(path: Path, keys: tuple[str, ...], needed: tuple[str, ...] = ()) -> dict[str, Any]:
    """A file of a subject. Raises ValueError for a key that it may not have or lacks."""
    found = yaml.load(path.read_bytes(), yaml.CBaseLoader)
    if not isinstance(found, dict):
        raise ValueError(f"{path.name}: expected a mapping with {', '.join(keys)}")
    for key in found.keys() - set(keys):
        guess = next(iter(get_close_matches(str(key), keys, 1)), None)
        raise ValueError(f"{path.name}: {explained(f'unknown key {key}', one_of(keys), guess)}")
    for key in needed:
        if key not in found:
            raise ValueError(f"{path.name}: the key {key} is missing")
    return found


@cache
def settings(folder: Path) -> Settings:
    """The settings of a subject."""
    raw = _load(folder / "subject.yaml", SETTINGS, SETTINGS[:4])
    return Settings(
        tuple(raw["units"]),
        int(raw["most"]),
        raw["nations"] == "true",
        tuple(raw.get("own", ())),
        frozenset(raw["joining"]),
        raw.get("whole", ""),
        frozenset(raw.get("sent", ())),
    )


@cache
def languages(folder: Path = FOREIGN_RECRUITS) -> tuple[str, ...]:
    """The languages in which a subject has a lexicon."""
    return tuple(sorted(path.stem for path in folder.glob("??.yaml")))


@cache
def vocabulary(language: str, folder: Path = FOREIGN_RECRUITS) -> Vocabulary | None:
    """The cues of a language; None where the subject has no lexicon for it."""
    if language not in languages(folder):
        return None
    raw, told, tree = _load(folder / f"{language}.yaml", KEYS), settings(folder), Tree()
    for kind in LISTS:
        for term in raw.get(kind) or ():
            tree.add(str(term), kind)
    for measure, terms in (raw.get("measures") or {}).items():
        for term in terms:
            tree.add(str(term), "measures", str(measure))
    if told.nations:
        _add_nations(tree, raw, language, told)
    verbal = tuple(folded(str(ending)) for ending in raw.get("verbal") or ())
    return Vocabulary(tree, told, _side(raw), verbal, raw.get("capitals") == "true")


def _side(raw: dict[str, Any]) -> Tree | None:
    tree = Tree()
    for term in raw.get("side") or ():
        tree.add(str(term), "side")
    return tree if raw.get("side") else None


def _add_nations(tree: Tree, raw: dict[str, Any], language: str, told: Settings) -> None:
    ambiguous = {str(word) for word in raw.get("ambiguous") or ()}
    listed = {str(code): terms for code, terms in (raw.get("nations") or {}).items()}
    rule = raw.get("derive") or {}
    for locale in raw.get("locales") or (language,):
        for code, name in named(str(locale)).items():
            kind = "own" if code in told.own else "nations"
            for term in forms(name, rule):
                if term not in ambiguous:
                    tree.add(term, kind, code)
    for code, terms in listed.items():  # also areas, such as m49:002
        for term in terms:
            tree.add(str(term), "nations", code)
