"""The rule that makes a figure a count of the subject: cues are added up, each with its reason.

Which words are cues stands in the lexicons. The weights say how far each kind of cue is to be
trusted next to the others, and nothing about any one subject; they were chosen for recall first on
the documents in tests/sources/counts/tuned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from sources.counts.around import Around
from sources.counts.sentence import Near

ENOUGH = 6
WEIGHTS = {
    # The noun says who is counted, and weighs most.
    "named": 6,
    "people": 0,
    "unit": 5,  # countries, families, requests: people are behind them
    "other people": -10,
    "others among them": -4,  # "70 signed, 22 students among them"
    "not them": -9,
    "label": -9,
    "own": -11,
    "another army": -7,  # "2,500 American troops"
    "of own": -3,
    "unknown": -6,
    "bare": 2,
    "bare digits": -4,
    "counter": -1,  # a measure word tells people, and not which
    "right before": -8,  # "officers: 6"
    "subject": -2,  # "Russians among them: 548"
    "qualified": 7,  # "at least 18", "some 200": ages, sums and paragraphs have no qualifier
    "single": -7,  # one man is a story, not a count, and none is no count
    "listed": 5,  # "Kenya (46)"
    "beside": 2,
    # A number without a noun, or of plain people, counts whom the number before it counted.
    "refers": 3,
    "refers to others": -8,
    "back in sentence": 3,
    "back": 1,
    "back to others": -2,
    # The sentence and the words around the number.
    "joined": 2,
    "state": 3,
    "who in sentence": 1,
    "nation in sentence": 1,
    "nobody in sentence": -1,
    "others": -7,
    "others in sentence": -2,
    "own near": -2,
    # The document, and whether this passage of it tells who came into what on which side.
    "about 0": -6,
    "about 1": -5,
    "about 1 here": 2,
    "about 2": 0,
    "about 2 here": 2,
    "about 3": 6,
    "about 3 here": 7,
    "too many": -10,
    "surroundings": -8,
}
JOINED = ("recruited", "signed_contract", "held", "serving", "deployed", "captured")
SENT = ("recruited", "signed_contract", "deployed")
MOST_TIMES = 2  # a sentence full of one kind of cue says no more than with two


class Back(Enum):
    """What became of the last figure of people before this one, and how far away it is."""

    NONE = ""
    SAME_SENTENCE = "back in sentence"
    NEAR = "back"
    OTHERS = "back to others"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a number's sentence and document say: people named outside its own noun phrase, whether
    it stands in a passage that tells who came into what (`here`), whether its sentence speaks of
    others too (`aside`), how much the document is about the subject (0..3), the figure before; and
    of the number whether it is beyond what the subject can have, stands in the surroundings of the
    page, is one, is qualified, is written in digits; `sent`: whose soldiers were sent.
    """

    people: tuple[Near, ...]
    here: bool
    aside: bool
    about: int
    back: Back
    too_many: bool
    surroundings: bool
    single: bool
    qualified: bool
    digits: bool
    sent: frozenset[str]

    def serves(self, whole: list[Near]) -> bool:
        """Whether soldiers of one country serve in its own army, as far as their noun tells."""
        nations = {near.detail for near in whole if near.kind == "nations"}
        others = any(near.kind == "who" for near in whole)
        one = len(nations) == 1 and not nations & self.sent and all(map(str.isalpha, nations))
        return one and not others


@dataclass(frozen=True, slots=True)
class Reason:
    """One cue: its kind, a key of WEIGHTS, and what is said of it."""

    kind: str
    words: str

    @property
    def weight(self) -> int:
        """What the cue adds."""
        return WEIGHTS[self.kind]

    def __str__(self) -> str:
        return self.words if self.weight >= 0 else f"against it: {self.words}"


def enough(reasons: list[Reason]) -> bool:
    """Whether the cues add up to a count."""
    return sum(reason.weight for reason in reasons) >= ENOUGH


def weigh(unit: str, around: Around, setting: Setting) -> list[Reason]:
    """The cues around one figure, each as a reason for it or against it."""
    return [
        *_noun(unit, around, setting),
        *_back(unit, around, setting),
        *_sentence(around, setting),
        *_document(setting),
    ]


def _named(around: Around) -> bool:
    return any(near.kind in ("who", "nations") for near in around.noun + around.origin)


def _first(found: list[Near], *kinds: str) -> Near | None:
    return next((near for near in found if near.kind in kinds), None)


