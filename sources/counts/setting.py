"""What the sentence, the document and the figure before say of a number; read in considered.py."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sources.counts.sentence import Near


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
