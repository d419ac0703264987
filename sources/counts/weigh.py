"""The rule that makes a figure a count of the subject: cues are added up, each with its reason.

Which words are cues stands in the lexicons; what a kind of cue weighs in weights.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from sources.counts.around import Around
from sources.counts.sentence import Near
from sources.counts.setting import Back, Setting
from sources.counts.weights import Reason

JOINED = ("recruited", "signed_contract", "held", "serving", "deployed", "captured")
SENT = ("recruited", "signed_contract", "deployed")
MOST_TIMES = 2  # a sentence full of one kind of cue says no more than with two


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
