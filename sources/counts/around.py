"""What stands around a number: its noun, what it refers back to, the country before it.

Finds and names; what each finding weighs is decided in weigh.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sources.counts.noun_phrase import MARKS, NOUNS, WIDE, noun_phrase
from sources.counts.sentence import Near, Sentence

BEFORE = 4  # words between "of whom" or a country and the number
STATE = 9  # words between a number and its verb
CLAUSE = set(".;:!?()[]{}…。；：！？（）|•")
BESIDE = set("(（:：|•")  # marks between a country and its number in a list
DOTS = set(".°º")


@dataclass(slots=True)
class Around:
    """What was found around one number.

    `noun`, `origin`, `unknown`, `counter` and `troops` are those of its noun phrase. `subject` is
    the noun that stands nearest before a number without one ("Russians among them: 548"),
    `adjacent` if nothing stands between. `refers` refers back ("of whom"), `listed` is the country
    that the number stands beside, `actor` one whose own people may be told of, `label` what makes
    the number a name ("article"). `states`, `others` and `owns` are what is said of it nearby.
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
    phrase = noun_phrase(s, behind, high)
    found = Around(
        phrase.noun, phrase.origin, phrase.unknown, phrase.counter, phrase.troops,
        refers=phrase.refers,
    )  # fmt: skip
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
