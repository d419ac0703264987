"""A figure of a phrase: its interval, its unit, where it stands, and whether it is a count."""

from __future__ import annotations

from dataclasses import dataclass, field

from sources.phrases.lexicon_files import UNITS


@dataclass(slots=True)
class Figure:
    """A figure in a phrase; `refused` says why it is no count, where it is none.

    `position` is where the number begins and `number_end` where it ends, or the greater one of a
    range; `start` and `end` are those of the phrase around it, from its first qualifier to its
    noun. `unclear` is where a word stands that is not understood, which makes a figure refused as
    well. `change` is where the word stands that makes it one of two figures, before and after
    ("rose from 11 to 19").
    """

    low: int
    high: int | None
    point: int | None
    qualifier: str
    unit: str | None
    position: int
    end: int
    refused: str | None = None
    start: int = -1
    unclear: int | None = None
    number_end: int = -1
    change: int | None = None

    def may_count(self, unit: str) -> bool:
        """Whether its noun is of the unit, or of none that is known. A unit of a catalog's own may
        be one of people ("deaths", "infected"): no lexicon knows its words, nor that they are.
        """
        own = unit not in UNITS and unit != "other"
        return self.unit in (unit, None) or (own and self.unit == "persons")


@dataclass(slots=True)
class Found:
    """What a phrase holds: its figures, whether it hedges, and words that are no number."""

    figures: list[Figure] = field(default_factory=list)
    hedged: bool = False
    no_number: list[tuple[str, int]] = field(default_factory=list)
