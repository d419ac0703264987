"""What stands around a number: its noun, what it refers back to, the country before it.

Finds and names; what each finding weighs is decided in weigh.py.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from sources.counts.subject import Vocabulary
from sources.counts.words import Cue, Word, words
from sources.phrases.lexicon import Node, languages, lexicon

AHEAD = 7  # words between a number and the end of its noun: "30 more young and able-bodied men"
ORIGIN = 4  # words between "from" and the country
BEFORE = 4  # words between "of whom" or a country and the number
STATE = 9  # words between a number and its verb
IDEOGRAPHS = 2  # a word of a language without spaces has about two characters
NUMBERS = ("number", "scale", "held", "vague")  # kinds of terms of the phrase reader
PASSED = set("-‑–'\"“”„«»‘’*_")  # marks that do not end a noun phrase
NOUNS = frozenset(("who", "nations", "people", "others", "not", "own"))
CLAUSE = set(".;:!?()[]{}…。；：！？（）|•")


@dataclass(frozen=True, slots=True)
class Near:
    """A cue and the words that it stands on, in small letters."""

    kind: str
    detail: str
    words: str


@dataclass(slots=True)
class Around:
    """What was found around one number. `noun` holds the cues of its noun phrase, `unknown` the
    word where a noun of no known kind stands, None where no noun follows.
    """

    noun: list[Near] = field(default_factory=list)
    origin: list[Near] = field(default_factory=list)
    unknown: str | None = None
    refers: Near | None = None
    listed: Near | None = None
    label: Near | None = None
    states: list[Near] = field(default_factory=list)
    others: list[Near] = field(default_factory=list)


class Sentence:
    """The words and cues of one sentence; found once, asked for each of its numbers."""

    def __init__(self, text: str, start: int, vocabulary: Vocabulary, language: str) -> None:
        self._text, self._start, self._vocabulary = text, start, vocabulary
        self.words = words(text, start)
        self._starts = [w.start for w in self.words]
        self.at: dict[int, list[Cue]] = defaultdict(list)
        for cue in vocabulary.tree.cues(self.words):
            self.at[cue.at].append(cue)
        self._language = language if language in languages() else ""

    def index(self, position: int) -> int:
        """The first word at or behind a position."""
        return bisect_left(self._starts, position)

    def near(self, cue: Cue) -> Near:
        """A cue with its words as they stand."""
        part = self.words[cue.at : cue.at + cue.length]
        told = self._text[part[0].start - self._start : part[-1].end - self._start]
        return Near(cue.kind, cue.detail, " ".join(told.split()).casefold())

    def all(self, kinds: frozenset[str], start: int = 0, end: int | None = None) -> Iterator[Near]:
        """The cues of some kinds within words[start:end]."""
        for at in sorted(self.at):
            if start <= at and (end is None or at < end):
                yield from (self.near(cue) for cue in self.at[at] if cue.kind in kinds)

    def number_end(self, position: int, end: int) -> int:
        """The first word behind a number that begins at a position, its phrase ending at `end`."""
        at = last = self.index(position)
        while at < len(self.words) and self.words[at].start < end:
            if self._is_number(self.words[at]):
                last = at + 1
            at += 1
        return max(last, self.index(position) + 1)

    def _is_number(self, word: Word) -> bool:
        return word.kind == "digits" or bool(self._language and _numeral(word.text, self._language))

    def around(self, position: int, end: int, left: int, right: int) -> Around:
        """What stands around the number at a position; `left` and `right` are where the phrases of
        the numbers before and behind it end and begin.
        """
        found = Around()
        first, behind = self.index(position), self.number_end(position, end)
        low, high = self.index(left), self.index(right)
        self._noun(behind, high, found)
        self._before(first, low, found)
        found.states = list(self._states(first, behind, low, high))
        near = (max(low, first - BEFORE), min(high, behind + STATE))
        found.others = list(self.all(frozenset(("others",)), *near))
        return found

    def _noun(self, at: int, high: int, found: Around) -> None:
        """The noun phrase behind a number: up to a mark, a number, or a word that links on."""
        left, origin = float(AHEAD), False
        while at < high and left > 0:
            word = self.words[at]
            if word.kind == "digits" or (word.kind == "mark" and word.text not in PASSED):
                break
            if word.kind == "mark":
                at += 1
                continue
            cues = self.at.get(at, [])
            kinds = {cue.kind for cue in cues}
            left -= 1 / IDEOGRAPHS if word.kind == "ideograph" else 1
            if "refer" in kinds and not found.noun:
                found.refers = self.near(next(c for c in cues if c.kind == "refer"))
                break
            if not kinds & NOUNS and kinds & {"links", "origin", "measures"}:
                if "origin" not in kinds or origin:
                    break
                origin, left = True, float(ORIGIN)
            elif "articles" in kinds and not origin:
                break
            into = found.origin if origin else found.noun
            into += [self.near(cue) for cue in cues if cue.kind in NOUNS]
            first_unknown = not origin and not found.noun and found.unknown is None
            if first_unknown and (not cues or kinds == {"setting"}):
                told = self._text[word.start - self._start : word.end - self._start]
                found.unknown = told if cues or self._vocabulary.is_noun(told) else None
            at += max((cue.length for cue in cues), default=1)
        if any(near.kind != "not" for near in found.noun):
            found.unknown = None

    def _before(self, first: int, low: int, found: Around) -> None:
        """What the number refers back to, the country that it stands beside in a list, the label
        that makes it a name ("article 94").
        """
        reach, at = float(BEFORE), first - 1
        found.label = self._label(first)
        while at >= low and reach > 0:
            word = self.words[at]
            if word.kind == "mark" and word.text in CLAUSE - set("(（:：|•"):
                return
            reach -= 0.25 if word.kind == "mark" else 0.5 if word.kind == "ideograph" else 1
            for cue in self.at.get(at, []):
                if cue.kind == "refer" and found.refers is None:
                    found.refers = self.near(cue)
                if cue.kind in ("nations", "who") and found.listed is None:
                    found.listed = self.near(cue)
            at -= 1

    def _label(self, first: int) -> Near | None:
        at = first - 1
        if at >= 0 and self.words[at].text in ".°º":
            at -= 1
        for start in (at, at - 1):
            for cue in self.at.get(start, []):
                if cue.kind == "labels" and start + cue.length == at + 1:
                    return self.near(cue)
        return None

    def _states(self, first: int, behind: int, low: int, high: int) -> Iterator[Near]:
        """Measures told beside a number, the nearest first: behind it, then before it."""
        measures = frozenset(("measures",))
        wide = (
            IDEOGRAPHS if any(w.kind == "ideograph" for w in self.words[first : behind + 3]) else 1
        )
        stop = self._clause(behind, min(high, behind + STATE * wide), 1)
        yield from self.all(measures, behind, stop)
        start = self._clause(first - 1, max(low, first - STATE * wide) - 1, -1)
        yield from reversed(list(self.all(measures, start + 1, first)))

    def _clause(self, at: int, stop: int, step: int) -> int:
        while at != stop and 0 <= at < len(self.words):
            if self.words[at].kind == "mark" and self.words[at].text in CLAUSE:
                return at
            at += step
        return at


@lru_cache(maxsize=65_536)
def _numeral(word: str, language: str) -> bool:
    terms = _numbers(language)
    if word in terms:
        return True
    return lexicon(language).compound(word) is not None


@lru_cache
def _numbers(language: str) -> frozenset[str]:
    """The words of a language that make a number, folded, alone or with others."""
    found: set[str] = set()
    waiting: list[tuple[list[str], Node]] = [([], lexicon(language).root)]
    while waiting:
        path, node = waiting.pop()
        if node.term is not None and node.term.kind in NUMBERS:
            found.update(path)
        waiting += [
            ([*path, *(w.text for w in words(word))], then) for word, then in node.next.items()
        ]
    return frozenset(found)