def _noun(unit: str, around: Around, setting: Setting) -> Iterator[Reason]:
    whole = around.noun + around.origin
    if near := _first(whole, "who", "nations"):
        yield Reason("named", f"it counts '{near.words}'")
    elif near := _first(whole, "people"):
        yield Reason("people", f"it counts people ('{near.words}')")
    if unit == "persons":
        yield from _somebody_else(around, setting)
    if around.label is not None:
        yield Reason("label", f"it is the number of '{around.label.words}'")
    if unit != "persons":
        yield Reason("unit", f"it counts {unit}")
        if near := _first(around.noun, "others"):
            yield Reason("other people", f"it counts {unit} of '{near.words}'")
    elif around.unknown is not None and around.refers is None:
        yield Reason("unknown", f"'{around.unknown[:40]}' may be no people")
    elif not whole and around.refers is None:
        if around.counter:
            yield Reason("counter", "it counts people of no kind")
        else:
            yield Reason("bare", "no noun follows")
        if around.subject is not None and around.subject.kind in ("others", "not", "own"):
            kind = "right before" if around.adjacent else "subject"
            yield Reason(kind, f"it is told of '{around.subject.words}'")
        if setting.digits and not around.counter:
            yield Reason("bare digits", "bare digits may be anything")
    if setting.qualified and not _named(around) and around.unknown is None:
        yield Reason("qualified", "its qualifier speaks of a count")
    if setting.single and around.listed is None:
        yield Reason("single", "it is one alone, or none")


def _somebody_else(around: Around, setting: Setting) -> Iterator[Reason]:
    if near := _first(around.noun, "others"):
        among = around.refers is not None and setting.back is Back.SAME_SENTENCE
        kind = "others among them" if among else "other people"
        yield Reason(kind, f"it counts '{near.words}'")
    elif near := _first(around.noun, "not"):
        yield Reason("not them", f"it counts '{near.words}'")
    whole = around.noun + around.origin
    sent = any(near.detail in SENT for near in around.states)
    if around.troops is not None and not sent and setting.serves(whole):
        yield Reason("another army", f"it counts '{around.troops.words}' of one country")
    if (near := _first(whole, "own", "who", "nations")) and near.kind == "own":
        yield Reason("own" if near in around.noun else "of own", f"it counts '{near.words}'")
    elif around.actor is not None and not _named(around) and around.refers is None:
        yield Reason("of own", f"it is told of '{around.actor.words}'")


def _bare(around: Around) -> bool:
    return not around.noun and not around.origin and around.unknown is None


def _back(unit: str, around: Around, setting: Setting) -> Iterator[Reason]:
    plain = not _named(around) and around.unknown is None
    if around.refers is not None:
        yield Reason("refers", f"refers back ('{around.refers.words}')")
    if around.listed is not None and plain:
        yield Reason(
            "listed" if _bare(around) else "beside", f"stands beside '{around.listed.words}'"
        )
    if _named(around) or (around.unknown is not None and around.refers is None):
        if around.refers is not None and setting.back is Back.OTHERS and unit == "persons":
            yield Reason("refers to others", "the figure before counts something else")
        return
    match setting.back:
        case Back.SAME_SENTENCE:
            yield Reason("back in sentence", "the sentence counts them already")
        case Back.NEAR:
            yield Reason("back", "the figure before counts them")
        case Back.OTHERS if unit == "persons" and around.refers is not None:
            yield Reason("refers to others", "the figure before counts something else")
        case Back.OTHERS if unit == "persons" and _bare(around):
            yield Reason("back to others", "the figure before counts something else")


def _sentence(around: Around, setting: Setting) -> Iterator[Reason]:
    if around.states:
        joined = around.states[0].detail in JOINED
        yield Reason(
            "joined" if joined else "state",
            f"tells what became of them ('{around.states[0].words}')",
        )
    people = list(setting.people)
    if near := _first(people, "who"):
        yield Reason("who in sentence", f"the sentence speaks of '{near.words}'")
    elif near := _first(people, "nations"):
        yield Reason("nation in sentence", f"the sentence speaks of '{near.words}'")
    elif not _named(around):
        yield Reason("nobody in sentence", "nobody else is named in the sentence")
    told = dict.fromkeys(near.words for near in around.others if near not in around.noun)
    for words in list(told)[:MOST_TIMES]:
        yield Reason("others", f"the words around it speak of '{words}'")
    if around.owns:
        yield Reason("own near", f"the words around it speak of '{around.owns[0].words}'")
    if setting.aside:
        yield Reason("others in sentence", "the sentence speaks of others too")


ABOUT = (
    "the document is not about them",
    "the document hardly speaks of them",
    "the document speaks of them",
    "the document is about them",
)


def _document(setting: Setting) -> Iterator[Reason]:
    here = " here" if setting.here and setting.about else ""
    told = f"{ABOUT[setting.about]}{', and so does this passage' if here else ''}"
    yield Reason(f"about {setting.about}{here}", told)
    if setting.too_many:
        yield Reason("too many", "larger than such a count can be")
    if setting.surroundings:
        yield Reason("surroundings", "stands outside the main text")
