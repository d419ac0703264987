"""What stands around a number: its noun, what it refers back to, the country before it.

Finds and names; what each finding weighs is decided in weigh.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sources.counts.sentence import Near, Sentence

AHEAD = 7  # words between a number and the end of its noun: "30 more young and able-bodied men"
ORIGIN = 4  # words between "from" and the country
BEFORE = 4  # words between "of whom" or a country and the number
STATE = 9  # words between a number and its verb
WIDE = 2  # a word of a language without spaces has about two characters
PASSED = set("-‑–'\"“”„«»‘’*_")  # marks that do not end a noun phrase
CLAUSE = set(".;:!?()[]{}…。；：！？（）|•")
BESIDE = set("(（:：|•")  # marks between a country and its number in a list
DOTS = set(".°º")
NOUNS = frozenset(("who", "nations", "people", "others", "not", "own", "counters", "troops"))
MARKS = frozenset(("counters", "troops"))  # of these a noun phrase is not made alone
HEADS = frozenset(("people", "others", "not", "own"))
ENDS = frozenset(("links", "origin", "measures"))


@dataclass(slots=True)
class Around:
    """What was found around one number.

    `noun` and `origin` hold the cues of its noun phrase ("volunteers" and "from Kenya"); `unknown`
    is the word where a noun of no known kind stands; `counter` whether a measure word stands
    behind the number, which tells people and not whom. `troops` is a word for an army's own
    soldiers in its noun phrase. `subject` is the noun that stands nearest
    before a number without one ("Russians among them: 548"), `adjacent` if nothing stands between. `refers` refers back ("of whom"),
    `listed` is the country that the number stands beside, `actor` one whose own people may be told
    of, `label` what makes the number a name ("article"). `states` and `others` are what is said of
    it nearby.
    """

    noun: list[Near] = field(default_factory=list)
    origin: list[Near] = field(default_factory=list)
    unknown: str | None = None
    counter: bool = False
    troops: Near | None = None
    subject: Near | None = None
    adjacent: bool = False
    refers: Near | None = None
    listed: Near | None = None
    actor: Near | None = None
    label: Near | None = None
    states: list[Near] = field(default_factory=list)
    others: list[Near] = field(default_factory=list)
    owns: list[Near] = field(default_factory=list)


def around(s: Sentence, position: int, end: int, left: int, right: int) -> Around:
    """What stands around the number from a position to an end; `left` and `right` are where the
    phrases of the numbers before and behind it end and begin.
    """
    first, behind = s.index(position), s.index(end)
    low, high = s.index(left), s.index(right)
    found = Around()
    _NounPhrase(s, found).read(behind, high)
    _before(s, first, low, found)
    found.label = _label(s, first)
    found.states = list(_states(s, first, behind, low, high))
    reach = max(low, first - BEFORE), min(high, behind + STATE)
    found.others = list(s.nears("others", *reach))
    found.owns = [
        s.near(cue) for cue in s.between(*reach)
        if cue.kind == "own" and not cue.detail and not s.names_army(cue)
    ]  # fmt: skip
    return found


class _NounPhrase:
    """The noun phrase behind a number: up to a mark, a number, or a word that links on."""

    def __init__(self, s: Sentence, found: Around) -> None:
        self.s, self.found = s, found
        self.left = float(AHEAD)
        self.origin = self.linked = False

    def read(self, at: int, high: int) -> None:
        """Read the words from one to another into what was found."""
        while at < high and self.left > 0:
            word = self.s.words[at]
            if word.kind == "mark" and word.text in PASSED:
                at += 1
                continue
            if word.kind in ("digits", "mark") or self.ends(at):
                break
            if word.kind == "ideograph" and self.headed(at):
                break
            self.left -= 1 / WIDE if word.kind == "ideograph" else 1
            at += self.word(at)
        if any(near.kind != "not" for near in self.found.noun):
            self.found.unknown = None
        self.found.counter = any(near.kind == "counters" for near in self.found.noun)
        told = self.found.noun + self.found.origin
        self.found.troops = next((near for near in told if near.kind == "troops"), None)
        self.found.noun = [near for near in self.found.noun if near.kind not in MARKS]

    def ends(self, at: int) -> bool:
        """Whether the phrase ends before a word; behind "from" it goes on once."""
        cues = self.s.between(at, at + 1)
        kinds = {cue.kind for cue in cues}
        if "refer" in kinds and not self.found.noun:
            self.found.refers = next(self.s.nears("refer", at, at + 1))
            return True
        if kinds & NOUNS or not kinds & (ENDS | {"articles"}):
            return False
        if "origin" in kinds and not self.found.noun and self.found.unknown is None:
            self.linked = True  # "dozens of deputies", "31 of the names"
            return False
        if "origin" in kinds and not self.origin:
            self.origin, self.left = True, float(ORIGIN)
            return False
        return bool(kinds & ENDS) or not (self.origin or self.linked)

    def headed(self, at: int) -> bool:
        """Whether the noun has been read: in Chinese it ends the phrase, and no word follows it."""
        heads = any(near.kind in HEADS for near in self.found.noun)
        return heads and not any(cue.kind in NOUNS for cue in self.s.between(at, at + 1))

    def word(self, at: int) -> int:
        """Take in a word; returns how many words it was."""
        found, cues = self.found, self.s.between(at, at + 1)
        into = found.origin if self.origin else found.noun
        into += [self.s.near(c) for c in cues if c.kind in NOUNS and not self.s.names_army(c)]
        if not self.origin and not found.noun and found.unknown is None:
            word = self.s.text(at, at)
            if cues:
                found.unknown = word if {cue.kind for cue in cues} == {"setting"} else None
            elif self.s.vocabulary.is_noun(word):
                found.unknown = word
        return max((cue.length for cue in cues), default=1)


def _before(s: Sentence, first: int, low: int, found: Around) -> None:
    """What the number refers back to, and who stands beside it, in the words before it."""
    reach, at = float(BEFORE), first - 1
    while at >= low and reach > 0:
        word = s.words[at]
        if word.kind == "mark" and word.text in CLAUSE - BESIDE:
            return
        reach -= {"mark": 0.25, "ideograph": 1 / WIDE}.get(word.kind, 1)
        for cue in s.between(at, at + 1):
            if s.names_army(cue):
                continue
            if cue.kind == "refer":
                found.refers = found.refers or s.near(cue)
            if cue.kind in NOUNS - MARKS and found.subject is None:
                found.subject, found.adjacent = s.near(cue), cue.at + cue.length == first
            if cue.kind in ("nations", "who"):
                found.listed = found.listed or s.near(cue)
            elif cue.kind == "own" and found.listed is None:
                found.actor = found.actor or s.near(cue)
        at -= 1


def _label(s: Sentence, first: int) -> Near | None:
    """The word right before a number that makes it a name ("article 94", "No. 12")."""
    at = first - 1
    if at >= 0 and s.words[at].text in DOTS:
        at -= 1
    for cue in s.between(max(at - 1, 0), at + 1):
        if cue.kind == "labels" and cue.at + cue.length == at + 1:
            return s.near(cue)
    return None


def _states(s: Sentence, first: int, behind: int, low: int, high: int) -> Iterator[Near]:
    """Measures told beside a number, the nearest first: behind it, then before it."""
    wide = WIDE if any(w.kind == "ideograph" for w in s.words[first : behind + 3]) else 1
    stop = _clause(s, behind, min(high, behind + STATE * wide), 1)
    yield from s.nears("measures", behind, stop)
    start = _clause(s, first - 1, max(low, first - STATE * wide) - 1, -1)
    yield from reversed(list(s.nears("measures", start + 1, first)))


def _clause(s: Sentence, at: int, stop: int, step: int) -> int:
    """Where a clause ends on the way from one word to another."""
    while at != stop and 0 <= at < len(s.words):
        if s.words[at].kind == "mark" and s.words[at].text in CLAUSE:
            return at
        at += step
    return at
