"""How far each kind of cue is to be trusted next to the others, and when they are enough.

The weights say nothing about any one subject. They were chosen on the documents in
tests/sources/counts/tuned, one half of them held against the other, for recall first.
"""

from __future__ import annotations

from dataclasses import dataclass

ENOUGH = 5
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
    "another army": -8,  # "2,500 American troops"
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
    "surroundings": -9,
}


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
