"""A claim's words through the versions of its document: verified, moved, lost, or read otherwise.

`verified` says both that the words stand in the snapshot and that the number read there is the
claim's. Nothing is ever guessed: what is not found is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Literal

from sources.anchors.context import There, around, there
from sources.anchors.find import Place, places
from sources.anchors.folding import folded

LOOKED_AT = 100  # places that are read; a figure that is printed more often says the same each time
Status = Literal["verified", "moved", "lost", "misread", "unreadable", "not_archived"]


@dataclass(frozen=True)
class Said:
    """A claim as anchoring needs it: its words, what they state, and the document's language."""

    claim_id: str
    says: str
    unit: str
    language: str
    low: int
    high: int | None
    point: int | None


@dataclass(frozen=True)
class Version:
    """A snapshot and its text; `text[:main]` is the body. Without a text `why` says why not."""

    sha256: str
    text: str | None
    main: int = 0
    method: str = ""
    why: str = ""

    @cached_property
    def alike(self) -> str:
        """The text made alike, for matching."""
        return folded(self.text or "")


@dataclass(frozen=True)
class Anchor:
    """What became of a claim's words in a version of its document.

    `start` and `end` are offsets in characters into the version's text, `exact` what stands there;
    all are None where nothing was found. `n_places` counts where the words stand in all. `there` is
    what the text says around them where that is not the claim's reading (misread).
    """

    claim_id: str
    sha256: str | None
    status: Status
    start: int | None = None
    end: int | None = None
    exact: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    exactly: bool | None = None
    n_places: int = 0
    there: There | None = None
    method: str = ""
    message: str = ""

    @property
    def stands(self) -> bool:
        """Whether the claim is anchored here."""
        return self.status in ("verified", "moved")


def follow(said: Said, versions: Sequence[Version]) -> list[Anchor]:
    """One anchor for each version, in their order; a single `not_archived` where there is none."""
    if not versions:
        return [Anchor(said.claim_id, None, "not_archived")]
    anchors: list[Anchor] = []
    before: Anchor | None = None
    for version in versions:
        anchor = _anchor(said, version, before)
        before = anchor if anchor.stands else before
        anchors.append(anchor)
    return anchors


def _anchor(said: Said, version: Version, before: Anchor | None) -> Anchor:
    if version.text is None:
        return Anchor(
            said.claim_id, version.sha256, "unreadable", method=version.method, message=version.why
        )
    found = places(said.says, version.text, version.alike)
    if not found:
        return Anchor(said.claim_id, version.sha256, "lost", method=version.method)
    place, told = _best(said, found, version, before)
    prefix, suffix = around(version.text, place.start, place.end)
    status: Status = "verified"
    if told is not None and _differs(told, said):
        status = "misread"
    elif before is not None and before.start != place.start:
        status = "moved"
    return Anchor(
        said.claim_id, version.sha256, status, place.start, place.end,
        version.text[place.start : place.end], prefix, suffix, place.exactly, len(found),
        told if status == "misread" else None, version.method,
    )  # fmt: skip


def _differs(told: There, said: Said) -> bool:
    return (told.low, told.high, told.point) != (said.low, said.high, said.point)


def _best(
    said: Said, found: list[Place], version: Version, before: Anchor | None
) -> tuple[Place, There | None]:
    """The place that says what the claim says; else one that says nothing else; else the first.

    Among equals: where most of the same words stand around it as before, then in the body, then
    the first.
    """
    assert version.text is not None
    ranked = []
    for place in found[:LOOKED_AT]:
        told = there(version.text, place, said.unit, said.language)
        rank = 1 if told is None else 2 if _differs(told, said) else 0
        shared = _shared(before, *around(version.text, place.start, place.end)) if before else 0
        ranked.append((rank, -shared, place.start >= version.main, place.start, place, told))
    best = min(ranked, key=lambda r: r[:4])
    return best[4], best[5]


def _shared(before: Anchor, prefix: str, suffix: str) -> int:
    """How many characters stand around a place as they stood around the anchor before."""
    behind = _alike_to(before.suffix or "", suffix)
    return behind + _alike_to((before.prefix or "")[::-1], prefix[::-1])


def _alike_to(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
