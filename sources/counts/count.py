"""What was counted, what claims account for, and the difference of the two. Reads no text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """A phrase that reads as a count. Offsets are code points into the document's text.

    `start` and `end` delimit `exact`, the shortest phrase that reads so; `position` is where the
    number begins. (low, high, point) is the reading, None being unbounded or no number printed.
    `measures` and `populations` are what the words around name, the nearest first. `why` says, in
    words, which cues made it count.
    """

    start: int
    end: int
    position: int
    exact: str
    low: int
    high: int | None
    point: int | None
    qualifier: str
    hedged: bool
    unit: str
    sentence_start: int
    sentence_end: int
    why: tuple[str, ...]
    measures: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()

    @property
    def reading(self) -> tuple[str, int, int | None, int | None]:
        """(unit, low, high, point): what makes two mentions the same figure."""
        return self.unit, self.low, self.high, self.point


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim of the document: its reading, and where its words are anchored (start, end)."""

    claim_id: str
    says: str
    unit: str
    low: int
    high: int | None
    point: int | None
    spans: tuple[tuple[int, int], ...] = ()


def unaccounted(counts: Iterable[Count], claims: Sequence[Claimed]) -> list[Count]:
    """The counts that no claim accounts for.

    A claim accounts for a count where one of its spans covers the number, or where unit and reading
    are the same: the figure is mentioned again.
    """
    readings = {(claim.unit, claim.low, claim.high, claim.point) for claim in claims}
    covered = _merged(span for claim in claims for span in claim.spans)
    left, at = [], 0
    for count in sorted(counts, key=lambda c: c.position):
        while at < len(covered) and covered[at][1] <= count.position:
            at += 1
        inside = at < len(covered) and covered[at][0] <= count.position
        if not inside and count.reading not in readings:
            left.append(count)
    return left


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in their order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
